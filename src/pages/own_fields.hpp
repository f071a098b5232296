#pragma once
#include "pages/fields.hpp"

namespace vigie::pages {

// Questions that are a page's own, not of a released form: a reason, the dates of the FPR. Drawn and read like the others.
// An act's refusal names its members ("/reason"): a field that carries the member's name gets it.

forms::Field own_field(forms::FieldType type, std::string id, std::string label, std::string help = {});
Fields fields_among(const std::vector<forms::Field>& own);

/// The text answered to a field; empty without one.
std::string text_of(const Filled& filled, std::string_view id);
std::optional<base::Instant> instant_of(const Filled& filled, std::string_view id);

constexpr std::size_t longest_reason = 2000;  // characters, as through the API

/// As the API holds it: an error when a text is needed and missing (`missing` says so), is longer than so many characters,
/// or holds control characters.
void check_text(Filled& filled, const forms::Field& field, std::size_t longest, std::string_view missing = {});
/// The fields in error of an act's refusal; without any, the refusal itself, about the whole form.
void add_refusal(Filled& filled, const base::Error& refusal);

}  // namespace vigie::pages
