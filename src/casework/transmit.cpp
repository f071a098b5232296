#include "casework/transmit.hpp"

#include "base/text.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

namespace {

constexpr Choice the_purposes[] = {
    {"recherche", "Rechercher le mineur"},
    {"protection", "Évaluer le danger et protéger le mineur"},
    {"suivi", "Suivre le mineur après son retour"},
    {"accueil", "Changer de lieu d’accueil"},
};
constexpr Choice the_bases[] = {
    {"casf_l226_2_2", "Partage entre personnes tenues au secret (CASF, art. L226-2-2)"},
    {"loi_95_73_art_26", "Recherche d’une personne disparue (loi n° 95-73, art. 26)"},
    {"requisition_judiciaire", "Réquisition judiciaire"},
    {"danger_immediat", "Danger immédiat (code pénal, art. 226-14 et 223-6)"},
};
constexpr Choice the_informings[] = {
    {"oui", "Oui"},
    {"non", "Non, pas encore"},
    {"interet_contraire", "Non, contraire à l’intérêt du mineur"},
};

void check_choice(std::vector<base::FieldError>& errors, std::string_view member, const std::string& code, std::span<const Choice> choices) {
  if (std::any_of(choices.begin(), choices.end(), [&](const Choice& one) { return one.code == code; })) return;
  std::vector<std::string_view> codes;
  for (const Choice& one : choices) codes.push_back(one.code);
  errors.push_back({base::pointer("", member), "choix_invalide", fmt::format("Choisissez parmi : {}.", fmt::join(codes, ", "))});
}

/// What needs no file.
base::Status check_transmitting(const Transmitting& told) {
  std::vector<base::FieldError> errors;
  check_choice(errors, "purpose", told.purpose, the_purposes);
  check_choice(errors, "basis", told.basis, the_bases);
  check_choice(errors, "parents_informed", told.parents_informed, the_informings);
  check_choice(errors, "child_informed", told.child_informed, the_informings);
  if (told.basis == "requisition_judiciaire" && base::trim(told.reference).empty())
    errors.push_back({"/reference", "reference_requise", "Indiquez le numéro et l’autorité de la réquisition."});
  if (errors.empty()) return base::Done{};
  std::string text = errors.size() == 1 ? errors.front().detail : fmt::format("{} réponses sont à corriger.", errors.size());
  return base::Error{base::Kind::invalid, "champ_invalide", std::move(text), std::move(errors)};
}

base::Result<store::Organisation> find_recipient(const store::Reading& reading, const access::Actor& actor, const std::string& told) {
  auto found = store::find_organisation(reading.sql, told);
  if (!found)
    for (const store::Organisation& one : store::list_organisations(reading.sql))
      if (one.id.text() == told) found = one;
  if (!found) return base::field_error("/recipient", "organisation_inconnue", "Cette organisation n’est pas connue : reprenez son nom exact.");
  if (found->id == actor.organisation)
    return base::field_error("/recipient", "destinataire_signataire", "Votre organisation lit déjà ce qu’elle a signé.");
  return *found;
}

base::Status check_fields(const forms::Catalogue& forms, const store::Declaration& declaration, const Transmitting& told) {
  const forms::Form* form = forms.find(declaration.form, declaration.form_version);
  for (const std::string& id : told.fields)
    if (!form || !form->find(id))
      return base::field_error("/fields", "champ_inconnu", "Un champ demandé n’est pas de ce formulaire.");
  return base::Done{};
}

}  // namespace

std::span<const Choice> purposes() { return the_purposes; }
std::span<const Choice> bases() { return the_bases; }
std::span<const Choice> informings() { return the_informings; }

bool opens_caller(std::string_view basis) { return basis == "requisition_judiciaire" || basis == "danger_immediat"; }

base::Result<store::Transmission> transmit(const Desk& desk, const access::Actor& actor, base::DeclarationId id, const Transmitting& told,
                                           const std::optional<store::Repetition>& repetition) {
  return desk.store.write<store::Transmission>(actor, [&](store::Unit& unit) -> base::Result<store::Transmission> {
    const auto declaration = store::find_declaration(unit.reading(), id);
    if (!declaration || declaration->organisation != actor.organisation || !access::may(actor, access::Act::transmit))
      return unknown_to_you("Déclaration");
    if (const auto fits = check_transmitting(told); !fits) return fits.error();
    const auto recipient = find_recipient(unit.reading(), actor, told.recipient);
    if (!recipient) return recipient.error();
    if (const auto known = check_fields(unit.reading().forms, *declaration, told); !known) return known.error();
    if (repetition) {
      const auto before = store::find_repetition(unit.reading(), actor, *repetition);
      if (!before) return before.error();
      if (*before) {
        const auto made = base::find_text(**before, "transmission").value();
        unit.commit({"repetition", "declaration", id.text(), "", "transmission"});
        store::Reading own = unit.reading();
        own.scope = access::scope_of(actor);
        for (store::Transmission& one : store::list_transmissions(own, id))
          if (one.id.text() == made) return one;
        throw base::Fault("a transmission that was answered is gone");
      }
    }
    store::Transmission made{store::TransmissionId::make(unit.now()), 0, id, declaration->form, declaration->minor, actor.account, actor.organisation,
                             recipient->id, unit.now(), told.purpose, told.basis, told.fields, told.parents_informed,
                             told.child_informed, told.reference, told.note};
    store::add_transmission(unit, made);
    if (repetition) store::add_repetition(unit, *repetition, {{"transmission", made.id.text()}});
    unit.commit({"transmission", "declaration", id.text(), told.purpose,
                 fmt::format("a={} base={} champs={} parents={} mineur={}", recipient->id.text(), told.basis,
                             told.fields.empty() ? std::string("tous") : std::to_string(told.fields.size()), told.parents_informed,
                             told.child_informed)});
    return made;
  });
}

TransmissionView show_transmission(const store::Reading& reading, store::Transmission told) {
  TransmissionView view;
  view.from = store::organisation_name(reading.sql, told.organisation);
  view.to = store::organisation_name(reading.sql, told.recipient);
  if (const auto account = store::find_account(reading.sql, told.account)) view.by = account->actor.login;
  view.told = std::move(told);
  return view;
}

std::vector<TransmissionView> show_transmissions(const store::Reading& reading, base::DeclarationId declaration) {
  std::vector<TransmissionView> views;
  for (store::Transmission& one : store::list_transmissions(reading, declaration)) views.push_back(show_transmission(reading, std::move(one)));
  return views;
}

std::vector<TransmissionView> list_received(const Desk& desk, const access::Actor& actor, std::int64_t before, int limit) {
  return desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    std::vector<TransmissionView> views;
    for (store::Transmission& one : store::list_received(reading, before, limit)) views.push_back(show_transmission(reading, std::move(one)));
    return views;
  });
}

}  // namespace vigie::casework
