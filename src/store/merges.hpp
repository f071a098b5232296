#pragma once
#include "store/unit.hpp"

namespace vigie::store {

/// The rows of one child, the one that speaks for all first; a single one unless files were merged.
using Family = std::vector<base::MinorId>;

/// Two files found to be one child.
struct Merge {
  base::MergeId id;
  std::int64_t number = 0;  // of the change that made it
  base::MinorId absorbed, survivor;
  base::Instant at;
  base::AccountId account;
  base::OrganisationId organisation;
  std::string reason;
  std::optional<base::Instant> undone_at;
};

/// Which version of a file changed what: the text of a Changed. A file has a new version when files are merged into it or part.
std::string changed_of(const Reading& reading, base::MinorId minor);
/// The file that speaks for this one: itself, or the survivor of its merges.
base::MinorId root_of(const Reading& reading, base::MinorId minor);
Family family_of(const Reading& reading, base::MinorId minor);
/// That two rows were one child, from one change to another.
struct Tie {
  base::MinorId absorbed, survivor;
  std::int64_t from = 0;
  std::optional<std::int64_t> until;  // nothing: it stands
};
/// Every tie there ever was between rows that a chain of them leads to from `minor`, in order.
std::vector<Tie> list_ties(const Reading& reading, base::MinorId minor);
/// The rows that are one child with `minor` by the ties that stood when change `as_of` was made, `minor` first.
Family family_as_of(const std::vector<Tie>& ties, base::MinorId minor, std::int64_t as_of);
/// Those that ever were.
Family family_ever(const std::vector<Tie>& ties, base::MinorId minor);

/// Points the absorbed file, and what it had absorbed, to the survivor; their absences have another minor, and so a new
/// version. Gives it its number.
void add_merge(Unit& unit, Merge& merge);
/// Takes the pointer back, and so for the absences. The survivor must not have been absorbed since.
void undo_merge(Unit& unit, const Merge& merge);
std::optional<Merge> find_merge(const Reading& reading, base::MergeId id);
/// The merges that made this family, those that stand, in order.
std::vector<Merge> list_merges(const Reading& reading, const Family& family);

}  // namespace vigie::store
