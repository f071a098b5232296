#include "casework/rotate_keys.hpp"

#include "store/sealing.hpp"

namespace vigie::casework {

namespace {

constexpr int minors_at_once = 1000;

base::Status note(const Desk& desk, const access::Actor& by, const std::string& detail, const std::function<bool(store::Unit&)>& act) {
  bool kept = false;
  const auto written = desk.store.write<base::Done>(by, [&](store::Unit& unit) -> base::Result<base::Done> {
    kept = act(unit);
    if (!kept) return conflict("rien_a_faire", "Rien à faire.");
    unit.commit({"rotation_cle", "directory", "", "", detail});
    return base::Done{};
  });
  if (!written && kept) return written.error();
  if (!written && written.error().code != "rien_a_faire") return written.error();
  return base::Done{};
}

}  // namespace

base::Result<Rotation> rotate_keys(const Desk& desk, const access::Actor& by) {
  const identity::Vault& vault = desk.store.vault();
  Rotation done;
  if (vault.count() > 1) {
    done.number = vault.newest();  // one that was begun
  } else {
    const auto added = vault.add_key();
    if (!added) return added.error();
    done.number = *added;
  }
  const auto stands = note(desk, by, fmt::format("cle={}", done.number), [&](store::Unit& unit) {
    store::reseal_common_keys(unit, done.number);
    return true;
  });
  if (!stands) return stands.error();
  for (int some = minors_at_once; some == minors_at_once;) {
    const auto sealed = note(desk, by, fmt::format("cle={} suite", done.number), [&](store::Unit& unit) {
      some = store::reseal_keys(unit, done.number, minors_at_once);
      return some > 0;
    });
    if (!sealed) return sealed.error();
    done.minors += some;
  }
  if (const auto kept = vault.keep_only(done.number); !kept) return kept.error();
  return done;
}

}  // namespace vigie::casework
