#pragma once
#include "casework/readable.hpp"
#include "store/identities.hpp"
#include "store/placements.hpp"

namespace vigie::casework {

// Who a child is said to be, as one reader hears it. A home that says since when it hosts a child hears what it opens, and
// what anybody told since; every other reader that reaches a child hears all that was told.

/// What the reader hears of what was told. `placement`: since when the reader hosts the child, if it is a home that said so.
std::vector<store::ToldPerson> heard_of(const store::Reading& reading, std::vector<store::ToldPerson> told, const Readable& readable,
                                        const std::optional<store::Placement>& placement);
/// The same for a home whose placement has a start; nothing for everybody else, who hears all.
std::optional<std::vector<store::ToldPerson>> bound_persons(const store::Reading& reading, base::MinorId minor);
std::vector<identity::Person> persons_in(const std::vector<store::ToldPerson>& told);

/// Whether a child that `look` found among all is found again by what the reader hears of it; its likeness is then that.
bool keep_heard(const store::Reading& reading, identity::Candidate& candidate,
                const std::function<std::vector<identity::Candidate>(const identity::Index&)>& look);
/// For that look, since only that child is there.
constexpr auto anybody = [](base::MinorId) { return true; };

}  // namespace vigie::casework
