#include "pages/own_fields.hpp"

#include "base/text.hpp"

namespace vigie::pages {

forms::Field own_field(forms::FieldType type, std::string id, std::string label, std::string help) {
  forms::Field field;
  field.type = type;
  field.id = std::move(id);
  field.label = std::move(label);
  field.help = std::move(help);
  return field;
}

Fields fields_among(const std::vector<forms::Field>& own) {
  Fields fields;
  for (const forms::Field& field : own) fields.push_back(&field);
  return fields;
}

std::string text_of(const Filled& filled, std::string_view id) { return base::find_text(filled.answers, id).value_or(""); }

std::optional<base::Instant> instant_of(const Filled& filled, std::string_view id) {
  const auto parsed = base::parse_time(text_of(filled, id));
  return parsed ? parsed->instant : std::nullopt;
}

void check_text(Filled& filled, const forms::Field& field, std::size_t longest, std::string_view missing) {
  const std::string text = text_of(filled, field.id);
  const auto refuse = [&](std::string code, std::string detail) {
    filled.errors.push_back({base::pointer("/answers", field.id), std::move(code), std::move(detail)});
  };
  if (text.empty() && !missing.empty()) refuse("champ_requis", std::string(missing));
  if (base::length_of(text) > longest) refuse("texte_trop_long", fmt::format("{} : {} caractères au plus.", field.label, longest));
  if (base::has_control_characters(text, field.type == forms::FieldType::narrative))
    refuse("caractere_de_controle", fmt::format("{} : le texte contient un caractère de contrôle.", field.label));
}

void add_refusal(Filled& filled, const base::Error& refusal) {
  for (const base::FieldError& error : refusal.fields) filled.errors.push_back({"/answers" + error.pointer, error.code, error.detail});
  if (refusal.fields.empty()) filled.errors.push_back({"", refusal.code, refusal.text});
}

}  // namespace vigie::pages
