#pragma once
#include "forms/check.hpp"

namespace vigie::forms {

/// Saturday 21 November 2026, 18:00 in Paris.
inline const base::Instant test_now = *base::parse_time("2026-11-21T18:00:00+01:00")->instant;

inline const Catalogue& test_catalogue() {
  static const Catalogue catalogue = Catalogue::embedded();
  return catalogue;
}

inline boost::json::object object_of(std::string_view text) {
  return base::parse_json(text).value().as_object();
}

inline base::Result<Checked> check_form(std::string_view form, std::string_view answers,
                                        base::Instant now = test_now, std::string_view zone = base::paris) {
  return check(test_catalogue().get(form), object_of(answers), now, zone);
}

/// "pointer code; pointer code" of the refusal, "" when all passed. `more` is added to answers that can be
/// signed.
inline std::string codes_of(std::string_view form, std::string_view more, base::Instant now = test_now) {
  boost::json::object answers = object_of(more);
  answers.emplace("declarant_qualite", "educateur");
  if (form == "retour")
    answers.emplace("retour_au_plus_tard", "2026-11-21T17:00:00+01:00");
  else
    answers.emplace("nom", "Durand");
  const base::Result<Checked> checked = check(test_catalogue().get(form), answers, now);
  std::string codes;
  if (checked.ok()) return codes;
  for (const base::FieldError& error : checked.error().fields)
    codes += (codes.empty() ? "" : "; ") + error.pointer + " " + error.code;
  return codes;
}

}  // namespace vigie::forms
