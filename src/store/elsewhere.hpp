#pragma once
#include "base/json.hpp"

namespace vigie::store {

/// What another system said of an act that an import took: the key of its line, and who did it there. Kept sealed, with
/// what the act says. Empty: the act was done here.
struct Elsewhere {
  std::string key, by;
  bool here() const { return key.empty(); }
};
/// What names an act for another system: the key that it was imported under, else its id.
template <class Act>
std::string key_of(const Act& act) {
  return act.elsewhere.here() ? act.id.text() : act.elsewhere.key;
}
void add_to(boost::json::object& sealed, const Elsewhere& elsewhere);
Elsewhere elsewhere_in(const boost::json::object& sealed);

}  // namespace vigie::store
