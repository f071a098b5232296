#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "casework/retract.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;

namespace {

const object held{{"entretien", "realise"}, {"entretien_mode", "presence"}};

struct InterviewRoom : House {
  Receipt away = sign(mimosas, "classique", left(ines, at(-30)));
  base::EpisodeId id = *away.episode;

  void come_back(base::Instant when) { REQUIRE(returns(mimosas, id, back(when)).ok()); }
  base::Result<Receipt> interview(const access::Actor& by, const object& answers) {
    Submission submission = filled("entretien", answers);
    submission.episode = id;
    return submit(by, submission);
  }
};

}  // namespace

TEST_CASE("the interview is due 72 hours after the return, for the case workers and the home that declared") {
  InterviewRoom room;
  room.come_back(at(-10));
  const auto task = room.alert(room.id, "entretien_retour");
  REQUIRE(task);
  CHECK(task->raised_at == noon);
  CHECK(task->due_at == at(62));
  CHECK(task->role == access::Role::suivi);
  CHECK(task->organisation == room.mimosas.organisation);
}

TEST_CASE("a return that police records still asks the home that declared") {
  InterviewRoom room;
  REQUIRE(room.returns(room.police, room.id, back(at(-10))).ok());
  CHECK(room.alert(room.id, "entretien_retour")->organisation == room.mimosas.organisation);
}

TEST_CASE("an interview held or refused ends the task; one only offered does not; it may be held again") {
  InterviewRoom room;
  room.come_back(at(-10));
  REQUIRE(room.interview(room.suivi, {{"entretien", "propose"}}).ok());
  CHECK(room.state(room.id, "entretien_retour") == "ouverte");
  REQUIRE(room.interview(room.mimosas, {{"entretien", "refuse"}}).ok());
  CHECK(room.state(room.id, "entretien_retour") == "resolue");
  CHECK(room.alert(room.id, "entretien_retour")->outcome == "refus");
  REQUIRE(room.interview(room.suivi, held).ok());
  REQUIRE(room.interview(room.police, held).ok());
  CHECK(room.episode(room.id).episode.declarations.size() == 6);
  CHECK(room.kinds_of(room.id) == "entretien_retour fpr_a_inscrire parquet_a_aviser ");
}

TEST_CASE("an interview told with the return leaves no task") {
  InterviewRoom room;
  REQUIRE(room.returns(room.mimosas, room.id, with(back(at(-10)), {{"entretien", "realise"}})).ok());
  CHECK(room.state(room.id, "entretien_retour") == "aucune");
}

TEST_CASE("a sign told in the interview is heard at once, belongs to that absence, and recomputes") {
  InterviewRoom room;
  room.come_back(at(-10));
  const auto told = room.interview(room.suivi, with(held, {{"revelation", "oui"}}));
  REQUIRE(told.ok());
  CHECK(told->episode == room.id);
  CHECK(told->minor == room.away.minor);
  CHECK(told->how == "chosen");
  CHECK(room.assessment(room.id).verdict.level == triage::Level::critique);
  CHECK(room.state(room.id, "critique") == "ouverte");
  CHECK(room.episode(room.id).episode.status == episodes::Status::rentre);
  CHECK(room.count("episode") == 1);
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("there is no return interview while the child is away, and there is one once found") {
  InterviewRoom room;
  const auto early = room.interview(room.suivi, held);
  REQUIRE_FALSE(early.ok());
  CHECK(early.error().kind == base::Kind::conflict);
  CHECK(early.error().code == "encore_absent");
  REQUIRE(room.returns(room.police, room.id, with(back(at(-4)), {{"retour_issue", "localise"}})).ok());
  CHECK(room.interview(room.suivi, held).ok());
}

TEST_CASE("an interview names its absence, answers something, and is of those who follow the child") {
  InterviewRoom room;
  room.come_back(at(-10));
  Submission loose = filled("entretien", held);
  loose.minor = room.away.minor;
  CHECK(room.submit(room.suivi, loose).error().fields.at(0).code == "entretien_sans_absence");
  loose.new_episode = true;
  CHECK(room.submit(room.suivi, loose).error().fields.at(0).code == "entretien_sans_absence");
  CHECK(room.interview(room.suivi, {}).error().fields.at(0).code == "champ_requis");
  CHECK(room.interview(room.ecoutant, held).error().code == "formulaire_interdit");
  CHECK(room.interview(room.tilleuls, held).error().fields.at(0).code == "absence_inconnue");
  CHECK(room.count("declaration") == 2);
}

TEST_CASE("an interview corrected stays with its absence, and the task comes back when it was not held after all") {
  InterviewRoom room;
  room.come_back(at(-10));
  const auto wrong = room.interview(room.suivi, held);
  REQUIRE(wrong.ok());
  Submission right = filled("entretien", {{"entretien", "propose"}});
  right.amends = wrong->declaration;
  room.clock.pass(1s);
  CHECK(room.sign(room.suivi, right).episode == room.id);
  std::vector<alerts::State> states;
  for (const auto& alert : room.alerts_of(room.id))
    if (alert.kind == "entretien_retour") states.push_back(alert.state);
  CHECK(states == std::vector{alerts::State::resolue, alerts::State::ouverte});
}

TEST_CASE("a return undone takes its interview back as a task; the true return asks for one of its own") {
  InterviewRoom room;
  room.come_back(at(-10));
  REQUIRE(room.interview(room.suivi, held).ok());
  REQUIRE(casework::reopen_episode(room.desk, room.mimosas, room.id, "ce n’était pas elle", {}).ok());
  const auto open = [&](std::string_view kind) {
    const auto all = room.alerts_of(room.id);
    return std::count_if(all.begin(), all.end(), [&](const auto& one) {
      return one.kind == kind && one.state != alerts::State::resolue;
    });
  };
  CHECK(open("entretien_retour") == 0);
  CHECK(open("fpr_a_inscrire") == 1);
  room.clock.pass(3h);
  room.come_back(at(2));
  CHECK(open("entretien_retour") == 1);
  CHECK(open("fpr_a_inscrire") == 0);
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("a return undone before any interview ends its task") {
  InterviewRoom room;
  room.come_back(at(-10));
  REQUIRE(casework::reopen_episode(room.desk, room.mimosas, room.id, "ce n’était pas elle", {}).ok());
  CHECK(room.alert(room.id, "entretien_retour")->outcome == "reouverture");
}

TEST_CASE("a young person of age by then still speaks of the absence of a minor") {
  House house;
  const auto away = house.sign(house.mimosas, "classique", left(child("LEROY", "Sam", "2008-06-02"), at(-30)));
  REQUIRE(house.returns(house.mimosas, *away.episode, back(at(-10))).ok());
  house.clock.pass(48h);
  Submission interview = filled("entretien", held);
  interview.episode = away.episode;
  CHECK(house.submit(house.suivi, interview).ok());
}
