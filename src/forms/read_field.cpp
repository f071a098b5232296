#include "forms/read_detail.hpp"

namespace vigie::forms::detail {

namespace {

bool one_of(FieldType type, std::initializer_list<FieldType> types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool is_free(FieldType type) {
  return one_of(
      type, {FieldType::text, FieldType::texts, FieldType::narrative, FieldType::phones, FieldType::records});
}

bool is_code(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

FieldType read_type(const Place& place) {
  const std::string text = place.text("type");
  const std::optional<FieldType> type = parse_field_type(text);
  if (!type && !text.empty()) place.refuse("type", fmt::format("type inconnu : « {} »", text));
  return type.value_or(FieldType::tri);
}

void read_choices(const Place& place, Field& field) {
  const bool wanted = one_of(field.type, {FieldType::choice, FieldType::choices});
  if (!wanted && place.has("choices"))
    return place.refuse("choices", "seuls choice et choices ont des choix");
  if (!wanted) return;
  place.each("choices", [&](const Place& entry) {
    entry.only({"code", "label"});
    Choice choice{entry.text("code"), entry.text("label")};
    if (!choice.code.empty() && !is_code(choice.code))
      entry.refuse("code", "lettres, chiffres et _ seulement");
    const auto same = [&](const Choice& other) { return other.code == choice.code; };
    if (std::any_of(field.choices.begin(), field.choices.end(), same))
      entry.refuse("code", fmt::format("choix en double : « {} »", choice.code));
    field.choices.push_back(std::move(choice));
  });
  if (field.choices.empty() && place.has("choices")) place.refuse("choices", "aucun choix");
}

void read_range(const Place& place, Field& field) {
  field.least = place.number_if_any("least");
  field.most = place.number_if_any("most");
  field.unit = place.text_if_any("unit");
  if (field.type == FieldType::number) {
    if (!field.least || !field.most)
      place.refuse("least", "un nombre a ses bornes, least et most");
    else if (*field.least > *field.most)
      place.refuse("least", "least dépasse most");
  } else if (field.least || field.most || !field.unit.empty()) {
    place.refuse("least", "least, most et unit vont avec le type number");
  }
}

/// What a field and a part of a record have in common.
Field read_common(const Place& place) {
  Field field;
  field.id = place.id("id");
  field.type = read_type(place);
  field.label = place.text("label");
  field.help = place.text_if_any("help");
  read_choices(place, field);
  read_range(place, field);
  return field;
}

void read_parts(const Place& place, Field& field) {
  if (field.type != FieldType::records) {
    if (place.has("parts")) place.refuse("parts", "seul records a des parties");
    return;
  }
  place.each("parts", [&](const Place& entry) {
    entry.only({"id", "type", "label", "help", "least", "most", "unit", "choices"});
    Field part = read_common(entry);
    if (!one_of(part.type,
                {FieldType::text, FieldType::tri, FieldType::choice, FieldType::phones, FieldType::number}))
      entry.refuse("type", "une partie est text, tri, choice, phones ou number");
    const auto same = [&](const Field& other) { return other.id == part.id; };
    if (std::any_of(field.parts.begin(), field.parts.end(), same))
      entry.refuse("id", fmt::format("partie en double : « {} »", part.id));
    field.parts.push_back(std::move(part));
  });
  if (field.parts.empty() && place.has("parts")) place.refuse("parts", "aucune partie");
}

void check_flags(const Place& place, const Field& field) {
  if (!field.identifying && is_free(field.type))
    place.refuse("identifying",
                 fmt::format("un champ {} est identifiant : true est attendu", to_text(field.type)));
  if (field.data == access::Data::caller && !field.identifying) place.refuse("data", "ce qui désigne l’appelant est identifiant");
  if (field.observed && field.type != FieldType::tri) place.refuse("observed", "seul tri s’observe");
  if (field.planned && !one_of(field.type, {FieldType::date, FieldType::instant}))
    place.refuse("planned", "seuls date et instant se prévoient");
}

access::Data data_of(const Place& place, std::string_view section, std::span<const Section> sections) {
  if (const auto own = place.data()) return *own;
  for (const Section& one : sections)
    if (one.id == section) return one.data;
  return access::Data::circumstances;  // of an unknown section: the file is refused
}

}  // namespace

Field read_field(const Place& place, std::span<const Section> sections) {
  place.only({"id", "section", "type", "label", "help", "source", "choices", "identifying", "data", "first",
              "observed", "planned", "least", "most", "unit", "shown_if", "parts"});
  Field field = read_common(place);
  field.section = place.text("section");
  field.source = place.text_if_any("source");
  field.identifying = place.flag("identifying");
  field.data = data_of(place, field.section, sections);
  field.first = place.flag("first");
  field.observed = place.flag("observed");
  field.planned = place.flag("planned");
  if (const json::value* shown = place.value("shown_if")) field.shown_if = *shown;
  read_parts(place, field);
  check_flags(place, field);
  return field;
}

Field observed_on(const Field& sign) {
  Field field;
  field.id = sign.id + "_observe_le";
  field.label = sign.label + " — observé le";
  field.type = FieldType::date;
  field.identifying = sign.identifying;
  field.data = sign.data;
  field.section = sign.section;
  field.shown_if = json::object{{"field", sign.id}, {"is", json::array{"oui"}}};
  return field;
}

}  // namespace vigie::forms::detail
