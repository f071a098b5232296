#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vigie::identity {

/// One way in which a word of a query may be found.
struct Probe {
  std::string key;
  bool prefix;  // any key that starts so
};

/// A word of a query, or a date, or a phone number, and the ways to find it, surest first.
struct Term {
  std::vector<Probe> probes;
};

/// At most twelve terms. Dates as 12/03/2010, 12.3.2010, 12 03 2010, 2010-03-12 or 2010; phone numbers in any
/// notation, whole or begun; words alone, and joined to the one or two that follow ("Le Gall", "O'Connor").
std::vector<Term> parse_query(std::string_view query);

}  // namespace vigie::identity
