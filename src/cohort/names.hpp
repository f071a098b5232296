#pragma once
#include <string>
#include <string_view>

#include "cohort/random.hpp"

namespace vigie::cohort {

struct Name {
  std::string nom, prenoms;
};

/// A fictitious combination; three times in four both halves come from the same list.
Name draw_name(Random& random, bool girl);
/// A first name alone, for friends and companions.
std::string_view draw_first_name(Random& random, bool girl);
/// A family name alone, for parents, educators and married names.
std::string_view draw_family_name(Random& random);
/// "nessa", "le grand": how friends call a child.
std::string draw_nickname(Random& random, std::string_view prenoms);
/// A pseudonym made of the first name, which nobody could find: "ines.off_4821x".
std::string draw_handle(Random& random, std::string_view prenoms);

/// "Lefèvre" → "Lefevre".
std::string without_accents(std::string_view text);
/// "d'Hervilly" → "D'HERVILLY", "Lefèvre" → "LEFEVRE": how a police form is typed.
std::string in_capitals(std::string_view text);
/// As written by someone who hears it on the phone: another usual spelling, hyphens and apostrophes lost.
std::string as_heard(std::string_view text);
/// The first of several first names.
std::string first_of(std::string_view prenoms);

}  // namespace vigie::cohort
