#pragma once
#include <memory>

#include "casework/desk.hpp"
#include "casework/sign_in.hpp"
#include "cli/config.hpp"
#include "cli/door.hpp"

namespace vigie::cli {

/// Forms, rules and the store of a directory, opened together.
struct Opened {
  base::SystemClock clock;
  forms::Catalogue forms;
  triage::RuleSet rules;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<casework::Desk> desk;
};
/// Opens (or makes) the directory of the configuration. `with_people`: whether minors will be looked for.
base::Result<std::unique_ptr<Opened>> open_directory(const Config& config, bool with_people);

base::Result<std::unique_ptr<Opened>> open_directory(const Config& config, store::Store::Options options);

/// Keeps SIGTERM, SIGINT and SIGHUP for serve(): called before any thread is made, so that every thread inherits it.
void hold_signals();

/// Serves an open directory until SIGTERM or SIGINT, and calls `ready` with the address once it listens. SIGHUP reads the
/// certificate and the key again, for the connections to come (without TLS it stops the service).
int serve(const Opened& opened, const Door& door, const Config& config, const std::function<void(const std::string& url)>& ready);

/// Says a refusal on standard error; the exit code of a verb that was refused.
int refused(const base::Error& error);

}  // namespace vigie::cli
