#pragma once
#include <array>

#include "cohort/names.hpp"
#include "cohort/places.hpp"

namespace vigie::cohort {

/// What differs between the cohort of a demo and that of a country: where children live, what they are
/// called, and shares, each with its source in setting.cpp.
struct Setting {
  const Town& (*town)(Random&);
  const Foyer& (*foyer)(Random&);
  Name (*name)(Random&, bool girl);

  std::array<double, 4> exploited;  // of minors, by absences in a year: 1, 2 or 3, 4 to 7, 8 or more
  double placed, placed_exploited, placed_often;  // often: 8 absences a year or more
  double girls, girls_exploited;

  double police_beside_foyer, police_of_home;  // police declare too; police declare what a family tells
  double call_of_placed, call_of_home;         // somebody calls the 116 000
  double calls_if_exploited;                   // so many times as often
  double wandering;                            // of absences: they last for weeks
  double misheard;       // of calls by someone who hears the name: it comes out as another
  double swapped_birth;  // of voices that give a birth date: day and month exchanged
  double nicknamed;      // of minors: a friend calls about the first absence, with a nickname only
  double lost_return;    // of absences that are a minor's last: nobody ever tells the return
};

extern const Setting of_demo;
extern const Setting of_country;

}  // namespace vigie::cohort
