#pragma once
#include "store/assessments.hpp"
#include "store/declarations.hpp"

namespace vigie::store {

/// A declaration with what names it for another system: the key that it was imported under, else its id.
struct ToldDeclaration {
  Declaration declaration;
  std::string key;
  std::string organisation;
};
/// Calls `see` with every declaration, in the order told, its minor the file that speaks for the child. For the machine's own operator: the reading has the scope of
/// the rules.
void each_declaration(const Reading& reading, const std::function<void(const ToldDeclaration&)>& see);
/// The absences about which police or a declarant did something that no declaration says, sorted.
std::vector<base::EpisodeId> list_acted_upon(const Reading& reading);
/// A declaration about an absence, and whether it stands: neither withdrawn nor corrected since.
struct ToldAbout {
  base::DeclarationId id;
  base::Instant signed_at;
  bool stands = true;
};
/// Those of an absence, in the order told.
std::vector<ToldAbout> list_told_about(const Reading& reading, base::EpisodeId episode);
/// The key of one declaration.
std::string key_of(const Reading& reading, base::DeclarationId id);

}  // namespace vigie::store
