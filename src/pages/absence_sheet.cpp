#include "pages/absence_sheet.hpp"

#include <cmath>

namespace vigie::pages {

std::string_view phase_of(double hours) {
  if (hours < 2) return "0 à 2 h";
  if (hours < 24) return "2 à 24 h";
  if (hours < 48) return "24 à 48 h";
  if (hours < 72) return "48 à 72 h";
  if (hours < 7 * 24) return "3 à 7 jours";
  if (hours < 28 * 24) return "1 à 4 semaines";
  return "plus de 4 semaines";
}

namespace {

void show_fpr(Dict& clocks, const store::EpisodeRecord& record, const access::Actor& actor, base::Instant now) {
  const episodes::Fpr& fpr = record.episode.fpr;
  const std::string_view zone = record.episode.zone;
  const bool whole = access::reads(actor, access::Data::fpr, access::Hold::stranger);
  if (!fpr.inscrit_le) {
    Dict none = clocks.add("NO_FPR");
    if (whole) none.set_part("WHY", fpr.motif_de_non_inscription);
    return;
  }
  Dict shown = clocks.add("FPR");
  shown.set("SINCE", show_instant(*fpr.inscrit_le, zone));
  if (const auto hours = episodes::fpr_hours(fpr, now))
    shown.set("LASTS", show_duration(base::Duration(static_cast<std::int64_t>(std::llround(*hours * 3'600'000)))));
  if (fpr.desinscrit_le) shown.add("ENDED").set("UNTIL", show_instant(*fpr.desinscrit_le, zone));
  else shown.show("STANDING");
  if (!whole) return;
  Dict entry = shown.add("ENTRY");
  entry.set_part("CATEGORY", fpr.categorie).set_part("NUMBER", record.fpr_numero).set_part("SERVICE", record.fpr_service);
}

void show_assessments(Dict& at, const casework::EpisodeView& view) {
  Dict list = at.include("ASSESSMENTS", "evaluations.html");
  const std::string_view zone = view.record.episode.zone;
  for (auto one = view.assessments.rbegin(); one != view.assessments.rend(); ++one) {
    Dict row = list.add("ROW");
    row.set("AT", show_instant(one->at, zone)).set("REASONS", static_cast<std::int64_t>(one->reasons.size()));
    row.set("RULES", fmt::format("{}, version {}", one->rules, one->rules_version));
    show_verdict(row, one->verdict);
    row.show_if(view.decision && one->id == view.decision->assessment, "DECIDED");
  }
}

}  // namespace

void show_clocks(Dict& at, std::string_view piece, const casework::EpisodeView& view, const access::Actor& actor, base::Instant now) {
  const episodes::Episode& episode = view.record.episode;
  Dict clocks = at.include(piece, "horloges.html");
  const episodes::Hours hours = episodes::absence_hours(episode, now);
  clocks.set("DEPARTED", show_window(episode.departed, episode.zone)).set("ABSENCE", show_absence(hours));
  clocks.show_if(!episode.departed.earliest.has_value(), "NO_EARLIEST");
  show_tag(clocks, "STATUS", show_status(episode.status));
  if (episode.returned) clocks.add("BACK").set("RETURNED", show_window(*episode.returned, episode.zone)).show(episode.verified ? "VERIFIED" : "TOLD");
  if (episode.status == episodes::Status::retour_presume) clocks.show("PRESUMED");
  if (episode.open()) clocks.add("PHASE").set("PHASE", phase_of(hours.min));
  clocks.show_if(episode.closed_reason == "majorite", "OF_AGE");
  show_fpr(clocks, view.record, actor, now);
}

void show_state(Dict& at, std::string_view piece, const Context& context, const casework::EpisodeView& view, const access::Actor& actor,
                const Quotes& quotes, base::Instant now) {
  Dict state = at.include(piece, "absence_etat.html");
  show_clocks(state, "CLOCKS", view, actor, now);
  if (view.assessments.empty()) state.show("NO_ASSESSMENT");
  else show_assessment(state, "ASSESSMENT", context, view.assessments.back(), quotes);
  show_assessments(state, view);
}

}  // namespace vigie::pages
