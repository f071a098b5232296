#pragma once
#include <map>

#include "forms/definition.hpp"
#include "imports/csv.hpp"
#include "imports/line.hpp"

namespace vigie::imports {

/// Where one value of a line comes from: a column, or a constant.
struct Origin {
  std::string column;
  std::string time_column;                   // hour of the date in `column`, when it stands apart
  std::optional<std::string> value;          // the same in every line
  std::map<std::string, std::string> words;  // what a cell says → what it means; other cells are read as they are
  std::string split = ",";                   // between the values of a list
};

/// How the columns of a table become the lines of one form.
struct LineMapping {
  std::vector<Origin> key, minor_key, episode_key;  // parts, joined with "-"; empty: none
  std::string form;
  Origin organisation;
  std::optional<Origin> signed_at;
  std::map<std::string, Origin> answers;  // by field id
};

/// How a table is read.
struct Mapping {
  char separator = 0;  // 0: detected
  bool windows_1252 = false;
  LineMapping declaration;
  std::optional<LineMapping> retour;  // a second line, of form retour, when one of its columns is filled
};

/// Reads a mapping file: TOML, or JSON when `name` ends with .json. A mistake is refused with file, place and reason
/// (mappage_invalide): unknown keys, forms, fields, or a field that no cell can fill.
base::Result<Mapping> parse_mapping(const std::string& name, std::string_view text, const forms::Catalogue& forms);

/// A mapping laid over the columns of one table.
class Sheet {
 public:
  /// Refuses colonne_absente and colonne_double: the mapping names a column that the table lacks, or has twice.
  static base::Result<Sheet> lay(Mapping mapping, const Row& header, const forms::Catalogue& forms);
  /// The lines that a row says: a declaration and, when it tells a return, that return, about the same absence.
  /// Refusals of a cell name the column and quote the cell.
  std::vector<base::Result<Line>> lines_of(const Row& row) const;

 private:
  Sheet(Mapping mapping, const forms::Catalogue& forms) : mapping_(std::move(mapping)), forms_(forms) {}

  Mapping mapping_;
  const forms::Catalogue& forms_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::size_t width_ = 0;
};

}  // namespace vigie::imports
