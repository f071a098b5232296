#include "pages/call_panel.hpp"
#include "pages/french.hpp"

namespace vigie::pages {

namespace {

constexpr std::size_t most_questions = 5;  // Alt+Maj+1 … 5
constexpr std::size_t most_candidates = 5;

void show_open_absence(Dict& chosen, const casework::MinorView& minor, base::Instant now) {
  for (const casework::EpisodeView& view : minor.episodes) {
    const episodes::Episode& episode = view.record.episode;
    if (!episode.open()) continue;
    Dict open = chosen.add("ABSENT");
    open.set("REFERENCE", episode.reference).set("DEPARTED", show_window(episode.departed, episode.zone));
    open.set("ABSENCE", show_absence(episodes::absence_hours(episode, now))).set("STATUS", show_status(episode.status).label);
    return;
  }
  chosen.show("PRESENT");
}

void show_person(Dict& one, const casework::CandidateView& minor) {
  one.set("NAME", tied(minor.display)).set("AGE", show_age(minor.age)).set("REFERENCE", minor.reference);
}

void fill_minor(Dict& at, const CallPanel& panel, base::Instant now) {
  if (panel.chosen) {
    Dict chosen = at.add("CHOSEN");
    show_person(chosen, panel.chosen->minor);
    const std::size_t count = panel.chosen->episodes.size();
    chosen.set("COUNT", count == 0 ? "aucune absence connue" : count == 1 ? "1 absence connue" : fmt::format("{} absences connues", count));
    show_open_absence(chosen, *panel.chosen, now);
    return;
  }
  at.show_if(panel.chosen_lost, "LOST");
  if (panel.new_minor) {
    at.show("FRESH");
    return;
  }
  const auto& found = panel.preview.candidates;
  if (found.empty()) {
    at.show("NOBODY");
    return;
  }
  Dict list = at.add("CANDIDATES");
  list.set("COUNT", found.size() == 1 ? "1 dossier ressemblant" : fmt::format("{} dossiers ressemblants", found.size()));
  for (std::size_t i = 0; i < found.size() && i < most_candidates; ++i) {
    Dict one = list.add("ONE");
    show_person(one, found[i]);
    one.set("ID", found[i].id.text()).set("LIKENESS", static_cast<std::int64_t>(found[i].likeness.score * 100 + 0.5));
    one.set("REASONS", fmt::format("{}", fmt::join(found[i].likeness.reasons, ", ")));
  }
}

void show_reasons(Dict& judged, const casework::AssessmentView& assessment) {
  const bool any = assessment.withheld || !assessment.reasons.empty();
  judged.show(any ? "WHY" : "NO_REASON").show_if(assessment.withheld, "WITHHELD");
  for (const auto& value : assessment.reasons) {
    const boost::json::object& reason = value.as_object();
    Dict one = judged.add("REASON");
    one.set("LABEL", tied(base::find_text(reason, "label").value_or("")));
    bool here = false;  // said in this call; else the file says it
    for (const auto& evidence : reason.at("evidence").as_array()) here |= !base::find(evidence.as_object(), "declaration") && !base::find(evidence.as_object(), "episodes");
    one.show_if(!here, "FROM_FILE");
  }
}

void show_questions(Dict& at, const std::vector<casework::NextQuestion>& questions, const store::Verdict& verdict) {
  if (questions.empty()) return;
  Dict list = at.add("QUESTIONS");
  for (std::size_t i = 0; i < questions.size() && i < most_questions; ++i) {
    Dict one = list.add("QUESTION");
    one.set("RANK", static_cast<std::int64_t>(i + 1)).set("LABEL", tied(questions[i].label)).set("ANCHOR", fmt::format("#{}", questions[i].field));
    const store::Verdict& may = questions[i].may_become;
    std::string change;
    if (may.qualification > verdict.qualification) change = show_qualification(may.qualification).label;
    if (may.level > verdict.level) change += fmt::format("{}{}", change.empty() ? "" : ", ", show_level(may.level).label);
    one.set("MAY_BECOME", change);
  }
}

void show_states(Dict& judged, const store::Verdict& verdict) {
  for (const ShownState& state : {show_qualification(verdict.qualification), show_level(verdict.level)})
    judged.add("STATE").set("LABEL", state.label).set("TAG", state.tag);
}

void fill_assessment(Dict& at, const CallPanel& panel) {
  if (panel.declared.empty()) at.show("ASK_DECLARED");
  if (panel.declared == "non") at.show("NOT_DECLARED");
  if (const auto& assessment = panel.preview.assessment) {
    Dict judged = at.add("JUDGED");
    show_states(judged, assessment->verdict);
    judged.set("UNASKED", panel.unasked == 0   ? "Toutes les questions que lisent les règles sont posées."
                          : panel.unasked == 1 ? "1 question que lisent les règles n’est pas posée."
                                               : fmt::format("{} questions que lisent les règles ne sont pas posées.", panel.unasked));
    show_reasons(judged, *assessment);
    show_questions(at, assessment->next_questions, assessment->verdict);
  } else {
    at.show("UNJUDGED");
  }
  if (panel.unread.empty()) return;
  Dict unread = at.add("UNREAD");
  for (const forms::Field* field : panel.unread) unread.add("FIELD").set("LABEL", tied(field->label)).set("ANCHOR", fmt::format("#{}", field->id));
}

std::string announcement(const CallPanel& panel) {
  if (!panel.preview.assessment) return {};
  const store::Verdict& verdict = panel.preview.assessment->verdict;
  return fmt::format("À ce stade\u00a0: {}, {}.", show_qualification(verdict.qualification).label, show_level(verdict.level).label);
}

}  // namespace

void draw_call_panel(Dict& at, const CallPanel& panel, const Moment& moment) {
  Dict minor = at.include("MINOR", "appel_mineur.html");
  fill_minor(minor, panel, moment.now);
  Dict assessment = at.include("ASSESSMENT", "appel_avis.html");
  fill_assessment(assessment, panel);
}

boost::json::object call_panel_json(const CallPanel& panel, const Moment& moment) {
  Dict minor, assessment;
  fill_minor(minor, panel, moment.now);
  fill_assessment(assessment, panel);
  return {{"mineur", render("appel_mineur.html", minor)}, {"avis", render("appel_avis.html", assessment)}, {"annonce", announcement(panel)}};
}

}  // namespace vigie::pages
