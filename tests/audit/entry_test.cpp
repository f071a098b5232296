#include <doctest/doctest.h>

#include "audit/entry.hpp"

using namespace vigie;

TEST_CASE("any change of any part of a line changes its hash") {
  const audit::Line line{7, base::Instant{1000}, "account", "organisation", {"retour", "episode", "id", "motif", "x=1"}};
  const std::string hash = audit::chain("", std::string(32, '\0'), line);
  const auto changed = [&](auto change) {
    audit::Line other = line;
    change(other);
    return audit::chain("", std::string(32, '\0'), other) != hash;
  };
  CHECK(changed([](auto& l) { l.number = 8; }));
  CHECK(changed([](auto& l) { l.at.ms += 1; }));
  CHECK(changed([](auto& l) { l.account = "accounto"; l.organisation = "rganisation"; }));
  CHECK(changed([](auto& l) { l.entry.act = "Retour"; }));
  CHECK(changed([](auto& l) { l.entry.detail.clear(); }));
  CHECK(audit::chain("", std::string(32, '\1'), line) != hash);
}
