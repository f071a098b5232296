#include "pages/answer_words.hpp"
#include "pages/minor_page.hpp"

namespace vigie::pages {

namespace {

constexpr std::size_t most_alike = 5;

void show_alike(Dict& at, const casework::CandidateView& one) {
  Dict link = at.add("ALIKE");
  link.set("PATH", "/mineurs/" + one.id.text()).set("NAME", tied(one.display)).set("AGE", show_age(one.age)).set("REFERENCE", one.reference);
  link.set("WHY", fmt::format("{}", fmt::join(one.likeness.reasons, ", ")));
}

/// Everybody whom a voice that counts says left with the child.
void find_companions(const Context& context, const store::Reading& reading, MinorSheet& sheet) {
  const forms::Field* field = context.desk.forms.find_field("accompagnants");
  for (std::size_t at = 0; at < sheet.voices.size(); ++at) {
    const casework::VoiceView& voice = sheet.voices[at];
    const auto* told = voice.counts() ? base::find(voice.declaration.answers, "accompagnants") : nullptr;
    if (!told || !told->is_array()) continue;
    for (const boost::json::value& row : told->get_array()) {
      if (!row.is_object()) continue;
      const identity::Person person = identity::person_from(row.get_object(), voice.declaration.signed_at);
      std::string said = show_answer(field, row, base::paris);
      sheet.companions.push_back({std::move(said), at, casework::candidates_for(context.desk, reading, person, sheet.view.minor.id, most_alike)});
    }
  }
}

/// Where one side is read: a declaration, in the words of its source for those of this file; or when somebody left.
void show_side(Dict& at, std::string_view part, const casework::LinkEvidence::Side& side, const MinorSheet& sheet) {
  Dict shown = at.add(part);
  if (!side.declaration) {
    shown.add("LEFT").set("AT", show_instant(side.at, sheet.quotes.zone));
    return;
  }
  const std::string id = side.declaration->text();
  const auto words = sheet.quotes.declarations.find(id);
  std::string text = words == sheet.quotes.declarations.end() ? fmt::format("déclaration du {}", show_instant(side.at, sheet.quotes.zone)) : words->second;
  shown.add("TOLD").set("PATH", "/declarations/" + id).set("TEXT", text);
}

void show_linked(Dict& body, const Context& context, const casework::LinkView& link, const MinorSheet& sheet) {
  Dict shown = body.add("LINK");
  const casework::CandidateView& other = link.other;
  shown.set("PATH", "/mineurs/" + other.id.text()).set("NAME", tied(other.display)).set("AGE", show_age(other.age)).set("REFERENCE", other.reference);
  for (const casework::LinkEvidence& one : link.evidence) {
    Dict evidence = shown.add("EVIDENCE");
    evidence.set("KIND", casework::label_of_evidence(one.kind));
    if (const forms::Field* field = context.desk.forms.find_field(one.own.field)) evidence.add("FIELD").set("LABEL", tied(field->label));
    show_side(evidence, "OWN", one.own, sheet);
    show_side(evidence, "OTHER", one.other, sheet);
  }
}

/// Evidence that somebody else holds, and the page on which its holders are asked, when there is something to ask there.
void show_withheld(Dict& body, const MinorSheet& sheet) {
  Dict withheld = body.add("WITHHELD");
  withheld.set("LABEL", casework::withheld_label);
  if (sheet.last && sheet.held) withheld.add("ASK").set("PATH", fmt::format("/absences/{}/demande", sheet.last->record.episode.id.text()));
}

}  // namespace

void find_links(const Context& context, const store::Reading& reading, MinorSheet& sheet) {
  find_companions(context, reading, sheet);
  if (!sheet.last || !sheet.view.links.withheld) return;
  const casework::Readable readable = casework::readable_by(reading, sheet.view.minor.id);
  sheet.held = !casework::list_held(reading, {context.desk.forms, readable}, sheet.last->record.episode.id).empty();
}

void show_links(Dict& body, const Context& context, const MinorSheet& sheet) {
  const casework::LinksView& links = sheet.view.links;
  if (links.links.empty() && !links.withheld && sheet.companions.empty()) {
    body.show("NO_LINK");
    return;
  }
  if (!links.links.empty()) {
    Dict shown = body.add("LINKS");
    shown.set("COUNT", links.links.size() == 1 ? "1 autre mineur" : fmt::format("{} autres mineurs", links.links.size()));
    for (const casework::LinkView& one : links.links) show_linked(shown, context, one, sheet);
  }
  if (links.withheld) show_withheld(body, sheet);
  if (sheet.companions.empty()) return;
  Dict companions = body.add("COMPANIONS");
  for (const MinorSheet::Companion& one : sheet.companions) {
    Dict shown = companions.add("COMPANION");
    const std::string by = sheet.voices[one.voice].declaration.id.text();
    const auto words = sheet.quotes.declarations.find(by);
    shown.set("SAID", one.said).set("PATH", "/declarations/" + by).set("TEXT", words == sheet.quotes.declarations.end() ? "" : words->second);
    for (const casework::CandidateView& alike : one.alike) show_alike(shown, alike);
  }
}

}  // namespace vigie::pages
