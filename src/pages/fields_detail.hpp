#pragma once
#include "pages/fields.hpp"

namespace vigie::pages::detail {

namespace json = boost::json;

/// The date on which a sign was observed is typed in one box, as people say it (hier, 21/11): there are thirty of them.
bool is_one_box_date(const forms::Field& field);

/// One question where it stands on the page.
struct Asked {
  const forms::Field& field;
  std::string name;           // of its input
  std::string pointer;        // of its answer
  const json::value* answer;  // may be null
};

/// The text of a box for an answer: a text as it is, a number with a comma, a list joined.
std::string text_in(const json::value* answer);
/// What a date is in its three boxes; what could not be read too ("32//2010").
struct DateBoxes {
  std::string day, month, year;
};
DateBoxes boxes_of(const json::value* answer);

/// Draws one question into INPUT of `at`.
void draw(Dict& at, const Asked& asked, const Filled& filled, const Moment& moment);

}  // namespace vigie::pages::detail
