#pragma once
#include "store/merges.hpp"

namespace vigie::store {

/// Whether an organisation is a home: an account of it is of that profession.
bool is_home(const Reading& reading, base::OrganisationId organisation);

/// An absence that a home declared, and when it began at the latest.
struct Departure {
  base::MinorId minor;  // the file that speaks for the child
  base::Instant departed;
};
/// Those that the home declared, of departures from one instant to another, both taken in, whoever reads; in order. Of more
/// than 500 departures of the whole country in that time, the first 500 are looked at.
std::vector<Departure> list_departures_of(const Reading& reading, base::OrganisationId home, base::Instant from, base::Instant until);

}  // namespace vigie::store
