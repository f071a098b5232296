// A hundred acts that take back, join, correct and open again, and their undoing in the reverse order: what is left says
// exactly what was there.
#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "tests/casework/undoing_room.hpp"

using namespace vigie;
using namespace vigie::tests;

TEST_CASE("a hundred merges, corrections, withdrawals and reopenings, once undone, leave the export byte for byte as it was") {
  for (const unsigned seed : {116u}) {
    CAPTURE(seed);
    UndoingRoom room(seed);
    const std::string before = room.exported();
    const auto lines = room.absences();
    for (int i = 0; i < 100; ++i) room.act();
    for (const std::string act : {"retrait", "correction", "reouverture", "reunion", "annulation"}) {
      CAPTURE(act);
      CHECK(room.done[act] > 5);
    }
    CHECK(casework::examine(room.desk).problems.empty());
    CHECK(room.exported() != before);
    while (!room.undos.empty()) room.undo();
    CHECK(room.exported() == before);
    CHECK(room.absences() == lines);
    CHECK(casework::examine(room.desk).problems.empty());
  }
}
