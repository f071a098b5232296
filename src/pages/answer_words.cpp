#include "pages/answer_words.hpp"

#include <algorithm>
#include <cmath>

#include "forms/departement.hpp"
#include "pages/french.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;

/// Facts that no form asks: the table of episodes/history.hpp, and the age.
struct FactWords {
  std::string_view name, label, unit;
};
constexpr FactWords facts[] = {
    {"age", "Âge au départ", "ans"},
    {"fugues_30_jours", "Fugues en 30 jours", ""},
    {"fugues_90_jours", "Fugues en 90 jours", ""},
    {"fugues_365_jours", "Fugues en 365 jours", ""},
    {"fugues_total", "Fugues en tout", ""},
    {"departs_en_7_jours", "Départs en 7 jours", ""},
    {"absences_2_a_14_jours_90", "Absences de 2 à 14 jours, en 90 jours", ""},
    {"absences_2_a_14_jours_365", "Absences de 2 à 14 jours, en 365 jours", ""},
    {"heures_absence", "Durée de cette absence", "h"},
    {"jours_depuis_dernier_retour", "Temps depuis le dernier retour", "jours"},
    {"ecarts_decroissants", "Départs de plus en plus rapprochés", ""},
    {"durees_croissantes", "Absences de plus en plus longues", ""},
    {"departs_nuit_90", "Départs de nuit, en 90 jours", ""},
    {"departs_week_end_90", "Départs le week-end, en 90 jours", ""},
    {"retours_hotel_365", "Retours d’un hôtel ou d’une location, en 365 jours", ""},
    {"retours_meme_lieu_365", "Retours du même type de lieu, en 365 jours", ""},
    {"retour_autre_departement", "Retour d’un autre département ou de l’étranger", ""},
};

const FactWords* words_of_fact(std::string_view name) {
  const auto found = std::find_if(std::begin(facts), std::end(facts), [&](const FactWords& one) { return one.name == name; });
  return found == std::end(facts) ? nullptr : &*found;
}

std::string show_number(const json::value& value, std::string_view unit) {
  const double number = value.is_double() ? value.get_double() : value.to_number<double>();
  std::string text = fmt::format("{}", std::round(number * 10) / 10);
  std::replace(text.begin(), text.end(), '.', ',');
  return unit.empty() ? text : fmt::format("{}\u00a0{}", text, unit);
}

std::string_view words_of_tri(std::string_view code) { return code == "oui" ? "Oui" : code == "non" ? "Non" : code == "inconnu" ? "Ne sait pas" : code; }

std::string label_of_choice(const forms::Field& field, const std::string& code) {
  for (const forms::Choice& choice : field.choices)
    if (choice.code == code) return choice.label;
  return code;
}

std::string show_moment(const std::string& text, std::string_view zone) {
  if (const auto date = base::parse_date(text)) return base::to_french(*date);
  if (const auto time = base::parse_time(text); time && time->instant) return show_instant(*time->instant, zone);
  return text;
}

/// By the type of its field: a name may read like a code or a date, and stays a name.
std::string show_text(const forms::Field& field, const std::string& text, std::string_view zone) {
  using Type = forms::FieldType;
  switch (field.type) {
    case Type::tri: return std::string(words_of_tri(text));
    case Type::choice:
    case Type::choices: return label_of_choice(field, text);
    case Type::date:
    case Type::instant: return show_moment(text, zone);
    case Type::departement: {
      const forms::Departement* known = forms::find_departement(text);
      return known ? fmt::format("{} – {}", known->code, known->name) : text;
    }
    default: return text;
  }
}

/// « Ka, Zoé (mineur : Oui) » of a record: the values of its columns, those of a yes or no with their label.
std::string show_record(const forms::Field* field, const json::object& record, std::string_view zone) {
  std::string shown;
  for (const auto& [key, value] : record) {
    const forms::Field* part = nullptr;
    if (field)
      for (const forms::Field& one : field->parts)
        if (one.id == key) part = &one;
    const std::string text = show_answer(part, value, zone);
    const bool named = part && part->type != forms::FieldType::text;
    shown += (shown.empty() ? "" : ", ") + (named ? fmt::format("{} : {}", part->label, text) : text);
  }
  return shown;
}

}  // namespace

std::string label_of_fact(const forms::Catalogue& forms, std::string_view name) {
  if (const FactWords* words = words_of_fact(name)) return std::string(words->label);
  const forms::Field* field = forms.find_field(name);
  return field ? field->label : std::string(name);
}

std::string show_answer(const forms::Field* field, const json::value& value, std::string_view zone) {
  if (value.is_string()) {
    const std::string text(value.get_string());
    return field ? show_text(*field, text, zone) : show_moment(std::string(words_of_tri(text)), zone);
  }
  if (value.is_number()) return show_number(value, field ? field->unit : "");
  if (value.is_bool()) return value.get_bool() ? "Oui" : "Non";
  if (const json::object* record = value.if_object()) return show_record(field, *record, zone);
  std::string all;
  if (const json::array* list = value.if_array())
    for (const json::value& one : *list) all += (all.empty() ? "" : "\u00a0; ") + show_answer(field, one, zone);
  return all;
}

std::string show_fact(const forms::Catalogue& forms, std::string_view name, const json::value& value, std::string_view zone) {
  const FactWords* words = words_of_fact(name);
  if (words && value.is_number()) return show_number(value, words->unit);
  return show_answer(words ? nullptr : forms.find_field(name), value, zone);
}

}  // namespace vigie::pages
