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

/// What finds which children share a value among those of one declaration.
struct ByValue {
  SharedMark shared;
  std::string digest;
};

/// Without the values that too many children share.
std::vector<SharedMark> without_usual(std::vector<ByValue> found) {
  std::map<std::string, std::set<base::MinorId>> rows;
  for (const ByValue& one : found) rows[one.digest].insert(one.shared.row);
  std::vector<SharedMark> shared;
  for (ByValue& one : found)
    if (rows[one.digest].size() < most_sharing) shared.push_back(std::move(one.shared));
  return shared;
}

}  // namespace

void add_marks(const Reading& reading, const Declaration& declaration) {
  if (!declaration.minor) return;
  for (const identity::Mark& mark : identity::common_marks_in(declaration.answers))
    reading.sql.run("INSERT INTO common_mark (digest, number, told_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                    {digest_of(reading, mark.kind, mark.value), declaration.number, declaration.signed_at.ms});
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

std::vector<SharedMark> list_shared_marks(const Reading& reading, const episodes::Voice& voice, const Family& family, const Heard& heard) {
  std::vector<ByValue> found;
  reading.sql.each(
      "SELECT m.kind, m.field, o.kind, o.field, o.declaration, d.minor, COALESCE(r.root, r.id), d.signed_at, d.withdrawn_at, a.id, m.digest, d.form "
      "FROM mark m JOIN mark o ON o.digest = m.digest AND o.declaration <> m.declaration JOIN declaration d ON d.id = o.declaration "
      "JOIN minor r ON r.id = d.minor LEFT JOIN declaration a ON a.id = d.amended_by AND a.withdrawn_at IS NULL "
      "WHERE m.declaration = $1 AND d.number <= $2 AND d.signed_at < $3 "
      "AND NOT EXISTS (SELECT 1 FROM common_mark c WHERE c.digest = m.digest AND c.number <= $2 AND c.told_at < $3) "
      "ORDER BY d.number, m.kind, m.field, o.kind, o.field",
      {voice.id.text(), heard.as_of, heard.before.ms}, [&](const db::Row& row) {
        SharedMark one{{voice.id, voice.form, voice.signed_at, kind_in(row, 0), row.text(1)},
                       {id_in<base::DeclarationId>(row, 4), row.text(11), {row.integer(7)}, kind_in(row, 2), row.text(3)},
                       id_in<base::MinorId>(row, 5), id_in<base::MinorId>(row, 6), row.is_null(8) && row.is_null(9)};
        if (!links(one.own.kind, one.other.kind) || std::find(family.begin(), family.end(), one.row) != family.end()) return;
        found.push_back({std::move(one), row.bytes(10)});
      });
  return without_usual(std::move(found));
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
