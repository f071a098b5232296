#include "pages/secret_field.hpp"

#include <fmt/format.h>

#include "pages/french.hpp"

namespace vigie::pages {

void draw_secret(Dict& at, std::string_view piece, const SecretField& field) {
  Dict drawn = at.include(piece, "champ_secret.html");
  drawn.set("ID", field.id).set("LABEL", field.label).set("FILLED", field.filled);
  drawn.set_part("HINT", tied(field.hint)).set_part("WRONG", tied(field.wrong));
  drawn.show_if(!field.wrong.empty(), "MARKED");
  std::string described;
  if (!field.hint.empty()) described = fmt::format("{}-aide", field.id);
  if (!field.wrong.empty()) described += fmt::format("{}{}-erreur", described.empty() ? "" : " ", field.id);
  drawn.set_part("DESCRIBED", described);
}

void draw_chosen_password(Dict& at, std::string_view wrong, std::string_view wrong_again) {
  draw_secret(at, "WANTED",
              {"nouveau", "Nouveau mot de passe", wrong, "new-password",
               "Au moins 8 caractères, 15 ou plus de préférence : une phrase convient. Espaces et accents permis."});
  draw_secret(at, "AGAIN", {"encore", "Nouveau mot de passe, encore une fois", wrong_again, "new-password"});
}

ChosenPassword check_chosen_password(std::string_view wanted, std::string_view again) {
  ChosenPassword chosen;
  if (wanted.empty()) chosen.wrong = "Saisissez le nouveau mot de passe.";
  else if (again != wanted) chosen.wrong_again = "Les deux saisies du nouveau mot de passe diffèrent.";
  return chosen;
}

}  // namespace vigie::pages
