#pragma once
// casework: the acts a person can do, one file each, read top to bottom. The only room that calls several others.
// 1. An act checks everything that needs no file first, then runs whole in one Unit of the store.
// 2. What a person may not read does not reach them: not in reasons, evidence, unknowns, candidates or alerts.
// 3. Rules see the whole line of absences; people see what their Scope reaches.
// 4. A repeated request (same Idempotency-Key, same body) gives the receipt of the first.
#include <memory>
#include <mutex>
#include <set>

#include "casework/failed_entries.hpp"
#include "casework/presence.hpp"
#include "casework/reading_count.hpp"
#include "casework/refusal_count.hpp"
#include "store/store.hpp"
#include "store/traces.hpp"
#include "triage/assess.hpp"

namespace vigie::casework {

struct Desk;

/// Possible answers to the questions of some forms, worked out once for each set of forms.
class Askable {
 public:
  using Answers = std::map<std::string, std::vector<base::FactValue>, std::less<>>;
  const Answers& of(const Desk& desk, const std::set<std::string>& forms);

 private:
  std::mutex gate_;
  std::map<std::set<std::string>, Answers> known_;
};

/// What the acts work with.
struct Desk {
  store::Store& store;
  const forms::Catalogue& forms;
  const triage::RuleSet& rules;
  std::shared_ptr<Askable> askable = std::make_shared<Askable>();
  std::shared_ptr<Presence> presence = std::make_shared<Presence>();
  std::shared_ptr<RefusalCount> refusals = std::make_shared<RefusalCount>();
  std::shared_ptr<ReadingCount> readings = std::make_shared<ReadingCount>();
  std::shared_ptr<FailedEntries> failures = std::make_shared<FailedEntries>();
  base::Duration draft_kept = std::chrono::hours{24 * 90};  // a draft that nobody takes up again (end_traces.hpp)
  access::Roles coded = access::any_of({});  // of whom a second factor is required (second_factor.hpp)
};

/// The rule set that travels inside the program; a bad file is a Fault that names file, place and reason.
triage::RuleSet embedded_rules(const forms::Catalogue& forms);
/// That file as it travels, byte for byte.
std::string_view embedded_rules_text();

/// 404: unknown, or not yours to know.
base::Error unknown_to_you(std::string_view what);
/// 409: not as things are.
base::Error conflict(std::string code, std::string text);

}  // namespace vigie::casework
