#include "store/minors.hpp"

#include "store/near.hpp"
#include "store/rows_detail.hpp"
#include "store/sealing.hpp"

namespace vigie::store {

Minor add_minor(Unit& unit) {
  for (;;) {
    Minor minor{base::MinorId::make(unit.now()), {}, 1};
    minor.reference = base::make_reference('M', minor.id.bytes);
    const SealedKeys keys = new_keys(unit.vault(), minor.id, number_of_keys(unit.sql()));
    bool added = false;
    unit.sql().each("INSERT INTO minor (id, reference, created_at, version, key_number, key_sealed, key_health) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id",
                    std::vector<db::Value>{minor.id.text(), minor.reference, unit.now().ms, minor.version, keys.number, keys.file, keys.health},
                    [&](const db::Row&) { added = true; });
    if (added) return minor;
  }
}

namespace {
Minor minor_in(const db::Row& row) { return {id_in<base::MinorId>(row, 0), row.text(1), row.integer(2)}; }

bool within(const Reading& reading, base::MinorId id) {
  if (reading.scope.reach == access::Scope::Reach::all) return true;
  if (reading.scope.reach == access::Scope::Reach::departement) return is_near(reading, family_of(reading, id));
  if (reading.scope.reach != access::Scope::Reach::own_minors) return false;
  const Family family = family_of(reading, id);
  return std::any_of(family.begin(), family.end(), [&](base::MinorId one) {
    return reading.sql.first("SELECT 1 FROM hosting WHERE organisation = $1 AND minor = $2 LIMIT 1",
                             {reading.scope.organisation.text(), one.text()}, [](const db::Row&) {});
  });
}
}  // namespace

std::optional<Minor> find_minor(const Reading& reading, base::MinorId id) {
  std::optional<Minor> found;
  reading.sql.first("SELECT r.id, r.reference, r.version FROM minor m JOIN minor r ON r.id = COALESCE(m.root, m.id) WHERE m.id = $1",
                    {id.text()}, [&](const db::Row& row) { found = minor_in(row); });
  if (found && !within(reading, found->id)) return std::nullopt;
  return found;
}

std::vector<Minor> list_minors_of(const Reading& reading, base::OrganisationId organisation) {
  std::vector<Minor> minors;
  reading.sql.each("SELECT DISTINCT r.id, r.reference, r.version FROM hosting d JOIN minor m ON m.id = d.minor "
                   "JOIN minor r ON r.id = COALESCE(m.root, m.id) WHERE d.organisation = $1 ORDER BY r.id",
                   {organisation.text()}, [&](const db::Row& row) { minors.push_back(minor_in(row)); });
  return minors;
}

std::optional<std::string> reference_of(const Reading& reading, base::MinorId id) {
  if (const auto known = reading.unsealed.references.find(id)) return *known;
  std::optional<std::string> found;
  reading.sql.first("SELECT reference FROM minor WHERE id = $1", {id.text()}, [&](const db::Row& row) { found = row.text(0); });
  if (found) reading.unsealed.references.keep(id, std::make_shared<const std::string>(*found));
  return found;
}

std::optional<Minor> find_minor_by_reference(const Reading& reading, std::string_view reference) {
  std::optional<Minor> found;
  reading.sql.first("SELECT r.id, r.reference, r.version FROM minor m JOIN minor r ON r.id = COALESCE(m.root, m.id) "
                    "WHERE m.reference = $1", {reference},
                    [&](const db::Row& row) { found = minor_in(row); });
  if (found && !within(reading, found->id)) return std::nullopt;
  return found;
}

std::function<bool(base::MinorId)> reaches(const Reading& reading) {
  if (reading.scope.reach == access::Scope::Reach::all) return [](base::MinorId) { return true; };
  if (reading.scope.reach == access::Scope::Reach::departement) return [&reading](base::MinorId id) { return within(reading, id); };
  std::vector<base::MinorId> own;
  if (reading.scope.reach == access::Scope::Reach::own_minors) {
    reading.sql.each("SELECT DISTINCT minor FROM hosting WHERE organisation = $1",
                     {reading.scope.organisation.text()},
                     [&](const db::Row& row) { own.push_back(id_in<base::MinorId>(row, 0)); });
    std::sort(own.begin(), own.end());
    std::vector<base::MinorId> roots;  // of merged files: few
    reading.sql.each("SELECT id, root FROM minor WHERE root IS NOT NULL", {}, [&](const db::Row& row) {
      if (std::binary_search(own.begin(), own.end(), id_in<base::MinorId>(row, 0))) roots.push_back(id_in<base::MinorId>(row, 1));
    });
    own.insert(own.end(), roots.begin(), roots.end());
    std::sort(own.begin(), own.end());
  }
  return [own = std::move(own)](base::MinorId id) { return std::binary_search(own.begin(), own.end(), id); };
}

std::string pseudonym(const Reading& reading, base::MinorId id) {
  const std::string digest = reading.vault.digest("pseudonym", id.text());
  base::Uuid uuid{};
  std::copy_n(digest.begin(), uuid.size(), uuid.begin());
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0f) | 0x80);  // UUIDv8: made by us
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3f) | 0x80);
  return base::to_text(uuid);
}

}  // namespace vigie::store
