#include "audit/retention.hpp"

#include <doctest/doctest.h>

using namespace vigie;
using audit::Purpose;

TEST_CASE("each purpose says how long, and after which text; one takes every act that no other names") {
  int rest = 0;
  for (const audit::Retention& one : audit::retentions()) {
    CHECK_FALSE(one.source.empty());
    CHECK_FALSE(one.lasts.empty());
    if (one.kept) CHECK(*one.kept >= audit::shortest_retention());
    rest += one.acts.empty();
    for (const std::string_view act : one.acts) CHECK(audit::retention_of(act).purpose == one.purpose);
  }
  CHECK(rest == 1);
  CHECK(audit::retention_of("consultation").purpose == Purpose::file);
}

TEST_CASE("a sign-in ends after a year, a reading after three, and the rupture of the audit never") {
  const base::Instant now{1'780'308'000'000};
  const auto ended = [&](std::string_view act, int days) { return audit::has_ended(act, now - std::chrono::hours{24 * days}, now); };
  CHECK_FALSE(ended("connexion_refusee", 365));
  CHECK(ended("connexion_refusee", 366));
  CHECK_FALSE(ended("consultation", 1095));
  CHECK(ended("consultation", 1096));
  CHECK(ended("fpr_inscription", 1096));
  CHECK_FALSE(ended("journal_rompu", 20'000));
}
