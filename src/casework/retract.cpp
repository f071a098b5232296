#include "casework/retract.hpp"

#include "base/text.hpp"
#include "casework/stale.hpp"
#include "store/identities.hpp"

namespace vigie::casework {

namespace {

store::Retraction retraction(const store::Unit& unit, base::DeclarationId id, std::string_view act, const std::string& reason) {
  return {id, std::string(act), unit.now(), unit.actor().account, unit.actor().organisation, reason};
}

/// The child that a declaration tells of enters or leaves the index with it.
void follow_person(store::Unit& unit, const store::Declaration& declaration, bool counts) {
  const identity::Person person = identity::person_from(declaration.answers, declaration.signed_at);
  if (!declaration.minor || person.nothing()) return;
  const base::MinorId minor = store::root_of(unit.reading(), *declaration.minor);
  if (counts) unit.add_person(minor, declaration.id, person);
  else unit.remove_person(minor, declaration.id, person);
}

/// The whole line is judged again from what counts now.
Undone reconsider(store::Unit& unit, const Desk& desk, const std::optional<base::MinorId>& minor,
                  const std::optional<base::EpisodeId>& episode) {
  Undone undone{episode, {}};
  if (!minor) return undone;
  File file = load_file(unit.reading(), *minor);
  for (const Refreshed& one : refresh(unit, file, episode, desk.rules, {true, false}))
    undone.alerts.insert(undone.alerts.end(), one.alerts.begin(), one.alerts.end());
  return undone;
}

/// The declaration, whole, when the actor's organisation signed it.
std::optional<store::Declaration> own_declaration(const store::Unit& unit, const access::Actor& actor, base::DeclarationId id) {
  auto found = store::find_declaration(unit.reading(), id);
  if (found && found->organisation != actor.organisation) found.reset();
  return found;
}

/// Whether the actor's organisation is the one that took the declaration back.
bool took_back(const store::Unit& unit, const access::Actor& actor, base::DeclarationId id) {
  const auto told = store::list_retractions(unit.reading(), id);
  return !told.empty() && told.back().organisation == actor.organisation;
}

/// What a declaration corrects must not have been corrected otherwise while it was taken back.
bool corrected_otherwise(const store::Unit& unit, const store::Declaration& declaration) {
  if (!declaration.amends) return false;
  const auto corrected = store::find_declaration(unit.reading(), *declaration.amends);
  return corrected->amended_by && corrected->amended_by != declaration.id;
}

}  // namespace

base::Status check_reason(std::string_view reason) {
  if (!base::trim(reason).empty()) return base::Done{};
  return base::field_error("/reason", "motif_requis", "Indiquez le motif : il reste lisible avec ce qui est repris.");
}

base::Result<Undone> withdraw_declaration(const Desk& desk, const access::Actor& actor, base::DeclarationId id,
                                          const std::string& reason) {
  if (const auto told = check_reason(reason); !told) return told.error();
  return desk.store.write<Undone>(actor, [&](store::Unit& unit) -> base::Result<Undone> {
    const auto declaration = own_declaration(unit, actor, id);
    if (!declaration) return unknown_to_you("Déclaration");
    if (declaration->withdrawn_at) return conflict("deja_retiree", "Cette déclaration est déjà retirée.");
    if (declaration->amended_by)
      return conflict("deja_corrigee", "Cette déclaration a été corrigée : retirez d’abord sa correction.");
    store::add_retraction(unit, retraction(unit, id, "retrait", reason), declaration->minor);
    follow_person(unit, *declaration, false);
    Undone undone = reconsider(unit, desk, declaration->minor, declaration->episode);
    unit.commit({"retrait", "declaration", id.text(), "", fmt::format("form={}", declaration->form)});
    return undone;
  });
}

base::Result<Undone> restore_declaration(const Desk& desk, const access::Actor& actor, base::DeclarationId id,
                                         const std::string& reason) {
  if (const auto told = check_reason(reason); !told) return told.error();
  return desk.store.write<Undone>(actor, [&](store::Unit& unit) -> base::Result<Undone> {
    auto declaration = own_declaration(unit, actor, id);
    if (!declaration && took_back(unit, actor, id)) declaration = store::find_declaration(unit.reading(), id);
    if (!declaration) return unknown_to_you("Déclaration");
    if (!declaration->withdrawn_at) return conflict("non_retiree", "Cette déclaration n’est pas retirée.");
    if (corrected_otherwise(unit, *declaration))
      return conflict("deja_corrigee", "Ce que cette déclaration corrigeait a été corrigé autrement depuis.");
    store::add_retraction(unit, retraction(unit, id, "retablissement", reason), declaration->minor);
    if (declaration->amends) store::mark_amended(unit, *declaration->amends, id);
    follow_person(unit, *declaration, true);
    Undone undone = reconsider(unit, desk, declaration->minor, declaration->episode);
    unit.commit({"retablissement", "declaration", id.text(), "", fmt::format("form={}", declaration->form)});
    return undone;
  });
}

namespace {

/// The voices of a return that count; or why the absence cannot be opened again.
base::Result<std::vector<base::DeclarationId>> voices_of_return(const File& file, base::EpisodeId id) {
  std::vector<base::DeclarationId> returns;
  bool others = false;
  for (const episodes::Voice& voice : file.voices) {
    if (voice.episode != id || voice.silenced) continue;
    if (voice.about_return()) returns.push_back(voice.id);
    else others = true;
  }
  if (returns.empty()) return conflict("sans_retour", "Aucun retour n’est enregistré pour cette absence.");
  if (!others)
    return conflict("retour_seul", "Cette absence n’est connue que par son retour : retirez la déclaration de retour.");
  return returns;
}

}  // namespace

base::Result<Undone> reopen_episode(const Desk& desk, const access::Actor& actor, base::EpisodeId id, const std::string& reason,
                                    const std::optional<std::int64_t>& seen_version) {
  if (const auto told = check_reason(reason); !told) return told.error();
  return desk.store.write<Undone>(actor, [&](store::Unit& unit) -> base::Result<Undone> {
    const auto record = store::find_episode(unit.reading(), id);
    if (!record) return unknown_to_you("Absence");
    if (const auto fresh = check_seen(actor, seen_version, *record); !fresh) return fresh.error();
    const auto returns = voices_of_return(load_file(unit.reading(), record->minor), id);
    if (!returns) return returns.error();
    for (const base::DeclarationId one : *returns) {
      store::add_retraction(unit, retraction(unit, one, "reouverture", reason), record->minor);
      follow_person(unit, *store::find_declaration(unit.reading(), one), false);
    }
    Undone undone = reconsider(unit, desk, record->minor, id);
    unit.commit({"reouverture", "episode", id.text(), "", fmt::format("retours={}", returns->size())});
    return undone;
  });
}

}  // namespace vigie::casework
