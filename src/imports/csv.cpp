#include "imports/csv.hpp"

#include <array>

#include "base/text.hpp"
#include "imports/line.hpp"

namespace vigie::imports {

bool Row::empty() const {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return base::trim(cell).empty(); });
}

std::optional<base::Result<Row>> CsvReader::next() {
  while (at_ < text_.size()) {
    auto row = read_row();
    if (!row || !row->empty()) return row;
  }
  return std::nullopt;
}

base::Result<Row> CsvReader::read_row() {
  line_ = lines_;
  const std::size_t begin = at_;
  Row row{line_, {}};
  for (;;) {
    std::string cell;
    if (!read_cell(cell))
      return base::Error{base::Kind::malformed, "guillemet_ouvert", "Un guillemet ouvert sur cette ligne n’est jamais fermé : la suite du fichier n’est pas lue."};
    row.cells.push_back(std::move(cell));
    if (at_ < text_.size() && text_[at_] == separator_) {
      ++at_;
      continue;
    }
    if (at_ < text_.size()) {  // the end of the line
      ++at_;
      ++lines_;
    }
    if (at_ - begin <= longest_line) return row;
    return base::Error{base::Kind::malformed, "ligne_trop_longue", fmt::format("Cette ligne dépasse {} octets.", longest_line)};
  }
}

/// Stops at a separator, an end of line or the end. False when a quote stays open.
bool CsvReader::read_cell(std::string& cell) {
  if (at_ < text_.size() && text_[at_] == '"') {
    for (++at_;; ++at_) {
      if (at_ >= text_.size()) return false;
      if (text_[at_] == '\n') ++lines_;
      if (text_[at_] != '"') cell += text_[at_];
      else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') cell += text_[++at_];
      else break;
    }
    ++at_;
  }
  while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') cell += text_[at_++];
  if (at_ >= text_.size() || text_[at_] == '\n')
    if (cell.ends_with('\r')) cell.pop_back();
  return true;
}

char detect_separator(std::string_view text) {
  std::array<std::pair<std::size_t, char>, 3> counts{{{0, ';'}, {0, ','}, {0, '\t'}}};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
    for (auto& [count, separator] : counts) count += c == separator && !quoted;
  }
  return std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.first < b.first; })->second;
}

std::optional<std::string> from_windows_1252(std::string_view text) {
  constexpr std::array<char16_t, 32> high = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                             0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                             0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  std::string utf8;
  utf8.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned point = byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80u] : byte;
    if (point == 0 && byte != 0) return std::nullopt;
    if (point < 0x80) {
      utf8 += static_cast<char>(point);
    } else if (point < 0x800) {
      utf8 += static_cast<char>(0xC0 | (point >> 6));
      utf8 += static_cast<char>(0x80 | (point & 0x3F));
    } else {
      utf8 += static_cast<char>(0xE0 | (point >> 12));
      utf8 += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
      utf8 += static_cast<char>(0x80 | (point & 0x3F));
    }
  }
  return utf8;
}

}  // namespace vigie::imports
