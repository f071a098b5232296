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

}  // namespace

void find_links(const Context& context, const store::Reading& reading, MinorSheet& sheet) {
  identity::Person contacts;
  for (const auto& [by, person] : sheet.view.told) {
    contacts.phones.insert(contacts.phones.end(), person.phones.begin(), person.phones.end());
    contacts.handles.insert(contacts.handles.end(), person.handles.begin(), person.handles.end());
  }
  sheet.sharing = casework::candidates_for(context.desk, reading, contacts, sheet.view.minor.id, 10);
  find_companions(context, reading, sheet);
}

void show_links(Dict& body, const MinorSheet& sheet) {
  if (sheet.sharing.empty() && sheet.companions.empty()) {
    body.show("NO_LINK");
    return;
  }
  if (!sheet.sharing.empty()) {
    Dict sharing = body.add("SHARING");
    for (const casework::CandidateView& one : sheet.sharing) show_alike(sharing, one);
  }
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
