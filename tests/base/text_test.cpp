#include <doctest/doctest.h>

#include "base/text.hpp"

using namespace vigie::base;

TEST_CASE("only whole, shortest-form UTF-8 passes") {
  CHECK(is_utf8("Inès Lefèvre — œuf"));
  for (const char* bad : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xe2\x82", "\xf5\x80\x80\x80", "\x80"}) CHECK_FALSE(is_utf8(bad));
  CHECK_FALSE(is_utf8(std::string_view("a\0b", 3)));
}

TEST_CASE("control characters are seen, a newline only passes in a narrative") {
  CHECK(has_control_characters("a\x07", true));
  CHECK(has_control_characters("a\nb", false));
  CHECK_FALSE(has_control_characters("a\nb\tc", true));
  CHECK(has_control_characters("a\u202eb", true));
  CHECK_FALSE(has_control_characters("Zoë d’Ornéac", false));
}

TEST_CASE("trimming takes ordinary and unbreakable spaces, and counts characters, not bytes") {
  CHECK(trim(" \u00a0Inès\u202f\n") == "Inès");
  CHECK(trim("   ") == "");
  CHECK(length_of("Inès") == 4);
  CHECK(split("a.b.", '.').size() == 3);
}
