#include "pages/answers_view.hpp"

#include "pages/answer_words.hpp"
#include "pages/fields_detail.hpp"
#include "pages/french.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;

std::string show_one(const forms::Field& field, const json::value& value, std::string_view zone) {
  const auto time = field.type == forms::FieldType::instant ? base::parse_time(detail::text_in(&value)) : std::nullopt;
  return time && time->instant ? show_instant_long(*time->instant, zone) : show_answer(&field, value, zone);
}

/// « Prénom : Sami ; lien : cousin ».
std::string show_record(const forms::Field& field, const json::object& row, std::string_view zone) {
  std::string all;
  for (const forms::Field& part : field.parts)
    if (const json::value* value = base::find(row, part.id))
      all += fmt::format("{}{}\u00a0: {}", all.empty() ? "" : "\u00a0; ", part.label, show_one(part, *value, zone));
  return all;
}

}  // namespace

std::vector<std::string> show_answer(const forms::Field& field, const json::value& answer, std::string_view zone) {
  if (!answer.is_array()) return {show_one(field, answer, zone)};
  std::vector<std::string> lines;
  for (const json::value& value : answer.get_array())
    lines.push_back(value.is_object() ? show_record(field, value.get_object(), zone) : show_one(field, value, zone));
  return lines;
}

std::string show_age_of(base::Instant said, base::Instant now) {
  const std::int64_t days = (now - said).count() / 86'400'000;
  if (days < 60) return show_ago(said, now);
  if (days < 730) return fmt::format("il y a {}\u00a0mois", days * 12 / 365);
  return fmt::format("il y a {}\u00a0ans", days / 365);
}

namespace {

void show_row(Dict& section, const forms::Field& field, const json::value& answer, const AnswerRows& rows) {
  Dict row = section.add("ROW");
  row.set("LABEL", tied(field.label)).set("ID", "r-" + field.id);
  for (const std::string& line : show_answer(field, answer, rows.zone)) row.add("LINE").set("TEXT", line);
  if (rows.note) row.set_part("NOTE", rows.note(field));
  if (rows.wrong) row.set_part("WRONG", tied(rows.wrong(field)));
  const std::string change = rows.change ? rows.change(field) : std::string();
  if (change.empty()) row.show("FIXED");
  else row.add("CHANGE").set("PATH", change);
}

}  // namespace

int show_answers(Dict& at, std::string_view piece, const forms::Form& form, const json::object& answers, const AnswerRows& rows) {
  Dict list = at.include(piece, "reponses.html");
  int shown = 0;
  for (const forms::Section& section : form.sections) {
    std::optional<Dict> part;
    for (const forms::Field& field : form.fields) {
      const json::value* answer = field.section == section.id ? base::find(answers, field.id) : nullptr;
      if (!answer) continue;
      if (!part) part = list.add("SECTION").set("TITLE", tied(section.title));
      show_row(*part, field, *answer, rows);
      ++shown;
    }
  }
  return shown;
}

}  // namespace vigie::pages
