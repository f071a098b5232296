#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/text.hpp"

using namespace vigie::base;

TEST_CASE("an id made later sorts later and reads back") {
  const auto first = MinorId::make(Instant{1'000'000});
  const auto second = MinorId::make(Instant{1'000'001});
  CHECK(first < second);
  CHECK(MinorId::parse(first.text()) == first);
  CHECK(first.text()[14] == '7');
  CHECK_FALSE(MinorId::parse("not-an-id"));
  CHECK_FALSE(MinorId::parse(first.text() + "0"));
}

TEST_CASE("a reference survives dictation and a wrong character is noticed") {
  const std::string reference = make_reference('M', MinorId::make(Instant{1}).bytes);
  CHECK(reference.size() == 11);
  CHECK(parse_reference(reference) == reference);
  CHECK(parse_reference(to_lower_ascii(reference)) == reference);
  std::string spoken = reference;
  std::erase(spoken, '-');
  CHECK(parse_reference(spoken) == reference);
  for (std::size_t i = 2; i < reference.size(); ++i) {
    if (reference[i] == '-') continue;
    std::string wrong = reference;
    wrong[i] = wrong[i] == '7' ? '8' : '7';
    CHECK_FALSE(parse_reference(wrong));
  }
}

TEST_CASE("hashes are those of the standards") {
  CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(from_base64url(to_base64url("\xff\x01z")) == "\xff\x01z");
}
