#include <doctest/doctest.h>

#include "alerts/alert.hpp"

using namespace vigie;
using namespace vigie::alerts;
using namespace std::chrono_literals;

namespace {

constexpr base::Instant now{1'780'308'000'000};

Alert one(std::string kind, State state, std::string outcome = "", base::Instant resolved = now) {
  Alert alert;
  alert.id.bytes[15] = 7;
  alert.kind = std::move(kind);
  alert.state = state;
  alert.outcome = std::move(outcome);
  alert.due_at = now + 72h;
  if (state == State::resolue) alert.resolved_at = resolved;
  return alert;
}
Situation away() {
  Situation situation;
  situation.followed.now = now;
  situation.followed.away = true;
  return situation;
}
Situation back() {
  Situation situation;
  situation.returned = situation.verified = true;
  situation.followed.now = now;
  situation.followed.returned_at = now;
  return situation;
}
std::string raised(const Situation& situation, const std::vector<Alert>& known = {}) {
  std::string kinds;
  for (const auto& raise : plan(situation, known).raise) kinds += raise.kind + " ";
  return kinds;
}
/// How the one alert known is resolved; nothing when it stays.
std::string resolved(const Situation& situation, const Alert& known) {
  const Plan planned = plan(situation, std::vector{known});
  REQUIRE(planned.resolve.size() <= 1);
  return planned.resolve.empty() ? "" : planned.resolve.front().second;
}

}  // namespace

TEST_CASE("a return asks for an interview, due 72 hours after it, unless one was held or refused") {
  Situation situation = back();
  situation.followed.returned_at = now - 10h;
  const Plan planned = plan(situation, {});
  REQUIRE(planned.raise.size() == 1);
  CHECK(planned.raise[0].kind == "entretien_retour");
  CHECK(planned.raise[0].from == now - 10h);
  CHECK(kind("entretien_retour").due == 72h);
  for (const auto interview : {Followed::Interview::held, Followed::Interview::refused}) {
    situation.followed.interview = interview;
    CHECK(raised(situation) == "");
  }
}

TEST_CASE("an interview held and an interview refused end the task, and are not the same end") {
  const Alert open = one("entretien_retour", State::acquittee);
  Situation situation = back();
  CHECK(resolved(situation, open) == "");
  situation.followed.interview = Followed::Interview::refused;
  CHECK(resolved(situation, open) == "refus");
  situation.followed.interview = Followed::Interview::held;
  CHECK(resolved(situation, open) == "entretien");
  CHECK(resolved(away(), open) == "reouverture");
}

TEST_CASE("no interview is asked for about a return of more than 30 days ago, and one that is asked for stays") {
  Situation situation = back();
  situation.followed.returned_at = now - 31 * 24h;
  CHECK(raised(situation) == "");
  CHECK(resolved(situation, one("entretien_retour", State::ouverte)) == "");
}

TEST_CASE("a return told anew moves the time of its interview, and takes back no acknowledgement") {
  Situation situation = back();
  situation.followed.returned_at = now + 5h;
  const std::vector<Alert> known = {one("entretien_retour", State::acquittee)};
  const Plan planned = plan(situation, known);
  CHECK(planned.raise.empty());
  REQUIRE(planned.move.size() == 1);
  CHECK(planned.move[0] == std::pair(known[0].id, now + 77h));
}

TEST_CASE("what was answered by a person is not asked again for the same reason, and is for a later one") {
  Situation situation = back();
  CHECK(raised(situation, {one("entretien_retour", State::resolue, "transmis", now + 1h)}) == "");
  CHECK(raised(situation, {one("entretien_retour", State::resolue, "transmis", now - 1h)}) == "entretien_retour ");
  CHECK(raised(situation, {one("entretien_retour", State::resolue, "caduque", now + 1h)}) == "entretien_retour ");
}

TEST_CASE("a declared absence asks for the FPR and for the procureur, until each is done or the child is back") {
  Situation situation = away();
  CHECK(raised(situation) == "");
  situation.followed.declared_at = now - 1h;
  CHECK(raised(situation) == "fpr_a_inscrire parquet_a_aviser ");
  const Alert fpr = one("fpr_a_inscrire", State::ouverte), parquet = one("parquet_a_aviser", State::ouverte);
  CHECK(resolved(situation, fpr) == "");
  situation.followed.fpr_answered = true;
  situation.followed.parquet_informed = true;
  CHECK(resolved(situation, fpr) == "fpr");
  CHECK(resolved(situation, parquet) == "parquet");
  situation = back();
  CHECK(resolved(situation, fpr) == "retour");
  CHECK(resolved(situation, parquet) == "retour");
  CHECK_FALSE(kind("fpr_a_inscrire").by_hand);
  CHECK(kind("parquet_a_aviser").due == 48h);
}

TEST_CASE("a call about an absence that police does not know of asks to have the 17 called, until police knows") {
  Situation situation = away();
  situation.followed.undeclared_at = now;
  CHECK(raised(situation) == "composer_le_17 ");
  CHECK(kind("composer_le_17").role == access::Role::ecoutant);
  const Alert open = one("composer_le_17", State::ouverte);
  CHECK(resolved(situation, open) == "");
  situation.followed.undeclared_at.reset();
  CHECK(resolved(situation, open) == "declaration");
  CHECK(resolved(back(), open) == "retour");
}

TEST_CASE("an inquiétante signed at a distance asks for the visit and for the educator to be heard") {
  Situation situation = away();
  situation.followed.distant_at = now;
  CHECK(raised(situation) == "audition_educateur deplacement_commissariat ");
  const Alert audition = one("audition_educateur", State::ouverte), visit = one("deplacement_commissariat", State::ouverte);
  situation.followed.visited = true;
  CHECK(resolved(situation, audition) == "");
  CHECK(resolved(situation, visit) == "deplacement");
  situation.followed.visited = false;
  situation.followed.heard = true;
  CHECK(resolved(situation, audition) == "audition");
  CHECK(resolved(situation, visit) == "deplacement");
  situation.followed.heard = false;
  situation.followed.distant_at.reset();
  CHECK(resolved(situation, audition) == "caduque");
}

TEST_CASE("a disagreement is to be transmitted, whatever became of the child, until a person says so") {
  for (Situation situation : {away(), back()}) {
    situation.followed.interview = Followed::Interview::held;
    situation.followed.disputed_at = now;
    CHECK(raised(situation) == "desaccord_a_transmettre ");
    CHECK(resolved(situation, one("desaccord_a_transmettre", State::acquittee)) == "");
    CHECK(raised(situation, {one("desaccord_a_transmettre", State::resolue, "transmis", now + 1h)}) == "");
    CHECK(raised(situation, {one("desaccord_a_transmettre", State::resolue, "transmis", now - 1h)}) ==
          "desaccord_a_transmettre ");
  }
}

TEST_CASE("an eighteenth birthday during the absence is told once, and closes nothing") {
  Situation situation = away();
  situation.followed.of_age = true;
  CHECK(raised(situation) == "majorite ");
  CHECK(raised(situation, {one("majorite", State::acquittee)}) == "");
  CHECK(raised(situation, {one("majorite", State::resolue, "indetermine")}) == "");
  CHECK_FALSE(kind("majorite").task());
}

TEST_CASE("every kind has a label for people, a family of its own height and a time") {
  std::set<std::pair<Family, int>> heights;
  for (const Kind& one : kinds()) {
    CHECK_FALSE(one.label.empty());
    CHECK(one.due > 0ms);
    CHECK(heights.emplace(one.family, one.height).second);
  }
}

TEST_CASE("an alert that nobody takes goes wider at its due time, and again after as long") {
  Alert alert = one("critique", State::ouverte);
  alert.due_at = now;
  CHECK(escalates_at(alert) == now);
  CHECK(roles_of(alert) == std::vector{access::Role::police});
  alert.step = 1;
  CHECK(escalates_at(alert) == now + 15min);
  CHECK(roles_of(alert) == std::vector{access::Role::police, access::Role::suivi});
  alert.step = 2;
  CHECK_FALSE(escalates_at(alert));
  CHECK(roles_of(alert) == std::vector{access::Role::police, access::Role::suivi, access::Role::ecoutant});
}

TEST_CASE("a task goes one step wider and no further; what is taken or resolved goes nowhere") {
  Alert task = one("entretien_retour", State::ouverte);
  task.role = kind(task.kind).role;
  CHECK(escalates_at(task) == task.due_at);
  task.step = 1;
  CHECK_FALSE(escalates_at(task));
  CHECK(roles_of(task) == std::vector{access::Role::suivi, access::Role::police});
  CHECK_FALSE(escalates_at(one("critique", State::acquittee)));
  CHECK_FALSE(escalates_at(one("critique", State::resolue)));
}

TEST_CASE("no alert ever goes wider to homes, analysts or administrators") {
  for (const auto role : {access::Role::foyer, access::Role::analyste, access::Role::admin}) CHECK(joins_at(role) > 2);
}
