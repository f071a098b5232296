#pragma once
#include <set>

#include "store/merges.hpp"

namespace vigie::store {

// Since when a child is a home's, and until when. What the home signed is its own whatever the dates.

/// A home hosts a child since then, as an account recorded.
void add_placement_start(Unit& unit, const Family& family, base::OrganisationId organisation, base::Instant since);
/// It no longer does: it keeps what it signed until then, and loses the rest.
void add_placement_end(Unit& unit, const Family& family, base::OrganisationId organisation, base::Instant at);

/// Since when what is told of a child is the reader's home's.
struct Placement {
  base::Instant since;
  std::optional<base::AccountId> recorded_by;  // nobody: since its first declaration after the end of an earlier placement
};
/// Nothing: nobody said when it began, so that whatever was told counts; or the reader is no home.
std::optional<Placement> find_placement(const Reading& reading, const Family& family);
/// The child's absences that were told before it began: none to a reader who is no home.
std::set<base::EpisodeId> list_before_placement(const Reading& reading, const Family& family);
/// Whoever reads: whether an absence was told before an organisation's placement began.
bool is_before_placement(const Reading& reading, base::OrganisationId organisation, std::string_view episode);

}  // namespace vigie::store
