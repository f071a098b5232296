#include "cohort/names.hpp"

#include <fmt/format.h>

#include <array>
#include <span>
#include <utility>
#include <vector>

namespace vigie::cohort {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view french_girls[] = {
    "Léa",   "Chloé",  "Manon",    "Camille", "Inès",        "Zoé",       "Maëlys",  "Océane",     "Anaïs",
    "Lucie", "Élodie", "Clémence", "Noémie",  "Anne-Sophie", "Marie-Lou", "Éloïse",  "Margaux",    "Jade",
    "Emma",  "Louane", "Lou-Ann",  "Célia",   "Romane",      "Solène",    "Justine", "Maryse-Ève", "Lilou"};
constexpr std::string_view french_boys[] = {
    "Théo",  "Mathéo", "Enzo",  "Lucas",    "Noé",  "Raphaël",  "Loïc",     "Kévin",   "Jean-Baptiste",
    "Jules", "Nathan", "Gaël",  "Timothée", "Côme", "Maxence",  "Jérémy",   "Hugo",    "Pierre-Louis",
    "Tom",   "Axel",   "Dylan", "Valentin", "Rémi", "Baptiste", "François", "Anthony", "Maël"};
constexpr std::string_view french_families[] = {
    "Lefèvre",  "Dupré",      "Le Goff",    "Bénard",   "Noël",       "Châtelain",    "Quéré",    "Martin",
    "Petit",    "Garnier",    "Moreau",     "Delaunay", "d'Hervilly", "Müller",       "L'Hostis", "Roussel",
    "Fontaine", "de Kerval",  "Gérard",     "Besson",   "Le Bihan",   "Ferré-Lacaze", "Joly",     "Vasseur",
    "Lemaître", "Colonna",    "Payet",      "Hoarau",   "Grondin",    "Boyer",        "Dujardin", "Perrin",
    "Marchand", "Saint-Ange", "Carpentier", "Blot"};
constexpr std::string_view maghreb_girls[] = {
    "Yasmine", "Lina",   "Sarah", "Nour",   "Kenza",  "Aïcha", "Imène", "Assia",  "Farah",
    "Houda",   "Meriem", "Rania", "Soraya", "Chaïma", "Hajar", "Nawel", "Dounia", "Fatima-Zohra"};
constexpr std::string_view maghreb_boys[] = {
    "Mohamed", "Yassine", "Amine", "Ilyès", "Bilal",   "Karim",  "Rayan", "Sofiane", "Walid",
    "Nassim",  "Anis",    "Mehdi", "Ayoub", "Zakaria", "Hichem", "Badr",  "Younès",  "Salah-Eddine"};
constexpr std::string_view maghreb_families[] = {"Benali",  "Haddad",   "Bouzid",    "Ben Amor", "El Idrissi",
                                                 "Cherif",  "Mansouri", "Belkacem",  "Aït Saïd", "Zerrouki",
                                                 "Hamdani", "Lahlou",   "Brahimi",   "Khelifi",  "Trabelsi",
                                                 "Bensaïd", "El Fassi", "Ould Ahmed"};
constexpr std::string_view african_girls[] = {
    "Aminata", "Fatou", "Mariam", "Awa",      "Grâce",  "Bintou",    "Naomi",   "Divine",
    "Rokhaya", "Oumou", "Esther", "Kadiatou", "Prisca", "Merveille", "Assetou", "Marie-Noëlle"};
constexpr std::string_view african_boys[] = {
    "Mamadou",  "Ibrahim",  "Moussa", "Cheick", "Ousmane", "Junior",     "Abdoulaye",  "Issa",
    "Boubacar", "Emmanuel", "Seydou", "Désiré", "Lamine",  "Souleymane", "Christ-Vie", "Aboubacar"};
constexpr std::string_view african_families[] = {
    "Traoré",   "Diallo", "Koné",  "N'Diaye", "Sissoko",   "Coulibaly", "Mbemba", "N'Guessan", "Kouassi",
    "Bakayoko", "Cissé",  "Touré", "Mbaye",   "Tshibangu", "Ilunga",    "Sow",    "Camara",    "Ba"};
constexpr std::string_view asian_girls[] = {"Mai-Linh", "Thi Lan", "Mei",  "Li-Na",  "Anjali",
                                            "Priya",    "Sreymom", "Linh", "Xin Yi", "Kavitha"};
constexpr std::string_view asian_boys[] = {"Minh", "Van Duc", "Wei",   "Jun-Hao",  "Arjun",
                                           "Ravi", "Sopheap", "Kévin", "Tuan Anh", "Farid"};
constexpr std::string_view asian_families[] = {"Nguyên", "Trần", "Chen",  "Wang",     "Phạm",
                                               "Sok",    "Khan", "Singh", "Selvaraj", "Rahimi"};
constexpr std::string_view other_girls[] = {"Andreea", "Mirela", "Beatriz", "Elif",  "Zehra",
                                            "Shaïna",  "Naïla",  "Ketsia",  "Sofía", "Maëva"};
constexpr std::string_view other_boys[] = {"Ionuţ", "Mateus", "João", "Emre",   "Yusuf",
                                           "Naël",  "Warren", "Davi", "Ángelo", "Steeve"};
constexpr std::string_view other_families[] = {"Popescu",     "Ferreira",   "da Silva", "Yılmaz",
                                               "Kaya",        "Dos Santos", "Kovač",    "Gonçalves",
                                               "Mohamed Ali", "Attoumani"};

struct Stock {
  Words girls, boys, families;
};
constexpr Stock stocks[] = {{french_girls, french_boys, french_families},
                            {maghreb_girls, maghreb_boys, maghreb_families},
                            {african_girls, african_boys, african_families},
                            {asian_girls, asian_boys, asian_families},
                            {other_girls, other_boys, other_families}};
// Invented: origin is asked by no form and read by no rule; it only makes spellings difficult.
constexpr double stock_weights[] = {52, 20, 15, 6, 7};

// Usual spellings of the same sound.
constexpr std::pair<std::string_view, std::string_view> heard[] = {
    {"Mohamed", "Mohammed"}, {"Yassine", "Yacine"}, {"Ilyès", "Ilies"},      {"Meriem", "Myriam"},
    {"Sofiane", "Soufiane"}, {"Théo", "Téo"},       {"Mathéo", "Matéo"},     {"Kévin", "Kevyn"},
    {"Loïc", "Loick"},       {"Jérémy", "Jérémie"}, {"Inès", "Inesse"},      {"Anaïs", "Annaïs"},
    {"Sarah", "Sara"},       {"Margaux", "Margot"}, {"Nawel", "Nawelle"},    {"Lefèvre", "Lefebvre"},
    {"Gérard", "Gerrard"},   {"Petit", "Petitt"},   {"Cherif", "Chérif"},    {"Koné", "Konnet"},
    {"Traoré", "Traoret"},   {"N'Diaye", "Ndiaye"}, {"Nguyên", "Nguyen"},    {"Müller", "Muller"},
    {"Dupré", "Duprez"},     {"Rayan", "Ryan"},     {"Ibrahim", "Ibrahima"}, {"Cissé", "Sissé"},
    {"Noël", "Noëlle"},      {"Ayoub", "Ayyoub"},   {"Aïcha", "Aïsha"},      {"Vasseur", "Levasseur"}};

constexpr std::pair<std::string_view, std::string_view> plain[] = {
    {"à", "a"}, {"â", "a"}, {"ä", "a"}, {"á", "a"}, {"ã", "a"}, {"ạ", "a"}, {"ầ", "a"},  {"ç", "c"},
    {"č", "c"}, {"é", "e"}, {"è", "e"}, {"ê", "e"}, {"ë", "e"}, {"î", "i"}, {"ï", "i"},  {"í", "i"},
    {"ı", "i"}, {"ô", "o"}, {"ö", "o"}, {"ù", "u"}, {"û", "u"}, {"ü", "u"}, {"ţ", "t"},  {"É", "E"},
    {"È", "E"}, {"À", "A"}, {"Á", "A"}, {"Ç", "C"}, {"Î", "I"}, {"Ô", "O"}, {"œ", "oe"}, {"Œ", "Oe"}};

}  // namespace

Name draw_name(Random& random, bool girl) {
  const auto& stock = stocks[random.weighted(stock_weights)];
  const auto& family = random.chance(0.75) ? stock : stocks[random.weighted(stock_weights)];
  const auto firsts = girl ? stock.girls : stock.boys;
  Name name;
  name.nom = random.pick(family.families);
  if (random.chance(0.08)) name.nom += fmt::format("-{}", random.pick(family.families));
  name.prenoms = random.pick(firsts);
  if (random.chance(0.25)) name.prenoms += fmt::format(" {}", random.pick(firsts));
  return name;
}

std::string_view draw_first_name(Random& random, bool girl) {
  const auto& stock = stocks[random.weighted(stock_weights)];
  return random.pick(girl ? stock.girls : stock.boys);
}

std::string_view draw_family_name(Random& random) {
  return random.pick(stocks[random.weighted(stock_weights)].families);
}

std::string first_of(std::string_view prenoms) { return std::string(prenoms.substr(0, prenoms.find(' '))); }

std::string draw_nickname(Random& random, std::string_view prenoms) {
  constexpr std::string_view plain_nicknames[] = {"Nessa", "Lily",  "Kiki", "Momo", "Doudou", "Zaza",
                                                  "Bibi",  "Tifou", "Jojo", "Mimi", "Shaï",   "Nana"};
  if (random.chance(0.6)) return std::string(random.pick(plain_nicknames));
  const auto letters = without_accents(first_of(prenoms)).substr(0, 2);
  return letters + "-" + letters;
}

std::string draw_handle(Random& random, std::string_view prenoms) {
  constexpr std::string_view middles[] = {".off", "_dlr",      ".xx",  "_du_bloc",
                                          ".brn", "_officiel", "lali", ".zz"};
  std::string handle;
  for (const char letter : without_accents(first_of(prenoms))) {
    if (letter >= 'A' && letter <= 'Z') handle += static_cast<char>(letter - 'A' + 'a');
    if (letter >= 'a' && letter <= 'z') handle += letter;
  }
  handle += random.pick(middles);
  return handle + fmt::format("_{:04}x", random.below(10000));
}

std::string without_accents(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    bool found = false;
    for (const auto& [accented, letter] : plain) {
      if (!text.starts_with(accented)) continue;
      result += letter;
      text.remove_prefix(accented.size());
      found = true;
      break;
    }
    if (found) continue;
    result += text.front();
    text.remove_prefix(1);
  }
  return result;
}

std::string in_capitals(std::string_view text) {
  std::string result = without_accents(text);
  for (char& letter : result)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return result;
}

std::string as_heard(std::string_view text) {
  for (const auto& [written, other] : heard)
    if (text == written) return std::string(other);
  std::string result = without_accents(text);
  for (char& letter : result)
    if (letter == '-' || letter == '\'') letter = ' ';
  return result;
}

}  // namespace vigie::cohort
