#include "casework/find_plain.hpp"

#include <array>
#include <cmath>
#include <fstream>
#include <set>
#include <unordered_map>

#include "base/text.hpp"
#include "identity/likeness.hpp"
#include "store/identities.hpp"

namespace vigie::casework {

namespace {

constexpr std::size_t most_values = 1'000'000;
constexpr std::size_t longest_value = 40;  // of a narrative, the beginning
constexpr std::size_t shortest_value = 6;
constexpr std::size_t kept_of_window = 2 * longest_value;  // a value that two readings cut, and the id that may hold it
constexpr double chance = 1e-4;  // that sealed bytes, which are as random ones, read as one of the values

/// How short a value may be to be looked for: each letter, in capitals or not, is met by 2 of 256 bytes.
std::size_t shortest_for(std::int64_t bytes, std::size_t values) {
  std::size_t shortest = shortest_value;
  double met = static_cast<double>(bytes) * static_cast<double>(values) / std::pow(128, shortest_value);
  for (; met > chance; met /= 128) ++shortest;
  return shortest;
}

/// Whether what stands at `at` is within the text of an id, whose digits may read as a date.
bool within_id(std::string_view content, std::size_t at, std::size_t size) {
  constexpr std::size_t length = 36;
  const auto is_id = [](std::string_view text) {
    for (std::size_t i = 0; i < length; ++i) {
      const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? text[i] != '-' : !std::isxdigit(static_cast<unsigned char>(text[i]))) return false;
    }
    return true;
  };
  for (std::size_t from = at + size > length ? at + size - length : 0; from <= at && from + length <= content.size(); ++from)
    if (is_id(content.substr(from))) return true;
  return false;
}

/// Texts to look for, found by their first bytes.
class Wanted {
 public:
  explicit Wanted(std::size_t shortest) : shortest_(shortest) {}
  void add(std::string text, std::int64_t value) {
    text = base::to_lower_ascii(text.substr(0, longest_value));
    if (text.size() < shortest_) return;
    const std::size_t key = key_at(text);
    marks_[key % marks_.size()] = true;
    texts_[key].push_back({std::move(text), value});
  }
  /// The values of which a text stands in `content`, small letters, and begins before `until`.
  template <class F>
  void find(std::string_view content, std::size_t until, const F& found) const {
    for (std::size_t i = 0; i < until && i + shortest_ <= content.size(); ++i) {
      const std::size_t key = key_at(content.substr(i));
      if (!marks_[key % marks_.size()]) continue;
      const auto some = texts_.find(key);
      if (some == texts_.end()) continue;
      for (const auto& [text, value] : some->second)
        if (content.substr(i).starts_with(text) && !within_id(content, i, text.size())) found(value);
    }
  }
  void remove(std::int64_t value) {
    for (auto& [key, some] : texts_) std::erase_if(some, [&](const auto& one) { return one.second == value; });
  }

 private:
  std::size_t key_at(std::string_view text) const { return std::hash<std::string_view>()(text.substr(0, shortest_)); }
  std::size_t shortest_;
  std::vector<bool> marks_ = std::vector<bool>(1 << 24);
  std::unordered_map<std::size_t, std::vector<std::pair<std::string, std::int64_t>>> texts_;
};

void each_text(const boost::json::value& value, const std::function<void(const std::string&)>& on_text) {
  if (value.is_string()) return on_text(std::string(value.get_string()));
  if (value.is_array())
    for (const auto& one : value.get_array()) each_text(one, on_text);
  if (value.is_object())
    for (const auto& [key, one] : value.get_object()) each_text(one, on_text);
}

/// The ways in which a text may have been written down.
void add_writings(Wanted& wanted, const std::string& text, std::int64_t value) {
  if (const auto date = base::parse_date(text)) {
    const std::string day = base::to_french(*date);
    std::string compact, dotted = day;
    for (const char c : text)
      if (c != '-') compact += c;
    std::replace(dotted.begin(), dotted.end(), '/', '.');
    for (const std::string& one : {text, day, compact, dotted}) wanted.add(one, value);
    return;
  }
  wanted.add(text, value);
  wanted.add(identity::fold(text), value);
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() >= 9 && digits.size() <= 15) wanted.add(digits.substr(digits.size() - 9), value);
}

/// What stands in the clear and may: names of organisations, logins, labels, words of rules.
std::string clear_words(const store::Reading& reading) {
  std::string all;
  const auto add = [&](const db::Row& row) { all.append(row.text(0)).append("\n"); };
  reading.sql.each("SELECT name FROM organisation", {}, add);
  reading.sql.each("SELECT login FROM account", {}, add);
  reading.sql.each("SELECT label FROM pass", {}, add);
  reading.sql.each("SELECT label FROM rule_wording", {}, add);
  reading.sql.each("SELECT source FROM rule_wording", {}, add);
  return base::to_lower_ascii(all);
}

struct Sought {
  Wanted wanted;
  std::vector<base::DeclarationId> declarations;  // by value
};

Sought sought_in(const store::Reading& reading, std::int64_t bytes) {
  std::vector<std::string> texts;
  std::vector<base::DeclarationId> declarations;
  store::each_identifying(reading, [&](base::DeclarationId declaration, const boost::json::object& answers) {
    each_text(answers, [&](const std::string& text) {
      if (texts.size() >= most_values || text.size() < shortest_value) return;
      texts.push_back(text);
      declarations.push_back(declaration);
    });
  });
  Sought sought{Wanted(shortest_for(bytes, texts.size())), std::move(declarations)};
  for (std::size_t i = 0; i < texts.size(); ++i) add_writings(sought.wanted, texts[i], static_cast<std::int64_t>(i));
  std::set<std::int64_t> clear;
  const std::string clear_text = clear_words(reading);
  sought.wanted.find(clear_text, clear_text.size(), [&](std::int64_t value) { clear.insert(value); });
  for (const std::int64_t value : clear) sought.wanted.remove(value);
  return sought;
}

/// A file, some at a time, with the end of what came before.
void search_file(const Sought& sought, const std::string& file, PlainText& plain) {
  std::ifstream in(file, std::ios::binary);
  std::string window, block(1 << 20, '\0');
  std::set<std::int64_t> found;
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
    window += base::to_lower_ascii(std::string_view(block).substr(0, static_cast<std::size_t>(in.gcount())));
    sought.wanted.find(window, window.size() - std::min(window.size(), longest_value), [&](std::int64_t value) { found.insert(value); });
    window = window.substr(window.size() - std::min(window.size(), kept_of_window));
    plain.bytes += in.gcount();
  }
  sought.wanted.find(window, window.size(), [&](std::int64_t value) { found.insert(value); });
  ++plain.files;
  if (!found.empty())
    plain.found.push_back({file, static_cast<std::int64_t>(found.size()), sought.declarations[static_cast<std::size_t>(*found.begin())].text()});
}

}  // namespace

PlainText find_plain(const Desk& desk, const std::vector<std::string>& files) {
  std::int64_t bytes = 0;
  for (const std::string& file : files) bytes += std::max<std::int64_t>(0, static_cast<std::int64_t>(std::ifstream(file, std::ios::ate | std::ios::binary).tellg()));
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    const Sought sought = sought_in(reading, bytes);
    PlainText plain;
    plain.values = static_cast<std::int64_t>(sought.declarations.size());
    for (const std::string& file : files) search_file(sought, file, plain);
    return plain;
  });
}

}  // namespace vigie::casework
