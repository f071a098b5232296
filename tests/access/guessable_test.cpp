#include "access/guessable.hpp"

#include <doctest/doctest.h>

#include "access/password.hpp"

using namespace vigie::access;

TEST_CASE("the passwords that everybody tries first are refused, in whichever case") {
  for (const char* common : {"password1234", "BASEBALL21", "1q2w3e4r", "football", "Iloveyou", "azertyuiop", "qwertyuiop", "12345678"}) {
    CAPTURE(common);
    CHECK(is_common(common));
    CHECK_FALSE(check_password(common).ok());
  }
  for (const char* rare : {"", "The passwords of 8 characters", "quatre tortues au soleil", "12345678 "}) {
    CAPTURE(rare);
    CHECK_FALSE(is_common(rare));
  }
}

TEST_CASE("a password that is made of the names around it is refused, and one that only mentions them is not") {
  const Owner claire{"claire.martin", "Foyer des Tilleuls"};
  for (const char* guessable : {"vigie2026", "Vigie-116000!", "claire75", "Martin.Claire", "tilleuls#1", "FoyerTilleuls", "police!!", "motdepasse1"}) {
    CAPTURE(guessable);
    CHECK_FALSE(check_password(guessable, claire).ok());
  }
  for (const char* fine : {"la police municipale de Vichy", "claire fontaine", "94827163", "vigie-demo", "les tilleuls en fleur"}) {
    CAPTURE(fine);
    CHECK(check_password(fine, claire).ok());
  }
  CHECK(check_password("claire75", Owner{"paul", "BPM"}).ok());
}
