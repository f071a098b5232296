#pragma once
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
/// That a declaration was taken back or counted again, and by which change.
struct Taking {
  std::int64_t number = 0;
  base::DeclarationId declaration;
  bool counts_again = false;
};
/// Those of the declarations about a minor's own row, in order.
std::vector<Taking> list_takings(const Reading& reading, base::MinorId minor);

}  // namespace vigie::store
