#include "store/merges.hpp"

#include "store/changed.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

Merge merge_in(const Reading& reading, const db::Row& row) {
  Merge merge;
  merge.id = id_in<base::MergeId>(row, 0);
  merge.number = row.integer(1);
  merge.absorbed = id_in<base::MinorId>(row, 2);
  merge.survivor = id_in<base::MinorId>(row, 3);
  merge.at = {row.integer(4)};
  merge.account = id_in<base::AccountId>(row, 5);
  merge.organisation = id_in<base::OrganisationId>(row, 6);
  merge.reason = unseal(reading, row.bytes(7), "merge:" + row.text(0));
  merge.undone_at = maybe_instant_in(row, 8);
  return merge;
}

/// Those that `ties` lead to from `minor`, `minor` first.
template <class Stands>
Family tied(base::MinorId minor, const std::vector<Tie>& ties, const Stands& stands) {
  Family family{minor};
  for (std::size_t i = 0; i < family.size(); ++i)
    for (const Tie& tie : ties) {
      const base::MinorId at = family[i];
      if (!stands(tie) || (tie.absorbed != at && tie.survivor != at)) continue;
      const base::MinorId other = tie.absorbed == at ? tie.survivor : tie.absorbed;
      if (std::find(family.begin(), family.end(), other) == family.end()) family.push_back(other);
    }
  return family;
}

/// What a part of a family brings to the file that it joins, or takes with it when it leaves: members as the API shows them.
std::vector<std::string> brought_by(const Reading& reading, const Family& part) {
  std::vector<std::string> members{"/history", "/merges"};
  const auto any = [&](db::Sql sql, std::string_view member) {
    const bool found = std::any_of(part.begin(), part.end(), [&](base::MinorId id) {
      return reading.sql.first(sql, {id.text()}, [](const db::Row&) {});
    });
    if (found) members.emplace_back(member);
  };
  any("SELECT 1 FROM identity WHERE minor = $1 LIMIT 1", "/identity");
  any("SELECT 1 FROM episode WHERE minor = $1 LIMIT 1", "/episodes");
  return members;
}

/// The absences of a part of a family have another minor: each is one version up, with its change.
void move_absences(Unit& unit, const Family& part, base::MinorId root) {
  struct Moved {
    std::string id;
    std::int64_t version = 0;
    Changed changed;
  };
  std::vector<Moved> all;
  for (const base::MinorId row : part)
    unit.sql().each("SELECT id, version, changed FROM episode WHERE minor = $1 ORDER BY id", {row.text()}, [&](const db::Row& found) {
      all.push_back({found.text(0), found.integer(1) + 1, Changed(found.text(2))});
    });
  for (Moved& one : all) {
    one.changed.note("/minor", one.version);
    unit.sql().run("UPDATE episode SET version = $1, changed = $2 WHERE id = $3", {one.version, one.changed.text(), one.id});
    unit.change("episode", one.id, one.version, root);
  }
}

/// Sets the root of every row of a part of a family, one version up, with its change.
void point(Unit& unit, const Family& part, base::MinorId root, const std::vector<std::string>& members) {
  for (const base::MinorId id : part) {
    std::int64_t version = 0;
    unit.sql().first("SELECT version FROM minor WHERE id = $1", {id.text()}, [&](const db::Row& row) { version = row.integer(0) + 1; });
    Changed changed(changed_of(unit.reading(), id));
    for (const std::string& member : members) changed.note(member, version);
    unit.sql().run("UPDATE minor SET root = $1, version = $2, changed = $3 WHERE id = $4",
                   {id == root ? db::Value(std::nullopt) : db::Value(root.text()), version, changed.text(), id.text()});
    unit.change("minor", id.text(), version, id);
  }
}

}  // namespace

std::string changed_of(const Reading& reading, base::MinorId minor) {
  std::string changed;
  reading.sql.first("SELECT changed FROM minor WHERE id = $1", {minor.text()}, [&](const db::Row& row) { changed = row.text(0); });
  return changed;
}

base::MinorId root_of(const Reading& reading, base::MinorId minor) {
  base::MinorId root = minor;
  reading.sql.first("SELECT root FROM minor WHERE id = $1 AND root IS NOT NULL", {minor.text()},
                    [&](const db::Row& row) { root = id_in<base::MinorId>(row, 0); });
  return root;
}

Family family_of(const Reading& reading, base::MinorId minor) {
  Family family{root_of(reading, minor)};
  reading.sql.each("SELECT id FROM minor WHERE root = $1 ORDER BY id", {family.front().text()},
                   [&](const db::Row& row) { family.push_back(id_in<base::MinorId>(row, 0)); });
  return family;
}

std::vector<Tie> list_ties(const Reading& reading, base::MinorId minor) {
  std::map<std::int64_t, Tie> ties;
  Family known{minor};
  const auto know = [&](base::MinorId id) {
    if (std::find(known.begin(), known.end(), id) == known.end()) known.push_back(id);
  };
  for (std::size_t i = 0; i < known.size(); ++i)
    reading.sql.each("SELECT absorbed, survivor, number, undone_number FROM merge WHERE absorbed = $1 OR survivor = $1",
                     {known[i].text()}, [&](const db::Row& row) {
                       const Tie tie{id_in<base::MinorId>(row, 0), id_in<base::MinorId>(row, 1), row.integer(2), row.maybe_integer(3)};
                       ties.emplace(tie.from, tie);
                       know(tie.absorbed);
                       know(tie.survivor);
                     });
  std::vector<Tie> all;
  for (const auto& [number, tie] : ties) all.push_back(tie);
  return all;
}

Family family_as_of(const std::vector<Tie>& ties, base::MinorId minor, std::int64_t as_of) {
  return tied(minor, ties, [&](const Tie& tie) { return tie.from <= as_of && (!tie.until || *tie.until > as_of); });
}

Family family_ever(const std::vector<Tie>& ties, base::MinorId minor) {
  return tied(minor, ties, [](const Tie&) { return true; });
}

void add_merge(Unit& unit, Merge& merge) {
  const Family part = family_of(unit.reading(), merge.absorbed);
  merge.number = unit.change("merge", merge.id.text(), 1, merge.survivor);
  unit.sql().run("INSERT INTO merge (id, number, absorbed, survivor, at, account, organisation, sealed) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                 {merge.id.text(), merge.number, merge.absorbed.text(), merge.survivor.text(), merge.at.ms, merge.account.text(),
                  merge.organisation.text(), seal(unit.reading(), merge.absorbed, merge.reason, "merge:" + merge.id.text())});
  const auto members = brought_by(unit.reading(), part);
  point(unit, part, merge.survivor, members);
  move_absences(unit, part, merge.survivor);
  point(unit, {merge.survivor}, merge.survivor, members);
}

void undo_merge(Unit& unit, const Merge& merge) {
  const std::int64_t number = unit.change("merge", merge.id.text(), 2, merge.survivor);
  unit.sql().run("UPDATE merge SET undone_number = $1, undone_at = $2, undone_by = $3 WHERE id = $4",
                 {number, unit.now().ms, unit.actor().account.text(), merge.id.text()});
  const Family part = family_as_of(list_ties(unit.reading(), merge.absorbed), merge.absorbed, number);
  const auto members = brought_by(unit.reading(), part);
  point(unit, part, merge.absorbed, members);
  move_absences(unit, part, merge.absorbed);
  point(unit, {merge.survivor}, merge.survivor, members);
}

std::optional<Merge> find_merge(const Reading& reading, base::MergeId id) {
  std::optional<Merge> found;
  reading.sql.first("SELECT id, number, absorbed, survivor, at, account, organisation, sealed, undone_at FROM merge WHERE id = $1",
                    {id.text()}, [&](const db::Row& row) { found = merge_in(reading, row); });
  return found;
}

std::vector<Merge> list_merges(const Reading& reading, const Family& family) {
  std::vector<Merge> all;
  for (const base::MinorId id : family)
    reading.sql.each("SELECT id, number, absorbed, survivor, at, account, organisation, sealed, undone_at FROM merge "
                     "WHERE absorbed = $1 AND undone_number IS NULL",
                     {id.text()}, [&](const db::Row& row) { all.push_back(merge_in(reading, row)); });
  std::sort(all.begin(), all.end(), [](const Merge& a, const Merge& b) { return a.number < b.number; });
  return all;
}

}  // namespace vigie::store
