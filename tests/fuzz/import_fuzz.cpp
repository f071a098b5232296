#include <doctest/doctest.h>

#include "imports/mapping.hpp"
#include "tests/fuzz/mutate.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

const forms::Catalogue& fuzzed_forms() {
  static const forms::Catalogue loaded = forms::Catalogue::embedded();
  return loaded;
}

constexpr std::string_view mapped = R"(
[declaration]
form = "classique"
organisation = { value = "Foyer des Tilleuls" }
signed_at = { column = "Signalé le", time = "à" }
key = [{ value = "tilleuls" }, "N°"]
[declaration.answers]
nom = "Nom"
date_naissance = "Né(e) le"
depart_au_plus_tard = "Parti le"
declarant_qualite = { value = "educateur" }
[retour.answers]
retour_au_plus_tard = "Revenu le"
)";
constexpr std::string_view table =
    "N°;Nom;Né(e) le;Parti le;Signalé le;à;Revenu le\n1;\"Zylka; Zoé\";05/03/2011;2/3/2024 20h15;02/03/2024;22:00;\n2;Kervadec;2010-01-01;03/03/2024;03/03/2024;8h;04/03/2024 07:00\n";

}  // namespace

TEST_CASE("whatever bytes a line of an import has, it is a line or a refusal that says why") {
  const std::vector<std::string> lines{
      R"({"key":"a-1","form":"classique","organisation":"Foyer","signed_at":"2024-03-02T21:00:00+01:00","minor_key":"D","answers":{"nom":"Zylka","depart_au_plus_tard":"2024-03-02T20:00"}})",
      R"({"key":"b-7","act":"fpr","organisation":"BPM","signed_at":"2024-03-03T01:10:00+01:00","declaration":"a-1","by":"agent","inscrit_le":"2024-03-03T01:00:00+01:00","numero":"FPR-0001","categorie":"M"})",
      R"({"key":"b-8","act":"decision","organisation":"BPM","signed_at":"2024-03-03T01:30:00+01:00","declaration":"a-1","by":"agent","assessment":{"at":"2024-03-02T22:00:00+01:00","qualification":"classique","level":"aucun"},"qualification":"inquietante","level":"eleve","reason":"Vu."})"};
  fuzz(lines, {"\"act\":", "\"rank\":-1,", "null", "\\u0000", "2024-03-31T02:30", "[]", "{}", "1e400", "\xff", ",", "\"retour\"", "\"disagreement\""}, [](std::string_view text) {
    (void)imports::place_of(text);
    const auto line = imports::parse_line(text);
    if (line) return (void)CHECK_FALSE(line->key.empty());
    CHECK_FALSE(line.error().code.empty());
    CHECK_FALSE(line.error().text.empty());
  });
}

TEST_CASE("whatever a table holds, each of its rows is lines or refusals, and the reading ends") {
  const auto mapping = imports::parse_mapping("foyer.toml", mapped, fuzzed_forms());
  REQUIRE(mapping.ok());
  fuzz({std::string(table)}, {"\"", "\"\"", ";", "\r\n", "\t", "31/02/2024", "25h61", "02h30", "\xe9", std::string(1, '\0'), "1,5", "NSP"}, [&](std::string_view text) {
    (void)imports::from_windows_1252(text);
    imports::CsvReader rows(text, imports::detect_separator(text));
    const auto header = rows.next();
    if (!header || !*header) return;
    auto sheet = imports::Sheet::lay(*mapping, **header, fuzzed_forms());
    for (std::size_t count = 0; sheet.ok(); ++count) {
      REQUIRE(count <= text.size());
      const auto row = rows.next();
      if (!row || !*row) return;
      for (const auto& line : sheet->lines_of(**row))
        if (!line) CHECK_FALSE(line.error().code.empty());
    }
  });
}

TEST_CASE("whatever a mapping file holds, it is a mapping or a refusal that names the file") {
  fuzz({std::string(mapped)}, {"[", "]", "=", "\"", "{", "value", "column", "\n", "form = 1", "\\u", "\xff", "words"}, [](std::string_view text) {
    const auto mapping = imports::parse_mapping("foyer.toml", text, fuzzed_forms());
    if (!mapping) CHECK(mapping.error().text.find("foyer.toml") != std::string::npos);
  });
}
