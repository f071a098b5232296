#pragma once
#include "casework/file.hpp"

namespace vigie::casework {

/// What an examination of the whole directory found.
struct Findings {
  std::int64_t minors = 0, declarations = 0, episodes = 0, assessments = 0, audit_lines = 0, drafts = 0;
  std::vector<std::string> problems;  // French, ids only
};

/// Reads everything once: unseals every identity, answer and draft, recomputes every absence from its voices and every
/// assessment from what it had heard, looks for what the clock would forget, follows the audit chain. Whatever differs from
/// what is kept is a problem.
Findings examine(const Desk& desk);

}  // namespace vigie::casework
