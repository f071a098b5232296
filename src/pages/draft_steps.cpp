#include "pages/draft_steps.hpp"

namespace vigie::pages {

namespace {

std::string choose_absence(const store::Reading& reading, const store::Draft& draft) {
  const auto told = base::find_text(draft.said, "episode");
  const auto id = told ? base::EpisodeId::parse(*told) : std::nullopt;
  if (const auto record = id ? store::find_episode(reading, *id) : std::nullopt) {
    const episodes::Episode& episode = record->episode;
    return fmt::format("Absence {}, départ {}.", episode.reference, show_window(episode.departed, episode.zone));
  }
  if (base::find(draft.said, "new_episode")) return "Nouvelle absence.";
  return "Sans choix, la date du départ décide\u00a0: l’absence en cours si elle convient, sinon une nouvelle.";
}

}  // namespace

MinorChoice minor_choice_of(const Context& context, const access::Actor& actor, const DraftView& view) {
  MinorChoice choice;
  choice.unknown = base::find(view.draft.said, "new_minor") != nullptr;
  const auto told = base::find_text(view.draft.said, "minor");
  const auto id = told ? base::MinorId::parse(*told) : std::nullopt;
  context.desk.store.read(access::scope_of(actor), [&](const store::Reading& reading) {
    choice.absence_text = choose_absence(reading, view.draft);
    const auto minor = id ? store::find_minor(reading, *id) : std::nullopt;
    if (!minor) return;
    choice.minor = minor->id;
    const auto shown = casework::show_minor(context.desk, reading, *minor);
    choice.minor_text = fmt::format("{}, {}, référence {}.", tied(shown.display), show_age(shown.age), shown.reference);
  });
  if (choice.unknown) choice.minor_text = "Enfant inconnu du service\u00a0: un dossier sera ouvert.";
  else if (!choice.minor)
    choice.minor_text = "Personne n’a choisi\u00a0: rattaché à un dossier connu si nom, premier prénom et date de naissance sont les mêmes, sinon un dossier sera ouvert.";
  return choice;
}

std::string step_after(const DraftView& view, std::string_view section) {
  const auto& sections = view.form->sections;
  const auto at = std::find_if(sections.begin(), sections.end(), [&](const auto& one) { return one.id == section; });
  if (at == sections.begin() && !view.corrects() && !base::find(view.draft.said, "minor")) return view.path("mineur");
  if (at == sections.end() || at + 1 == sections.end()) return view.path("verifier");
  return view.path("sections/" + (at + 1)->id);
}

std::string show_likeness(const casework::CandidateView& candidate) { return fmt::format("{}", fmt::join(candidate.likeness.reasons, ", ")); }

}  // namespace vigie::pages
