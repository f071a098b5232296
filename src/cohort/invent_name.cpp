#include "cohort/invent_name.hpp"

#include <span>
#include <utility>

namespace vigie::cohort {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view french_heads[] = {
    "Bel", "Cour", "Mont", "Val",  "Char", "Mar", "Ros", "Ber",  "Gau", "Lam", "Del", "Per",
    "Vau", "Fon",  "Guil", "Haut", "Cler", "Bre", "Cas", "Dau",  "Fer", "Gar", "Hu",  "Jar",
    "Lan", "Mal",  "Nor",  "Pal",  "Quer", "Ran", "Sau", "Tal",  "Ver", "Vin", "Bar", "Cor",
    "Far", "Gran", "Lor",  "Mer",  "Pon",  "Rou", "Ser", "Tour", "Vil", "Bou", "Ché", "D'Ar"};
constexpr std::string_view french_middles[] = {"",   "de", "ne",  "ma", "li", "ro", "be",  "te",
                                               "ri", "va", "che", "lo", "mi", "cé", "dou", "fi",
                                               "ga", "la", "no",  "pi", "sé", "tou"};
constexpr std::string_view french_ends[] = {"rin",   "lard",  "lier", "meau", "neau", "vel",  "zac",   "gnon",
                                            "ron",   "deau",  "quet", "trel", "rac",  "bert", "court", "mont",
                                            "ville", "ssier", "llon", "ret",  "tier", "vois", "dat",   "nec"};
constexpr std::string_view maghreb_heads[] = {
    "Am",     "Az",     "Bra",   "Cha",   "Dja",    "Fa",      "Gha",    "Ham",    "Ja",      "Kha",
    "La",     "Ma",     "Na",    "Ra",    "Sa",     "Ta",      "Za",     "Ya",     "Ha",      "Ka",
    "Me",     "Sli",    "Tou",   "Dri",   "Ben Am", "Ben Cha", "Ben Sa", "Ben Za", "Bel Ka",  "Bou Ja",
    "Bou Ma", "Bou Ra", "El Fa", "El Ha", "El Ma",  "El Ya",   "Aït Ra", "Aït Ta", "Ould Ha", "Ould Sa"};
constexpr std::string_view maghreb_middles[] = {"", "li", "mo", "ra", "ssa"};
constexpr std::string_view maghreb_ends[] = {"rouni", "zouz",   "lahi",   "midi",  "chouri", "ddadi", "ssani",
                                             "kkari", "lliti",  "mmari",  "nnadi", "rkani",  "ssouf", "ttabi",
                                             "wadi",  "ydouni", "zghari", "beddi", "djeri",  "ghidi"};
constexpr std::string_view african_heads[] = {"Ba", "Bo", "Ca",  "Da", "Di",  "Dou", "Fo",   "Ga",
                                              "Ka", "Ké", "Ko",  "Ma", "Mbe", "Mou", "N'Da", "N'Go",
                                              "Ni", "Sa", "Sou", "Ta", "Tou", "Wa",  "Ya",   "Zo"};
constexpr std::string_view african_middles[] = {"", "ba", "di", "ko", "lé", "ma", "ndi", "ssa"};
constexpr std::string_view african_ends[] = {"baté", "diané", "gbo",  "kaya", "koro", "liba", "mbou", "nké",
                                             "ngo",  "raté",  "ssou", "tari", "wélé", "yaté", "zolo", "ntou"};
constexpr std::string_view other_heads[] = {
    "Al", "An", "Bal", "Cor", "Da", "Dor", "Er", "Fer", "Gu", "Il", "Ka", "Kor", "Li",  "Ma",  "Mi",
    "Na", "Or", "Pa",  "Ra",  "Sa", "Si",  "Ta", "Tu",  "Va", "Vi", "Xa", "Ya",  "Zar", "Tse", "Phu"};
constexpr std::string_view other_middles[] = {"", "da", "ri", "ne", "lo"};
constexpr std::string_view other_ends[] = {"rescu",  "veira", "mirov", "kaya",   "dogan", "shvili",
                                           "nandra", "thong", "quang", "nathan", "pilla", "reiro",
                                           "vanu",   "zoglu", "jani",  "wicz"};

struct Source {
  Words heads, middles, ends;
  std::size_t size() const { return heads.size() * middles.size() * ends.size(); }
};
constexpr Source sources[] = {{french_heads, french_middles, french_ends},
                            {maghreb_heads, maghreb_middles, maghreb_ends},
                            {african_heads, african_middles, african_ends},
                            {other_heads, other_middles, other_ends}};
// Invented, like those of draw_name.
constexpr double source_weights[] = {54, 20, 15, 11};

constexpr std::pair<std::string_view, std::string_view> sounds[] = {
    {"eau", "o"},  {"ss", "c"},    {"ll", "l"},   {"kk", "k"},   {"qu", "k"}, {"ou", "u"},
    {"mm", "m"},   {"ier", "iez"}, {"ph", "f"},   {"dd", "d"},   {"tt", "t"}, {"gn", "ni"},
    {"in", "ain"}, {"on", "om"},   {"et", "ais"}, {"er", "air"}, {"au", "o"}, {"y", "i"},
    {"c", "k"},    {"k", "c"},     {"s", "z"},    {"a", "e"}};

std::string invent_family(Random& random) {
  const auto& source = sources[random.weighted(source_weights)];
  std::string family(random.pick(source.heads));
  family += random.pick(source.middles);
  family += random.pick(source.ends);
  return family;
}

void add_letters(std::string& key, std::string_view text) {
  for (const char letter : in_capitals(text))
    if (letter != ' ' && letter != '-' && letter != '\'') key += letter;
}

}  // namespace

Name invent_name(Random& random, bool girl) {
  auto name = draw_name(random, girl);
  if (random.chance(0.1)) return name;
  name.nom = invent_family(random);
  if (random.chance(0.06)) name.nom += "-" + invent_family(random);
  return name;
}

std::size_t count_invented_families() {
  std::size_t count = 0;
  for (const auto& source : sources) count += source.size();
  return count;
}

std::string as_misheard(std::string_view text) {
  std::string result = as_heard(text);
  for (const auto& [sound, other] : sounds) {
    const auto at = result.rfind(sound);
    if (at == std::string::npos || at == 0) continue;
    return result.replace(at, sound.size(), other);
  }
  return result;
}

std::string coarse_key(std::string_view nom, std::string_view prenoms) {
  std::string key;
  add_letters(key, nom);
  key += '|';
  add_letters(key, prenoms.substr(0, prenoms.find_first_of(" -")));
  return key;
}

}  // namespace vigie::cohort
