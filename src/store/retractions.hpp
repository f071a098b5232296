#pragma once
#include <set>

#include "store/unit.hpp"

namespace vigie::store {

/// A declaration taken back or counted again: who, when, why. It stays readable.
struct Retraction {
  base::DeclarationId declaration;
  std::string act;  // retrait, reouverture (its absence was opened again), retablissement
  base::Instant at;
  base::AccountId account;
  base::OrganisationId organisation;
  std::string reason;
};

/// Takes a declaration back (retrait, reouverture) or counts it again (retablissement), with its change.
void add_retraction(Unit& unit, const Retraction& retraction, const std::optional<base::MinorId>& minor);
/// What became of a declaration, in order.
std::vector<Retraction> list_retractions(const Reading& reading, base::DeclarationId declaration);
/// The declarations about a minor's own row that were taken back when change `as_of` was made.
std::set<base::DeclarationId> withdrawn_as_of(const Reading& reading, base::MinorId minor, std::int64_t as_of);

}  // namespace vigie::store
