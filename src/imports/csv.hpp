#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace vigie::imports {

/// One row of a table, with the number of the line that it begins on, from 1.
struct Row {
  std::size_t line = 0;
  std::vector<std::string> cells;
  bool empty() const;  // nothing but white space
};

/// Reads a table (RFC 4180): cells between quotes hold separators, ends of lines and doubled quotes; LF or CRLF.
class CsvReader {
 public:
  CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}
  /// The next row that is not empty; nothing at the end. Refuses guillemet_ouvert (nothing follows), ligne_trop_longue.
  std::optional<base::Result<Row>> next();
  std::size_t line() const { return line_; }  // of the row that was read last

 private:
  base::Result<Row> read_row();
  bool read_cell(std::string& cell);

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0, lines_ = 1, line_ = 1;
};

/// The separator of a table by its first line: of ; , and tab the most frequent outside quotes.
char detect_separator(std::string_view text);
/// UTF-8 of a Windows-1252 text; nothing when a byte has no meaning there.
std::optional<std::string> from_windows_1252(std::string_view text);

}  // namespace vigie::imports
