#include "store/sealing.hpp"

#include "base/json.hpp"
#include "store/rows_detail.hpp"

namespace vigie::store {

namespace {

// What is sealed under a data key: version (1 byte, 2), whose key (16 bytes: a minor's id, or zeros), which (1 byte: Kept).
constexpr char version_of_data = 2;
constexpr std::size_t head_of_data = 1 + 16 + 1;
const base::MinorId nobody_in_particular{};

std::string context_of_key(base::MinorId holder, Kept kept) {
  return fmt::format("key:{}:{}", holder.text(), static_cast<int>(kept));
}

identity::Secret open_key(const identity::Vault& vault, const std::string& sealed, base::MinorId holder, Kept kept) {
  identity::Secret key;
  std::string bytes = vault.unseal(sealed, context_of_key(holder, kept));
  if (bytes.size() != key.bytes.size()) throw base::Fault("a data key is damaged");
  std::copy(bytes.begin(), bytes.end(), key.bytes.begin());
  std::fill(bytes.begin(), bytes.end(), '\0');
  return key;
}

std::shared_ptr<const DataKeys> keys_of(const Reading& reading, base::MinorId holder) {
  if (auto known = reading.unsealed.keys.find(holder)) return known;
  std::shared_ptr<const DataKeys> keys;
  const auto open = [&](const db::Row& row) {
    if (row.is_null(0)) throw base::Fault("a sealed value needs a key that was destroyed");
    keys = std::make_shared<const DataKeys>(DataKeys{open_key(reading.vault, row.bytes(0), holder, Kept::file),
                                                     open_key(reading.vault, row.bytes(1), holder, Kept::health)});
  };
  const bool found = holder == nobody_in_particular
                         ? reading.sql.first("SELECT key_sealed, key_health FROM directory WHERE one = 1", {}, open)
                         : reading.sql.first("SELECT key_sealed, key_health FROM minor WHERE id = $1", {holder.text()}, open);
  if (!found) throw base::Fault("a sealed value needs the key of a minor that is not there");
  reading.unsealed.keys.keep(holder, keys);
  return keys;
}

const identity::Secret& key_in(const DataKeys& keys, Kept kept) { return kept == Kept::health ? keys.health : keys.file; }

}  // namespace

db::Bytes seal(const Reading& reading, const std::optional<base::MinorId>& about, std::string_view bytes, std::string_view context, Kept kept) {
  const base::MinorId holder = about.value_or(nobody_in_particular);
  std::array<char, head_of_data> head{version_of_data};
  std::copy(holder.bytes.begin(), holder.bytes.end(), head.begin() + 1);
  head.back() = static_cast<char>(kept);
  return {identity::seal_under(key_in(*keys_of(reading, holder), kept), {head.data(), head.size()}, bytes, context)};
}

std::string unseal(const Reading& reading, std::string_view sealed, std::string_view context) {
  if (sealed.size() < head_of_data || sealed[0] != version_of_data) throw base::Fault(fmt::format("{} is damaged", context));
  base::MinorId holder;
  std::copy_n(sealed.begin() + 1, holder.bytes.size(), holder.bytes.begin());
  const Kept kept = sealed[head_of_data - 1] == static_cast<char>(Kept::health) ? Kept::health : Kept::file;
  auto bytes = identity::unseal_under(key_in(*keys_of(reading, holder), kept), head_of_data, sealed, context);
  if (!bytes) throw base::Fault(fmt::format("{} does not open: damaged, moved, or another key", context));
  return *std::move(bytes);
}

boost::json::object unseal_object(const Reading& reading, std::string_view sealed, std::string_view context) {
  auto parsed = base::parse_json(unseal(reading, sealed, context));
  if (!parsed || !parsed->is_object()) throw base::Fault(fmt::format("{} is damaged", context));
  return std::move(parsed->get_object());
}

SealedKeys new_keys(const identity::Vault& vault, const std::optional<base::MinorId>& about, std::uint32_t number) {
  const base::MinorId holder = about.value_or(nobody_in_particular);
  const auto one = [&](Kept kept) { return db::Bytes{vault.seal(number, identity::Secret::random().view(), context_of_key(holder, kept))}; };
  return {number, one(Kept::file), one(Kept::health)};
}

std::uint32_t number_of_keys(db::Connection& sql) {
  std::uint32_t number = 0;
  sql.first("SELECT key_number FROM directory WHERE one = 1", {}, [&](const db::Row& row) { number = static_cast<std::uint32_t>(row.integer(0)); });
  return number;
}

namespace {
SealedKeys resealed(const identity::Vault& vault, base::MinorId holder, const db::Row& row, int from, std::uint32_t number) {
  const auto one = [&](int column, Kept kept) {
    const identity::Secret key = open_key(vault, row.bytes(column), holder, kept);
    return db::Bytes{vault.seal(number, key.view(), context_of_key(holder, kept))};
  };
  return {number, one(from, Kept::file), one(from + 1, Kept::health)};
}
}  // namespace

void reseal_common_keys(Unit& unit, std::uint32_t number) {
  std::optional<SealedKeys> keys;
  unit.sql().first("SELECT key_sealed, key_health FROM directory WHERE one = 1", {},
                   [&](const db::Row& row) { keys = resealed(unit.vault(), nobody_in_particular, row, 0, number); });
  unit.sql().run("UPDATE directory SET key_number = $1, key_sealed = $2, key_health = $3 WHERE one = 1", {keys->number, keys->file, keys->health});
}

int reseal_keys(Unit& unit, std::uint32_t number, int at_most) {
  std::vector<std::pair<std::string, SealedKeys>> some;
  unit.sql().each("SELECT id, key_sealed, key_health FROM minor WHERE key_number <> $1 AND key_sealed IS NOT NULL ORDER BY id LIMIT $2",
                  {static_cast<std::int64_t>(number), at_most}, [&](const db::Row& row) {
                    some.emplace_back(row.text(0), resealed(unit.vault(), id_in<base::MinorId>(row, 0), row, 1, number));
                  });
  for (const auto& [id, keys] : some)
    unit.sql().run("UPDATE minor SET key_number = $1, key_sealed = $2, key_health = $3 WHERE id = $4", {keys.number, keys.file, keys.health, id});
  return static_cast<int>(some.size());
}

}  // namespace vigie::store
