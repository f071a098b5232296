#include "store/elsewhere.hpp"

namespace vigie::store {

void add_to(boost::json::object& sealed, const Elsewhere& elsewhere) {
  if (elsewhere.here()) return;
  sealed["key"] = elsewhere.key;
  sealed["by"] = elsewhere.by;
}

Elsewhere elsewhere_in(const boost::json::object& sealed) {
  return {base::find_text(sealed, "key").value_or(""), base::find_text(sealed, "by").value_or("")};
}

}  // namespace vigie::store
