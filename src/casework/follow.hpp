#pragma once
#include "casework/file.hpp"

namespace vigie::casework {

/// What calls for the tasks of an absence and what was done of them, from its voices, its FPR entry, its disagreements and
/// the child's age. `told`: who the child is.
alerts::Followed follow(const store::Reading& reading, const store::EpisodeRecord& record,
                        const std::vector<episodes::Voice>& voices, const std::vector<identity::Person>& told);

/// Whether a child born on `birth` left as a minor and is none any more.
bool came_of_age(base::Date birth, base::Instant departed, base::Instant now, std::string_view zone);

}  // namespace vigie::casework
