#include "pages/carry_over.hpp"

#include "casework/open_file.hpp"

namespace vigie::pages {

namespace {

namespace json = boost::json;

/// True on the day that it is said, and on no other.
constexpr std::string_view of_the_day[] = {"danger_immediat", "suspicion_crime", "avec_tiers_dangereux", "traitement_emporte",
                                           "traces_constatees", "representants_informes", "representants_informes_le", "ne_pas_informer",
                                           "ne_pas_informer_motif", "danger_au_retour"};

bool is_of_the_day(const forms::Field& field) {
  return field.section == "declarant" || std::find(std::begin(of_the_day), std::end(of_the_day), field.id) != std::end(of_the_day);
}

bool stands_alone(const forms::Field& field, const json::value& answer) {
  return field.type != forms::FieldType::tri || answer == json::value("oui");
}

}  // namespace

base::Result<store::Declaration> open_sheet(const Context& context, const access::Actor& actor, std::string_view id) {
  const auto known = base::DeclarationId::parse(id);
  if (!known) return casework::unknown_to_you("Fiche préventive");
  auto sheet = casework::open_declaration(context.desk, actor, *known, "declaration");
  if (sheet && sheet->form == "preventive" && sheet->minor) return sheet;
  return casework::unknown_to_you("Fiche préventive");
}

json::object carried_over(const forms::Form& form, const store::Declaration& sheet) {
  json::object answers;
  for (const auto& [id, answer] : sheet.answers)
    if (const forms::Field* field = form.find(id); field && !is_of_the_day(*field) && stands_alone(*field, answer)) answers[id] = answer;
  return answers;
}

json::object same_answers(const forms::Form& form, const store::Declaration& signed_before) {
  json::object answers;
  for (const auto& [id, answer] : signed_before.answers)
    if (form.find(id)) answers[id] = answer;
  return answers;
}

json::object renewed(const forms::Form& form, const store::Declaration& sheet) {
  json::object answers = same_answers(form, sheet);
  for (const forms::Field* field : fields_of(form, "declarant")) answers.erase(field->id);
  return answers;
}

Fields changes_asked(const forms::Form& form, const forms::Form& sheet) {
  Fields asked;
  for (const forms::Field& field : form.fields)
    if (field.first && (!sheet.find(field.id) || is_of_the_day(field))) asked.push_back(&field);
  return asked;
}

}  // namespace vigie::pages
