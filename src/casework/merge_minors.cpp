#include "casework/merge_minors.hpp"

#include "casework/retract.hpp"
#include "casework/stale.hpp"
#include "store/identities.hpp"

namespace vigie::casework {

namespace {

base::Result<store::Minor> row_to_absorb(const store::Unit& unit, base::MinorId id, const std::optional<std::int64_t>& seen_version) {
  const auto minor = store::find_minor(unit.reading(), id);
  if (!minor) return unknown_to_you("Mineur");
  if (minor->id != id)
    return conflict("deja_reuni", fmt::format("Ce dossier est déjà réuni au dossier {}.", minor->reference));
  if (const auto fresh = check_seen(unit.reading(), unit.actor(), seen_version, *minor); !fresh) return fresh.error();
  return *minor;
}

/// Who was told of in these rows is found under `to` from now on.
void move_persons(store::Unit& unit, const store::Family& part, base::MinorId from, base::MinorId to) {
  for (store::ToldPerson& told : store::list_persons(unit.reading(), part)) {
    const bool indexed = !told.person.nothing() && !told.withdrawn;
    if (!indexed) continue;
    unit.remove_person(from, told.declaration, told.person);
    unit.add_person(to, told.declaration, told.person);
  }
}

void recompute(store::Unit& unit, const Desk& desk, base::MinorId minor) {
  File file = load_file(unit.reading(), minor);
  refresh(unit, file, std::nullopt, desk.rules, {true, false});
}

/// Something was declared about this child since a change.
bool written_since(const store::Unit& unit, const store::Family& family, std::int64_t number) {
  return std::any_of(family.begin(), family.end(), [&](base::MinorId id) {
    return unit.reading().sql.first("SELECT 1 FROM declaration WHERE minor = $1 AND number > $2 LIMIT 1", {id.text(), number},
                                    [](const db::Row&) {});
  });
}

void ask_to_read_again(store::Unit& unit, base::MinorId survivor) {
  alerts::Alert alert;
  alert.id = base::AlertId::make(unit.now());
  alert.kind = "reunion_defaite";
  alert.minor = survivor;
  alert.role = access::Role::police;
  alert.raised_at = unit.now();
  alert.due_at = unit.now() + alerts::kind(alert.kind).due;
  store::add_alert(unit, alert);
}

}  // namespace

base::Result<store::Merge> merge_minors(const Desk& desk, const access::Actor& actor, base::MinorId absorbed, base::MinorId into,
                                        const std::string& reason, const std::optional<std::int64_t>& seen_version,
                                        const std::optional<store::Repetition>& repetition) {
  if (const auto told = check_reason(reason); !told) return told.error();
  return desk.store.write<store::Merge>(actor, [&](store::Unit& unit) -> base::Result<store::Merge> {
    if (repetition) {
      const auto before = store::find_repetition(unit.reading(), actor, *repetition);
      if (!before) return before.error();
      if (*before) {
        unit.commit({"repetition", "minor", absorbed.text(), "", "reunion"});
        return store::find_merge(unit.reading(), base::MergeId::parse(base::find_text(**before, "merge").value()).value()).value();
      }
    }
    const auto from = row_to_absorb(unit, absorbed, seen_version);
    if (!from) return from.error();
    const auto to = store::find_minor(unit.reading(), into);
    if (!to) return base::field_error("/into", "mineur_inconnu", "Le dossier désigné par « into » est introuvable.");
    if (to->id == from->id) return base::field_error("/into", "meme_mineur", "Un dossier ne se réunit pas à lui-même.");
    store::Merge merge{base::MergeId::make(unit.now()), 0,           from->id, to->id, unit.now(), actor.account,
                       actor.organisation,              reason, std::nullopt};
    move_persons(unit, store::family_of(unit.reading(), from->id), from->id, to->id);
    store::add_merge(unit, merge);
    recompute(unit, desk, to->id);
    if (repetition) store::add_repetition(unit, *repetition, {{"merge", merge.id.text()}});
    unit.commit({"reunion", "minor", absorbed.text(), "", fmt::format("into={} merge={}", to->id.text(), merge.id.text())});
    return merge;
  });
}

base::Result<store::Merge> undo_merge(const Desk& desk, const access::Actor& actor, base::MergeId id,
                                      const std::optional<std::int64_t>& seen_version) {
  return desk.store.write<store::Merge>(actor, [&](store::Unit& unit) -> base::Result<store::Merge> {
    const auto merge = store::find_merge(unit.reading(), id);
    if (!merge) return unknown_to_you("Réunion");
    if (merge->undone_at) return conflict("deja_defaite", "Cette réunion est déjà défaite.");
    if (store::root_of(unit.reading(), merge->survivor) != merge->survivor)
      return conflict("reunion_plus_recente", "Le dossier a été réuni à un autre depuis : défaites d’abord cette réunion-là.");
    const auto survivor = store::find_minor(unit.reading(), merge->survivor).value();
    if (const auto fresh = check_seen(unit.reading(), actor, seen_version, survivor); !fresh) return fresh.error();
    const bool since = written_since(unit, store::family_of(unit.reading(), merge->survivor), merge->number);
    store::undo_merge(unit, *merge);
    move_persons(unit, store::family_of(unit.reading(), merge->absorbed), merge->survivor, merge->absorbed);
    recompute(unit, desk, merge->absorbed);
    recompute(unit, desk, merge->survivor);
    if (since) ask_to_read_again(unit, merge->survivor);
    unit.commit({"reunion_defaite", "minor", merge->absorbed.text(), "", fmt::format("merge={}", id.text())});
    return store::find_merge(unit.reading(), id).value();
  });
}

}  // namespace vigie::casework
