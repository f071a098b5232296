#include "cohort/national.hpp"

#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "casework/import_past.hpp"
#include "casework/manage_accounts.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// A national cohort of the year before, told through the import of past declarations.
struct Imported : House {
  std::map<std::string, base::MinorId> known;
  std::map<std::string, std::set<std::string>> minors_of_absence, episodes_of_absence;
  int taken = 0, strays = 0;

  explicit Imported(int episodes) {
    const cohort::NationalPlan plan{.episodes = episodes, .from = at(-365 * 24), .to = noon};
    casework::Importing importing(desk, casework::system_actor(desk, "import"));
    cohort::tell_national(plan, [&](const cohort::Told& one) { take(importing, one); });
    importing.finish();
  }

 private:
  void take(casework::Importing& importing, const cohort::Told& one) {
    casework::PastDeclaration past;
    past.form = one.form;
    past.organisation = one.organisation;
    past.role = access::parse_role(one.role).value();
    past.signed_at = one.signed_at;
    past.answers = one.answers;
    const auto minor = known.find(one.minor_key);
    if (minor != known.end()) past.minor = minor->second;
    past.new_minor = minor == known.end() && !one.minor_key.empty();
    const auto receipt = importing.take(past);
    REQUIRE_MESSAGE(receipt.ok(), one.key, " ", receipt.ok() ? "" : receipt.error().text);
    ++taken;
    const bool stray = one.key.find(".x") != std::string::npos;
    strays += stray;
    if (receipt->minor && !one.minor_key.empty()) known.emplace(one.minor_key, *receipt->minor);
    const auto mark = one.key.find("-a");
    if (stray || mark == std::string::npos || !receipt->episode) return;
    const auto absence = one.key.substr(0, one.key.find('-', mark + 1));
    episodes_of_absence[absence].insert(receipt->episode->text());
    minors_of_absence[absence].insert(receipt->minor->text());
  }
};

}  // namespace

TEST_CASE(
    "a national cohort is imported line by line without a refusal, and each absence becomes one episode") {
  const Imported imported(150);
  CHECK(imported.taken > 300);
  CHECK(imported.strays == 4);
  CHECK(imported.episodes_of_absence.size() == 150);
  int told_twice = 0;
  std::map<std::string, std::string> owners;
  for (const auto& [absence, episodes] : imported.episodes_of_absence) {
    told_twice += episodes.size() > 1;
    for (const auto& episode : episodes) CHECK(owners.emplace(episode, absence).first->second == absence);
  }
  CHECK(told_twice <= 2);  // a voice that nobody recognised and likeness did not either
  std::set<std::string> minors;
  for (const auto& [absence, some] : imported.minors_of_absence) minors.insert(some.begin(), some.end());
  CHECK(minors.size() <= imported.known.size() + 2);
  CHECK(casework::examine(imported.desk).problems.empty());
}
