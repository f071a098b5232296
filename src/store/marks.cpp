#include "store/marks.hpp"

#include <algorithm>
#include <map>
#include <tuple>

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

/// A value, and whether it was told as the name of the file's own child: two children are not alike by being named.
using Value = std::pair<std::string, bool>;

/// What a file's declarations tell.
struct OwnMarks {
  std::map<Value, std::vector<MarkTold>> counted;  // in the order told, of the voices that count
  std::map<std::string, std::int64_t> rows;        // by digest, of all
};

OwnMarks own_marks(const Reading& reading, const std::vector<episodes::Voice>& voices) {
  OwnMarks own;
  for (const episodes::Voice& voice : voices)
    reading.sql.each("SELECT kind, field, digest FROM mark WHERE declaration = $1 ORDER BY kind, field, digest", {voice.id.text()},
                     [&](const db::Row& row) {
                       const identity::MarkKind kind = kind_in(row, 0);
                       const Value value{row.bytes(2), kind == identity::MarkKind::child};
                       ++own.rows[value.first];
                       if (!voice.silenced) own.counted[value].push_back({voice.id, voice.form, voice.signed_at, kind, row.text(1)});
                     });
  return own;
}

/// How many rows hold a value besides those of the file itself, at most `most_sharing`: read in the index alone, for most
/// values are one child's.
std::size_t rows_elsewhere(const Reading& reading, const std::string& digest, std::int64_t own) {
  std::size_t rows = 0;
  reading.sql.each("SELECT 1 FROM mark WHERE digest = $1 LIMIT $2 OFFSET $3",
                   {db::Bytes{digest}, static_cast<std::int64_t>(most_sharing), own}, [&](const db::Row&) { ++rows; });
  return rows;
}

bool is_common(const Reading& reading, const std::string& digest) {
  return reading.sql.first("SELECT 1 FROM common_mark WHERE digest = $1", {db::Bytes{digest}}, [](const db::Row&) {});
}

/// Whether at least `most_sharing` files other than a minor's share a value.
bool tells_nobody_apart(const Reading& reading, const Value& value, base::MinorId minor) {
  std::size_t sharing = 0;
  reading.sql.each(
      "SELECT DISTINCT COALESCE(r.root, r.id) FROM mark o JOIN declaration d ON d.id = o.declaration JOIN minor r ON r.id = d.minor "
      "WHERE o.digest = $1 AND d.minor <> $2 AND COALESCE(r.root, r.id) <> (SELECT COALESCE(m.root, m.id) FROM minor m WHERE m.id = $2) "
      "AND ($3 = 0 OR o.kind <> 'enfant') AND d.withdrawn_at IS NULL "
      "AND NOT EXISTS (SELECT 1 FROM declaration a WHERE a.id = d.amended_by AND a.withdrawn_at IS NULL) LIMIT $4",
      {db::Bytes{value.first}, minor.text(), value.second ? 1 : 0, static_cast<std::int64_t>(most_sharing)}, [&](const db::Row&) { ++sharing; });
  return sharing == most_sharing;
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

std::vector<SharedMark> list_shared_marks(const Reading& reading, const std::vector<episodes::Voice>& voices, base::MinorId minor) {
  std::vector<SharedMark> shared;
  const OwnMarks all = own_marks(reading, voices);
  for (const auto& [value, own] : all.counted) {
    const std::size_t elsewhere = rows_elsewhere(reading, value.first, all.rows.at(value.first));
    if (elsewhere == 0 || is_common(reading, value.first)) continue;
    if (elsewhere == most_sharing && tells_nobody_apart(reading, value, minor)) continue;
    reading.sql.each(
        "SELECT o.declaration, d.form, d.signed_at, o.kind, o.field, COALESCE(r.root, r.id) "
        "FROM mark o JOIN declaration d ON d.id = o.declaration JOIN minor r ON r.id = d.minor "
        "WHERE o.digest = $1 AND d.minor <> $2 AND COALESCE(r.root, r.id) <> (SELECT COALESCE(m.root, m.id) FROM minor m WHERE m.id = $2) "
        "AND ($3 = 0 OR o.kind <> 'enfant') AND d.withdrawn_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM declaration a WHERE a.id = d.amended_by AND a.withdrawn_at IS NULL) "
        "ORDER BY d.number, o.kind, o.field LIMIT 500",
        {db::Bytes{value.first}, minor.text(), value.second ? 1 : 0}, [&, &told = own](const db::Row& row) {
          const MarkTold other{id_in<base::DeclarationId>(row, 0), row.text(1), {row.integer(2)}, kind_in(row, 3), row.text(4)};
          for (const MarkTold& one : told) shared.push_back({one, other, id_in<base::MinorId>(row, 5)});
        });
  }
  std::ranges::stable_sort(shared, {}, [](const SharedMark& one) {
    return std::tuple(one.own.signed_at, identity::to_text(one.own.kind), std::string_view(one.own.field), one.other.signed_at);
  });
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
