#include <doctest/doctest.h>

#include "alerts/alert.hpp"

using namespace vigie;
using namespace vigie::alerts;
using triage::Level;
using triage::Qualification;

namespace {
Alert known(std::string kind, State state, std::uint8_t id = 1) {
  Alert alert;
  alert.id.bytes[15] = id;
  alert.kind = std::move(kind);
  alert.state = state;
  return alert;
}
std::vector<std::string> raised(const Plan& plan) {
  std::vector<std::string> kinds;
  for (const auto& raise : plan.raise) kinds.push_back(raise.kind);
  return kinds;
}
using Kinds = std::vector<std::string>;
}  // namespace

TEST_CASE("a critical level and a worrying absence are two alerts, nothing proposed is none") {
  CHECK(raised(plan({Qualification::inquietante, Level::critique}, {})) == Kinds{"inquietante", "critique"});
  CHECK(raised(plan({Qualification::a_examiner, Level::eleve}, {})) == Kinds{"a_examiner", "eleve"});
  CHECK(plan({Qualification::classique, Level::vigilance}, {}).raise.empty());
}

TEST_CASE("the same height is not asked twice, answered or not; a higher one restarts the open alert") {
  const std::vector<Alert> open = {known("a_examiner", State::acquittee)};
  CHECK(plan({Qualification::a_examiner, Level::aucun}, open).raise.empty());
  const Plan higher = plan({Qualification::inquietante, Level::aucun}, open);
  REQUIRE(higher.raise.size() == 1);
  CHECK(higher.raise[0].instead_of == open[0].id);
  const std::vector<Alert> answered = {known("inquietante", State::resolue)};
  CHECK(plan({Qualification::inquietante, Level::aucun}, answered).raise.empty());
  CHECK(plan({Qualification::a_examiner, Level::aucun}, answered).raise.empty());
}

TEST_CASE("a verified return resolves the question of qualification and never the one of exploitation") {
  const std::vector<Alert> open = {known("inquietante", State::ouverte, 1), known("critique", State::ouverte, 2)};
  Situation back{Qualification::inquietante, Level::critique};
  back.returned = back.verified = true;
  const Plan after = plan(back, open);
  CHECK(after.raise.empty());
  REQUIRE(after.resolve.size() == 1);
  CHECK(after.resolve[0].first == open[0].id);
}

TEST_CASE("an unverified return resolves nothing and asks to be verified") {
  Situation told{Qualification::inquietante, Level::aucun};
  told.returned = true;
  told.fpr_standing = true;
  const std::vector<Alert> open = {known("inquietante", State::ouverte)};
  const Plan after = plan(told, open);
  CHECK(after.resolve.empty());
  CHECK(raised(after) == Kinds{"retour_a_verifier"});
}

TEST_CASE("a verified return under a standing FPR entry makes a task that only the désinscription clears") {
  Situation back;
  back.returned = back.verified = back.fpr_standing = true;
  CHECK(raised(plan(back, {})) == Kinds{"fpr_a_desinscrire"});
  const std::vector<Alert> open = {known("fpr_a_desinscrire", State::ouverte)};
  CHECK(plan(back, open).raise.empty());
  back.fpr_standing = false;
  CHECK(plan(back, open).resolve.size() == 1);
}

TEST_CASE("a decision stands until more is proposed than when it was taken, then it is asked again") {
  Situation decided{Qualification::a_examiner, Level::aucun};
  decided.decided = Situation::Decided{Qualification::classique, Level::aucun, Qualification::a_examiner, Level::aucun, {1000}};
  CHECK(plan(decided, {}).raise.empty());
  decided.proposed = Qualification::inquietante;
  CHECK(raised(plan(decided, std::vector<Alert>{known("inquietante", State::resolue)})) == Kinds{"decision_a_revoir"});
  decided.decided->qualification = Qualification::inquietante;
  CHECK(plan(decided, std::vector<Alert>{known("inquietante", State::resolue), known("decision_a_revoir", State::ouverte, 2)})
            .resolve.size() == 1);
}

TEST_CASE("a review that was answered is not asked again, unless the proposal rises once more") {
  Situation decided{Qualification::inquietante, Level::vigilance};
  decided.decided = Situation::Decided{Qualification::classique, Level::aucun, Qualification::classique, Level::aucun, {1000}};
  Alert answered = known("decision_a_revoir", State::resolue, 2);
  answered.raised_at = {2000};
  const std::vector<Alert> before = {known("inquietante", State::resolue), answered};
  CHECK(plan(decided, before).raise.empty());
  decided.rose = true;
  CHECK(raised(plan(decided, before)) == Kinds{"decision_a_revoir"});
}

TEST_CASE("a decided inquiétante is an alert, whatever was proposed") {
  Situation decided;
  decided.decided = Situation::Decided{Qualification::inquietante, Level::aucun, Qualification::classique, Level::aucun, {1000}};
  CHECK(raised(plan(decided, {})) == Kinds{"inquietante"});
}

TEST_CASE("overdue means past its time and acknowledged by nobody") {
  Alert alert = known("critique", State::ouverte);
  alert.due_at = {1000};
  CHECK_FALSE(overdue(alert, {1000}));
  CHECK(overdue(alert, {1001}));
  alert.state = State::acquittee;
  CHECK_FALSE(overdue(alert, {1001}));
}
