#include "cli/play_cohort.hpp"

#include <atomic>
#include <thread>

#include "base/log.hpp"
#include "casework/import_past.hpp"
#include "casework/manage_accounts.hpp"
#include "cohort/cohort.hpp"

namespace vigie::cli {

namespace {

// Several tell at once, as several services would: one commit serves them all.
constexpr std::size_t tellers = 8;

/// What concerns one child stays with one teller, in the order told: the key's first part names the child.
std::size_t teller_of(const cohort::Told& told) {
  return std::hash<std::string_view>{}(std::string_view(told.key).substr(0, told.key.find('-'))) % tellers;
}

casework::PastDeclaration past_of(const cohort::Told& told, const std::map<std::string, base::MinorId>& known) {
  casework::PastDeclaration past;
  past.form = told.form;
  past.organisation = told.organisation;
  past.role = access::parse_role(told.role).value();
  past.signed_at = told.signed_at;
  past.answers = told.answers;
  const auto minor = known.find(told.minor_key);
  if (minor != known.end()) past.minor = minor->second;
  else past.new_minor = !told.minor_key.empty();
  return past;
}

int tell(const casework::Desk& desk, const access::Actor& system, const std::vector<const cohort::Told*>& story) {
  casework::Importing importing(desk, system);
  std::map<std::string, base::MinorId> known;
  int told = 0;
  for (const cohort::Told* one : story) {
    const auto receipt = importing.take(past_of(*one, known));
    if (!receipt) {
      base::log_warning(fmt::format("cohort: {} was refused: {}", one->key, receipt.error().code));
      continue;
    }
    if (receipt->minor && !one->minor_key.empty()) known.emplace(one->minor_key, *receipt->minor);
    ++told;
  }
  return told;
}

}  // namespace

int play_cohort(const casework::Desk& desk, int minors, base::Instant until) {
  cohort::Plan plan;
  plan.minors = minors;
  plan.until = until;
  const std::vector<cohort::Told> cohort = cohort::make(plan);
  std::array<std::vector<const cohort::Told*>, tellers> stories;
  for (const cohort::Told& one : cohort) stories[teller_of(one)].push_back(&one);
  const access::Actor system = casework::system_actor(desk, "import");
  std::atomic<int> told = 0;
  {
    std::vector<std::jthread> threads;
    for (const auto& story : stories) threads.emplace_back([&] { told += tell(desk, system, story); });
  }
  casework::Importing(desk, system).finish();
  return told;
}

}  // namespace vigie::cli
