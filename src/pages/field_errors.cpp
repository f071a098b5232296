#include <algorithm>

#include "base/text.hpp"
#include "pages/fields_detail.hpp"

namespace vigie::pages {

namespace {

/// "/answers/accompagnants/0/nom" → accompagnants.0.nom; of a date, its first box.
std::string id_of(std::string_view pointer, const Fields& fields) {
  const auto steps = base::split(pointer, '/');
  if (steps.size() < 3) return {};
  const auto field = std::find_if(fields.begin(), fields.end(), [&](const forms::Field* one) { return one->id == steps[2]; });
  if (field == fields.end()) return {};
  const bool records = (*field)->type == forms::FieldType::records;
  std::string id = steps[2];
  for (std::size_t i = 3; i < steps.size() && (records || steps[i] != "0"); ++i) id += "." + steps[i];
  if (records && steps.size() < 5) id = fmt::format("{}.0.{}", steps[2], (*field)->parts.front().id);
  if ((*field)->type == forms::FieldType::date && !detail::is_one_box_date(**field)) id += ".jour";
  return id;
}

}  // namespace

void add_errors(Filled& filled, const base::Error& refusal) {
  const std::vector<base::FieldError> unread = filled.errors;
  for (const base::FieldError& error : refusal.fields)
    if (std::none_of(unread.begin(), unread.end(), [&](const auto& one) { return one.pointer == error.pointer; })) filled.errors.push_back(error);
}

void check_filled(Filled& filled, const forms::Form& form, const Moment& moment) {
  const auto checked = forms::check(form, filled.answers, moment.now, moment.zone);
  if (!checked) add_errors(filled, checked.error());
}

std::vector<ShownError> shown_errors(const Fields& fields, const Filled& filled) {
  std::vector<ShownError> shown;
  std::vector<bool> told(filled.errors.size());
  for (const forms::Field* field : fields)
    for (std::size_t i = 0; i < filled.errors.size(); ++i) {
      const base::FieldError& error = filled.errors[i];
      const std::string own = base::pointer("/answers", field->id);
      if (told[i] || (error.pointer != own && !error.pointer.starts_with(own + "/"))) continue;
      told[i] = true;
      shown.push_back({error.detail, id_of(error.pointer, fields)});
    }
  for (std::size_t i = 0; i < filled.errors.size(); ++i)
    if (!told[i]) shown.push_back({filled.errors[i].detail, ""});
  return shown;
}

}  // namespace vigie::pages
