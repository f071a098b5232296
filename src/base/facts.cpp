#include "base/facts.hpp"

#include <cmath>
#include <mutex>
#include <unordered_set>

namespace vigie::base {

std::string_view to_text(Tri tri) {
  switch (tri) {
    case Tri::no: return "non";
    case Tri::yes: return "oui";
    case Tri::unknown: break;
  }
  return "inconnu";
}

std::optional<Tri> parse_tri(std::string_view text) {
  if (text == "oui") return Tri::yes;
  if (text == "non") return Tri::no;
  if (text == "inconnu") return Tri::unknown;
  return std::nullopt;
}

namespace {
struct HashOfText : std::hash<std::string_view> {
  using is_transparent = void;
};
}  // namespace

FactName::FactName(std::string_view text) {
  static std::mutex gate;
  static std::unordered_set<std::string, HashOfText, std::equal_to<>> known;  // a node stays where it is
  const std::lock_guard lock(gate);
  const auto here = known.find(text);
  text_ = here == known.end() ? &*known.emplace(text).first : &*here;
}

Facts join(Facts stands, Facts others) {
  auto first = stands.extract_sequence(), second = others.extract_sequence();
  decltype(first) all;
  all.reserve(first.size() + second.size());
  std::set_union(std::make_move_iterator(first.begin()), std::make_move_iterator(first.end()), std::make_move_iterator(second.begin()),
                 std::make_move_iterator(second.end()), std::back_inserter(all), [](const auto& a, const auto& b) { return InOrderOfName()(a.first, b.first); });
  Facts joined;
  joined.adopt_sequence(boost::container::ordered_unique_range, std::move(all));
  return joined;
}

const FactValue* find(const Facts& facts, std::string_view name) {
  const auto found = facts.find(name);
  return found == facts.end() ? nullptr : &found->second;
}

namespace {
template <class T>
std::optional<T> get(const Facts& facts, std::string_view name) {
  const FactValue* value = find(facts, name);
  if (!value || !std::holds_alternative<T>(*value)) return std::nullopt;
  return std::get<T>(*value);
}
}  // namespace

Tri tri_of(const Facts& facts, std::string_view name) { return get<Tri>(facts, name).value_or(Tri::unknown); }
bool is_yes(const Facts& facts, std::string_view name) { return tri_of(facts, name) == Tri::yes; }
std::optional<double> number_of(const Facts& facts, std::string_view name) { return get<double>(facts, name); }
std::optional<std::string> code_of(const Facts& facts, std::string_view name) { return get<std::string>(facts, name); }
std::optional<Instant> instant_of(const Facts& facts, std::string_view name) { return get<Instant>(facts, name); }
std::optional<Date> date_of(const Facts& facts, std::string_view name) { return get<Date>(facts, name); }

namespace {
struct ToJson {
  boost::json::value operator()(Tri tri) const { return boost::json::string(to_text(tri)); }
  boost::json::value operator()(double number) const {
    if (std::floor(number) == number && std::abs(number) < 1e15) return static_cast<std::int64_t>(number);
    return number;
  }
  boost::json::value operator()(const std::string& code) const { return boost::json::string(code); }
  boost::json::value operator()(const std::vector<std::string>& codes) const {
    boost::json::array array;
    for (const auto& code : codes) array.emplace_back(code);
    return array;
  }
  boost::json::value operator()(Instant instant) const { return boost::json::string(to_rfc3339(instant)); }
  boost::json::value operator()(Date date) const { return boost::json::string(to_text(date)); }
};
}  // namespace

boost::json::value to_json(const FactValue& value) { return std::visit(ToJson{}, value); }

}  // namespace vigie::base
