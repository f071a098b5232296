#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "casework/past.hpp"
#include "cohort/cohort.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// A seed whose sixty children reach every level.
std::vector<cohort::Told> sixty() { return cohort::make({.seed = 3, .minors = 60, .until = noon}); }

/// A cohort told through the acts of any user, each at its time.
struct Played : House {
  std::map<std::string, base::MinorId> known;
  std::map<std::string, access::Actor> actors;
  int refused = 0;

  explicit Played(const std::vector<cohort::Told>& cohort) {
    for (const cohort::Told& one : cohort)
      if (!take(one)) ++refused;
  }

 private:
  const access::Actor& actor(const cohort::Told& one) {
    const std::string key = one.organisation + "/" + one.role;
    if (const auto found = actors.find(key); found != actors.end()) return found->second;
    return actors.emplace(key, add_actor(key, access::parse_role(one.role).value(), one.organisation))
        .first->second;
  }
  bool take(const cohort::Told& one) {
    Submission submission = filled(one.form, one.answers);
    const auto minor = known.find(one.minor_key);
    if (minor != known.end())
      submission.minor = minor->second;
    else
      submission.new_minor = !one.minor_key.empty();
    if (one.act == "return") {
      submission.returns = true;
      submission.episode = open_of(submission.minor.value());
    }
    const auto receipt =
        casework::submit_declaration(desk, actor(one), submission, std::nullopt, one.signed_at);
    if (!receipt) {
      MESSAGE(one.key, " was refused: ", receipt.error().code, " ", receipt.error().text);
      return false;
    }
    if (receipt->minor && !one.minor_key.empty()) known.emplace(one.minor_key, *receipt->minor);
    return true;
  }
  std::optional<base::EpisodeId> open_of(base::MinorId minor) const {
    std::optional<base::EpisodeId> open;
    for (const auto& record : episodes_of(minor))
      if (record.episode.open()) open = record.episode.id;
    return open;
  }
};

/// Calls `see` with every stored assessment, in the order made, and the minor it is about.
void each_assessment(
    const House& house,
    const std::function<void(const store::Reading&, base::MinorId, const store::Assessment&)>& see) {
  const auto ids =
      RawDatabase(house.file())
          .rows(
              "SELECT a.id, e.minor FROM assessment a JOIN episode e ON e.id = a.episode ORDER BY a.number");
  house.look([&](const store::Reading& reading) {
    for (const std::string& row : ids)
      see(reading, *base::MinorId::parse(row.substr(37)),
          *store::find_assessment(reading, *base::AssessmentId::parse(row.substr(0, 36))));
  });
}

std::vector<std::string> verdicts(const House& house) {
  std::vector<std::string> all;
  each_assessment(house, [&](const auto&, base::MinorId, const store::Assessment& one) {
    all.push_back(fmt::format("{} {} {}", triage::to_text(one.verdict.qualification),
                              triage::to_text(one.verdict.level), rules_of(one.reasons)));
  });
  return all;
}

}  // namespace

TEST_CASE(
    "every assessment of a cohort recomputes to what it said, from what had been told by then; sex changes "
    "none") {
  const auto cohort = sixty();
  const Played played(cohort);
  CHECK(played.refused == 0);
  std::map<triage::Level, int> levels;
  int seen = 0;
  each_assessment(played,
                  [&](const store::Reading& reading, base::MinorId minor, const store::Assessment& kept) {
                    const auto then = casework::Past::load(reading, minor).as_of(minor, kept.number);
                    const auto again = casework::judge(then, kept.episode, rules(), kept.at);
                    ++seen;
                    ++levels[kept.verdict.level];
                    if (again.verdict() == kept.verdict && again.reasons == kept.reasons) return;
                    FAIL_CHECK("assessment ", kept.id.text(), ": ", rules_of(kept.reasons), "became ",
                               rules_of(again.reasons));
                  });
  CHECK(seen > 200);
  CHECK(levels.size() == 4);
  CHECK(casework::examine(played.desk).problems.empty());

  auto flipped = cohort;
  int changed = 0;
  for (cohort::Told& one : flipped)
    if (auto* sex = one.answers.if_contains("sexe")) {
      *sex = sex->as_string() == "F" ? "M" : "F";
      ++changed;
    }
  CHECK(changed > 50);
  const Played other(flipped);
  CHECK(verdicts(other) == verdicts(played));
}
