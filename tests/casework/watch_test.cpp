#include <doctest/doctest.h>

#include "casework/watch.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;
using casework::Board;
using casework::WatchFilter;

namespace {

struct WatchRoom : House {
  Board board(const access::Actor& who, const WatchFilter& filter = {}) { return casework::watch(desk, who, filter).value(); }
  /// "NOM NOM …" of the rows, in their order.
  std::string names(const access::Actor& who, const WatchFilter& filter = {}) {
    std::string all;
    for (const casework::Watched& row : board(who, filter).rows) all += row.display.substr(0, row.display.find(',')) + " ";
    return all;
  }
  base::EpisodeId gone(const access::Actor& by, std::string_view nom, double hours, const object& more = {}, std::string_view birth = "2011-05-14") {
    return *sign(by, "classique", with(left(child(nom, "Zoé", birth), at(-hours)), more)).episode;
  }
};
const object harm{{"revelation", "oui"}};
const object worrying{{"danger_immediat", "oui"}};

}  // namespace

TEST_CASE("the board puts first what nobody took in time, then level, qualification, the younger child, the later departure") {
  WatchRoom room;
  room.gone(room.police, "CALME", 30);
  room.gone(room.police, "CALMERECENT", 3);
  room.gone(room.police, "CALMEPETIT", 40, {}, "2012-01-10");
  room.gone(room.police, "INQUIET", 5, worrying);
  room.gone(room.police, "CRITIQUE", 5, harm);
  const auto late = room.gone(room.police, "TARD", 6, {{"sans_affaires", "oui"}});
  CHECK(room.names(room.police) == "CRITIQUE INQUIET TARD CALMEPETIT CALMERECENT CALME ");
  room.clock.pass(61min);  // every alert is late now; then all but one are taken
  const Board late_board = room.board(room.police);
  for (const auto& row : late_board.rows)
    for (const auto& held : row.alerts)
      if (row.absence.id != late) REQUIRE(casework::acknowledge_alert(room.desk, room.police, held.alert.id, {}).ok());
  CHECK(room.names(room.police) == "TARD CRITIQUE INQUIET CALMEPETIT CALMERECENT CALME ");
  CHECK(room.board(room.police).rows.front().overdue);
}

TEST_CASE("a child of unknown age comes before those whose age is known") {
  casework::Watched unknown, known;
  known.age = 3;
  CHECK(casework::comes_before(unknown, known));
  CHECK_FALSE(casework::comes_before(known, unknown));
}

TEST_CASE("an alert that lasts keeps its place whatever was decided before it") {
  casework::Watched calm, decided_down;
  calm.absence.stands.level = triage::Level::eleve;
  CHECK(casework::comes_before(calm, decided_down));
  decided_down.alerts.emplace_back().alert.kind = "critique";
  CHECK(casework::comes_before(decided_down, calm));
}

TEST_CASE("each sees on the board the absences of its scope and the alerts of its audience") {
  WatchRoom room;
  room.gone(room.mimosas, "DESMIMOSAS", 3, harm);
  room.gone(room.tilleuls, "DESTILLEULS", 3);
  CHECK(room.names(room.police) == "DESMIMOSAS DESTILLEULS ");
  CHECK(room.names(room.ecoutant) == "DESMIMOSAS DESTILLEULS ");
  CHECK(room.names(room.mimosas) == "DESMIMOSAS ");
  CHECK(room.names(room.analyste).empty());
  CHECK(room.names(room.admin).empty());
  CHECK(room.board(room.police).rows.front().alerts.size() == 2);
  CHECK(room.board(room.mimosas).rows.front().alerts.size() == 2);
  CHECK(room.board(room.ecoutant).rows.front().alerts.empty());
  CHECK(room.board(room.police).rows.front().declarants == std::vector<std::string>{"Les Mimosas"});
  CHECK(room.board(room.mimosas).rows.front().declarants.empty());
  CHECK(room.board(room.mimosas).declarants.empty());
}

TEST_CASE("who has an alert is said on the board, and one's own can be asked for") {
  WatchRoom room;
  const auto id = room.gone(room.police, "LEFEVRE", 3, harm);
  room.gone(room.police, "AUTRE", 3, harm);
  const auto alert = room.alert(id, "critique")->id;
  REQUIRE(casework::acknowledge_alert(room.desk, room.second, alert, {}).ok());
  WatchFilter mine;
  mine.mine = true;
  CHECK(room.names(room.police, mine).empty());
  CHECK(room.names(room.second, mine) == "LEFEVRE ");
  const Board own = room.board(room.second, mine);
  for (const auto& held : own.rows.front().alerts)
    CHECK(held.acknowledged_by == (held.alert.id == alert ? "police2" : ""));
  REQUIRE(casework::resolve_alert(room.desk, room.second, alert, "confirme", "", {}).ok());
  CHECK(room.board(room.police).rows.size() == 2);
  CHECK(room.names(room.second, mine).empty());
}

TEST_CASE("each filter keeps what fits it and nothing else") {
  WatchRoom room;
  room.gone(room.police, "PARIS", 1, with(harm, {{"departement", "75"}}));
  room.gone(room.mimosas, "RHONE", 30, {{"departement", "69"}});
  WatchFilter filter;
  filter.level = triage::Level::critique;
  CHECK(room.names(room.police, filter) == "PARIS ");
  filter = {};
  filter.qualification = triage::Qualification::classique;
  CHECK(room.names(room.police, filter) == "RHONE ");
  filter = {};
  filter.departement = "69";
  CHECK(room.names(room.police, filter) == "RHONE ");
  filter = {};
  filter.phase = episodes::Phase::to_2_h;
  CHECK(room.names(room.police, filter) == "PARIS ");
  filter = {};
  filter.organisation = room.mimosas.organisation;
  CHECK(room.names(room.police, filter) == "RHONE ");
  const Board board = room.board(room.police, filter);
  CHECK(board.all == 2);
  CHECK(board.departements == std::set<std::string>{"69", "75"});
  CHECK(board.declarants.size() == 2);
}

TEST_CASE("a search on the board finds absent minors only and writes an audit line without the words") {
  WatchRoom room;
  const auto back_home = room.gone(room.police, "LEFEVRE", 9);
  REQUIRE(room.returns(room.police, back_home, back(at(-1))).ok());
  room.gone(room.police, "LEFÈVRE-DURAND", 3);
  room.gone(room.police, "MARTIN", 3);
  WatchFilter filter;
  filter.words = "lefevre";
  CHECK(room.names(room.police, filter) == "LEFÈVRE-DURAND ");
  CHECK(RawDatabase(room.file()).one("SELECT act || ' ' || detail || subject_id FROM audit ORDER BY number DESC LIMIT 1") == "recherche tableau;resultats=1");
  filter.words = "x";
  CHECK(casework::watch(room.desk, room.police, filter).error().fields.at(0).code == "recherche_trop_courte");
}

TEST_CASE("the board leaves no audit line: appearing in a list is not an opening") {
  WatchRoom room;
  room.gone(room.police, "LEFEVRE", 3);
  const auto before = room.count("audit");
  (void)room.board(room.police);
  CHECK(room.count("audit") == before);
}

TEST_CASE("the phases of an absence take their lower bound") {
  using episodes::Phase;
  for (const auto& [gone, phase] : {std::pair<base::Duration, Phase>{-1h, Phase::to_2_h}, {2h - 1ms, Phase::to_2_h}, {2h, Phase::to_24_h}, {24h, Phase::to_48_h},
                                    {48h, Phase::to_72_h}, {72h, Phase::to_7_d}, {168h, Phase::to_28_d}, {672h - 1ms, Phase::to_28_d}, {672h, Phase::beyond}})
    CHECK(episodes::phase_of(noon - gone, noon) == phase);
  for (const Phase phase : episodes::phases()) CHECK(episodes::parse_phase(episodes::to_text(phase)) == phase);
  CHECK_FALSE(episodes::parse_phase("toujours"));
}
