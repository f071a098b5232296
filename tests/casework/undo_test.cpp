#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "casework/retract.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct UndoRoom : House {
  Receipt away = sign(mimosas, "classique", with(left(ines, at(-9)), {{"revelation", "oui"}}));

  std::string withdraw(const access::Actor& by, base::DeclarationId id, const std::string& reason = "mauvais dossier") {
    return code_of(casework::withdraw_declaration(desk, by, id, reason));
  }
  std::string restore(const access::Actor& by, base::DeclarationId id) {
    return code_of(casework::restore_declaration(desk, by, id, "retiré à tort"));
  }
  std::string reopen(const access::Actor& by, base::EpisodeId id) {
    return code_of(casework::reopen_episode(desk, by, id, "ce n’était pas elle", {}));
  }
  store::Declaration read(base::DeclarationId id) const {
    return look([&](const store::Reading& reading) { return store::find_declaration(reading, id).value(); });
  }
  /// One alert of that kind is open (another may have ended with a return).
  bool open_again(base::EpisodeId id, std::string_view kind) const {
    const auto all = alerts_of(id);
    return 1 == std::count_if(all.begin(), all.end(), [&](const auto& one) {
             return one.kind == kind && one.state == alerts::State::ouverte;
           });
  }
  std::vector<std::string> problems() const { return casework::examine(desk).problems; }

  template <class T>
  static std::string code_of(const base::Result<T>& result) {
    if (result) return "";
    return result.error().fields.empty() ? result.error().code : result.error().fields[0].pointer + " " + result.error().fields[0].code;
  }
};

}  // namespace

TEST_CASE("a withdrawn declaration stays readable with who, when and why, and no longer counts") {
  UndoRoom room;
  const auto police = room.sign(room.police, "classique", left(ines, at(-9)));
  CHECK(room.withdraw(room.mimosas, room.away.declaration).empty());
  CHECK(room.read(room.away.declaration).withdrawn_at == noon);
  CHECK(room.read(room.away.declaration).answers.at("revelation").as_string() == "oui");
  CHECK(room.episode(police).proposed.level == triage::Level::aucun);
  CHECK(room.episode(police).episode.declarations.size() == 2);
  const auto told = room.look([&](const store::Reading& reading) { return store::list_retractions(reading, room.away.declaration); });
  REQUIRE(told.size() == 1);
  CHECK(told[0].act == "retrait");
  CHECK(told[0].account == room.mimosas.account);
  CHECK(told[0].reason == "mauvais dossier");
  CHECK(room.problems().empty());
}

TEST_CASE("what is counted again gives the absence, its level and its alerts back") {
  UndoRoom room;
  const auto before = room.episode(room.away);
  CHECK(room.withdraw(room.mimosas, room.away.declaration).empty());
  CHECK(room.episode(room.away).episode.status == episodes::Status::clos);
  CHECK(room.episode(room.away).episode.closed_reason == "retrait");
  CHECK(room.episode(room.away).proposed.level == triage::Level::aucun);
  CHECK(room.state(*room.away.episode, "inquietante") == "resolue");
  CHECK(room.restore(room.mimosas, room.away.declaration).empty());
  CHECK(room.episode(room.away).episode == before.episode);
  CHECK(room.episode(room.away).proposed == before.proposed);
  CHECK(room.open_again(*room.away.episode, "inquietante"));
  CHECK(room.open_again(*room.away.episode, "critique"));
  CHECK(room.problems().empty());
}

TEST_CASE("only the organisation that signed withdraws, with a reason, once, and what corrects it first") {
  UndoRoom room;
  CHECK(room.withdraw(room.tilleuls, room.away.declaration) == "introuvable");
  CHECK(room.withdraw(room.police, room.away.declaration) == "introuvable");
  CHECK(room.withdraw(room.mimosas, room.away.declaration, " ") == "/reason motif_requis");
  CHECK(room.restore(room.mimosas, room.away.declaration) == "non_retiree");
  Submission correction = filled("classique", left(ines, at(-4)));
  correction.amends = room.away.declaration;
  const auto right = room.sign(room.mimosas, correction);
  CHECK(room.withdraw(room.mimosas, room.away.declaration) == "deja_corrigee");
  CHECK(room.withdraw(room.mimosas, right.declaration).empty());
  CHECK(room.withdraw(room.mimosas, right.declaration) == "deja_retiree");
  CHECK_FALSE(room.read(room.away.declaration).amended_by);
  CHECK(room.episode(room.away).episode.departed.latest == at(-9));
  CHECK(room.withdraw(room.mimosas, room.away.declaration).empty());
  CHECK(room.problems().empty());
}

TEST_CASE("a withdrawn correction may be replaced by another, which then keeps it from coming back") {
  UndoRoom room;
  Submission correction = filled("classique", left(ines, at(-4)));
  correction.amends = room.away.declaration;
  const auto first = room.sign(room.mimosas, correction);
  CHECK(room.withdraw(room.mimosas, first.declaration).empty());
  correction.answers = left(ines, at(-6));
  const auto second = room.sign(room.mimosas, correction);
  CHECK(room.episode(room.away).episode.departed.latest == at(-6));
  CHECK(room.restore(room.mimosas, first.declaration) == "deja_corrigee");
  CHECK(room.withdraw(room.mimosas, second.declaration).empty());
  CHECK(room.restore(room.mimosas, first.declaration).empty());
  CHECK(room.episode(room.away).episode.departed.latest == at(-4));
  CHECK(room.problems().empty());
}

TEST_CASE("a mistaken return is undone whoever told it: the absence lasts again, its alerts come back") {
  UndoRoom room;
  const auto id = *room.away.episode;
  const auto returned = room.returns(room.police, id, back(at(-2)));
  CHECK(room.state(id, "inquietante") == "resolue");
  CHECK(room.reopen(room.tilleuls, id) == "");  // who may reach it is the api's to say
  CHECK(room.episode(id).episode.status == episodes::Status::en_cours);
  CHECK_FALSE(room.episode(id).episode.returned);
  CHECK(room.open_again(id, "inquietante"));
  CHECK(room.read(returned->declaration).withdrawn_at == noon);
  CHECK(room.reopen(room.police, id) == "sans_retour");
  CHECK(room.restore(room.police, returned->declaration).empty());
  CHECK(room.episode(id).episode.status == episodes::Status::rentre);
  CHECK(room.problems().empty());
}

TEST_CASE("an absence known by its return alone is withdrawn, not opened again") {
  House house;
  const auto sheet = house.sign(house.mimosas, "preventive", ines);
  Submission alone = filled("retour", back(at(-1)));
  alone.minor = sheet.minor;
  const auto receipt = house.sign(house.mimosas, alone);
  const auto refused = casework::reopen_episode(house.desk, house.police, *receipt.episode, "erreur", {});
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == "retour_seul");
}

TEST_CASE("a task that a reopening ends says so") {
  UndoRoom room;
  const auto id = *room.away.episode;
  REQUIRE(room.returns(room.mimosas, id, back(at(-2), "non")).ok());
  CHECK(room.state(id, "retour_a_verifier") == "ouverte");
  CHECK(room.reopen(room.police, id).empty());
  CHECK(room.alert(id, "retour_a_verifier")->outcome == "reouverture");
}

TEST_CASE("a later absence that stood on what is withdrawn is judged again, as of its own assessment") {
  House house;
  const auto first = house.sign(house.mimosas, "classique", with(left(ines, at(-200)), {{"argent_inexplique", "oui"}}));
  REQUIRE(house.returns(house.mimosas, *first.episode, back(at(-190))).ok());
  const auto second = house.sign(house.mimosas, "classique", left(ines, at(-100)));
  REQUIRE(house.returns(house.mimosas, *second.episode, back(at(-90))).ok());
  CHECK(house.episode(second).proposed.level == triage::Level::vigilance);
  REQUIRE(casework::withdraw_declaration(house.desk, house.mimosas, first.declaration, "mauvais enfant").ok());
  CHECK(house.episode(second).proposed.level == triage::Level::aucun);
  CHECK(casework::examine(house.desk).problems.empty());
}

TEST_CASE("who a withdrawn declaration told of is no longer found by it, until it counts again") {
  UndoRoom room;
  const auto found = [&] { return room.store->people().candidates(identity::person_from(ines, noon), 10, {}).size(); };
  CHECK(found() == 1);
  CHECK(room.withdraw(room.mimosas, room.away.declaration).empty());
  CHECK(found() == 0);
  CHECK(room.restore(room.mimosas, room.away.declaration).empty());
  CHECK(found() == 1);
}
