#pragma once
#include <string>
#include <string_view>

#include "forms/definition.hpp"

namespace vigie::forms {

/// A small good form file with one field of each kind that tests bend; the first `from` becomes `to`.
inline std::string form_text(std::string_view from = "", std::string_view to = "") {
  std::string text = R"({
  "id": "essai",
  "version": 1,
  "title": "Essai",
  "about": "Un essai.",
  "sections": [{"id": "faits", "title": "Faits", "data": "circumstances"}],
  "to_sign": [["nom", "vu"]],
  "fields": [
    {"id": "nom", "section": "faits", "type": "text", "identifying": true, "data": "caller", "label": "Nom"},
    {"id": "vu", "section": "faits", "type": "tri", "label": "Vu"},
    {"id": "ou", "section": "faits", "type": "choice", "label": "Où",
     "shown_if": {"field": "vu", "is": ["oui"]},
     "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}]},
    {"id": "combien", "section": "faits", "type": "number", "least": 0, "most": 9, "label": "Combien"},
    {"id": "amis", "section": "faits", "type": "records", "identifying": true, "label": "Amis",
     "parts": [{"id": "nom", "type": "text", "label": "Nom"}, {"id": "age", "type": "number", "least": 0, "most": 99, "label": "Âge"}]}
  ]
})";
  if (!from.empty()) {
    const std::size_t at = text.find(from);
    base::require(at != std::string::npos, "the test bends what is there");
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace vigie::forms
