#pragma once
#include "tests/casework/import_room.hpp"

namespace vigie::tests {

/// Two children beside ines, of other families, and a number that is told of several.
inline const object noe = child("ZYLAMI", "Noé", "2012-02-03"), lou = child("ZYLBRAN", "Lou", "2012-04-05");
inline const object nessa{{"telephones", boost::json::array{"06 39 98 12 34"}}};

}  // namespace vigie::tests
