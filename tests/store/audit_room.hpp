#pragma once
#include "store/journal.hpp"
#include "tests/store/one_act.hpp"

namespace vigie::tests {

/// Six audit lines, and somebody with the file in hand.
struct AuditChainRoom : OneStore {
  access::Actor police = add_actor("police", access::Role::police, "BPM");
  AuditChainRoom() {
    for (int i = 0; i < 5; ++i)
      REQUIRE(store
                  ->write<base::Done>(police,
                                [&](store::Unit& unit) -> base::Result<base::Done> {
                                  unit.commit({"consultation", "minor", "mineur-" + std::to_string(i),
                                               "consultation", "d"});
                                  return base::Done{};
                                })
                  .ok());
  }
  void tamper(const std::string& sql) {
    RawDatabase raw(file());
    raw.run(
        "DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete; "
        "DROP TRIGGER IF EXISTS audit_no_replace");
    raw.run(sql);
  }
  std::vector<audit::Finding> findings() const {
    return look([](const store::Reading& reading) { return store::verify_audit(reading.sql, reading.vault).findings; });
  }
  void write_one() {
    REQUIRE(store
                ->write<base::Done>(police,
                              [](store::Unit& unit) -> base::Result<base::Done> {
                                unit.commit({"recherche", "minor", "", "", ""});
                                return base::Done{};
                              })
                .ok());
  }
};

}  // namespace vigie::tests
