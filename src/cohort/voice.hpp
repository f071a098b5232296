#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cohort/child.hpp"

namespace vigie::cohort {

/// How the one who fills the form writes a name.
enum class Spelling { exact, capitals, heard, misheard, nickname };

/// Somebody who tells one absence: through whom, when, and how well they know.
struct Voice {
  std::string_view form;  // classique, inquietante, appel, preventive
  std::string_view organisation, role;
  std::string_view quality;  // a code of declarant_qualite
  base::Instant at;
  Spelling spelling = Spelling::exact;
  bool recognised = true;     // a person linked it to the known child
  bool swaps_birth = false;   // day and month exchanged
  double knowledge = 0.5;     // share of the questions that get an answer
  bool already_told = false;  // another voice declared this absence before
};

base::Date day_and_month_swapped(base::Date date);
/// Whether the date with day and month exchanged exists, is another, and still makes a minor at `at`.
bool can_swap(base::Date birth, base::Instant at);
/// Someone who does not know the birth date: a friend, a witness.
bool is_stranger(const Voice& voice);
/// Who tells the absence of that rank, in order; every voice speaks while the child is away, the first one
/// soonest.
std::vector<Voice> draw_voices(Random& random, const Setting& setting, const Child& child, std::size_t rank);
/// The fiche préventive of a foyer, some weeks before the first departure; about one placed child in seven.
std::optional<Voice> draw_preventive(Random& random, const Child& child);
/// Whether the child shows what makes a declarant choose the form « inquiétante » at that absence.
bool is_worrying(Random& random, const Child& child, std::size_t rank);

}  // namespace vigie::cohort
