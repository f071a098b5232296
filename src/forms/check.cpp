#include "forms/check.hpp"

#include "forms/departement.hpp"
#include "forms/field_detail.hpp"

namespace vigie::forms {

namespace {

std::string_view zone_of(const boost::json::object& answers, std::string_view default_zone) {
  for (const std::string_view id : {"departement", "retour_departement"}) {
    const boost::json::value* code = base::find(answers, id);
    if (!code || !code->is_string()) continue;
    if (find_departement(code->get_string())) return base::zone_of_departement(code->get_string());
  }
  return default_zone;
}

/// A body full of unknown fields is refused without listing them all.
void refuse_unknown(const Form& form, const boost::json::object& answers, detail::Checking& checking) {
  std::size_t unknown = 0;
  for (const auto& [key, value] : answers) {
    if (form.find(key)) continue;
    checking.errors.push_back(
        {base::pointer("/answers", key), "champ_inconnu",
         fmt::format("Le formulaire « {} » n’a pas de champ {}.", form.title, detail::quote(key))});
    if (++unknown == detail::longest_list) return;
  }
}

base::Error refusal(std::vector<base::FieldError> errors) {
  std::string text =
      errors.size() == 1 ? errors.front().detail : fmt::format("{} réponses sont à corriger.", errors.size());
  return {base::Kind::invalid, "champ_invalide", std::move(text), std::move(errors)};
}

}  // namespace

base::Result<Checked> check(const Form& form, const boost::json::object& answers, base::Instant now,
                            std::string_view default_zone, Purpose purpose) {
  detail::Checking checking{now, zone_of(answers, default_zone)};
  boost::json::object kept;
  for (const Field& field : form.fields) {
    const boost::json::value* sent = answers.if_contains(field.id);
    if (!sent) continue;
    detail::Kept value =
        detail::keep({field, *sent, base::pointer("/answers", field.id), field.label}, checking);
    if (value) kept.emplace(field.id, std::move(*value));
  }
  refuse_unknown(form, answers, checking);
  detail::check_order(form, kept, checking);
  if (purpose == Purpose::sign) detail::check_required(form, kept, checking);
  if (!checking.errors.empty()) return refusal(std::move(checking.errors));
  base::Facts facts = facts_from(form, kept);
  return Checked{std::move(kept), std::move(facts)};
}

Parts split(const Form& form, const boost::json::object& kept_answers) {
  Parts parts;
  for (const auto& [key, value] : kept_answers) {
    const Field* field = form.find(key);
    const bool identifying = !field || field->identifying;
    const bool health = field && (field->data == access::Data::vital || field->data == access::Data::health);
    (identifying ? parts.identifying : health ? parts.health : parts.other).emplace(key, value);
  }
  return parts;
}

}  // namespace vigie::forms
