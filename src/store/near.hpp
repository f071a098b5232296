#pragma once
#include <set>

#include "store/merges.hpp"

namespace vigie::store {

// What is of the reader's own département. To a reader whom its département does not bind nothing is near: the policy
// gives it everything, or its own minors.

/// The organisation to which near_… views are asked about; empty unless the scope is bound by a département.
std::string near_to(const Reading& reading);
/// Whether a child is known to it: an absence from there, or a declaration signed there.
bool is_near(const Reading& reading, const Family& family);
/// Whether an absence is of it: by the place left, or, while nobody told that, by who declared it.
bool is_near(const Reading& reading, base::EpisodeId episode);
/// Whether a declaration is: signed there, or joined on an absence from there.
bool is_near(const Reading& reading, base::DeclarationId declaration);
/// Those about a child that are.
std::set<base::DeclarationId> list_near(const Reading& reading, const Family& family);

/// Whoever reads: the départements to which a child is near, and those to which a declaration is.
std::vector<std::string> departements_about(const Reading& reading, base::MinorId minor);
std::vector<std::string> departements_of_declaration(const Reading& reading, std::string_view declaration);

}  // namespace vigie::store
