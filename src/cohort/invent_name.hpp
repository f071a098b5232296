#pragma once
#include "cohort/names.hpp"

namespace vigie::cohort {

/// A name for one child among a country's. One family name in ten is one of draw_name's; the others are put
/// together from syllables and are nobody's: some 30 000, so that two children seldom meet by name and birth
/// date.
Name invent_name(Random& random, bool girl);
/// How many family names can be put together.
std::size_t count_invented_families();

/// As written by someone who misheard: as_heard with one sound written otherwise ("Courmeneau" → "Courmeno").
std::string as_misheard(std::string_view text);

/// What the decisive likeness of two children is judged on, at its coarsest: letters of the nom and of the
/// first prénom. Whatever is decisively alike has the same key and birth date; nothing is promised the other
/// way round.
std::string coarse_key(std::string_view nom, std::string_view prenoms);

}  // namespace vigie::cohort
