#pragma once
#include "access/role.hpp"
#include "base/id.hpp"
#include "db/connection.hpp"

namespace vigie::store {

/// The id in a column; a text that is none is a Fault: the row is damaged.
template <class Id>
Id id_in(const db::Row& row, int column) {
  const auto id = Id::parse(row.text_in_place(column));
  if (!id) throw base::Fault("an id column holds no id");
  return *id;
}
template <class Id>
std::optional<Id> maybe_id_in(const db::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return id_in<Id>(row, column);
}
template <class Id>
db::Value value_of(const std::optional<Id>& id) {
  return id ? db::Value(id->text()) : db::Value(std::nullopt);
}
inline db::Value value_of(const std::optional<base::Instant>& instant) {
  return instant ? db::Value(instant->ms) : db::Value(std::nullopt);
}
inline std::optional<base::Instant> maybe_instant_in(const db::Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return base::Instant{row.integer(column)};
}

/// id, login, role, organisation, its name and département: from that column on.
inline access::Actor actor_in(const db::Row& row, int from) {
  access::Actor actor;
  actor.account = id_in<base::AccountId>(row, from);
  actor.login = row.text(from + 1);
  actor.role = access::parse_role(row.text(from + 2)).value();
  actor.organisation = id_in<base::OrganisationId>(row, from + 3);
  actor.organisation_name = row.text(from + 4);
  actor.departement = row.text(from + 5);
  return actor;
}

}  // namespace vigie::store
