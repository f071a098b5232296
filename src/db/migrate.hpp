#pragma once
#include <functional>

#include "base/embedded.hpp"
#include "base/time.hpp"
#include "db/connection.hpp"

namespace vigie::db {

/// One step: NNNN_name.sql, portable, then its twin of the dialect when there is one.
struct Migration {
  std::int64_t number = 0;
  std::string name;
  std::string text;
  std::string hash;  // SHA-256 of the text, hex
};

/// The migrations among the files, in order; a gap or two of one number is a Fault.
std::vector<Migration> migrations_for(std::span<const base::EmbeddedFile> files, std::string_view dialect);
/// Those that travel inside the program.
std::span<const base::EmbeddedFile> embedded_migrations();

/// Brings the database to the last migration. `before` is called once when some remain and the database is not new
/// (to make a backup); `after` with the name of each, in its transaction, for what SQL cannot do. An edited migration is a
/// Failure other; a database newer than the program a Failure newer.
void migrate(Connection& connection, std::span<const Migration> steps, base::Instant now, const std::function<void()>& before,
             const std::function<void(std::string_view name)>& after = {});

}  // namespace vigie::db
