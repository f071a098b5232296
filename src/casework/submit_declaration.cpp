#include "casework/submit_declaration.hpp"

#include "casework/match_minor.hpp"
#include "casework/refresh.hpp"
#include "forms/check.hpp"

namespace vigie::casework {

namespace {

/// A submission on its way to becoming a declaration.
struct Signing {
  const Desk& desk;
  const access::Actor& actor;
  const Submission& submission;
  const forms::Checked& checked;
  identity::Person person;
  episodes::Voice voice;
  bool absent = false;  // it is about an absence
};

bool concerns_an_absence(const episodes::Voice& voice, const identity::Person& person) {
  if (!episodes::about_disappearance(voice)) return false;
  if (voice.form != "appel" || base::find(voice.facts, "categorie")) return true;
  return !person.nothing() || episodes::stated_departure(voice);  // a call whose category nobody gave yet
}

base::Status check_age(const Signing& signing, const File& file, base::Window departed) {
  if (signing.submission.form == "appel") return base::Done{};
  const auto birth = signing.person.birth ? signing.person.birth : birth_of(file.told);
  const base::Date day = base::to_local(departed.latest, signing.voice.zone()).date;
  if (!birth || base::age_on(*birth, day) < 18) return base::Done{};
  return base::field_error("/answers/date_naissance", "majeur",
                           fmt::format("Née ou né le {}, la personne est majeure au {} : cette déclaration ne concerne que "
                                       "les mineurs.", base::to_french(*birth), base::to_french(day)));
}

/// Which absence the voice joins; nothing: a new one.
base::Result<std::optional<base::EpisodeId>> place(const Signing& signing, const File& file) {
  const Submission& submission = signing.submission;
  if (submission.episode) {
    const episodes::Episode& chosen = file.line.get(*submission.episode);
    if (const auto fresh = check_version(submission.seen_version, file.records.at(chosen.id).version); !fresh)
      return fresh.error();
    const bool ended = chosen.status == episodes::Status::rentre || chosen.status == episodes::Status::clos;
    if (submission.returns && ended)
      return base::Error{base::Kind::conflict, "deja_rentre",
                         fmt::format("Le retour de l’absence {} est déjà enregistré.", chosen.reference)};
    if (const auto returned = episodes::stated_return(signing.voice)) {
      if (const auto fits = episodes::check_return(chosen, *returned); !fits) return fits.error();
    }
    return submission.episode;
  }
  if (submission.new_episode) return std::optional<base::EpisodeId>();
  if (signing.voice.about_return()) {
    const auto placed = episodes::place_return(file.line, signing.voice);
    if (!placed) return placed.error();
    return placed->joins;
  }
  return episodes::place_departure(file.line, signing.voice).joins;
}

/// A correction stays with its absence, unless a person chose another; a corrected return still follows a departure
/// that other voices state.
base::Result<std::optional<base::EpisodeId>> place_correction(const Signing& signing, const File& file,
                                                              const store::Declaration& corrects) {
  if (!corrects.episode || signing.submission.episode || signing.submission.new_episode) return place(signing, file);
  const bool others_state = std::any_of(file.voices.begin(), file.voices.end(), [&](const episodes::Voice& voice) {
    return voice.episode == corrects.episode && voice.id != corrects.id && !voice.silenced && episodes::stated_departure(voice);
  });
  if (const auto returned = episodes::stated_return(signing.voice); returned && others_state)
    if (const auto fits = episodes::check_return(file.line.get(*corrects.episode), *returned); !fits) return fits.error();
  return corrects.episode;
}

/// The departure on which the child must have been a minor: that of the absence when the voice states none.
base::Window departure_to_check(const Signing& signing, const File& file, const std::optional<base::EpisodeId>& episode) {
  if (episode && !episodes::stated_departure(signing.voice)) return file.line.get(*episode).departed;
  return signing.voice.about_return() ? *episodes::stated_return(signing.voice) : episodes::departure_of(signing.voice);
}

/// The declaration that this one corrects: of the same form and minor, its own organisation's, not yet corrected.
base::Result<std::optional<store::Declaration>> amended(const store::Unit& unit, const Signing& signing) {
  if (!signing.submission.amends) return std::optional<store::Declaration>();
  store::Reading own{unit.reading().sql, unit.reading().vault, unit.reading().forms, access::scope_of(signing.actor), unit.now()};
  auto found = store::find_declaration(own, *signing.submission.amends);
  const auto refuse = [](std::string text) {
    return base::field_error("/amends", "correction_impossible", std::move(text));
  };
  if (!found || found->organisation != signing.actor.organisation) return refuse("La déclaration à corriger est introuvable.");
  if (found->form != signing.submission.form) return refuse("La déclaration à corriger est d’un autre formulaire.");
  if (found->amended_by || found->withdrawn_at) return refuse("Cette déclaration a déjà été corrigée ou retirée.");
  if (signing.submission.minor && found->minor != signing.submission.minor)
    return refuse("La déclaration à corriger concerne un autre mineur.");
  return std::optional(std::move(*found));
}

/// The minor of a correction is that of what it corrects.
base::Result<Match> match_correction(const store::Unit& unit, const Signing& signing,
                                     const std::optional<store::Declaration>& corrects) {
  const auto match = match_minor(unit.reading(), access::scope_of(signing.actor), signing.submission, signing.person);
  if (!corrects || !corrects->minor) return match;
  if (!signing.submission.episode) return Match{corrects->minor, "chosen"};
  if (match && match->minor != corrects->minor)
    return base::field_error("/episode", "choix_contradictoire", "Cette absence n’est pas celle du mineur de la déclaration à corriger.");
  return match;
}

store::Declaration make_declaration(const store::Unit& unit, const Signing& signing) {
  store::Declaration declaration;
  declaration.id = base::DeclarationId::make(unit.now());
  declaration.form = signing.submission.form;
  declaration.form_version = signing.desk.forms.get(signing.submission.form).version;
  declaration.signed_at = unit.now();
  declaration.account = signing.actor.account;
  declaration.organisation = signing.actor.organisation;
  declaration.answers = signing.checked.answers;
  return declaration;
}

Receipt finish(store::Unit& unit, const Receipt& receipt, const std::optional<store::Repetition>& repetition,
               std::string_view form) {
  if (repetition) store::add_repetition(unit, *repetition, to_json(receipt));
  unit.commit({"declaration", "declaration", receipt.declaration.text(), "", fmt::format("form={} how={}", form, receipt.how)});
  return receipt;
}

base::Result<Receipt> sign(store::Unit& unit, Signing& signing, const std::optional<store::Repetition>& repetition) {
  store::Declaration declaration = make_declaration(unit, signing);
  Receipt receipt{declaration.id, {}, {}, {}, {}, {}};
  const auto corrects = amended(unit, signing);
  if (!corrects) return corrects.error();
  declaration.amends = signing.submission.amends;
  const bool about_a_minor =
      signing.absent || signing.submission.form == "preventive" || (*corrects && (*corrects)->minor);
  if (!about_a_minor) {
    store::add_declaration(unit, declaration);
    if (*corrects) store::mark_amended(unit, *declaration.amends, declaration.id);
    return finish(unit, receipt, repetition, declaration.form);
  }
  const auto match = match_correction(unit, signing, *corrects);
  if (!match) return match.error();

  File file;
  if (match->minor) file = load_file(unit.reading(), *match->minor);
  std::optional<base::EpisodeId> episode;
  signing.voice.id = declaration.id;
  if (signing.absent) {
    const auto placed = *corrects ? place_correction(signing, file, **corrects) : place(signing, file);
    if (!placed) return placed.error();
    episode = *placed;
  }
  const bool opens = signing.absent && !episode;
  if (!(episode && signing.voice.about_return()))
    if (const auto young = check_age(signing, file, departure_to_check(signing, file, episode)); !young) return young.error();

  if (!match->minor) file.minor = store::add_minor(unit).id;
  if (opens) {
    episode = base::EpisodeId::make(unit.now());
    store::EpisodeRecord record;
    record.minor = file.minor;
    record.episode.id = *episode;
    record.episode.reference = store::new_episode_reference(unit, *episode);
    file.records.emplace(*episode, std::move(record));
  }
  declaration.minor = file.minor;
  declaration.episode = episode;
  declaration.how = match->how;
  store::add_declaration(unit, declaration);
  if (*corrects) {
    store::mark_amended(unit, *declaration.amends, declaration.id);
    for (episodes::Voice& voice : file.voices) voice.silenced |= voice.id == *declaration.amends;
  }
  signing.voice.order = declaration.number;
  signing.voice.episode = episode;
  file.voices.push_back(signing.voice);
  file.told = told_of(unit.reading(), file.minor);
  receipt.minor = file.minor;
  receipt.how = match->how;
  receipt.episode = episode;
  for (const Refreshed& one : refresh(unit, file, episode, signing.desk.rules, signing.submission.imported)) {
    if (one.episode == episode) receipt.assessment = one.assessment;
    receipt.alerts.insert(receipt.alerts.end(), one.alerts.begin(), one.alerts.end());
  }
  return finish(unit, receipt, repetition, declaration.form);
}

}  // namespace

base::Result<Receipt> submit_declaration(const Desk& desk, const access::Actor& actor, const Submission& submission,
                                         const std::optional<store::Repetition>& repetition, std::optional<base::Instant> at) {
  const base::Instant now = at.value_or(desk.store.clock().now());
  std::string zone(base::paris);
  if (submission.episode)
    desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
      if (const auto record = store::find_episode(reading, *submission.episode)) zone = record->episode.zone;
    });
  const auto checked = check_submission(desk, actor, submission, now, zone, forms::Purpose::sign);
  if (!checked) return checked.error();
  return desk.store.write<Receipt>(
      actor,
      [&](store::Unit& unit) -> base::Result<Receipt> {
        if (repetition) {
          const auto before = store::find_repetition(unit.reading(), actor, *repetition);
          if (!before) return before.error();
          if (*before) {
            unit.commit({"repetition", "declaration", "", "", submission.form});
            return receipt_from(**before);
          }
        }
        Signing signing{desk, actor, submission, *checked, identity::person_from(checked->answers, unit.now()), {}, false};
        signing.voice.form = submission.form;
        signing.voice.signed_at = unit.now();
        signing.voice.organisation = actor.organisation;
        signing.voice.facts = checked->facts;
        signing.absent = concerns_an_absence(signing.voice, signing.person);
        return sign(unit, signing, repetition);
      },
      at);
}

}  // namespace vigie::casework
