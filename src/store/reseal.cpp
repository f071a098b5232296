#include "store/reseal.hpp"

#include "base/json.hpp"
#include "forms/check.hpp"
#include "store/declarations.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

namespace {

/// A row that was sealed by the key file: what finds it again, whom it is about, the blob.
struct Old {
  std::string key, context_id;
  std::optional<base::MinorId> minor;
  std::string sealed;
};

/// The rows of a statement that gives what finds a row, the id in its context, its minor and its blob.
std::vector<Old> old_rows(const Reading& reading, db::Sql page, const std::string& after) {
  std::vector<Old> rows;
  reading.sql.each(page, {after}, [&](const db::Row& row) {
    rows.push_back({row.text(0), row.text(1), maybe_id_in<base::MinorId>(row, 2), row.bytes(3)});
  });
  return rows;
}

/// Every row of a table, some at a time; `page` gives those after $1, in order.
void reseal_rows(const Reading& reading, std::string_view table, db::Sql page, db::Sql save) {
  std::string after;
  for (auto rows = old_rows(reading, page, after); !rows.empty(); rows = old_rows(reading, page, after)) {
    for (const Old& row : rows) {
      const std::string context = fmt::format("{}:{}", table, row.context_id);
      reading.sql.run(save, {seal(reading, row.minor, reading.vault.unseal(row.sealed, context), context), row.key});
    }
    after = rows.back().key;
  }
}

/// Retractions go by number.
void reseal_retractions(const Reading& reading) {
  std::vector<Old> rows;
  reading.sql.each("SELECT r.number, d.minor, r.sealed FROM retraction r JOIN declaration d ON d.id = r.declaration", {}, [&](const db::Row& row) {
    rows.push_back({std::to_string(row.integer(0)), "", maybe_id_in<base::MinorId>(row, 1), row.bytes(2)});
  });
  for (const Old& row : rows) {
    const std::string context = "retraction:" + row.key;
    reading.sql.run("UPDATE retraction SET sealed = $1 WHERE number = $2",
                    {seal(reading, row.minor, reading.vault.unseal(row.sealed, context), context), static_cast<std::int64_t>(std::stoll(row.key))});
  }
}

/// What a declaration tells of health comes apart.
void reseal_declarations(const Reading& reading) {
  struct Told {
    Old row;
    std::string form;
    int version;
  };
  for (std::string after;;) {
    std::vector<Told> some;
    reading.sql.each("SELECT id, minor, form, form_version, sealed FROM declaration WHERE id > $1 ORDER BY id LIMIT 500", {after}, [&](const db::Row& row) {
      some.push_back({{row.text(0), row.text(0), maybe_id_in<base::MinorId>(row, 1), row.bytes(4)}, row.text(2), static_cast<int>(row.integer(3))});
    });
    if (some.empty()) return;
    for (const auto& [row, id, version] : some) {
      const std::string context = "declaration:" + row.key;
      const forms::Form* form = reading.forms.find(id, version);
      const auto answers = base::parse_json(reading.vault.unseal(row.sealed, context));
      if (!form || !answers || !answers->is_object()) throw base::Fault(context + " is damaged, or of a form that is not in this program");
      const forms::Parts parts = forms::split(*form, answers->get_object());
      boost::json::object other = parts.other;
      for (const auto& [key, value] : parts.identifying) other[key] = value;  // what stood here stays here
      reading.sql.run("UPDATE declaration SET sealed = $1, health = $2 WHERE id = $3",
                      {seal(reading, row.minor, base::to_text(other), context), sealed_health(reading, row.minor, parts.health.empty() ? std::string() : base::to_text(parts.health), row.key), row.key});
    }
    after = some.back().row.key;
  }
}

void give_keys(const Reading& reading) {
  const std::uint32_t number = reading.vault.newest();
  const auto common = new_keys(reading.vault, std::nullopt, number);
  reading.sql.run("UPDATE directory SET key_number = $1, key_sealed = $2, key_health = $3", {common.number, common.file, common.health});
  std::vector<base::MinorId> minors;
  reading.sql.each("SELECT id FROM minor", {}, [&](const db::Row& row) { minors.push_back(id_in<base::MinorId>(row, 0)); });
  for (const base::MinorId minor : minors) {
    const auto keys = new_keys(reading.vault, minor, number);
    reading.sql.run("UPDATE minor SET key_number = $1, key_sealed = $2, key_health = $3 WHERE id = $4", {keys.number, keys.file, keys.health, minor.text()});
  }
}

}  // namespace

void reseal_everything(const Reading& reading) {
  give_keys(reading);
  reseal_declarations(reading);
  reseal_retractions(reading);
  reseal_rows(reading, "identity", "SELECT declaration, declaration, minor, sealed FROM identity WHERE declaration > $1 ORDER BY declaration LIMIT 500",
              "UPDATE identity SET sealed = $1 WHERE declaration = $2");
  reseal_rows(reading, "assessment",
              "SELECT a.id, a.id, e.minor, a.sealed FROM assessment a JOIN episode e ON e.id = a.episode WHERE a.id > $1 ORDER BY a.id LIMIT 500",
              "UPDATE assessment SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "decision",
              "SELECT d.id, d.id, e.minor, d.sealed FROM decision d JOIN episode e ON e.id = d.episode WHERE d.id > $1 ORDER BY d.id LIMIT 500",
              "UPDATE decision SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "episode", "SELECT id, id, minor, fpr_sealed FROM episode WHERE id > $1 AND fpr_sealed IS NOT NULL ORDER BY id LIMIT 500",
              "UPDATE episode SET fpr_sealed = $1 WHERE id = $2");
  reseal_rows(reading, "alert", "SELECT id, id, minor, sealed FROM alert WHERE id > $1 AND sealed IS NOT NULL ORDER BY id LIMIT 500",
              "UPDATE alert SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "merge", "SELECT id, id, absorbed, sealed FROM merge WHERE id > $1 ORDER BY id LIMIT 500", "UPDATE merge SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "draft", "SELECT id, id, NULL, sealed FROM draft WHERE id > $1 AND sealed IS NOT NULL ORDER BY id LIMIT 500",
              "UPDATE draft SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "second_factor", "SELECT account, account, NULL, sealed FROM second_factor WHERE account > $1 ORDER BY account LIMIT 500",
              "UPDATE second_factor SET sealed = $1 WHERE account = $2");
  reseal_rows(reading, "disagreement",
              "SELECT g.id, g.id, e.minor, g.sealed FROM disagreement g JOIN episode e ON e.id = g.episode WHERE g.id > $1 ORDER BY g.id LIMIT 500",
              "UPDATE disagreement SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "transmission", "SELECT id, id, minor, sealed FROM transmission WHERE id > $1 ORDER BY id LIMIT 500",
              "UPDATE transmission SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "transmission_request",
              "SELECT r.id, r.id, e.minor, r.sealed FROM transmission_request r JOIN episode e ON e.id = r.episode WHERE r.id > $1 ORDER BY r.id LIMIT 500",
              "UPDATE transmission_request SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "urgent_access", "SELECT id, id, minor, sealed FROM urgent_access WHERE id > $1 ORDER BY id LIMIT 500",
              "UPDATE urgent_access SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "address_disclosure",
              "SELECT a.id, a.id, e.minor, a.sealed FROM address_disclosure a JOIN episode e ON e.id = a.episode WHERE a.id > $1 ORDER BY a.id LIMIT 500",
              "UPDATE address_disclosure SET sealed = $1 WHERE id = $2");
  reseal_rows(reading, "import_line",
              "SELECT l.declaration, l.declaration, d.minor, l.sealed FROM import_line l JOIN declaration d ON d.id = l.declaration "
              "WHERE l.declaration > $1 ORDER BY l.declaration LIMIT 500",
              "UPDATE import_line SET sealed = $1 WHERE declaration = $2");
}

}  // namespace vigie::store
