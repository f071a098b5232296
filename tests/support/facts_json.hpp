#pragma once
#include "base/facts.hpp"
#include "base/json.hpp"

namespace vigie::tests {

/// A fact as test files write it: "oui", "non", "inconnu" → Tri; other text → a code; a list → codes; a
/// number.
inline base::FactValue fact_of(const boost::json::value& value) {
  if (value.is_number()) return value.to_number<double>();
  if (const boost::json::array* codes = value.if_array()) {
    std::vector<std::string> list;
    for (const auto& code : *codes) list.emplace_back(code.as_string());
    return list;
  }
  const std::string text(value.as_string());
  if (const auto tri = base::parse_tri(text)) return *tri;
  return text;
}

inline base::Facts facts_of(const boost::json::object& object) {
  base::Facts facts;
  for (const auto& member : object) facts.emplace(std::string(member.key()), fact_of(member.value()));
  return facts;
}

/// From JSON text: facts_of(R"({"alcool": "oui", "age": 14})").
inline base::Facts facts_of(std::string_view text) {
  const auto value = base::parse_json(text);
  return facts_of(value.value().as_object());
}

}  // namespace vigie::tests
