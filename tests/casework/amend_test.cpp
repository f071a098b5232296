#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct AmendRoom : House {
  Receipt wrong = sign(mimosas, "classique", with(left(ines, at(-9)), {{"revelation", "oui"}}));

  Submission correction(std::string_view form, const object& answers) const {
    Submission submission = filled(form, answers);
    submission.amends = wrong.declaration;
    return submission;
  }
  store::Declaration read(base::DeclarationId id) const {
    return look([&](const store::Reading& reading) { return store::find_declaration(reading, id).value(); });
  }
  std::string refusal(const access::Actor& by, const Submission& submission) {
    const auto result = submit(by, submission);
    return result ? "" : result.error().fields.at(0).pointer + " " + result.error().fields.at(0).code;
  }
};

}  // namespace

TEST_CASE("a corrected declaration no longer counts; both can be read, each knowing the other") {
  AmendRoom room;
  const auto right = room.sign(room.mimosas, room.correction("classique", left(ines, at(-4))));
  CHECK(right.minor == room.wrong.minor);
  CHECK(right.episode == room.wrong.episode);
  const auto record = room.episode(right);
  CHECK(record.episode.departed.latest == at(-4));
  CHECK(record.proposed.level == triage::Level::aucun);
  CHECK(record.episode.declarations == std::vector{room.wrong.declaration, right.declaration});
  CHECK(room.read(room.wrong.declaration).amended_by == right.declaration);
  CHECK(room.read(room.wrong.declaration).answers.at("revelation").as_string() == "oui");
  CHECK(room.read(right.declaration).amends == room.wrong.declaration);
}

TEST_CASE("an assessment made before a correction still recomputes to what it said") {
  AmendRoom room;
  room.sign(room.mimosas, room.correction("classique", left(ines, at(-4))));
  const auto found = casework::examine(room.desk);
  CHECK(found.assessments == 2);
  CHECK(found.problems.empty());
}

TEST_CASE("a corrected identity no longer links, nor gives its age") {
  AmendRoom room;
  const object tom = child("PETIT", "Tom", "2014-02-20");  // under 13: proposes inquietante
  const auto first = room.sign(room.mimosas, "classique", left(tom, at(-9)));
  Submission correction =
      room.correction("classique", left({{"nom", "PETIT"}, {"declarant_qualite", "educateur"}}, at(-9)));
  correction.amends = first.declaration;
  const auto right = room.sign(room.mimosas, correction);
  CHECK(right.minor == first.minor);
  CHECK(room.episode(first).proposed.qualification == triage::Qualification::classique);
  CHECK(room.sign(room.police, "classique", tom).how == "created");
}

TEST_CASE("only the organisation that signed corrects, the same form, once, about the same minor") {
  AmendRoom room;
  const auto other = room.sign(room.mimosas, "classique", child("PETIT", "Tom", "2011-02-20"));
  const std::string impossible = "/amends correction_impossible";
  const object right = left(ines, at(-4));
  CHECK(room.refusal(room.police, room.correction("classique", right)) == impossible);
  CHECK(room.refusal(room.tilleuls, room.correction("classique", right)) == impossible);
  CHECK(room.refusal(room.mimosas, room.correction("inquietante", right)) == impossible);
  Submission of_another = room.correction("classique", right);
  of_another.minor = other.minor;
  CHECK(room.refusal(room.mimosas, of_another) == impossible);
  Submission elsewhere = room.correction("classique", right);
  elsewhere.episode = other.episode;
  CHECK(room.refusal(room.mimosas, elsewhere) == "/episode choix_contradictoire");
  elsewhere.episode = base::EpisodeId::make(noon);
  CHECK(room.refusal(room.mimosas, elsewhere) == "/episode absence_inconnue");
  CHECK(room.refusal(room.mimosas, room.correction("classique", right)).empty());
  CHECK(room.refusal(room.mimosas, room.correction("classique", right)) == impossible);
}

TEST_CASE("a corrected return moves the return, and must still come after the departure others state") {
  AmendRoom room;
  const auto returned = room.returns(room.mimosas, *room.wrong.episode, back(at(-1)));
  Submission correction = room.correction("retour", back(at(-3)));
  correction.amends = returned->declaration;
  const auto corrected = room.sign(room.mimosas, correction);
  CHECK(corrected.episode == room.wrong.episode);
  CHECK(room.episode(room.wrong).episode.returned == base::Window{at(-3), at(-3)});
  Submission too_early = filled("retour", back(at(-20)));
  too_early.amends = corrected.declaration;
  CHECK(room.refusal(room.mimosas, too_early) == "/answers/retour_au_plus_tard retour_avant_depart");
}

TEST_CASE("a lone return may be corrected to an earlier hour") {
  House house;
  const auto sheet = house.sign(house.mimosas, "preventive", ines);
  Submission alone = filled("retour", back(at(-1)));
  alone.minor = sheet.minor;
  const auto first = house.sign(house.mimosas, alone);
  alone.answers = back(at(-6));
  alone.amends = first.declaration;
  CHECK(house.sign(house.mimosas, alone).episode == first.episode);
  CHECK(house.episode(first).episode.returned == base::Window{at(-6), at(-6)});
}

TEST_CASE("a call that was no disappearance after all, once corrected, leaves no absence to look for") {
  House house;
  const object call = with(left(ines, at(-5)), {{"appelant_qualite", "mere"}, {"categorie", "fugue"}});
  const auto first = house.sign(house.ecoutant, "appel", call);
  Submission correction = filled("appel", with(call, {{"categorie", "information"}}));
  correction.amends = first.declaration;
  const auto right = house.sign(house.ecoutant, correction);
  CHECK_FALSE(right.episode);
  CHECK(house.episode(first).episode.status == episodes::Status::clos);
  CHECK(house.episode(first).episode.closed_reason == "retrait");
  CHECK(RawDatabase(house.file()).one("SELECT count(*) FROM declaration WHERE amended_by IS NOT NULL") ==
        "1");
  CHECK(casework::examine(house.desk).problems.empty());
}
