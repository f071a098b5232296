#include "pages/absence_view.hpp"

#include "casework/open_file.hpp"
#include "pages/french.hpp"

namespace vigie::pages {

base::Result<AbsenceView> open_absence(const Context& context, const access::Actor& actor, std::string_view id, const std::string& motive) {
  const base::Error unknown = casework::unknown_to_you("Absence");
  const auto episode = base::EpisodeId::parse(id);
  if (!episode) return unknown;
  const auto reached = [&](const store::Reading& reading) -> std::optional<AbsenceView> {
    auto record = store::find_episode(reading, *episode);
    const auto minor = record ? store::find_minor(reading, record->minor) : std::nullopt;
    if (!minor) return std::nullopt;
    return AbsenceView{std::move(*record), casework::show_minor(context.desk, reading, *minor)};
  };
  const access::Scope scope = access::scope_of(actor);
  const auto seen = context.desk.store.read(scope, reached);
  if (!seen) return unknown;
  if (const auto noted = casework::note_opening(context.desk, actor, "minor", seen->minor.id.text(), motive); !noted) return noted.error();
  auto fresh = context.desk.store.read(scope, reached);
  if (!fresh) return unknown;
  return std::move(*fresh);
}

std::string path_of(const AbsenceView& absence, std::string_view end) {
  return fmt::format("/absences/{}/{}", absence.record.episode.id.text(), end);
}

bool tells_where(const forms::Field& field) {
  return field.id.starts_with("retour_lieu") || field.id == "retour_departement" || field.id == "retour_commune" || field.id == "retour_pays" ||
         field.id == "retour_avec" || field.id == "adresse_actuelle" || field.id == "autorisation_juge_le";
}

void show_child(Dict& at, std::string_view piece, const AbsenceView& absence, base::Instant now) {
  const episodes::Episode& episode = absence.record.episode;
  Dict child = at.include(piece, "enfant.html");
  child.set("NAME", tied(absence.minor.display)).set("AGE", show_age(absence.minor.age)).set("REFERENCE", absence.minor.reference);
  child.set("DEPARTED", show_window(episode.departed, episode.zone));
  child.set("ABSENCE", show_absence(episodes::absence_hours(episode, now)));
  child.set("STATUS", show_status(episode.status).label);
  if (episode.returned) child.add("BACK").set("RETURNED", show_window(*episode.returned, episode.zone));
}

}  // namespace vigie::pages
