#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "pages/fields_detail.hpp"
#include "pages/spoken_time.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;
using detail::is_one_box_date;
using Answer = std::optional<json::value>;

constexpr int most_entries = 50;  // as forms::check

struct Reader {
  const Body& body;
  const Moment& moment;
  Filled& filled;
  std::string label = {};

  void note(const std::string& pointer, const base::Error& error) {
    filled.errors.push_back({pointer, error.fields[0].code, fmt::format("{} : {}", label, error.text)});
  }
};

Answer as_text(std::string text) {
  if (text.empty()) return std::nullopt;
  return json::value(json::string(text));
}

Answer read_list(const std::vector<std::string>& values) {
  json::array list;
  for (const std::string& value : values)
    if (!value.empty()) list.emplace_back(json::string(value));
  if (list.empty()) return std::nullopt;
  return json::value(std::move(list));
}

Answer read_number(Reader& reader, const std::string& name, const std::string& pointer) {
  const std::string typed = reader.body.text(name);
  if (typed.empty()) return std::nullopt;
  std::string figures;
  for (const char c : typed)
    if (c != ' ') figures += c == ',' ? '.' : c;
  double number = 0;
  const auto [end, wrong] = std::from_chars(figures.data(), figures.data() + figures.size(), number, std::chars_format::fixed);
  if (wrong == std::errc() && std::isfinite(number) && end == figures.data() + figures.size()) {
    if (number == static_cast<double>(static_cast<std::int64_t>(number))) return json::value(static_cast<std::int64_t>(number));
    return json::value(number);
  }
  reader.note(pointer, base::field_error("", "nombre_invalide", "écrivez un nombre, par exemple 3 ou 2,5."));
  return as_text(typed);
}

/// Three boxes; the month may be named. What is no whole date stays as typed.
Answer read_date(Reader& reader, const std::string& name, const std::string& pointer) {
  const std::string day = reader.body.text(name + ".jour"), month = reader.body.text(name + ".mois"), year = reader.body.text(name + ".annee");
  if (day.empty() && month.empty() && year.empty()) return std::nullopt;
  const std::string typed = fmt::format("{}/{}/{}", day, month, year);
  std::vector<std::string_view> missing;
  if (day.empty()) missing.push_back("le jour");
  if (month.empty()) missing.push_back("le mois");
  if (year.empty()) missing.push_back("l’année");
  if (!missing.empty()) {
    reader.note(pointer, base::field_error("", "date_invalide", fmt::format("il manque {}.", fmt::join(missing, " et "))));
    return as_text(typed);
  }
  const auto read = read_month(month);
  const auto is_figures = [](std::string_view text, std::size_t most) { return text.size() <= most && text.find_first_not_of("0123456789") == std::string_view::npos; };
  if (!read || !is_figures(day, 2) || !is_figures(year, 4) || year.size() != 4) {
    reader.note(pointer, base::field_error("", "date_invalide", "écrivez le jour, le mois et l’année sur quatre chiffres, par exemple 27 3 2011."));
    return as_text(typed);
  }
  const std::string iso = fmt::format("{}-{:02}-{:0>2}", year, *read, day);
  if (base::parse_date(iso)) return as_text(iso);
  reader.note(pointer, base::field_error("", "date_invalide", fmt::format("le {} n’existe pas.", typed)));
  return as_text(typed);
}

Answer read_day(Reader& reader, const std::string& name, const std::string& pointer) {
  const std::string typed = reader.body.text(name);
  if (typed.empty()) return std::nullopt;
  const auto day = read_spoken_day(typed, reader.moment.now, reader.moment.zone);
  if (day) return as_text(base::to_text(*day));
  reader.note(pointer, day.error());
  return as_text(typed);
}

Answer read_instant(Reader& reader, const forms::Field& field, const std::string& name, const std::string& pointer) {
  const std::string typed = reader.body.text(name);
  if (typed.empty()) return std::nullopt;
  const auto instant = read_spoken_instant(typed, reader.moment.now, reader.moment.zone, field.planned);
  if (instant) return as_text(base::to_rfc3339(*instant, reader.moment.zone));
  reader.note(pointer, instant.error());
  return as_text(typed);
}

Answer read(Reader& reader, const forms::Field& field, const std::string& name, const std::string& pointer);

/// Rows that say nothing are left out.
Answer read_records(Reader& reader, const forms::Field& field, const std::string& name, const std::string& pointer) {
  json::array rows;
  const std::string label = reader.label;
  for (int i = 0; i < most_entries; ++i) {
    json::object row;
    for (const forms::Field& part : field.parts) {
      reader.label = fmt::format("{}, {}", label, part.label);
      const std::string at = fmt::format("{}/{}/{}", pointer, rows.size(), part.id);
      if (Answer answer = read(reader, part, fmt::format("{}.{}.{}", name, i, part.id), at)) row[part.id] = std::move(*answer);
    }
    if (!row.empty()) rows.push_back(std::move(row));
  }
  reader.label = label;
  if (rows.empty()) return std::nullopt;
  return json::value(std::move(rows));
}

/// In a record a list of telephones is one box: « 06 39 98 12 34, 01 99 00 12 34 ».
std::vector<std::string> split_list(std::string_view typed) {
  std::vector<std::string> values;
  for (const std::string& value : base::split(typed, ',')) values.push_back(base::trim(value));
  return values;
}

Answer read(Reader& reader, const forms::Field& field, const std::string& name, const std::string& pointer) {
  using Type = forms::FieldType;
  const bool in_record = name != field.id;
  switch (field.type) {
    case Type::text:
    case Type::narrative:
    case Type::tri:
    case Type::choice:
    case Type::departement: return as_text(reader.body.text(name));
    case Type::texts:
    case Type::phones: return read_list(in_record ? split_list(reader.body.text(name)) : reader.body.all(name));
    case Type::choices: return read_list(reader.body.all(name));
    case Type::date: return is_one_box_date(field) ? read_day(reader, name, pointer) : read_date(reader, name, pointer);
    case Type::instant: return read_instant(reader, field, name, pointer);
    case Type::number: return read_number(reader, name, pointer);
    case Type::records: return read_records(reader, field, name, pointer);
  }
  throw base::Bug("a FieldType that is not read");
}

}  // namespace

std::string_view zone_in(const Body& body, std::string_view otherwise) {
  for (const std::string_view name : {"departement", "retour_departement"})
    if (const std::string code = body.text(name); !code.empty()) return base::zone_of_departement(code);
  return otherwise;
}

std::string_view zone_in(const boost::json::object& answers, std::string_view otherwise) {
  for (const std::string_view name : {"departement", "retour_departement"})
    if (const auto code = base::find_text(answers, name)) return base::zone_of_departement(*code);
  return otherwise;
}

Fields fields_of(const forms::Form& form, std::string_view section) {
  Fields fields;
  for (const forms::Field& field : form.fields)
    if (section.empty() || field.section == section) fields.push_back(&field);
  return fields;
}

Filled read_fields(const Fields& fields, const Body& body, const Moment& moment) {
  Filled filled;
  Reader reader{body, moment, filled};
  for (const forms::Field* field : fields) {
    reader.label = field->label;
    if (Answer answer = read(reader, *field, field->id, base::pointer("/answers", field->id))) filled.answers[field->id] = std::move(*answer);
  }
  for (const std::string& id : body.all("_ajouter")) filled.more.insert(id);
  return filled;
}

}  // namespace vigie::pages
