#pragma once
#include <set>

#include "store/merges.hpp"

namespace vigie::store {

/// One child's row: who it is stands in identity.
struct Minor {
  base::MinorId id;
  std::string reference;
  std::int64_t version = 0;
};

/// A new minor, with a reference that no other has.
Minor add_minor(Unit& unit);
/// The minor, when the scope reaches it (a foyer: one about whom it signed a declaration; an analyst: none). Of a file
/// that was absorbed, the one that speaks for it.
std::optional<Minor> find_minor(const Reading& reading, base::MinorId id);
std::optional<Minor> find_minor_by_reference(const Reading& reading, std::string_view reference);
/// The minors about whom an organisation signed a declaration, in the order of their files.
std::vector<Minor> list_minors_of(const Reading& reading, base::OrganisationId organisation);
/// The reference of a row that stands, whatever the scope; it never changes. Nothing: no such row, or its act was undone.
std::optional<std::string> reference_of(const Reading& reading, base::MinorId id);
/// A test of whether a minor is within the scope, for the index. Valid as long as the reading.
std::function<bool(base::MinorId)> reaches(const Reading& reading);
/// The stable pseudonym of a minor, for analysts: says nothing of the id or of the child.
std::string pseudonym(const Reading& reading, base::MinorId id);

}  // namespace vigie::store
