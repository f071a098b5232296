#include "access/guessable.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> access_files;
}

namespace vigie::access {

namespace {

constexpr std::string_view of_the_service[] = {"vigie", "116000", "fugueur", "fugue",  "mineur", "disparus", "disparition", "ecoutant", "suivi",
                                               "police", "foyer", "analyste", "admin", "motdepasse", "passe", "password", "bpm"};
constexpr std::ptrdiff_t least_left = 4;

std::unordered_set<std::string_view> read_common() {
  base::require(embedded::access_files.size() == 1, "the list of common passwords travels in the program");
  std::string_view text = embedded::access_files[0].content;
  const std::size_t head = text.find("\n\n");  // where it comes from
  base::require(head != text.npos, "the list of common passwords has a head");
  text.remove_prefix(head + 2);
  std::unordered_set<std::string_view> common;
  for (std::size_t end = 0; (end = text.find('\n')) != text.npos; text.remove_prefix(end + 1)) common.insert(text.substr(0, end));
  return common;
}

/// A letter, or the first byte of a character that ASCII lacks.
bool begins_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xc0; }

void add_words(std::vector<std::string>& tried, std::string_view text, std::size_t shortest) {
  const std::string lower = base::to_lower_ascii(text);
  std::string word;
  for (const char c : lower + " ") {
    const bool inside = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (inside) {
      word.push_back(c);
      continue;
    }
    if (word.size() >= shortest) tried.push_back(word);
    word.clear();
  }
}

}  // namespace

bool is_common(std::string_view password) {
  static const std::unordered_set<std::string_view> common = read_common();
  const std::string lower = base::to_lower_ascii(password);
  return common.contains(lower);
}

std::vector<std::string> context_words(std::string_view login, std::string_view organisation) {
  std::vector<std::string> tried(std::begin(of_the_service), std::end(of_the_service));
  add_words(tried, login, 3);
  add_words(tried, organisation, 4);
  // The longest first: what is left of one word is not taken for another.
  std::ranges::stable_sort(tried, [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return tried;
}

bool is_made_of(std::string_view password, std::span<const std::string> tried) {
  std::string left = base::to_lower_ascii(password);
  bool holds = false;
  for (const std::string& word : tried)
    for (std::size_t at = 0; (at = left.find(word)) != left.npos; holds = true) left.replace(at, word.size(), 1, ' ');
  return holds && std::ranges::count_if(left, begins_letter) < least_left;
}

}  // namespace vigie::access
