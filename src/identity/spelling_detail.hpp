#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vigie::identity {

/// Letters and digits of a name in a-z and 0-9, other scripts transliterated; apostrophes as ', hyphens as -,
/// commas, semicolons and slashes as a comma, all else as a space. Invisible characters and combining marks
/// are dropped.
std::string spell(std::string_view name);

/// The words of a name, in order, particles on their own: "Jean-Pierre de la Tour" → jean, pierre, de, la,
/// tour.
std::vector<std::string> words_of(std::string_view name);
/// The folded words, particles joined to what follows: "Jean-Pierre de la Tour" → jean, pierre, delatour.
std::vector<std::string> folded_words(std::string_view name);
/// The folded name without spaces, the form that is compared: "Martin-Durand" → "martindurand".
std::string joined(std::string_view name);

/// One way to read prénoms: the first, and those after it. "Jean Pierre" reads as jean + pierre and as
/// jeanpierre.
struct Reading {
  std::string first;
  std::vector<std::string> rest;
};
std::vector<Reading> readings_of(std::string_view prenoms);
/// The prénoms one by one, hyphens within one dropped: "Jean-Pierre, Marie" → jeanpierre, marie.
std::vector<std::string> prenoms_of(std::string_view prenoms);
/// True when two lists of further prénoms say nothing against each other: one is empty, or both start alike.
bool rest_agrees(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace vigie::identity
