#pragma once
#include "casework/show.hpp"

namespace vigie::casework {

/// The minors of whom a declaration told the whole telephone number, plate or account (its platform first: « snapchat nessa »)
/// that `query` is, among what the reader may read of them; exact once written alike. The one told of last comes first.
std::vector<CandidateView> find_marked(const Desk& desk, const store::Reading& reading, std::string_view query);

}  // namespace vigie::casework
