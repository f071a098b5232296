#pragma once
#include <iosfwd>

#include "casework/desk.hpp"
#include "store/journal.hpp"

namespace vigie::casework {

/// Gives the whole audit as JSON objects: first what it is and its signed end, then each line with its hash, so that the
/// file can be verified elsewhere. The export itself leaves a line, which is in it. Gives how many lines.
std::int64_t export_audit(const Desk& desk, const access::Actor& by, const std::function<void(const boost::json::object&)>& say);

/// Verifies such a file, one object a line, under the key of its directory. Refusal: copie_illisible, with the line of
/// the file that is not as an export writes it; cle_etrangere, an export of another directory.
base::Result<store::Verification> verify_export(const identity::Vault& vault, std::istream& lines, const std::optional<store::Anchor>& noted);

}  // namespace vigie::casework
