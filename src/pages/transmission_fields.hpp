#pragma once
#include "casework/transmit.hpp"
#include "pages/own_fields.hpp"

namespace vigie::pages {

/// A question with one answer among the codes of an act.
inline forms::Field choice_field(std::string id, std::string label, std::span<const casework::Choice> choices, std::string help = {}) {
  forms::Field field = own_field(forms::FieldType::choice, std::move(id), std::move(label), std::move(help));
  for (const casework::Choice& one : choices) field.choices.push_back({std::string(one.code), std::string(one.label)});
  return field;
}

}  // namespace vigie::pages
