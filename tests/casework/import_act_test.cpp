// What another system did about an absence: FPR entry, decisions, disagreements, taken back into this one.
#include <doctest/doctest.h>

#include "casework/disagree.hpp"
#include "casework/examine.hpp"
#include "tests/casework/import_room.hpp"

using namespace vigie;
using namespace vigie::tests;
using triage::Level;
using triage::Qualification;

namespace {

const object lea = child("ZYLMAR", "Léa", "2011-09-14");

struct ActRoom : ImportRoom {
  base::EpisodeId id;
  ActRoom() {
    REQUIRE(import({past("d1", "classique", with(left(lea, at(-100)), {{"hotel_ou_location", "oui"}}), at(-99), "lea")}) == "taken ");
    id = base::EpisodeId::parse(one("SELECT id FROM episode")).value();
  }
  store::EpisodeRecord record() const { return episode(id); }
  std::vector<store::Decision> decisions() const {
    return look([&](const store::Reading& reading) { return store::list_decisions(reading, id); });
  }
  /// A line of an act about d1, with what else it says.
  static std::string line(std::string_view act, std::string_view key, double signed_at, const object& more) {
    return base::to_text(with({{"key", key}, {"act", act}, {"organisation", "BPM"}, {"signed_at", told(at(signed_at))}, {"declaration", "d1"}}, more)) + "\n";
  }
};

const object enters{{"inscrit_le", told(at(-97))}, {"numero", "F-12"}, {"categorie", "M"}, {"service", "BPM, groupe 2"}};
const object ends{{"inscrit_le", told(at(-97))}, {"desinscrit_le", told(at(-40))}, {"numero", "F-12"}, {"categorie", "M"}};
const object decides{{"by", "Mme Zylmajor"}, {"qualification", "inquietante"}, {"level", "eleve"}, {"reason", "Vu avec le foyer."}};

}  // namespace

TEST_CASE("an act is done at its own instant, by the account import for the organisation that did it, and keeps who did it, sealed") {
  ActRoom room;
  CHECK(room.take(room.line("decision", "k", -90, decides)) == "taken ");
  const auto decision = room.decisions().at(0);
  CHECK(decision.at == at(-90));
  CHECK(decision.account == room.system.account);
  CHECK(decision.organisation == room.police.organisation);
  CHECK(decision.elsewhere.by == "Mme Zylmajor");
  CHECK(decision.reason == "Vu avec le foyer.");
  CHECK(decision.assessment == room.record().assessment);
  CHECK(room.record().stands == store::Verdict{Qualification::inquietante, Level::eleve});
  CHECK(room.one("SELECT at || ' ' || motive FROM audit WHERE act = 'decision'") == std::to_string(at(-90).ms) + " import");
  CHECK(room.everything().find("Zylmajor") == std::string::npos);
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("an act is taken once per key, among those of its sort: the same words are known, other words or another absence refused") {
  ActRoom room;
  const std::string decision = room.line("decision", "k", -90, decides), entry = room.line("fpr", "k", -96, enters);
  CHECK(room.take(decision + entry + decision + entry) == "taken taken known known ");
  const std::string before = room.exported();
  CHECK(room.take(decision + entry) == "known known ");
  CHECK(room.take(room.line("decision", "k", -90, with(decides, {{"level", "critique"}})) + room.line("fpr", "k", -96, with(enters, {{"numero", "F-13"}}))) ==
        "cle_reutilisee cle_reutilisee ");
  REQUIRE(room.import({past("d2", "classique", left(lea, at(-20)), at(-19), "lea")}) == "taken ");
  const std::string apart = room.exported();
  CHECK(room.take(room.line("decision", "k", -90, with(decides, {{"declaration", "d2"}}))) == "cle_reutilisee ");
  CHECK(room.exported() == apart);
  CHECK(apart.starts_with(before.substr(0, before.find("\"rank\":2"))));
}

TEST_CASE("the number of an entry ends with the search, and no older line brings it back") {
  ActRoom room;
  CHECK(room.take(room.line("fpr", "in", -96, enters)) == "taken ");
  CHECK(room.record().fpr_numero == "F-12");
  CHECK(room.take(room.line("fpr", "out", -39, ends)) == "taken ");
  CHECK(room.record().fpr_numero.empty());
  CHECK(room.record().episode.fpr.desinscrit_le == at(-40));
  CHECK(room.take(room.line("fpr", "in", -96, enters) + room.line("fpr", "in-2", -95, enters)) == "known fpr_depassee ");
  CHECK(room.record().fpr_numero.empty());
  CHECK(room.exported().find("F-12") == std::string::npos);
}

TEST_CASE("an entry changed here since is no longer the imported one: it has its own key, and the old line stays known") {
  ActRoom room;
  const std::string entry = room.line("fpr", "in", -96, enters);
  REQUIRE(room.take(entry) == "taken ");
  REQUIRE(casework::record_fpr(room.desk, room.police, room.id, {{}, at(-1), {}, {}, {}, {}}, {}).ok());
  CHECK(room.exported().find("\"key\":\"in\"") == std::string::npos);
  CHECK(room.exported().find("\"by\":\"police\"") != std::string::npos);
  CHECK(room.take(entry) == "known ");
  CHECK(room.record().episode.fpr.desinscrit_le == at(-1));
}

TEST_CASE("why a search was not entered, a decision and a disagreement leave and come back with all that they say") {
  ActRoom room;
  CHECK(room.take(room.line("fpr", "f", -98, {{"motif_de_non_inscription", "Retour imminent"}}) +
                  room.line("disagreement", "x", -80, {{"qualification", "classique"}, {"declarant", "Mme Zylmar, mère"}, {"reason", "Elle ne part jamais."}}) +
                  room.line("decision", "k", -79, decides) +
                  room.line("disagreement", "y", -78, {{"qualification", "inquietante"}, {"decision", "k"}, {"declarant", "Le père"}, {"reason", "Trop."}})) ==
        "taken taken taken taken ");
  const std::string said = room.exported();
  for (const char* part : {"Retour imminent", "Mme Zylmar, mère", "Elle ne part jamais.", "Vu avec le foyer.", "\"decision\":\"k\"", "\"by\":\"Mme Zylmajor\""}) {
    CAPTURE(part);
    CHECK(said.find(part) != std::string::npos);
    CHECK(room.everything().find(part) == std::string::npos);
  }
  ImportRoom empty;
  CHECK(empty.take(said) == "taken taken taken taken taken ");
  CHECK(without_ids(empty.exported()) == without_ids(said));
}

TEST_CASE("a decision answers the assessment that it answered there; one that the rules would not make is kept as told") {
  ActRoom room;
  const auto first = room.assessment(room.id);
  const auto proposed = [&](double when, std::string_view qualification, std::string_view level) {
    return with(decides, {{"assessment", object{{"at", told(at(when))}, {"qualification", qualification}, {"level", level}}}});
  };
  CHECK(room.take(room.line("decision", "same", -98, proposed(-99, "classique", "vigilance"))) == "taken ");
  CHECK(room.decisions().back().assessment == first.id);
  CHECK(room.take(room.line("decision", "later", -70, proposed(-75, "classique", "vigilance"))) == "taken ");
  const auto clock = room.assessment(room.id);  // as the clock made it there
  CHECK(clock.at == at(-75));
  CHECK(clock.rules == room.desk.rules.id);
  CHECK(room.record().assessment == clock.id);
  const object below = with(proposed(-65, "inquietante", "critique"), {{"qualification", "classique"}, {"level", "aucun"}, {"reason", "Erreur de fiche."}});
  CHECK(room.take(room.line("decision", "below", -60, below)) == "taken ");
  const auto answered = room.look([&](const store::Reading& reading) { return store::find_assessment(reading, room.decisions().back().assessment).value(); });
  CHECK(answered.verdict == store::Verdict{Qualification::inquietante, Level::critique});
  CHECK(answered.rules == store::told_elsewhere);
  CHECK(room.record().proposed == store::Verdict{Qualification::classique, Level::vigilance});
  CHECK(room.record().assessment == room.assessment(room.id).id);
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("an older decision told later does not take the place of the one that stands") {
  ActRoom room;
  CHECK(room.take(room.line("decision", "new", -50, decides) + room.line("decision", "old", -70, with(decides, {{"level", "critique"}}))) == "taken taken ");
  CHECK(room.record().stands.level == Level::eleve);
  CHECK(room.decisions().size() == 2);
}

TEST_CASE("what names no absence, and what no act can say, is refused at its place") {
  ActRoom room;
  REQUIRE(room.import({past("nuisance", "appel", {{"categorie", "nuisance"}, {"appelant_qualite", "autre"}}, at(-9))}) == "taken ");
  const auto refused = [&](std::string_view act, const object& more) { return room.take(room.line(act, "r", -90, more)); };
  const std::string before = room.everything();
  CHECK(refused("decision", with(decides, {{"declaration", "d9"}})) == "declaration_inconnue ");
  CHECK(refused("decision", with(decides, {{"declaration", "nuisance"}})) == "declaration_sans_absence ");
  CHECK(refused("decision", with(decides, {{"qualification", "a_examiner"}})) == "choix_invalide ");
  CHECK(refused("decision", with(decides, {{"level", "grave"}})) == "choix_invalide ");
  CHECK(refused("decision", with(decides, {{"level", "aucun"}, {"qualification", "classique"}, {"reason", " "}})) == "motif_requis ");
  CHECK(refused("decision", with(decides, {{"signed_at", told(at(2))}})) == "instant_futur ");
  CHECK(refused("fpr", {}) == "fpr_vide ");
  CHECK(refused("fpr", with(enters, {{"categorie", "Z"}})) == "fpr_categorie ");
  CHECK(refused("fpr", {{"desinscrit_le", told(at(-95))}}) == "fpr_sans_inscription ");
  CHECK(refused("fpr", with(ends, {{"desinscrit_le", told(at(-99))}})) == "ordre_des_instants ");
  CHECK(refused("fpr", with(enters, {{"inscrit_le", told(at(-3))}})) == "instant_futur ");
  CHECK(refused("disagreement", {{"qualification", "classique"}, {"declarant", "La mère"}, {"reason", "Non."}, {"decision", "k9"}}) == "decision_inconnue ");
  CHECK(room.everything() == before);
}

TEST_CASE("a search that stands for a child who is back leaves its task at the end of the import") {
  ActRoom room;
  REQUIRE(room.import({past("r1", "retour", with(back(at(-50)), {{"declarant_qualite", "educateur"}}), at(-49), "lea")}) == "taken ");
  CHECK(room.take(room.line("fpr", "in", -45, enters)) == "taken ");
  room.finish();
  CHECK(room.state(room.id, "fpr_a_desinscrire") == "ouverte");
  CHECK(room.take(room.line("fpr", "out", -30, ends)) == "taken ");
  room.finish();
  CHECK(room.state(room.id, "fpr_a_desinscrire") == "resolue");
}

TEST_CASE("failing at any statement leaves no trace: an act of an import") {
  ActRoom room;
  casework::Importing importing(room.desk, room.system);
  std::vector<casework::Prepared> group;
  const object answered = with(decides, {{"assessment", object{{"at", told(at(-65))}, {"qualification", "inquietante"}, {"level", "critique"}}}, {"level", "critique"}});
  group.push_back(importing.prepare(*imports::parse_line(room.line("decision", "k", -60, answered))).value());
  const std::string before = room.everything();
  int statement = 0;
  for (bool done = false; !done; ++statement) {
    room.failing.at(statement);
    try {
      done = importing.take_all(group).value().front().sort == Fate::Sort::taken;
    } catch (const db::Failure&) {
    }
    room.failing.left = -1;
    CAPTURE(statement);
    if (!done) REQUIRE(room.everything() == before);
  }
  CHECK(statement > 15);
}

TEST_CASE("a declaration told after an act, in the same group, keeps what was decided") {
  ActRoom room;
  casework::Importing importing(room.desk, room.system);
  std::vector<casework::Prepared> group;
  group.push_back(importing.prepare(past("d2", "classique", left(lea, at(-98)), at(-97), "lea")).value());
  group.push_back(importing.prepare(*imports::parse_line(room.line("fpr", "f", -96, enters))).value());
  group.push_back(importing.prepare(*imports::parse_line(room.line("decision", "k", -90, decides))).value());
  group.push_back(importing.prepare(past("r1", "retour", with(back(at(-50)), {{"declarant_qualite", "educateur"}}), at(-49), "lea")).value());
  const auto fates = importing.take_all(group);
  for (const Fate& fate : fates.value()) CHECK(fate.sort == Fate::Sort::taken);
  CHECK(room.record().stands.level == Level::eleve);
  CHECK(room.record().fpr_numero == "F-12");
  CHECK(room.record().episode.status == episodes::Status::rentre);
}
