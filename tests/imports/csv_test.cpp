#include <doctest/doctest.h>

#include "base/text.hpp"
#include "imports/csv.hpp"

using namespace vigie;

namespace {

/// Rows as "line:cell|cell", or the code of their refusal.
std::vector<std::string> rows(std::string_view text, char separator = ';') {
  imports::CsvReader reader(text, separator);
  std::vector<std::string> all;
  while (auto row = reader.next()) {
    if (!*row) {
      all.push_back(row->error().code);
      continue;
    }
    std::string said = std::to_string((*row)->line) + ":";
    for (const auto& cell : (*row)->cells) said += (&cell == &(*row)->cells.front() ? "" : "|") + cell;
    all.push_back(said);
  }
  return all;
}
using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("cells between quotes hold separators, quotes and ends of lines; rows keep the number of their line") {
  CHECK(rows("a;b\r\n1;\"x;\"\"y\"\"\nz\"\r\n\r\n;;\n2;3") == Rows{"1:a|b", "2:1|x;\"y\"\nz", "6:2|3"});
  CHECK(rows("a,b\n", ',') == Rows{"1:a|b"});
  CHECK(rows("").empty());
  CHECK(rows("a;") == Rows{"1:a|"});
}

TEST_CASE("a quote that stays open is refused on the line that opens it") {
  CHECK(rows("a;b\n1;\"x\n2;3\n") == Rows{"1:a|b", "guillemet_ouvert"});
}

TEST_CASE("the separator is the most frequent of the first line, outside quotes") {
  CHECK(imports::detect_separator("a;b;c\nx,x,x,x,x") == ';');
  CHECK(imports::detect_separator("a,\"b;;;;\",c") == ',');
  CHECK(imports::detect_separator("a\tb") == '\t');
}

TEST_CASE("Windows-1252 becomes UTF-8, and a byte without meaning is not guessed") {
  CHECK(imports::from_windows_1252("Ma\xEBlys \x80 \x9C") == "Maëlys € œ");
  CHECK_FALSE(imports::from_windows_1252("\x81"));
  for (int byte = 0; byte < 256; ++byte) {
    const auto text = imports::from_windows_1252(std::string(1, static_cast<char>(byte)));
    if (text && byte > 0) CHECK(base::is_utf8(*text));
  }
}

TEST_CASE("no bytes make the reader fail or turn for ever") {
  std::uint32_t seed = 7;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += std::string_view(";\"\r\na\xff,\t")[(seed = seed * 1664525 + 1013904223) >> 29];
    CHECK(rows(text).size() <= 41);
  }
}
