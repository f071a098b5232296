#include "access/one_time_code.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace vigie;
using namespace vigie::access;

namespace {
constexpr std::string_view rfc_secret = "12345678901234567890";  // RFC 6238, appendix B
base::Instant second(std::int64_t seconds) { return {seconds * 1000}; }
}  // namespace

TEST_CASE("codes are those of RFC 6238") {
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "287082"},         {1'111'111'109, "081804"}, {1'111'111'111, "050471"},
                                                          {1'234'567'890, "005924"}, {2'000'000'000, "279037"}, {20'000'000'000, "353130"}};
  for (const auto& [at, code] : vectors) {
    CAPTURE(at);
    CHECK(find_step(rfc_secret, code, second(at), 0) == at / 30);
    CHECK(find_step("another secret, also", code, second(at), 0) == std::nullopt);
  }
}

TEST_CASE("a code is taken one step early or late, not two, and no step twice") {
  const std::int64_t at = 1'234'567'890, step = at / 30;
  CHECK(find_step(rfc_secret, "005924", second(at - 30), 0) == step);
  CHECK(find_step(rfc_secret, "005924", second(at + 30), 0) == step);
  CHECK_FALSE(find_step(rfc_secret, "005924", second(at - 60), 0));
  CHECK_FALSE(find_step(rfc_secret, "005924", second(at + 60), 0));
  CHECK_FALSE(find_step(rfc_secret, "005924", second(at), step));
  CHECK_FALSE(find_step(rfc_secret, "005924", second(at), step + 1));
  CHECK(find_step(rfc_secret, "005924", second(at), step - 1) == step);
}

TEST_CASE("what is no code of six digits is none, and spaces are skipped") {
  for (const char* bad : {"", "5924", "0059240", "00592 ", "OO5924", "-05924", "005924\n"}) {
    CAPTURE(bad);
    CHECK_FALSE(find_step(rfc_secret, bad, second(1'234'567'890), 0));
  }
  CHECK(find_step(rfc_secret, "005 924", second(1'234'567'890), 0));
}

TEST_CASE("a secret is 160 random bits, shown in groups of four and as an address that names the account") {
  const std::string secret = make_code_secret();
  CHECK(secret.size() == 20);
  CHECK(secret != make_code_secret());
  CHECK(show_code_secret(rfc_secret) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  CHECK(to_otpauth(rfc_secret, "claire@bpm") == "otpauth://totp/Vigie:claire%40bpm?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Vigie");
}

TEST_CASE("ten recovery codes, all different, are read however they are typed") {
  const auto codes = make_recovery_codes();
  CHECK(codes.size() == 10);
  CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == 10);
  for (const std::string& code : codes) {
    CHECK(code.size() == 19);
    CHECK(read_recovery_code(code) == code);
  }
  CHECK(read_recovery_code("abcd efgh-ijkl mnop") == "ABCD-EFGH-IJKL-MNOP");
  CHECK(read_recovery_code("0bcdefgh1jklmnop") == "OBCD-EFGH-IJKL-MNOP");
  for (const char* bad : {"", "ABCD-EFGH-IJKL", "ABCD-EFGH-IJKL-MNOPQ", "ABCD-EFGH-IJKL-MNO9", "123456"}) CHECK_FALSE(read_recovery_code(bad));
}
