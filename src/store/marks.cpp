#include "store/marks.hpp"

#include <set>

#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {

db::Bytes digest_of(const Reading& reading, identity::MarkKind kind, std::string_view value) {
  return {reading.vault.digest(identity::purpose_of(kind), value)};
}

identity::MarkKind kind_in(const db::Row& row, int column) {
  const auto kind = identity::parse_mark_kind(row.text_in_place(column));
  if (!kind) throw base::Fault("a mark is of no known kind");
  return *kind;
}

bool links(identity::MarkKind one, identity::MarkKind other) {
  return one != identity::MarkKind::child || other != identity::MarkKind::child;
}

struct OwnMark {
  identity::MarkKind kind;
  std::string field, digest;
};
/// What one declaration tells, but what is a home's or a service's own.
std::vector<OwnMark> own_marks(const Reading& reading, base::DeclarationId declaration) {
  std::vector<OwnMark> own;
  reading.sql.each("SELECT kind, field, digest FROM mark WHERE declaration = $1 "
                   "AND NOT EXISTS (SELECT 1 FROM common_mark c WHERE c.digest = mark.digest) ORDER BY kind, field, digest",
                   {declaration.text()}, [&](const db::Row& row) { own.push_back({kind_in(row, 0), row.text(1), row.bytes(2)}); });
  return own;
}

}  // namespace

void add_marks(const Reading& reading, const Declaration& declaration, const Marks& marks) {
  if (!declaration.minor) return;
  for (const std::string& digest : marks.common)
    reading.sql.run("INSERT INTO common_mark (digest) VALUES ($1) ON CONFLICT DO NOTHING", {db::Bytes{digest}});
  for (const Marks::Own& mark : marks.own)
    reading.sql.run("INSERT INTO mark (declaration, kind, field, digest) VALUES ($1, $2, $3, $4)",
                    {declaration.id.text(), identity::to_text(mark.kind), mark.field, db::Bytes{mark.digest}});
}

void mark_everything(const Reading& reading) {
  std::vector<base::DeclarationId> ids;
  reading.sql.each("SELECT id FROM declaration WHERE minor IS NOT NULL ORDER BY number", {},
                   [&](const db::Row& row) { ids.push_back(id_in<base::DeclarationId>(row, 0)); });
  for (const base::DeclarationId id : ids) {
    const Declaration declaration = find_declaration(reading, id).value();
    add_marks(reading, declaration, marks_of(reading.vault, declaration.answers));
  }
}

std::vector<SharedMark> list_shared_marks(const Reading& reading, const episodes::Voice& voice, const Family& family) {
  std::vector<SharedMark> shared;
  for (const OwnMark& own : own_marks(reading, voice.id)) {
    std::vector<SharedMark> alike;
    std::set<base::MinorId> sharing;
    reading.sql.each(
        "SELECT o.declaration, d.form, d.signed_at, o.kind, o.field, COALESCE(r.root, r.id) "
        "FROM mark o JOIN declaration d ON d.id = o.declaration JOIN minor r ON r.id = d.minor "
        "WHERE o.digest = $1 AND o.declaration <> $2 AND d.withdrawn_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM declaration a WHERE a.id = d.amended_by AND a.withdrawn_at IS NULL) "
        "ORDER BY d.number, o.kind, o.field LIMIT 500",
        {db::Bytes{own.digest}, voice.id.text()}, [&](const db::Row& row) {
          MarkTold other{id_in<base::DeclarationId>(row, 0), row.text(1), {row.integer(2)}, kind_in(row, 3), row.text(4)};
          const auto minor = id_in<base::MinorId>(row, 5);
          if (!links(own.kind, other.kind) || std::find(family.begin(), family.end(), minor) != family.end()) return;
          sharing.insert(minor);
          alike.push_back({{voice.id, voice.form, voice.signed_at, own.kind, own.field}, std::move(other), minor});
        });
    if (sharing.size() < most_sharing) std::move(alike.begin(), alike.end(), std::back_inserter(shared));
  }
  return shared;
}

std::vector<MarkFound> find_marks(const Reading& reading, identity::MarkKind kind, std::string_view value) {
  std::vector<MarkFound> found;
  if (value.empty()) return found;
  reading.sql.each(
      "SELECT d.id, d.form, m.field, COALESCE(r.root, r.id) FROM mark m JOIN declaration d ON d.id = m.declaration JOIN minor r ON r.id = d.minor "
      "WHERE m.digest = $1 AND d.withdrawn_at IS NULL "
      "AND NOT EXISTS (SELECT 1 FROM declaration a WHERE a.id = d.amended_by AND a.withdrawn_at IS NULL) ORDER BY d.number DESC",
      {digest_of(reading, kind, value)}, [&](const db::Row& row) {
        found.push_back({id_in<base::DeclarationId>(row, 0), row.text(1), row.text(2), id_in<base::MinorId>(row, 3)});
      });
  return found;
}

}  // namespace vigie::store
