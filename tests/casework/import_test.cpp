#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "casework/merge_minors.hpp"
#include "casework/retract.hpp"
#include "tests/casework/import_room.hpp"

using namespace vigie;
using namespace vigie::tests;
using casework::Fate;
using casework::PastDeclaration;

namespace {

const object zoe = child("ZYLKA", "Zoé", "2011-05-14");
const object back_home = with(back(at(-50)), {{"declarant_qualite", "educateur"}});

}  // namespace

TEST_CASE("a key is taken once: the same words are known, other words, another minor or another organisation are refused") {
  ImportRoom room;
  const auto line = past("mimosas/zoe/1", "classique", left(zoe, at(-100)), at(-99), "zoe");
  CHECK(room.import({line, line}) == "taken known ");
  const std::string before = room.exported();
  CHECK(room.import({line}) == "known ");
  auto other = line;
  other.answers["recit"] = "Autre récit";
  auto elsewhere = line;
  elsewhere.minor_key = "tom";
  auto others = line;
  others.organisation = "Les Acacias";
  auto reordered = line;
  reordered.answers.clear();
  for (const char* key : {"depart_au_plus_tard", "declarant_qualite", "date_naissance", "prenoms", "nom"}) reordered.answers[key] = line.answers.at(key);
  CHECK(room.import({other, elsewhere, others, reordered}) == "cle_reutilisee cle_reutilisee cle_reutilisee known ");
  CHECK(room.exported() == before);
  CHECK(room.count("declaration") == 1);
}

TEST_CASE("a key holds no name in the database") {
  ImportRoom room;
  REQUIRE(room.import({past("zylka-zoe", "classique", left(zoe, at(-100)), at(-99), "zylka-zoe-2011")}) == "taken ");
  CHECK(room.everything().find("zylka") == std::string::npos);
  CHECK(room.exported().find("\"key\":\"zylka-zoe\"") != std::string::npos);
}

TEST_CASE("a minor_key designates one minor, whatever the names, in this import and the next; another key another minor") {
  ImportRoom room;
  const object renamed = child("PETIT", "Tom", "2011-02-20");
  CHECK(room.import({past("1", "classique", left(zoe, at(-300)), at(-299), "a")}) == "taken ");
  CHECK(room.import({past("2", "retour", back_home, at(-49), "a"), past("3", "classique", left(renamed, at(-30)), at(-29), "a"),
                     past("4", "classique", left(zoe, at(-20)), at(-19), "b"), past("5", "preventive", zoe, at(-10))}) ==
        "taken taken taken taken ");
  CHECK(room.count("minor") == 3);  // the preventive sheet fits two: a person looks
  CHECK(room.one("SELECT COUNT(*) FROM declaration WHERE minor = (SELECT minor FROM declaration ORDER BY number LIMIT 1)") == "3");
  CHECK(room.one("SELECT group_concat(how, ' ') FROM (SELECT how FROM declaration ORDER BY number)") == "created chosen chosen created created");
}

TEST_CASE("without minor_key likeness decides, and a new minor_key takes a minor that no key designates") {
  ImportRoom room;
  const Receipt live = room.sign(room.mimosas, "classique", left(zoe, at(-8)));
  CHECK(room.import({past("1", "classique", left(zoe, at(-100)), at(-99), "a"), past("2", "classique", left(zoe, at(-200)), at(-199))}) == "taken taken ");
  CHECK(room.count("minor") == 1);
  CHECK(room.episodes_of(*live.minor).size() == 3);
}

TEST_CASE("a return closes the absence of its minor, and without a minor it is refused") {
  ImportRoom room;
  CHECK(room.import({past("0", "retour", back_home, at(-49)), past("1", "retour", back_home, at(-49), "inconnu"),
                     past("2", "classique", left(zoe, at(-100)), at(-99), "zoe"), past("3", "retour", back_home, at(-49), "zoe"),
                     past("4", "retour", back_home, at(-48), "zoe")}) ==
        "retour_sans_mineur retour_sans_mineur taken taken retour_deja_connu ");
  CHECK(room.one("SELECT status FROM episode") == "rentre");
  CHECK(room.import({past("1", "retour", back_home, at(-49), "inconnu")}) == "retour_sans_mineur ");
}

TEST_CASE("a line that follows another is about its absence, and is refused when the other was") {
  ImportRoom room;
  auto adult = past("1", "classique", left(child("VIEUX", "Jean", "1990-03-14"), at(-100)), at(-99));
  auto his = past("1-retour", "retour", back_home, at(-49));
  his.after = "1";
  auto hers = his;
  hers.key = "2-retour";
  hers.after = "2";
  CHECK(room.import({adult, his, past("2", "classique", left(zoe, at(-100)), at(-99)), hers}) == "majeur ligne_liee_refusee taken taken ");
  CHECK(room.one("SELECT status FROM episode") == "rentre");
}

TEST_CASE("each act has the time of its signature; alerts wait for the end, wherever the import was stopped") {
  ImportRoom room;
  REQUIRE(room.import({past("1", "inquietante", with(left(zoe, at(-3)), {{"prostitution_averee", "oui"}}), at(-2), "zoe"),
                       past("2", "classique", left(child("PETIT", "Tom", "2011-02-20"), at(-100)), at(-99), "tom"),
                       past("3", "retour", back_home, at(-49), "tom")}) == "taken taken taken ");
  CHECK(room.one("SELECT MAX(at) FROM assessment") == std::to_string(at(-2).ms));
  CHECK(room.count("alert") == 0);
  CHECK(room.finish() == 1);
  CHECK(room.one("SELECT group_concat(kind, ' ') FROM (SELECT kind FROM alert ORDER BY kind)") ==
        "critique fpr_a_inscrire inquietante parquet_a_aviser");
  CHECK(room.one("SELECT MIN(raised_at) FROM alert") == std::to_string(noon.ms));
  const std::string before = room.everything();
  CHECK(room.finish() == 0);
  CHECK(room.everything() == before);
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("an imported return ends the alerts that the absence had before") {
  ImportRoom room;
  const Receipt live = room.sign(room.mimosas, "inquietante", with(left(zoe, at(-60)), {{"danger_immediat", "oui"}}));
  REQUIRE(room.state(*live.episode, "inquietante") == "ouverte");
  auto line = past("r", "retour", back_home, at(-1));
  line.episode_key = live.episode->text();
  CHECK(room.import({line}) == "taken ");
  CHECK(room.finish() == 1);
  CHECK(room.state(*live.episode, "inquietante") == "resolue");
}

TEST_CASE("an export, imported into an empty directory, exports the same; into its own, it is known") {
  ImportRoom room;
  const Receipt live = room.sign(room.mimosas, "classique", left(ines, at(-8)));
  Submission second = filled("classique", left(ines, at(-7)));
  second.minor = live.minor;
  second.new_episode = true;  // a person's choice that the rules would not make
  room.sign(room.police, second);
  REQUIRE(room.import({past("1", "classique", left(zoe, at(-100)), at(-99), "zoe"), past("2", "retour", back_home, at(-49), "zoe")}) == "taken taken ");
  const std::string said = room.exported();
  CHECK(room.take(said) == "known known known known ");
  CHECK(room.exported() == said);
  ImportRoom empty;
  CHECK(empty.take(said) == "taken taken taken taken ");
  CHECK(empty.count("minor") == 2);
  CHECK(empty.count("episode") == 3);
  CHECK(without_ids(empty.exported()) == without_ids(said));
}

TEST_CASE("a refused or failing line harms no neighbour of its group") {
  ImportRoom room;
  const auto fine = [](int i) { return past("k" + std::to_string(i), "classique", left(zoe, at(-1000 + 40 * i)), at(-999 + 40 * i), "m" + std::to_string(i)); };
  CHECK(room.import({fine(1), past("old", "classique", left(child("VIEUX", "Jean", "1990-03-14"), at(-9)), at(-8)), fine(2)}) == "taken majeur taken ");
  room.failing.commits_to_fail = 1;  // the group is lost: each act is run again alone
  CHECK(room.import({fine(3), fine(4)}) == "taken taken ");
  CHECK(room.count("minor") == 4);
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("failing at any statement leaves no trace: a line of an import, and the alerts of its end") {
  ImportRoom room;
  const auto fail_everywhere = [&](const std::function<bool()>& act) {
    const std::string before = room.everything();
    for (int statement = 0;; ++statement) {
      room.failing.at(statement);
      bool done = false;
      try {
        done = act();
      } catch (const db::Failure&) {
      }
      room.failing.left = -1;
      if (done) return statement;
      CAPTURE(statement);
      REQUIRE(room.everything() == before);
    }
  };
  casework::Importing importing(room.desk, room.system);
  auto line = past("1", "inquietante", with(left(zoe, at(-3)), {{"prostitution_averee", "oui"}}), at(-2), "zoe");
  line.episode_key = "absence";
  const std::vector<casework::Prepared> group{importing.prepare(line).value()};
  CHECK(fail_everywhere([&] { return importing.take_all(group).value().front().sort == Fate::Sort::taken; }) > 20);
  CHECK(fail_everywhere([&] { return importing.finish() == 1; }) > 5);
  CHECK(room.count("alert") == 4);
}

TEST_CASE("what is taken back and undone leaves the export byte for byte as it was") {
  ImportRoom room;
  const Receipt away = room.sign(room.mimosas, "classique", left(ines, at(-8)));
  const Receipt other = room.sign(room.mimosas, "classique", left(zoe, at(-30)));
  const std::string before = room.exported();
  Submission correction = filled("classique", left(ines, at(-7)));
  correction.amends = away.declaration;
  const Receipt corrected = room.sign(room.mimosas, correction);
  CHECK(room.exported() != before);
  REQUIRE(casework::withdraw_declaration(room.desk, room.mimosas, corrected.declaration, "erreur").ok());
  CHECK(room.exported() == before);
  const auto merge = casework::merge_minors(room.desk, room.police, *other.minor, *away.minor, "même enfant", {}, {});
  REQUIRE(merge.ok());
  CHECK(room.exported() != before);
  REQUIRE(casework::undo_merge(room.desk, room.police, merge->id).ok());
  CHECK(room.exported() == before);
  CHECK(room.exported(true).find("\"withdrawn_at\"") != std::string::npos);
}

TEST_CASE("a key of merged files designates their one minor") {
  ImportRoom room;
  const auto first = past("1", "classique", left(zoe, at(-300)), at(-299), "a");
  REQUIRE(room.import({first, past("2", "classique", left(ines, at(-200)), at(-199), "b")}) == "taken taken ");
  const auto a = *base::MinorId::parse(room.one("SELECT minor FROM declaration ORDER BY number LIMIT 1"));
  const auto b = *base::MinorId::parse(room.one("SELECT minor FROM declaration ORDER BY number DESC LIMIT 1"));
  REQUIRE(casework::merge_minors(room.desk, room.police, a, b, "même enfant", {}, {}).ok());
  CHECK(room.import({first, past("3", "classique", left(zoe, at(-100)), at(-99), "a")}) == "known taken ");
  CHECK(room.episodes_of(b).size() == 3);
  CHECK(casework::examine(room.desk).problems.empty());
}
