#include "casework/signing_detail.hpp"
#include "casework/stale.hpp"

namespace vigie::casework {

namespace {

/// The departure on which the child must have been a minor: that of the absence when the voice states none.
base::Window departure_to_check(const Signing& signing) {
  if (signing.episode && !episodes::stated_departure(signing.voice)) return signing.file.line.get(*signing.episode).departed;
  return signing.voice.about_return() ? *episodes::stated_return(signing.voice) : episodes::departure_of(signing.voice);
}

base::Status check_age(const Signing& signing) {
  if (signing.submission.form == "appel") return base::Done{};
  const bool after = signing.voice.about_return() || signing.voice.form == "entretien";
  if (signing.episode && after) return base::Done{};  // the absence was a minor's
  const base::Window departed = departure_to_check(signing);
  const auto birth = signing.person.birth ? signing.person.birth : birth_of(signing.file.told);
  const base::Date day = base::to_local(departed.latest, signing.voice.zone()).date;
  if (!birth || base::age_on(*birth, day) < 18) return base::Done{};
  return base::field_error("/answers/date_naissance", "majeur",
                           fmt::format("Née ou né le {}, la personne est majeure au {} : cette déclaration ne concerne que "
                                       "les mineurs.", base::to_french(*birth), base::to_french(day)));
}

/// What the rules chose, unless it must stay apart from the voice.
std::optional<base::EpisodeId> unless_apart(const Signing& signing, const std::optional<base::EpisodeId>& joins) {
  if (joins && signing.apart && signing.apart(*joins)) return std::nullopt;
  return joins;
}

/// Every absence of the file is one that the rules may not choose.
bool all_apart(const Signing& signing) {
  const auto& known = signing.file.line.episodes;
  return signing.apart && std::all_of(known.begin(), known.end(), [&](const auto& one) { return signing.apart(one.id); });
}

/// Which absence the voice joins; nothing: a new one.
base::Result<std::optional<base::EpisodeId>> place(const Signing& signing) {
  const File& file = signing.file;
  const Submission& submission = signing.submission;
  if (submission.episode) {
    const episodes::Episode& chosen = file.line.get(*submission.episode);
    if (const auto fresh = check_seen(signing.actor, submission.seen_version, file.records.at(chosen.id)); !fresh)
      return fresh.error();
    const bool ended = chosen.status == episodes::Status::rentre || chosen.status == episodes::Status::clos;
    if (submission.returns && ended)
      return base::Error{base::Kind::conflict, "deja_rentre",
                         fmt::format("Le retour de l’absence {} est déjà enregistré.", chosen.reference)};
    if (submission.form == "entretien" && !signing.told_so && chosen.status == episodes::Status::en_cours)
      return base::Error{base::Kind::conflict, "encore_absent",
                         fmt::format("L’absence {} est en cours : l’entretien de retour attend que le mineur soit retrouvé.",
                                     chosen.reference)};
    if (const auto returned = episodes::stated_return(signing.voice); returned && !signing.told_so) {
      if (const auto fits = episodes::check_return(chosen, *returned); !fits) return fits.error();
    }
    return submission.episode;
  }
  if (submission.new_episode || all_apart(signing)) return std::optional<base::EpisodeId>();
  if (signing.voice.about_return()) {
    const auto placed = episodes::place_return(file.line, signing.voice);
    if (!placed) return placed.error();
    return unless_apart(signing, placed->joins);
  }
  return unless_apart(signing, episodes::place_departure(file.line, signing.voice).joins);
}

/// A correction stays with its absence, unless a person chose another; a corrected return still follows a departure
/// that other voices state.
base::Result<std::optional<base::EpisodeId>> place_correction(const Signing& signing) {
  const File& file = signing.file;
  const store::Declaration& corrects = *signing.corrects;
  if (!corrects.episode || signing.submission.episode || signing.submission.new_episode) return place(signing);
  const bool others_state = std::any_of(file.voices.begin(), file.voices.end(), [&](const episodes::Voice& voice) {
    return voice.episode == corrects.episode && voice.id != corrects.id && !voice.silenced && episodes::stated_departure(voice);
  });
  if (const auto returned = episodes::stated_return(signing.voice); returned && others_state)
    if (const auto fits = episodes::check_return(file.line.get(*corrects.episode), *returned); !fits) return fits.error();
  return corrects.episode;
}

/// A correction stays in the row of what it corrects: were the files merged since and parted again, both go together.
base::Status check_row(const Signing& signing) {
  if (!signing.corrects || !signing.corrects->minor || !signing.episode) return base::Done{};
  if (signing.file.records.at(*signing.episode).row == *signing.corrects->minor) return base::Done{};
  return base::field_error("/episode", "autre_dossier",
                           "Cette absence vient de l’autre dossier réuni : retirez la déclaration, puis déclarez-la pour "
                           "cette absence.");
}

/// The declaration that this one corrects: of the same form and minor, its own organisation's, not yet corrected.
base::Result<std::optional<store::Declaration>> amended(const store::Unit& unit, const Signing& signing) {
  if (!signing.submission.amends) return std::optional<store::Declaration>();
  const store::Reading& all = unit.reading();
  auto found = store::find_declaration(seen_by(all, access::scope_of(signing.actor)), *signing.submission.amends);
  const auto refuse = [](std::string text) {
    return base::field_error("/amends", "correction_impossible", std::move(text));
  };
  if (!found || found->organisation != signing.actor.organisation) return refuse("La déclaration à corriger est introuvable.");
  if (found->form != signing.submission.form) return refuse("La déclaration à corriger est d’un autre formulaire.");
  if (found->amended_by || found->withdrawn_at) return refuse("Cette déclaration a déjà été corrigée ou retirée.");
  if (signing.submission.minor && found->minor &&
      store::root_of(all, *found->minor) != store::root_of(all, *signing.submission.minor))
    return refuse("La déclaration à corriger concerne un autre mineur.");
  return std::optional(std::move(*found));
}

/// The minor of a correction is that of what it corrects.
base::Result<Match> match_correction(const store::Unit& unit, const Signing& signing) {
  const std::optional<store::Declaration>& corrects = signing.corrects;
  const auto match = match_minor(unit.reading(), access::scope_of(signing.actor), signing.submission, signing.person);
  if (!corrects || !corrects->minor) return match;
  const base::MinorId minor = store::root_of(unit.reading(), *corrects->minor);
  if (!signing.submission.episode) return Match{minor, "chosen"};
  if (match && match->minor != minor)
    return base::field_error("/episode", "choix_contradictoire", "Cette absence n’est pas celle du mineur de la déclaration à corriger.");
  return match;
}

}  // namespace

bool concerns_an_absence(const episodes::Voice& voice, const identity::Person& person) {
  if (!episodes::about_disappearance(voice)) return false;
  if (voice.form != "appel" || base::find(voice.facts, "categorie")) return true;
  return !person.nothing() || episodes::stated_departure(voice);  // a call whose category nobody gave yet
}

base::Status settle(const store::Unit& unit, Signing& signing) {
  auto corrects = amended(unit, signing);
  if (!corrects) return corrects.error();
  signing.corrects = std::move(*corrects);
  const bool about_a_minor = signing.absent || signing.voice.form == "preventive" || (signing.corrects && signing.corrects->minor);
  if (!about_a_minor) return base::Done{};
  auto match = signing.designated ? base::Result<Match>(*signing.designated) : match_correction(unit, signing);
  if (!match) return match.error();
  signing.match = std::move(*match);
  if (signing.match.minor)
    signing.file = signing.shelf ? signing.shelf->take(unit.reading(), *signing.match.minor) : load_file(unit.reading(), *signing.match.minor);
  if (signing.absent) {
    const auto placed = signing.corrects ? place_correction(signing) : place(signing);
    if (!placed) return placed.error();
    signing.episode = *placed;
  }
  if (const auto together = check_row(signing); !together) return together.error();
  return check_age(signing);
}

}  // namespace vigie::casework
