#include <algorithm>
#include <array>

#include "identity/mark.hpp"
#include "identity/mark_detail.hpp"
#include "identity/spelling_detail.hpp"

namespace vigie::identity {

namespace {

using Words = std::vector<std::string>;

struct Written {
  std::string_view told, as;
};
constexpr auto ways = std::to_array<Written>(
    {{"rue", "rue"},           {"r", "rue"},           {"avenue", "avenue"},   {"av", "avenue"},     {"ave", "avenue"},   {"boulevard", "boulevard"}, {"bd", "boulevard"},
     {"bld", "boulevard"},     {"blvd", "boulevard"},  {"place", "place"},     {"pl", "place"},      {"allee", "allee"},  {"allees", "allee"},        {"all", "allee"},
     {"impasse", "impasse"},   {"imp", "impasse"},     {"chemin", "chemin"},   {"ch", "chemin"},     {"che", "chemin"},   {"chem", "chemin"},         {"quai", "quai"},
     {"cours", "cours"},       {"crs", "cours"},       {"route", "route"},     {"rte", "route"},     {"square", "square"}, {"sq", "square"},          {"passage", "passage"},
     {"cite", "cite"},         {"residence", "residence"}, {"res", "residence"}, {"villa", "villa"}, {"hameau", "hameau"}, {"faubourg", "faubourg"},  {"fbg", "faubourg"},
     {"sentier", "sentier"},   {"esplanade", "esplanade"}, {"rond", "rond"},    {"voie", "voie"},    {"mail", "mail"},    {"promenade", "promenade"},  {"traverse", "traverse"}});
constexpr auto repeats = std::to_array<std::string_view>({"bis", "ter", "quater"});

bool all_figures(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string way_of(std::string_view word) {
  for (const Written& one : ways)
    if (one.told == word) return std::string(one.as);
  return {};
}

/// The words of a text, without « de », « la »…, which are told or not.
Words words_told(std::string_view told) {
  Words words = words_of(plain_text(told));
  std::erase_if(words, [](const std::string& word) {
    return word == "de" || word == "du" || word == "des" || word == "d" || word == "la" || word == "le" || word == "les" || word == "l" || word == "cedex";
  });
  for (std::string& word : words) {
    if (word == "st") word = "saint";
    if (word == "ste") word = "sainte";
  }
  return words;
}

/// A text in two: what comes before a postal code, and the town after it; without one, the town is `commune`, left out of
/// the end of the text.
struct Placed {
  Words where;
  std::string town;
};
Placed split_place(std::string_view told, std::string_view commune) {
  Placed placed{words_told(told), {}};
  const Words town = words_told(commune);
  Words& words = placed.where;
  for (std::size_t i = words.size(); i-- > 0;) {
    if (words[i].size() != 5 || !all_figures(words[i])) continue;
    const Words after(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
    placed.town = after.empty() ? town.empty() ? words[i] : fmt::format("{}", fmt::join(town, " ")) : fmt::format("{}", fmt::join(after, " "));
    words.resize(i);
    return placed;
  }
  if (town.empty()) return placed;
  placed.town = fmt::format("{}", fmt::join(town, " "));
  if (words.size() > town.size() && std::equal(town.rbegin(), town.rend(), words.rbegin())) words.resize(words.size() - town.size());
  return placed;
}

/// « 12 bis rue de la Paix »: a number, a way, its name; what comes before the number (a floor, a building) is left out.
std::string street_in(const Words& words) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i].size() > 4 || !all_figures(words[i]) || words[i].front() == '0') continue;
    const bool repeated = std::find(repeats.begin(), repeats.end(), words[i + 1]) != repeats.end();
    const std::size_t at = i + (repeated ? 2 : 1);
    const std::string way = way_of(words[at]);
    if (way.empty() || at + 1 >= words.size()) continue;
    std::string street = words[i];
    if (repeated) street.append(words[i + 1]);
    street.append(" ").append(way);
    for (std::size_t name = at + 1; name < words.size(); ++name) street.append(" ").append(words[name]);
    return street;
  }
  return {};
}

/// A hotel by its name; « l’hôtel » is none.
std::string hotel_in(const Words& words) {
  const bool hotel = std::any_of(words.begin(), words.end(), [](const std::string& word) { return word == "hotel" || word == "residhotel" || word == "aparthotel"; });
  if (!hotel || words.size() < 2 || words.size() > 6) return {};
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace

std::string address_mark(std::string_view told, std::string_view commune) {
  if (told.size() > 300 || commune.size() > 100) return {};
  const Placed placed = split_place(told, commune);
  if (placed.town.empty() || tells_nothing(placed.town)) return {};
  std::string where = street_in(placed.where);
  if (where.empty()) where = hotel_in(placed.where);
  if (where.empty()) return {};
  return where.append(" | ").append(placed.town);
}

}  // namespace vigie::identity
