#include "db/migrate.hpp"

#include "base/hash.hpp"
#include "base/text.hpp"

namespace vigie::embedded {
extern const std::span<const base::EmbeddedFile> db_files;
}

namespace vigie::db {

namespace {

constexpr std::string_view folder = "schemas/sql/";

/// "0001_initial.sql" of the folder, or nothing when the file lies elsewhere.
std::optional<std::string_view> name_in(std::string_view path, std::string_view in) {
  if (!path.starts_with(in)) return std::nullopt;
  path.remove_prefix(in.size());
  if (path.find('/') != std::string_view::npos) return std::nullopt;
  return path;
}

std::int64_t number_of(std::string_view name) {
  if (name.size() < 5 || name[4] != '_') throw base::Fault(fmt::format("migration {}: no number", name));
  return std::stoll(std::string(name.substr(0, 4)));
}

std::map<std::int64_t, std::string> recorded(Connection& connection) {
  connection.run("CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
                 "hash TEXT NOT NULL, at BIGINT NOT NULL)");
  std::map<std::int64_t, std::string> hashes;
  connection.each("SELECT number, hash FROM migration", {},
                  [&](const Row& row) { hashes[row.integer(0)] = row.text(1); });
  return hashes;
}

void check_recorded(std::span<const Migration> steps, const std::map<std::int64_t, std::string>& hashes) {
  for (const auto& [number, hash] : hashes) {
    if (number > static_cast<std::int64_t>(steps.size()))
      throw Failure(Trouble::newer, fmt::format("database at migration {}, program knows {}", number, steps.size()));
    if (steps[static_cast<std::size_t>(number) - 1].hash != hash)
      throw Failure(Trouble::other, fmt::format("migration {} is not the one that was applied", number));
  }
}

}  // namespace

std::vector<Migration> migrations_for(std::span<const base::EmbeddedFile> files, std::string_view dialect) {
  std::map<std::int64_t, Migration> steps;
  for (const auto& file : files) {
    const auto name = name_in(file.path, folder);
    if (!name) continue;
    const std::int64_t number = number_of(*name);
    if (!steps.emplace(number, Migration{number, std::string(*name), std::string(file.content), {}}).second)
      throw base::Fault(fmt::format("two migrations have the number {}", number));
  }
  for (const auto& file : files) {
    const auto name = name_in(file.path, fmt::format("{}{}/", folder, dialect));
    if (!name) continue;
    const auto step = steps.find(number_of(*name));
    if (step == steps.end()) throw base::Fault(fmt::format("migration {} of {} has no portable twin", *name, dialect));
    step->second.text += file.content;
  }
  std::vector<Migration> ordered;
  for (auto& [number, step] : steps) {
    if (number != static_cast<std::int64_t>(ordered.size()) + 1) throw base::Fault("the migrations have a gap");
    step.hash = base::to_hex(base::sha256(step.text));
    ordered.push_back(std::move(step));
  }
  return ordered;
}

std::span<const base::EmbeddedFile> embedded_migrations() { return embedded::db_files; }

void migrate(Connection& connection, std::span<const Migration> steps, base::Instant now, const std::function<void()>& before,
             const std::function<void(std::string_view name)>& after) {
  const auto hashes = recorded(connection);
  check_recorded(steps, hashes);
  if (hashes.size() == steps.size()) return;
  if (!hashes.empty()) before();
  connection.begin_writing();
  for (const Migration& step : steps.subspan(recorded(connection).size())) {
    connection.script(step.text);
    connection.run("INSERT INTO migration (number, name, hash, at) VALUES ($1, $2, $3, $4)",
                   {step.number, step.name, step.hash, now.ms});
    if (after) after(step.name);
  }
  connection.commit();
}

}  // namespace vigie::db
