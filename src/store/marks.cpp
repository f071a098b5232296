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

/// What one declaration tells, and since when it is common, if it is.
struct OwnMark {
  identity::MarkKind kind;
  std::string field, digest;
  std::optional<std::int64_t> common_from;
};

std::vector<OwnMark> own_marks(const Reading& reading, base::DeclarationId declaration) {
  std::vector<OwnMark> own;
  reading.sql.each("SELECT m.kind, m.field, m.digest, c.number FROM mark m LEFT JOIN common_mark c ON c.digest = m.digest "
                   "WHERE m.declaration = $1 ORDER BY m.kind, m.field, m.digest",
                   {declaration.text()}, [&](const db::Row& row) {
                     own.push_back({kind_in(row, 0), row.text(1), row.bytes(2), row.is_null(3) ? std::nullopt : std::optional(row.integer(3))});
                   });
  return own;
}

}  // namespace

void add_marks(const Reading& reading, const Declaration& declaration) {
  if (!declaration.minor) return;
  for (const identity::Mark& mark : identity::common_marks_in(declaration.answers))
    reading.sql.run("INSERT INTO common_mark (digest, number) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                    {digest_of(reading, mark.kind, mark.value), declaration.number});
  for (const identity::Mark& mark : identity::marks_in(declaration.answers))
    reading.sql.run("INSERT INTO mark (declaration, kind, field, digest) VALUES ($1, $2, $3, $4)",
                    {declaration.id.text(), identity::to_text(mark.kind), mark.field, digest_of(reading, mark.kind, mark.value)});
}

void mark_everything(const Reading& reading) {
  std::vector<base::DeclarationId> ids;
  reading.sql.each("SELECT id FROM declaration WHERE minor IS NOT NULL ORDER BY number", {},
                   [&](const db::Row& row) { ids.push_back(id_in<base::DeclarationId>(row, 0)); });
  for (const base::DeclarationId id : ids) add_marks(reading, find_declaration(reading, id).value());
}

std::vector<SharedMark> list_shared_marks(const Reading& reading, const episodes::Voice& voice) {
  std::vector<SharedMark> shared;
  for (const OwnMark& own : own_marks(reading, voice.id))
    reading.sql.each(
        "SELECT o.declaration, d.form, d.signed_at, o.kind, o.field, d.minor, COALESCE(r.root, r.id), d.number, d.withdrawn_at, a.id "
        "FROM mark o JOIN declaration d ON d.id = o.declaration JOIN minor r ON r.id = d.minor "
        "LEFT JOIN declaration a ON a.id = d.amended_by AND a.withdrawn_at IS NULL "
        "WHERE o.digest = $1 AND o.declaration <> $2 ORDER BY d.number, o.kind, o.field LIMIT 500",
        {db::Bytes{own.digest}, voice.id.text()}, [&](const db::Row& row) {
          MarkTold other{id_in<base::DeclarationId>(row, 0), row.text(1), {row.integer(2)}, kind_in(row, 3), row.text(4)};
          if (!links(own.kind, other.kind)) return;
          shared.push_back({{voice.id, voice.form, voice.signed_at, own.kind, own.field}, std::move(other), id_in<base::MinorId>(row, 5),
                            id_in<base::MinorId>(row, 6), row.integer(7), row.is_null(8) && row.is_null(9), own.digest, own.common_from});
        });
  return shared;
}

std::vector<SharedMark> keep_linking(std::vector<SharedMark> shared, const Family& family, std::int64_t as_of) {
  std::erase_if(shared, [&](const SharedMark& one) {
    return one.number > as_of || (one.common_from && *one.common_from <= as_of) || std::find(family.begin(), family.end(), one.row) != family.end();
  });
  std::map<std::string, std::set<base::MinorId>> sharing;
  for (const SharedMark& one : shared) sharing[one.digest].insert(one.row);
  std::erase_if(shared, [&](const SharedMark& one) { return sharing[one.digest].size() >= most_sharing; });
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
