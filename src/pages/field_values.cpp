#include <algorithm>

#include "base/text.hpp"
#include "pages/fields_detail.hpp"

namespace vigie::pages::detail {

bool is_one_box_date(const forms::Field& field) { return field.type == forms::FieldType::date && field.id.ends_with("_observe_le"); }

std::string text_in(const json::value* answer) {
  if (!answer) return {};
  if (answer->is_string()) return std::string(answer->get_string());
  if (answer->is_bool()) return answer->get_bool() ? "oui" : "non";
  if (answer->is_number()) {
    std::string text = base::to_text(answer->is_double() ? json::value(answer->get_double()) : *answer);
    if (answer->is_double()) text = fmt::format("{}", answer->get_double());
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
  }
  std::string text;
  if (answer->is_array())
    for (const json::value& value : answer->get_array()) text += (text.empty() ? "" : ", ") + text_in(&value);
  return text;
}

DateBoxes boxes_of(const json::value* answer) {
  const std::string text = text_in(answer);
  if (const auto date = base::parse_date(text))
    return {std::to_string(unsigned(date->day())), std::to_string(unsigned(date->month())), std::to_string(int(date->year()))};
  const auto parts = base::split(text, '/');
  if (parts.size() == 3) return {parts[0], parts[1], parts[2]};
  return {text, "", ""};
}

}  // namespace vigie::pages::detail
