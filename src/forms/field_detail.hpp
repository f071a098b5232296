#pragma once
// Checking one answer: one function a field type. Each gives back what is kept, or nothing when the answer is
// empty or refused; refusals are noted with their pointer.
#include "base/facts.hpp"
#include "forms/check.hpp"

namespace vigie::forms::detail {

namespace json = boost::json;

constexpr std::size_t longest_text = 20'000;  // characters
constexpr std::size_t longest_phone = 40;     // characters
constexpr std::size_t longest_list = 50;      // entries
constexpr base::Duration clock_drift = std::chrono::minutes{5};

/// When and where answers are read, and the refusals so far.
struct Checking {
  base::Instant now;
  std::string_view zone;
  std::vector<base::FieldError> errors = {};

  base::Date today() const { return base::to_local(now, zone).date; }
};

/// One answer: to which question, where it stands, and how to name it to a person.
struct Answer {
  const Field& field;
  const json::value& value;
  std::string pointer;
  std::string label;
};

using Kept = std::optional<json::value>;

/// Notes « label : sentence » and keeps nothing.
Kept refuse(const Answer& answer, Checking& checking, std::string_view code, std::string_view sentence);
/// Notes type_invalide: « label : expected est attendu. »
Kept refuse_type(const Answer& answer, Checking& checking, std::string_view expected);
/// The text between « » for a message: at most 40 characters, none that could harm a screen.
std::string quote(std::string_view text);
/// The entries of a list that is not too long; nothing when it is not such a list (noted).
const json::array* list_of(const Answer& answer, Checking& checking, std::string_view expected);

Kept keep(const Answer& answer, Checking& checking);  // by the field's type

Kept keep_text(const Answer& answer, Checking& checking);
Kept keep_texts(const Answer& answer, Checking& checking);
Kept keep_narrative(const Answer& answer, Checking& checking);
Kept keep_phones(const Answer& answer, Checking& checking);
Kept keep_date(const Answer& answer, Checking& checking);
Kept keep_instant(const Answer& answer, Checking& checking);
Kept keep_number(const Answer& answer, Checking& checking);
Kept keep_tri(const Answer& answer, Checking& checking);
Kept keep_choice(const Answer& answer, Checking& checking);
Kept keep_choices(const Answer& answer, Checking& checking);
Kept keep_departement(const Answer& answer, Checking& checking);
Kept keep_records(const Answer& answer, Checking& checking);

/// What answers say against each other: instants in the wrong order, a birth after the departure.
void check_order(const Form& form, const json::object& kept, Checking& checking);
/// The groups of to_sign without any answer; a field already refused counts as answered.
void check_required(const Form& form, const json::object& kept, Checking& checking);

}  // namespace vigie::forms::detail
