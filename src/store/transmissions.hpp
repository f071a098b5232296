#pragma once
#include <set>

#include "store/merges.hpp"

namespace vigie::store {

using TransmissionId = base::Id<struct TransmissionTag>;

/// What a named person let another organisation read of a declaration.
struct Transmission {
  TransmissionId id;
  std::int64_t number = 0;  // of the change that made it
  base::DeclarationId declaration;
  std::string form;  // of the declaration
  std::optional<base::MinorId> minor;  // the row that the declaration was written in
  base::AccountId account;
  base::OrganisationId organisation, recipient;
  base::Instant at;
  std::string purpose, basis;
  std::set<std::string, std::less<>> fields;  // empty: the whole
  std::string parents_informed, child_informed;
  std::string reference, note;  // sealed
};
/// Gives it its number.
void add_transmission(Unit& unit, Transmission& transmission);

/// What opens of a declaration to one organisation: all that is given, or some fields.
struct Given {
  base::DeclarationId declaration;
  std::string basis;
  std::set<std::string, std::less<>> fields;  // empty: the whole
};
/// Of the declarations about a child, what the reader's organisation was given.
std::vector<Given> list_given(const Reading& reading, const Family& family);
/// Of one declaration.
std::vector<Given> list_given(const Reading& reading, base::DeclarationId declaration);
/// Who was given something of a declaration.
std::vector<base::OrganisationId> list_recipients(const Reading& reading, std::string_view declaration);
/// Who transmitted, and to whom.
std::vector<base::OrganisationId> parties_to(const Reading& reading, std::string_view transmission);
/// Every transmission of a declaration, in order, for the organisation that signed it.
std::vector<Transmission> list_transmissions(const Reading& reading, base::DeclarationId declaration);
/// What the reader's organisation received, the latest first, before a number.
std::vector<Transmission> list_received(const Reading& reading, std::int64_t before, int limit);

}  // namespace vigie::store
