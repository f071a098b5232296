#pragma once
// cohort: fictitious cohorts of minors, for the demo, the bench and the rehearsal of rules; a national one
// for import (national.hpp). Pure and seeded.
// 1. Nobody in it exists: names are drawn at random, phones are in the ranges reserved for fiction, foyers
//    are invented.
// 2. Same plan, same bytes: one own generator, no clock, no distribution of the standard library.
// 3. What comes out is what people tell, in the order they tell it; it is played through the acts of any
//    user.
// 4. Every answer is valid for the published forms; nothing is told before it happened, nor at `until` or
//    later.
// 5. Several voices tell one absence, with the spellings each would use. `key` ("m0042-a03-appel") says which
//    child and which absence it truly is; `minor_key` is empty where nobody looked, so that likeness has work
//    to do.
// 6. A figure that is published carries its source in a comment beside it; every other figure is invented for
//    tests.
#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace vigie::cohort {

struct Plan {
  std::uint64_t seed = 116000;
  int minors = 300;     // at least 1; the hard cases (twins, namesakes, swapped dates…) come from 40 on
  base::Instant until;  // the last told is before it
  int days = 400;       // departures lie in the days before `until`; at least 60
};

/// One thing told: a form filled by an account of `organisation`.
struct Told {
  std::string key;           // unique in the cohort
  std::string form;          // classique, inquietante, appel, retour, preventive
  std::string organisation;  // "116 000", a commissariat, a foyer
  std::string role;          // ecoutant, police or foyer: who signs
  base::Instant signed_at;
  std::string minor_key;        // the child, as a person recognised it; empty when nobody did
  boost::json::object answers;  // instants carry the offset of the place
  std::string act;              // "declaration", or "return": closes the open absence of the same minor
};

/// The cohort of a plan, sorted by signed_at. A foyer tells a return only of a child it declared before; a
/// return is told before the next departure of the same child is.
std::vector<Told> make(const Plan& plan);

}  // namespace vigie::cohort
