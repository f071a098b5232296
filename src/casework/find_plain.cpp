#include "casework/find_plain.hpp"

#include <array>
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
constexpr std::int64_t many_bytes = 64 << 20;

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
  /// The values of which a text stands in `content`, small letters.
  template <class F>
  void find(std::string_view content, const F& found) const {
    for (std::size_t i = 0; i + shortest_ <= content.size(); ++i) {
      const std::size_t key = key_at(content.substr(i));
      if (!marks_[key % marks_.size()]) continue;
      const auto some = texts_.find(key);
      if (some == texts_.end()) continue;
      for (const auto& [text, value] : some->second)
        if (content.substr(i).starts_with(text)) found(value);
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

Sought sought_in(const store::Reading& reading, std::size_t shortest) {
  Sought sought{Wanted(shortest), {}};
  store::each_identifying(reading, [&](base::DeclarationId declaration, const boost::json::object& answers) {
    each_text(answers, [&](const std::string& text) {
      if (sought.declarations.size() >= most_values || text.size() < shortest) return;
      add_writings(sought.wanted, text, static_cast<std::int64_t>(sought.declarations.size()));
      sought.declarations.push_back(declaration);
    });
  });
  std::set<std::int64_t> clear;
  sought.wanted.find(clear_words(reading), [&](std::int64_t value) { clear.insert(value); });
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
    sought.wanted.find(window, [&](std::int64_t value) { found.insert(value); });
    window = window.substr(window.size() - std::min(window.size(), longest_value));
    plain.bytes += in.gcount();
  }
  ++plain.files;
  if (!found.empty())
    plain.found.push_back({file, static_cast<std::int64_t>(found.size()), sought.declarations[static_cast<std::size_t>(*found.begin())].text()});
}

}  // namespace

PlainText find_plain(const Desk& desk, const std::vector<std::string>& files) {
  std::int64_t bytes = 0;
  for (const std::string& file : files) bytes += std::max<std::int64_t>(0, static_cast<std::int64_t>(std::ifstream(file, std::ios::ate | std::ios::binary).tellg()));
  return desk.store.read(store::scope_of_rules(), [&](const store::Reading& reading) {
    const Sought sought = sought_in(reading, bytes > many_bytes ? 8 : 6);
    PlainText plain;
    plain.values = static_cast<std::int64_t>(sought.declarations.size());
    for (const std::string& file : files) search_file(sought, file, plain);
    return plain;
  });
}

}  // namespace vigie::casework
