#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// Inès is declared by the Mimosas and by police; Tom by the Tilleuls; both look alike to nobody.
struct NeedToKnowRoom : House {
  Receipt own = sign(mimosas, "classique", with(left(ines, at(-5)), {{"hotel_ou_location", "oui"}}));
  Receipt by_police =
      sign(police, "inquietante",
           with(left(ines, at(-5)), {{"petit_ami_majeur", "oui"}, {"argent_inexplique", "oui"}}));
  Receipt other = sign(tilleuls, "classique", left(child("LEFEBVRE", "Inès", "2011-05-15"), at(-5)));

  template <class F>
  auto as(const access::Actor& who, const F& look_) const {
    return store->read(access::scope_of(who), look_);
  }
  std::vector<casework::CandidateView> candidates(const access::Actor& who) const {
    return as(who, [&](const store::Reading& reading) {
      return casework::candidates_for(desk, reading, identity::person_from(ines, noon), std::nullopt);
    });
  }
  std::vector<store::EpisodeRecord> list(const access::Actor& who) const {
    return as(who, [](const store::Reading& reading) { return store::list_episodes(reading, {}); });
  }
  std::size_t search(const access::Actor& who, std::string_view words) const {
    return casework::search_minors(desk, who, words, 10)->size();
  }
  std::int64_t openings() const {
    return std::stoll(RawDatabase(file()).one("SELECT count(*) FROM audit WHERE act = 'consultation'"));
  }
};

}  // namespace

TEST_CASE("a foyer finds its own minors and their absences, and no other's, whichever way it asks") {
  const NeedToKnowRoom room;
  REQUIRE(room.own.minor == room.by_police.minor);
  REQUIRE(room.other.minor != room.own.minor);
  room.as(room.mimosas, [&](const store::Reading& reading) {
    CHECK(store::find_minor(reading, *room.own.minor));
    CHECK_FALSE(store::find_minor(reading, *room.other.minor));
    CHECK(store::find_episode(reading, *room.own.episode));
    CHECK_FALSE(store::find_episode(reading, *room.other.episode));
  });
  const auto listed = room.list(room.mimosas);
  REQUIRE(listed.size() == 1);
  CHECK(listed[0].episode.id == room.own.episode);
  CHECK(room.list(room.police).size() == 2);

  REQUIRE(room.candidates(room.police).size() == 2);
  REQUIRE(room.candidates(room.mimosas).size() == 1);
  CHECK(room.candidates(room.mimosas)[0].id == room.own.minor);

  CHECK(room.search(room.police, "ines") == 2);
  CHECK(room.search(room.mimosas, "ines") == 1);
  CHECK(room.search(room.mimosas, "lefebvre 15/05/2011") == 0);
  CHECK(casework::open_minor(room.desk, room.mimosas, *room.other.minor, "consultation").error().kind ==
        base::Kind::not_found);
  CHECK(casework::open_episode(room.desk, room.mimosas, *room.other.episode, "consultation").error().kind ==
        base::Kind::not_found);
}

TEST_CASE("a reference read aloud finds the minor, for those who reach it") {
  const NeedToKnowRoom room;
  const auto reference = room.look([&](const store::Reading& reading) {
    return store::find_minor(reading, *room.other.minor)->reference;
  });
  CHECK(room.search(room.police, base::to_lower_ascii(reference)) == 1);
  CHECK(room.search(room.tilleuls, reference) == 1);
  CHECK(room.search(room.mimosas, reference) == 0);
}

TEST_CASE("a foyer cannot write about another's minor") {
  NeedToKnowRoom room;
  Submission about = filled("classique", ines);
  about.minor = room.own.minor;
  CHECK(room.submit(room.tilleuls, about).error().fields.at(0).code == "mineur_inconnu");
  about.minor.reset();
  about.episode = room.own.episode;
  CHECK(room.submit(room.tilleuls, about).error().fields.at(0).code == "absence_inconnue");
  CHECK_FALSE(room.returns(room.tilleuls, *room.own.episode, back(at(-1))).ok());
}

TEST_CASE("a foyer reads its own declarations, and of others that the absence exists, with its dates") {
  const NeedToKnowRoom room;
  CHECK(casework::open_declaration(room.desk, room.mimosas, room.own.declaration, "consultation").ok());
  CHECK(casework::open_declaration(room.desk, room.mimosas, room.by_police.declaration, "consultation")
            .error()
            .kind == base::Kind::not_found);
  const auto shown = casework::open_episode(room.desk, room.mimosas, *room.own.episode, "consultation");
  REQUIRE(shown.ok());
  CHECK(shown->record.episode.declarations == std::vector{room.own.declaration});
  CHECK(shown->record.episode.departed.latest == at(-5));
  const auto file = casework::open_minor(room.desk, room.mimosas, *room.own.minor, "consultation");
  REQUIRE(file.ok());
  REQUIRE(file->episodes.size() == 1);
  CHECK(file->episodes[0].record.episode.declarations == std::vector{room.own.declaration});
  for (const auto& told : file->told) CHECK((!told.by || told.by == room.own.declaration));
}

TEST_CASE("a home is asked no question about an absence of which it reads nothing") {
  House room;
  const Receipt before = room.sign(room.tilleuls, "inquietante", left(ines, at(-500)));
  REQUIRE(room.returns(room.tilleuls, *before.episode, back(at(-450))).ok());
  REQUIRE(room.sign(room.mimosas, "classique", left(ines, at(-5))).minor == before.minor);
  const auto asked = [&](const access::Actor& who) {
    return !casework::open_episode(room.desk, who, *before.episode, "consultation")->assessments.back().unknowns.empty();
  };
  CHECK(asked(room.tilleuls));
  CHECK_FALSE(asked(room.mimosas));
}

TEST_CASE("reasons leave out the evidence of others, while the level stays") {
  const NeedToKnowRoom room;
  const auto latest = [&](const access::Actor& who) {
    return casework::open_episode(room.desk, who, *room.own.episode, "consultation")->assessments.back();
  };
  const auto whole = latest(room.police), part = latest(room.mimosas);
  CHECK(whole.verdict.level == triage::Level::eleve);
  CHECK(part.verdict == whole.verdict);
  CHECK(reason_of(whole.reasons, "hotel_ou_location"));
  CHECK(reason_of(whole.reasons, "petit_ami_majeur"));
  CHECK(rules_of(part.reasons) == "hotel_ou_location ");
  CHECK(std::find(part.unknowns.begin(), part.unknowns.end(), "petit_ami_majeur") != part.unknowns.end());
  CHECK(std::find(whole.unknowns.begin(), whole.unknowns.end(), "petit_ami_majeur") == whole.unknowns.end());
  const std::string seen = base::to_text(part.reasons);
  CHECK(seen.find(room.by_police.declaration.text()) == std::string::npos);
}

TEST_CASE("a preview shows a foyer what its own words change") {
  const NeedToKnowRoom room;
  Submission typing = filled("classique", with(left(ines, at(-5)), {{"tatouage", "oui"}}));
  typing.minor = room.own.minor;
  const auto seen = casework::preview(room.desk, room.mimosas, typing);
  REQUIRE(seen.ok());
  CHECK(rules_of(seen->assessment->reasons) == "hotel_ou_location tatouage ");
  const auto* reason = reason_of(seen->assessment->reasons, "tatouage");
  CHECK(reason->at("evidence").as_array().at(0).at("declaration").is_null());
}

TEST_CASE(
    "a preview by name and birth date tells a foyer nothing of another's minor; police sees what is known") {
  const NeedToKnowRoom room;
  const auto seen_by = [&](const access::Actor& who) {
    const auto seen = casework::preview(room.desk, who, filled("classique", left(ines, at(-5))));
    REQUIRE(seen.ok());
    return *seen->assessment;
  };
  const auto to_tilleuls = seen_by(room.tilleuls);
  CHECK(to_tilleuls.verdict == store::Verdict{});
  CHECK(to_tilleuls.reasons.empty());
  CHECK(seen_by(room.police).verdict.level == triage::Level::eleve);
  CHECK(seen_by(room.analyste).reasons.empty());
}

TEST_CASE("police reads a call without what identifies the caller; who took it reads it whole") {
  NeedToKnowRoom room;
  const auto call = room.sign(room.ecoutant, "appel",
                              {{"appelant_qualite", "ami"},
                               {"categorie", "fugue"},
                               {"nom", "LEFEVRE"},
                               {"prenoms", "Ines"},
                               {"date_naissance", "2011-05-14"},
                               {"declarant_nom", "Paul Témoin"},
                               {"declarant_telephone", "06 39 98 00 01"}});
  const auto to_police = casework::open_declaration(room.desk, room.police, call.declaration, "consultation");
  const auto to_taker =
      casework::open_declaration(room.desk, room.ecoutant, call.declaration, "consultation");
  REQUIRE(to_police.ok());
  REQUIRE(to_taker.ok());
  for (const char* field : {"declarant_nom", "declarant_telephone"}) {
    CHECK_FALSE(to_police->answers.contains(field));
    CHECK(to_taker->answers.contains(field));
  }
  CHECK(to_police->answers.contains("nom"));
  CHECK(to_police->answers.contains("appelant_qualite"));
  const auto own = casework::open_declaration(room.desk, room.police, room.own.declaration, "consultation");
  CHECK(own.ok());
}

TEST_CASE(
    "an analyst sees every absence under a pseudonym that stays the same and is not the id, and no "
    "identity") {
  NeedToKnowRoom room;
  room.clock.pass(std::chrono::hours{72});
  const auto again = room.sign(room.police, "classique", left(ines, at(70)));
  REQUIRE(again.minor == room.own.minor);
  const auto pseudonym = [&](const Receipt& receipt) {
    return casework::open_episode(room.desk, room.analyste, *receipt.episode, "consultation")->minor;
  };
  CHECK(room.list(room.analyste).size() == 3);
  CHECK(pseudonym(room.own) == pseudonym(again));
  CHECK(pseudonym(room.own) != room.own.minor->text());
  CHECK(pseudonym(room.own) != pseudonym(room.other));
  CHECK(casework::open_episode(room.desk, room.police, *room.own.episode, "consultation")->minor ==
        room.own.minor->text());
  CHECK(casework::open_minor(room.desk, room.analyste, *room.own.minor, "consultation").error().kind ==
        base::Kind::not_found);
  CHECK_FALSE(
      casework::open_declaration(room.desk, room.analyste, room.own.declaration, "consultation").ok());
  CHECK(room.search(room.analyste, "ines") == 0);
  CHECK(room.candidates(room.analyste).empty());
}

TEST_CASE("an administrator reaches no file") {
  const NeedToKnowRoom room;
  CHECK(room.list(room.admin).empty());
  CHECK(room.search(room.admin, "ines") == 0);
  CHECK_FALSE(casework::open_minor(room.desk, room.admin, *room.own.minor, "consultation").ok());
  CHECK_FALSE(casework::open_episode(room.desk, room.admin, *room.own.episode, "consultation").ok());
  CHECK_FALSE(casework::open_declaration(room.desk, room.admin, room.own.declaration, "consultation").ok());
}

TEST_CASE("opening a file is one audit line per account, file and ten minutes; a refused opening is none") {
  NeedToKnowRoom room;
  const auto open = [&](const access::Actor& who) {
    return casework::open_episode(room.desk, who, *room.own.episode, "urgence").ok();
  };
  CHECK(open(room.police));
  CHECK(casework::open_minor(room.desk, room.police, *room.own.minor, "urgence").ok());
  CHECK(casework::open_declaration(room.desk, room.police, room.own.declaration, "urgence").ok());
  CHECK(room.openings() == 1);
  CHECK(open(room.second));
  CHECK(room.openings() == 2);
  CHECK_FALSE(open(room.tilleuls));
  CHECK(room.openings() == 2);
  room.clock.pass(std::chrono::minutes{10});
  CHECK(open(room.police));
  CHECK(room.openings() == 3);
  CHECK(RawDatabase(room.file())
            .rows("SELECT DISTINCT subject, subject_id, motive FROM audit WHERE act = 'consultation'") ==
        std::vector{"minor|" + room.own.minor->text() + "|urgence"});
}

TEST_CASE("a search leaves an audit line that says how many, not the words") {
  const NeedToKnowRoom room;
  CHECK(room.search(room.police, "lefevre") == 2);
  CHECK(RawDatabase(room.file()).one("SELECT detail FROM audit WHERE act = 'recherche'") == "resultats=2");
  CHECK(room.everything().find("lefevre") == std::string::npos);
  CHECK(casework::search_minors(room.desk, room.police, " l ", 10).error().fields.at(0).code ==
        "recherche_trop_courte");
}

TEST_CASE("the reason for opening a file is a short code, or « consultation »") {
  CHECK(casework::motive_from("rappel_famille-2") == "rappel_famille-2");
  CHECK(casework::motive_from(std::nullopt) == "consultation");
  for (const char* bad :
       {"", "Inès Lefèvre", "a b", "MAJ", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    CHECK(casework::motive_from(bad) == "consultation");
}
