#pragma once
#include <set>

#include "store/merges.hpp"

namespace vigie::store {

/// The organisation that an absence's tasks go to: the first home that declared it, else whoever declared it first.
std::optional<base::OrganisationId> find_declaring(const Reading& reading, base::EpisodeId episode);
/// The ids among a child's declarations that an organisation signed.
std::set<base::DeclarationId> list_signed_about(const Reading& reading, const Family& family, base::OrganisationId organisation);
/// Every organisation that signed something about a child, the reader's apart.
std::set<base::OrganisationId> list_other_signers(const Reading& reading, const Family& family);

/// A declaration of an absence and who signed it.
struct Signed {
  base::DeclarationId id;
  std::string form;
  base::Instant signed_at;
  base::OrganisationId organisation;
  int form_version = 0;
  std::optional<access::Role> role;  // of the account; of its organisation's when it was told in the past, if it has any
};
/// Whoever reads, in the order told; what was taken back or corrected is left out.
std::vector<Signed> list_signed(const Reading& reading, base::EpisodeId episode);

/// The declarations of an absence that accounts of a role signed; an imported one was signed by none.
std::set<base::DeclarationId> list_signed_by(const Reading& reading, base::EpisodeId episode, access::Role role);

}  // namespace vigie::store
