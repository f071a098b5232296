#pragma once
#include <set>

#include "store/unit.hpp"

namespace vigie::store {

/// The organisation that an absence's tasks go to: the first home that declared it, else whoever declared it first.
std::optional<base::OrganisationId> find_declaring(const Reading& reading, base::EpisodeId episode);
/// The declarations of an absence that accounts of a role signed; an imported one was signed by none.
std::set<base::DeclarationId> list_signed_by(const Reading& reading, base::EpisodeId episode, access::Role role);

}  // namespace vigie::store
