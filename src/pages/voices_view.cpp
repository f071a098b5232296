#include "pages/voices_view.hpp"

#include "pages/absence_view.hpp"
#include "pages/answer_words.hpp"
#include "pages/french.hpp"

namespace vigie::pages {

namespace {

using casework::VoiceView;

const forms::Form* form_of(const Context& context, const VoiceView& voice) {
  return context.desk.forms.find(voice.declaration.form, voice.declaration.form_version);
}

std::string title_of(const Context& context, const VoiceView& voice) {
  const forms::Form* form = form_of(context, voice);
  return form ? form->title : voice.declaration.form;
}

/// « éducateur, Les Mimosas, le 21/11/2026 18:05 ».
std::string source_of(const Context& context, const VoiceView& voice, std::string_view zone) {
  return fmt::format("{}, {}, le {}", who_speaks(context, voice), voice.organisation, show_instant(voice.declaration.signed_at, zone));
}

std::string path_of(const VoiceView& voice) { return "/declarations/" + voice.declaration.id.text(); }

void add_answer(Dict part, const forms::Field& field, const boost::json::value& answer, std::string_view zone) {
  part.add("ANSWER").set("LABEL", tied(field.label)).set("VALUE", show_answer(&field, answer, zone));
}

/// Every answer, in the order of its form; what tells where the child was found goes apart.
void show_answers(Dict& one, const Context& context, const VoiceView& voice, std::string_view zone) {
  const forms::Form* form = form_of(context, voice);
  if (!form) return;
  std::vector<std::pair<const forms::Field*, const boost::json::value*>> open, place;
  for (const forms::Field& field : form->fields)
    if (const auto* answer = base::find(voice.declaration.answers, field.id)) (tells_where(field) ? place : open).emplace_back(&field, answer);
  Dict all = one.add("ALL");
  all.set("COUNT", open.size() == 1 ? "1 réponse" : fmt::format("{} réponses", open.size()));
  for (const auto& [field, answer] : open) add_answer(all, *field, *answer, zone);
  if (place.empty()) return;
  Dict folded = one.add("PLACE");
  for (const auto& [field, answer] : place) add_answer(folded, *field, *answer, zone);
}

/// Whose it is to take back, or to count again.
void show_taking_back(Dict& one, const access::Actor& actor, const VoiceView& voice, std::string_view absence) {
  const bool own = voice.declaration.organisation == actor.organisation;
  const bool took_back = !voice.retractions.empty() && voice.retractions.back().organisation == actor.organisation;
  if (absence.empty() || !(own || (took_back && voice.declaration.withdrawn_at))) return;
  const std::string path = fmt::format("{}/declarations/{}/retrait", absence, voice.declaration.id.text());
  if (voice.declaration.withdrawn_at) one.add("RESTORE").set("PATH", path);
  else if (!voice.declaration.amended_by) one.add("WITHDRAW").set("PATH", path);
}

void show_voice(Dict& list, const Context& context, const access::Actor& actor, const VoiceView& voice, std::string_view absence) {
  const std::string zone(base::zone_of_departement(base::find_text(voice.declaration.answers, "departement").value_or("")));
  Dict one = list.add("VOICE");
  one.set("FORM", tied(title_of(context, voice))).set("SOURCE", source_of(context, voice, zone)).set("PATH", path_of(voice));
  one.show_if(!voice.counts(), "OFF").show_if(voice.declaration.amended_by.has_value(), "AMENDED");
  if (voice.declaration.withdrawn_at) {
    Dict taken = one.add("WITHDRAWN");
    taken.set("AT", show_instant(*voice.declaration.withdrawn_at, zone));
    if (!voice.retractions.empty()) taken.set("REASON", voice.retractions.back().reason);
  }
  one.set_part("NARRATIVE", base::find_text(voice.declaration.answers, "recit").value_or(""));
  show_answers(one, context, voice, zone);
  one.show_if(voice.declaration.partial, "PARTIAL");
  show_taking_back(one, actor, voice, absence);
}

}  // namespace

std::string who_speaks(const Context& context, const VoiceView& voice) {
  for (const std::string_view id : {"declarant_qualite", "appelant_qualite"}) {
    const auto* answer = base::find(voice.declaration.answers, id);
    if (answer) return show_answer(context.desk.forms.find_field(id), *answer, base::paris);
  }
  return "qualité inconnue";
}

Quotes quotes_of(const Context& context, std::span<const VoiceView> voices, std::span<const casework::EpisodeView> absences, std::string_view zone) {
  Quotes quotes;
  quotes.zone = zone;
  for (const VoiceView& voice : voices)
    quotes.declarations[voice.declaration.id.text()] = fmt::format("{} ({})", title_of(context, voice), source_of(context, voice, zone));
  for (const casework::EpisodeView& absence : absences) {
    const episodes::Episode& episode = absence.record.episode;
    quotes.absences[episode.id.text()] = fmt::format("n°\u00a0{}, départ {}", episode.number, show_window(episode.departed, episode.zone));
  }
  return quotes;
}

void show_voices(Dict& at, std::string_view piece, const Context& context, const access::Actor& actor, std::span<const VoiceView> voices,
                 const std::set<std::size_t>& which, std::string_view absence) {
  Dict list = at.include(piece, "voix.html");
  for (const std::size_t place : which) show_voice(list, context, actor, voices[place], absence);
}

void show_contradictions(Dict& at, std::string_view piece, const Context& context, std::span<const VoiceView> voices,
                         const std::vector<casework::Contradiction>& contradictions, std::string_view zone) {
  Dict list = at.include(piece, "contradictions.html");
  bool any = false;
  for (const casework::Contradiction& one : contradictions) {
    const forms::Field* field = context.desk.forms.find_field(one.field);
    if (field && tells_where(*field)) continue;
    any = true;
    Dict shown = list.add("FIELD");
    shown.set("LABEL", tied(one.label));
    std::map<std::string, Dict> values;  // the same answer once, with all who gave it
    for (const auto& [place, value] : one.told) {
      const std::string said = show_answer(field, value, zone);
      auto known = values.find(said);
      if (known == values.end()) {
        known = values.emplace(said, shown.add("TOLD")).first;
        known->second.set("VALUE", said);
      }
      known->second.add("BY").set("SOURCE", source_of(context, voices[place], zone)).set("PATH", path_of(voices[place]));
    }
  }
  list.show(any ? "SOME" : "NONE");
}

void show_cautions(Dict& at, std::string_view piece, const Context& context, std::span<const VoiceView> voices, std::string_view zone) {
  for (const casework::Caution& caution : casework::list_cautions(voices)) {
    Dict band = at.include(piece, "prudence.html");
    const bool silent = caution.field == "ne_pas_informer";
    band.show(silent ? "SILENT" : "DANGER");
    for (const std::size_t place : caution.yes) {
      Dict told = band.add("YES");
      told.set("SOURCE", source_of(context, voices[place], zone)).set("PATH", path_of(voices[place]));
      if (silent) told.set_part("REASON", base::find_text(voices[place].declaration.answers, "ne_pas_informer_motif").value_or(""));
    }
    for (const std::size_t place : caution.no) band.add("NO").set("SOURCE", source_of(context, voices[place], zone)).set("PATH", path_of(voices[place]));
  }
}

}  // namespace vigie::pages
