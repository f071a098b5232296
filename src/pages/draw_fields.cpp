#include <algorithm>

#include "base/text.hpp"
#include "forms/departement.hpp"
#include "pages/fields_detail.hpp"
#include "pages/french.hpp"
#include "pages/spoken_time.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;
using namespace detail;

constexpr std::size_t most_radios = 5;  // more choices than that are a list to unfold

constexpr std::pair<std::string_view, std::string_view> tri_choices[] = {{"oui", "Oui"}, {"non", "Non"}, {"inconnu", "Ne sait pas"}};

/// Texts that name a commune, with the field that places it.
constexpr std::pair<std::string_view, std::string_view> communes_asked[] = {{"commune", "departement"}, {"retour_commune", "retour_departement"}};

std::string error_at(const Filled& filled, const std::string& pointer, bool below) {
  for (const base::FieldError& error : filled.errors)
    if (error.pointer == pointer || (below && error.pointer.starts_with(pointer + "/"))) return error.detail;
  return {};
}

/// What every question shows: label, help, error, and what describes its input.
Dict begin(Dict& at, const Asked& asked, const Filled& filled, std::string_view piece) {
  Dict one = at.include("INPUT", piece);
  const bool is_list = asked.field.type == forms::FieldType::texts || asked.field.type == forms::FieldType::phones;
  const std::string wrong = error_at(filled, asked.pointer, is_list);
  one.set("ID", asked.name).set("NAME", asked.name).set("LABEL", tied(asked.field.label));
  std::string described;
  const auto describe = [&](std::string_view what) { described += fmt::format("{}{}-{}", described.empty() ? "" : " ", asked.name, what); };
  one.set_part("HELP", tied(asked.field.help)).set_part("WRONG", tied(wrong)).show_if(!wrong.empty(), "MARKED");
  if (!asked.field.help.empty()) describe("aide");
  if (!wrong.empty()) describe("erreur");
  if (asked.field.type == forms::FieldType::instant) describe("lecture");
  one.set_part("DESCRIBED", described);
  if (const json::object* condition = asked.field.shown_if.if_object()) {
    std::string values;
    for (const json::value& value : condition->at("is").as_array()) values += (values.empty() ? "" : " ") + std::string(value.as_string());
    one.add("DEPENDS").set("ON", std::string(condition->at("field").as_string())).set("VALUES", values);
  }
  return one;
}

struct Option {
  std::string code, label;
};

void draw_options(Dict& one, const Asked& asked, const std::vector<Option>& options, const std::vector<std::string>& chosen) {
  for (std::size_t i = 0; i < options.size(); ++i) {
    Dict option = one.add("OPTION");
    option.set("ID", i == 0 ? asked.name : fmt::format("{}-{}", asked.name, i)).set("NAME", asked.name);
    option.set("CODE", options[i].code).set("LABEL", tied(options[i].label));
    option.show_if(std::find(chosen.begin(), chosen.end(), options[i].code) != chosen.end(), "CHOSEN");
  }
}

std::vector<Option> options_of(const forms::Field& field) {
  std::vector<Option> options;
  if (field.type == forms::FieldType::departement) {
    for (const forms::Departement& one : forms::list_departements()) options.push_back({std::string(one.code), fmt::format("{} – {}", one.code, one.name)});
  } else if (field.type == forms::FieldType::tri) {
    for (const auto& [code, label] : tri_choices) options.push_back({std::string(code), std::string(label)});
  } else {
    for (const forms::Choice& choice : field.choices) options.push_back({choice.code, choice.label});
  }
  return options;
}

/// One choice: radios when they are few, else a list. « Non posée » is the first, and no answer at all.
void draw_choice(Dict& at, const Asked& asked, const Filled& filled) {
  const bool tri = asked.field.type == forms::FieldType::tri;
  std::vector<Option> options = options_of(asked.field);
  const bool few = options.size() <= most_radios;
  Dict one = begin(at, asked, filled, tri ? "champ_tri.html" : few ? "champ_boutons.html" : "champ_liste.html");
  const std::string answer = text_in(asked.answer);
  const bool known = std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.code == answer; });
  one.show_if(!known, "UNASKED").set("BLANK", tri ? "Non posée" : "Non renseigné");
  draw_options(one, asked, options, {answer});
}

void draw_checkboxes(Dict& at, const Asked& asked, const Filled& filled) {
  Dict one = begin(at, asked, filled, "champ_cases.html");
  std::vector<std::string> chosen;
  if (asked.answer && asked.answer->is_array())
    for (const json::value& value : asked.answer->get_array()) chosen.push_back(text_in(&value));
  draw_options(one, asked, options_of(asked.field), chosen);
}

void draw_box(Dict& at, const Asked& asked, const Filled& filled) {
  using Type = forms::FieldType;
  const Type type = asked.field.type;
  Dict one = begin(at, asked, filled, type == Type::narrative ? "champ_recit.html" : "champ_texte.html");
  std::string value = text_in(asked.answer);
  if (is_one_box_date(asked.field))
    if (const auto date = base::parse_date(value)) value = base::to_french(*date);
  one.set("VALUE", value).set("TYPE", type == Type::phones ? "tel" : "text");
  one.set("MODE", type == Type::number ? "decimal" : type == Type::phones ? "tel" : "text");
  one.set("WIDTH", type == Type::number ? "govuk-input--width-5" : type == Type::date ? "govuk-input--width-10" : "");
  one.set_part("UNIT", asked.field.unit);
  for (const auto& [commune, departement] : communes_asked)
    if (asked.field.id == commune) one.add("COMMUNES").set("OF", departement);
}

void draw_date(Dict& at, const Asked& asked, const Filled& filled) {
  Dict one = begin(at, asked, filled, "champ_date.html");
  const DateBoxes boxes = boxes_of(asked.answer);
  one.set("DAY", boxes.day).set("MONTH", boxes.month).set("YEAR", boxes.year);
}

void draw_instant(Dict& at, const Asked& asked, const Filled& filled, const Moment& moment) {
  Dict one = begin(at, asked, filled, "champ_instant.html");
  const std::string kept = text_in(asked.answer);
  const auto parsed = base::parse_time(kept);
  const bool read = parsed && parsed->instant;
  one.set("VALUE", read ? write_instant(*parsed->instant, moment.zone) : kept);
  if (read) one.set("READING", fmt::format("Compris : {} ({})", show_instant_long(*parsed->instant, moment.zone), show_ago(*parsed->instant, moment.now)));
  one.set("PLANNED", asked.field.planned ? "oui" : "non").set("EXAMPLE", asked.field.planned ? "demain 14h" : "hier 23h");
  one.show_if(!asked.field.planned, "PAST");
}

/// A list of texts: a box each, and one more when it was asked for.
void draw_entries(Dict& at, const Asked& asked, const Filled& filled) {
  Dict one = begin(at, asked, filled, "champ_entrees.html");
  std::vector<std::string> values;
  if (asked.answer && asked.answer->is_array())
    for (const json::value& value : asked.answer->get_array()) values.push_back(text_in(&value));
  else if (asked.answer) values.push_back(text_in(asked.answer));
  if (values.empty() || filled.more.contains(asked.field.id)) values.emplace_back();
  const bool phones = asked.field.type == forms::FieldType::phones;
  for (std::size_t i = 0; i < values.size(); ++i) {
    Dict entry = one.add("ENTRY");
    entry.set("ID", i == 0 ? asked.name : fmt::format("{}.{}", asked.name, i)).set("NAME", asked.name).set("VALUE", values[i]);
    entry.set("LABEL", fmt::format("{}, {}", asked.field.label, i + 1)).set("TYPE", phones ? "tel" : "text");
    entry.show_if(i + 1 == values.size() && filled.more.contains(asked.field.id), "FRESH");
  }
}

void draw_records(Dict& at, const Asked& asked, const Filled& filled, const Moment& moment) {
  Dict one = begin(at, asked, filled, "champ_fiches.html");
  std::size_t rows = asked.answer && asked.answer->is_array() ? asked.answer->get_array().size() : 0;
  const bool more = filled.more.contains(asked.field.id);
  const std::size_t shown = std::max<std::size_t>(1, rows + (more ? 1 : 0));
  for (std::size_t i = 0; i < shown; ++i) {
    Dict record = one.add("RECORD");
    record.set("TITLE", fmt::format("{} {}", asked.field.label, i + 1));
    const json::object* row = i < rows ? asked.answer->get_array()[i].if_object() : nullptr;
    for (const forms::Field& part : asked.field.parts) {
      Dict field = record.add("FIELD");
      draw(field, {part, fmt::format("{}.{}.{}", asked.name, i, part.id), fmt::format("{}/{}/{}", asked.pointer, i, part.id),
                   row ? base::find(*row, part.id) : nullptr}, filled, moment);
    }
  }
}

}  // namespace

namespace detail {

void draw(Dict& at, const Asked& asked, const Filled& filled, const Moment& moment) {
  using Type = forms::FieldType;
  const bool in_record = asked.name != asked.field.id;
  switch (asked.field.type) {
    case Type::text:
    case Type::narrative:
    case Type::number: return draw_box(at, asked, filled);
    case Type::texts:
    case Type::phones: return in_record ? draw_box(at, asked, filled) : draw_entries(at, asked, filled);
    case Type::date: return is_one_box_date(asked.field) ? draw_box(at, asked, filled) : draw_date(at, asked, filled);
    case Type::instant: return draw_instant(at, asked, filled, moment);
    case Type::tri:
    case Type::choice:
    case Type::departement: return draw_choice(at, asked, filled);
    case Type::choices: return draw_checkboxes(at, asked, filled);
    case Type::records: return draw_records(at, asked, filled, moment);
  }
}

}  // namespace detail

void draw_fields(Dict& at, const Fields& fields, const Filled& filled, const Moment& moment) {
  for (const forms::Field* field : fields) {
    Dict one = at.add("FIELD");
    one.set("FIELD_ID", field->id).show_if(field->type == forms::FieldType::tri, "TRI");
    draw(one, {*field, field->id, base::pointer("/answers", field->id), base::find(filled.answers, field->id)}, filled, moment);
  }
}

}  // namespace vigie::pages
