#pragma once
#include "pages/render.hpp"

namespace vigie::pages {

/// A password to type: hidden, shown on demand, never sent back to the page.
struct SecretField {
  std::string_view id, label;
  std::string_view wrong = {};              // what is wrong with it; empty: nothing
  std::string_view filled = "current-password";  // what a password keeper may do (autocomplete)
  std::string_view hint = {};
};
void draw_secret(Dict& at, std::string_view piece, const SecretField& field);

/// The two entries of a password that is being chosen, as the pieces WANTED and AGAIN (fields `nouveau` and `encore`).
void draw_chosen_password(Dict& at, std::string_view wrong, std::string_view wrong_again);

/// What is wrong with them as they were typed: nothing chosen, two that differ.
struct ChosenPassword {
  std::string wrong, wrong_again;
  bool any() const { return !wrong.empty() || !wrong_again.empty(); }
};
ChosenPassword check_chosen_password(std::string_view wanted, std::string_view again);

}  // namespace vigie::pages
