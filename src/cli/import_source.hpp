#pragma once
#include <memory>

#include "forms/definition.hpp"
#include "imports/line.hpp"

namespace vigie::cli {

/// One line of what is imported: its number in the file, from 1, and what it says.
struct ToldLine {
  std::size_t number = 0;
  base::Result<imports::Line> what;
};

/// What an import reads, line after line, in the order in which it is told. Empty lines do not count.
class ImportSource {
 public:
  virtual ~ImportSource() = default;
  virtual std::optional<ToldLine> next() = 0;
};

/// JSON Lines from a file, or from standard input when the path is "-" (then copied to a file without a name in
/// `spool`). A byte order mark and CRLF are taken. Refusal: fichier_illisible.
base::Result<std::unique_ptr<ImportSource>> open_json_lines(const std::string& path, const std::string& spool);

/// A table (CSV) through a mapping file, whole in memory: at most 256 MiB. Refusals: fichier_illisible, and those of the
/// mapping.
base::Result<std::unique_ptr<ImportSource>> open_table(const std::string& path, const std::string& mapping,
                                                       const forms::Catalogue& forms);

}  // namespace vigie::cli
