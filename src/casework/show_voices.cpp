#include "casework/show_voices.hpp"

#include "base/text.hpp"
#include "casework/readable.hpp"
#include "store/accounts.hpp"

namespace vigie::casework {

namespace {

/// Sections about who speaks, or about what was done since: two voices that differ there do not contradict each other.
constexpr std::string_view sections_apart[] = {"declarant", "appel", "reponse", "mesures", "administratif", "cadre", "parole", "suites"};

bool compares(const forms::Field& field) {
  using Type = forms::FieldType;
  const bool apart = std::find(std::begin(sections_apart), std::end(sections_apart), field.section) != std::end(sections_apart);
  if (apart || field.id.ends_with("_observe_le")) return false;
  return field.type == Type::text || field.type == Type::date || field.type == Type::instant || field.type == Type::number ||
         field.type == Type::tri || field.type == Type::choice || field.type == Type::departement;
}

/// What is compared: texts without regard to ASCII capitals and outer spaces; nothing for « ne sait pas ».
std::string sense_of(const forms::Field& field, const boost::json::value& value) {
  if (!value.is_string()) return base::to_text(value);
  const std::string text(value.get_string());
  if (field.type == forms::FieldType::tri && text == "inconnu") return {};
  return base::to_lower_ascii(base::trim(text));
}

}  // namespace

std::vector<VoiceView> show_voices(const store::Reading& reading, base::MinorId minor) {
  std::vector<VoiceView> voices;
  const Readable readable = readable_by(reading, minor);
  for (const base::DeclarationId id : store::readable_of(reading, store::family_of(reading, minor))) {
    auto declaration = find_readable(reading, readable, id);
    if (!declaration) continue;
    const std::string organisation = store::organisation_name(reading.sql, declaration->organisation);
    voices.push_back({std::move(*declaration), organisation, store::list_retractions(reading, id)});
  }
  std::sort(voices.begin(), voices.end(), [](const auto& a, const auto& b) { return a.declaration.number < b.declaration.number; });
  return voices;
}

std::vector<Contradiction> list_contradictions(const Desk& desk, std::span<const VoiceView> voices, const std::set<std::size_t>& among) {
  std::vector<Contradiction> all;
  std::map<std::string, std::set<std::string>> senses;
  for (const std::size_t at : among) {
    const VoiceView& voice = voices[at];
    const forms::Form* form = desk.forms.find(voice.declaration.form, voice.declaration.form_version);
    if (!voice.counts() || !form) continue;
    for (const forms::Field& field : form->fields) {
      const boost::json::value* answer = compares(field) ? base::find(voice.declaration.answers, field.id) : nullptr;
      const std::string sense = answer ? sense_of(field, *answer) : std::string();
      if (sense.empty()) continue;
      senses[field.id].insert(sense);
      auto found = std::find_if(all.begin(), all.end(), [&](const Contradiction& one) { return one.field == field.id; });
      if (found == all.end()) found = all.insert(all.end(), {field.id, field.label, {}});
      found->told.emplace_back(at, *answer);
    }
  }
  std::erase_if(all, [&](const Contradiction& one) { return senses[one.field].size() < 2; });
  return all;
}

std::vector<Caution> list_cautions(std::span<const VoiceView> voices) {
  std::vector<Caution> cautions;
  for (const std::string_view field : {"ne_pas_informer", "danger_au_retour"}) {
    Caution caution{std::string(field), {}, {}};
    for (std::size_t at = 0; at < voices.size(); ++at) {
      const auto answer = voices[at].counts() ? base::find_text(voices[at].declaration.answers, field) : std::nullopt;
      if (answer == "oui") caution.yes.push_back(at);
      if (answer == "non") caution.no.push_back(at);
    }
    if (!caution.yes.empty()) cautions.push_back(std::move(caution));
  }
  return cautions;
}

}  // namespace vigie::casework
