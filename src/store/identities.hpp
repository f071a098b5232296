#pragma once
#include "store/unit.hpp"

namespace vigie::store {

/// Every person told of every minor; for the index at start.
void each_identity(const Reading& reading,
                   const std::function<void(base::MinorId, base::DeclarationId, identity::Person)>& on_person);

/// Who a declaration told of, with its rank of telling.
struct ToldPerson {
  std::int64_t number = 0;
  base::DeclarationId declaration;
  identity::Person person;
};
/// What was told of a minor, in the order told, withdrawn and corrected declarations left out; as it stood when change
/// `as_of` was made.
std::vector<ToldPerson> list_persons(const Reading& reading, base::MinorId minor,
                                     std::int64_t as_of = std::numeric_limits<std::int64_t>::max());

/// Seals the identifying answers of a declaration, with the digests that find decisively alike persons.
void add_identity(Unit& unit, base::DeclarationId declaration, const std::optional<base::MinorId>& minor,
                  const boost::json::object& identifying, base::Instant told_at);
/// Minors that share a decisive digest with this person, by a declaration that still counts; likeness is still to be
/// confirmed.
std::vector<base::MinorId> find_by_digest(const Reading& reading, const identity::Person& person);

}  // namespace vigie::store
