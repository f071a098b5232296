#pragma once
#include "casework/desk.hpp"

namespace vigie::casework {

/// Which declarations an export says.
struct ExportChoice {
  bool everything = false;  // also what was corrected or withdrawn
};

/// Gives, one by one and in the order told, the lines of an export in the format of an import: the same state gives the
/// same bytes. Each names its minor and its absence, so that the import into an empty directory makes the same ones.
/// With `everything`, a correction names what it corrects (`amends`), and a declaration that was taken back says when
/// (`withdrawn_at`): no import takes it. Merged files are one minor. What was done about an absence (FPR entry, decisions,
/// disagreements) comes after the declarations of it that were signed by then. How many lines were said.
/// Writes its audit line (act `export`) before the first.
std::size_t export_past(const Desk& desk, const access::Actor& by, const ExportChoice& choice,
                        const std::function<void(const boost::json::object&)>& say);

}  // namespace vigie::casework
