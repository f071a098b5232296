#pragma once
#include "casework/import_past.hpp"
#include "cli/import_report.hpp"
#include "cli/import_source.hpp"

namespace vigie::cli {

/// How many lines became what.
struct ImportCount {
  std::size_t taken = 0, known = 0, refused = 0;
};

/// Tells every line of a source: one thread decodes and checks while the writer writes. Each refusal goes to the report.
/// A full disk or a busy database stops it: what was taken is kept, and the same import can be run again.
base::Result<ImportCount> run_lines(casework::Importing& importing, ImportSource& source, ImportReport& report);

/// Decodes and checks every line, and writes nothing: what concerns files (age, returns) is not looked at.
ImportCount check_lines(const forms::Catalogue& forms, ImportSource& source, ImportReport& report);

}  // namespace vigie::cli
