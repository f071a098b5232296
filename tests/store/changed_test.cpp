#include "store/changed.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using vigie::store::Changed;

TEST_CASE("what a row says of its changes reads back as it was noted") {
  Changed changed;
  CHECK(changed.text().empty());
  changed.note("/status", 3);
  changed.note("/fpr/numero", 12);
  changed.note("/status", 14);
  CHECK(changed.text() == "/fpr/numero=12 /status=14");
  const Changed again(changed.text());
  CHECK(again.last("/status") == 14);
  CHECK(again.last("/fpr/numero") == 12);
  CHECK(again.last("/level") == 0);
}

TEST_CASE("a row older than its record of changes says of every member that it may have changed up to then") {
  const Changed changed("*=7 /status=9");
  CHECK(changed.last("/level") == 7);
  CHECK(changed.last("/status") == 9);
  CHECK(changed.last("/declarations@x") == 7);
}

TEST_CASE("what organisations add to a member is told apart, and together") {
  Changed changed;
  changed.note(vigie::store::added_by("/declarations", "a"), 2);
  changed.note(vigie::store::added_by("/declarations", "b"), 5);
  changed.note("/declarationsx", 9);
  CHECK(changed.last(vigie::store::added_by("/declarations", "a")) == 2);
  CHECK(changed.last_of_any("/declarations") == 5);
  CHECK(changed.last_of_any("/disagreements") == 0);
}

TEST_CASE("a row that says its changes wrongly is a fault, never no change") {
  for (const char* odd : {"/status", "/status=", "/status=x", "/status=3  /level=2", "=", "/status=3x"})
    CHECK_THROWS_AS(Changed{odd}, vigie::base::Fault);
}
