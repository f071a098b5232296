#include <algorithm>
#include <array>

#include "identity/likeness.hpp"
#include "identity/mark.hpp"
#include "identity/mark_detail.hpp"
#include "identity/spelling_detail.hpp"

namespace vigie::identity {

namespace {

constexpr std::size_t most_words_of_a_name = 6;
constexpr std::size_t fewest_letters = 5;  // of all the words together

/// Words that say what somebody is, not who: « un ami », « sa mère », « deux hommes ».
bool is_common_word(const std::string& word) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"un", "une", "deux", "trois", "son", "sa", "ses", "mon", "ma", "ami", "amie", "amis", "amies", "copain", "copine", "copains", "copines", "homme", "hommes", "femme",
       "femmes", "fille", "filles", "garcon", "garcons", "adulte", "adultes", "majeur", "majeure", "mineur", "mineure", "jeune", "jeunes", "pere", "mere", "frere", "soeur",
       "cousin", "cousine", "oncle", "tante", "petit", "petite", "grand", "grande", "monsieur", "madame", "inconnu", "inconnue", "inconnus", "groupe", "autre", "autres", "quelqu"});
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::string name_mark(std::string_view nom, std::string_view prenoms) {
  if (nom.size() > 200 || prenoms.size() > 200) return {};
  std::vector<std::string> words = folded_words(plain_text(nom));
  const bool apart = !prenoms.empty();
  if (apart) {
    const auto firsts = first_prenom_keys(plain_text(prenoms));
    if (firsts.empty() || words.empty()) return {};
    words.push_back(firsts.front());
  }
  if (words.size() < 2 || words.size() > most_words_of_a_name || std::any_of(words.begin(), words.end(), is_common_word)) return {};
  std::size_t letters = 0;
  for (const std::string& word : words) {
    if (tells_nothing(word)) return {};
    letters += word.size();
  }
  if (letters < fewest_letters) return {};
  std::sort(words.begin(), words.end());
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace vigie::identity
