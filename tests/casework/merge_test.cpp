#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "casework/merge_minors.hpp"
#include "casework/retract.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// One child in two files: « Inès Lefèvre » declared by a home, « Ines Le Fevre » of whom nobody knew the birth date.
struct MergeRoom : House {
  Receipt one = sign(mimosas, "classique", left(ines, at(-300)));
  base::Result<Receipt> one_back = returns(mimosas, *one.episode, back(at(-290)));
  Receipt other = sign(police, "classique",
                       left({{"nom", "LE FEVRE"}, {"prenoms", "Ines"}, {"age_estime", 15}, {"declarant_qualite", "police"}}, at(-100)));

  base::Result<store::Merge> merge(base::MinorId absorbed, base::MinorId into) {
    return casework::merge_minors(desk, police, absorbed, into, "même enfant, reconnue par son éducatrice", {}, {});
  }
  store::Merge merged() { return merge(*other.minor, *one.minor).value(); }
  std::string undo(base::MergeId id) {
    const auto undone = casework::undo_merge(desk, police, id);
    return undone ? "" : undone.error().code;
  }
  std::string of(const Receipt& receipt) const { return episode(receipt).minor.text(); }
  std::vector<std::string> problems() const { return casework::examine(desk).problems; }
};

}  // namespace

TEST_CASE("merged files have one line of absences, computed over both; undone, each has its own again") {
  MergeRoom room;
  const auto before = room.episode(room.other);
  const auto merge = room.merged();
  CHECK(room.episode(room.one).episode.number == 1);
  CHECK(room.episode(room.other).episode.number == 2);
  CHECK(room.of(room.other) == room.one.minor->text());
  CHECK(room.episodes_of(*room.other.minor).size() == 2);
  CHECK(room.problems().empty());
  CHECK(room.undo(merge.id).empty());
  CHECK(room.episode(room.other).episode == before.episode);
  CHECK(room.episode(room.other).proposed == before.proposed);
  CHECK(room.of(room.other) == room.other.minor->text());
  CHECK(room.problems().empty());
}

TEST_CASE("two absences that last, of two files found to be one child: the earlier is a presumed return") {
  House house;
  const auto first = house.sign(house.mimosas, "classique", left(ines, at(-300)));
  const auto second = house.sign(house.police, "classique", left({{"surnoms", boost::json::array{"Nessa"}}, {"declarant_qualite", "police"}}, at(-20)));
  const auto merge = casework::merge_minors(house.desk, house.police, *second.minor, *first.minor, "même enfant", {}, {});
  REQUIRE(merge.ok());
  CHECK(house.episode(first).episode.status == episodes::Status::retour_presume);
  CHECK(house.episode(second).episode.status == episodes::Status::en_cours);
  REQUIRE(casework::undo_merge(house.desk, house.police, merge->id).ok());
  CHECK(house.episode(first).episode.status == episodes::Status::en_cours);
  CHECK(casework::examine(house.desk).problems.empty());
}

TEST_CASE("whichever spelling is told after a merge, the survivor is found, once") {
  MergeRoom room;
  const auto merge = room.merged();
  const auto found = room.store->people().search("fevre", 10, {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].minor == *room.one.minor);
  CHECK(room.store->people().told(*room.one.minor).size() == 2);
  CHECK(room.undo(merge.id).empty());
  CHECK(room.store->people().told(*room.one.minor).size() == 1);
  CHECK(room.store->people().told(*room.other.minor).size() == 1);
}

TEST_CASE("a declaration by the absorbed id, and one by decisive likeness, go to the survivor") {
  MergeRoom room;
  room.merged();
  Submission chosen = filled("classique", left({{"nom", "LEFEVRE"}, {"declarant_qualite", "mere"}}, at(-50)));
  chosen.minor = room.other.minor;
  CHECK(room.sign(room.police, chosen).minor == room.one.minor);
  CHECK(room.sign(room.police, "preventive", ines).minor == room.one.minor);
  CHECK(room.problems().empty());
}

TEST_CASE("after an undo, what completed an absence stays with it, the rest with the survivor, and a task asks to read it") {
  MergeRoom room;
  const auto merge = room.merged();
  const auto returned = room.returns(room.police, *room.other.episode, back(at(-90)));
  const auto later = room.sign(room.mimosas, "classique", left(ines, at(-5)));
  CHECK(room.undo(merge.id).empty());
  CHECK(room.episode(room.other).episode.status == episodes::Status::rentre);
  CHECK(room.of(room.other) == room.other.minor->text());
  CHECK(room.of(later) == room.one.minor->text());
  CHECK(RawDatabase(room.file()).one("SELECT COUNT(*) FROM alert WHERE kind = 'reunion_defaite' AND state = 'ouverte'") == "1");
  CHECK(room.problems().empty());
}

TEST_CASE("merges end in the reverse order; none is made with itself or twice") {
  MergeRoom room;
  const auto third = room.sign(room.police, "classique", left(child("PETIT", "Tom", "2011-02-20"), at(-3)));
  const auto first = room.merged();
  const auto code = [](const auto& result) { return result ? "" : result.error().code; };
  CHECK(code(room.merge(*room.other.minor, *third.minor)) == "deja_reuni");
  CHECK(code(room.merge(*room.one.minor, *room.other.minor)) == "champ_invalide");
  const auto second = room.merge(*room.one.minor, *third.minor);
  REQUIRE(second.ok());
  CHECK(room.of(room.other) == third.minor->text());
  CHECK(room.undo(first.id) == "reunion_plus_recente");
  CHECK(room.undo(second->id).empty());
  CHECK(room.undo(first.id).empty());
  CHECK(room.undo(first.id) == "deja_defaite");
  CHECK(room.problems().empty());
}

TEST_CASE("a home whose minor was absorbed reaches the survivor; undone, only its own") {
  MergeRoom room;
  const auto reaches = [&](const access::Actor& who, base::MinorId id) {
    return room.store->read(access::scope_of(who), [&](const store::Reading& reading) { return store::find_minor(reading, id).has_value(); });
  };
  CHECK_FALSE(reaches(room.mimosas, *room.other.minor));
  const auto merge = room.merge(*room.one.minor, *room.other.minor).value();
  CHECK(reaches(room.mimosas, *room.other.minor));
  CHECK_FALSE(reaches(room.tilleuls, *room.other.minor));
  CHECK(room.undo(merge.id).empty());
  CHECK_FALSE(reaches(room.mimosas, *room.other.minor));
}

TEST_CASE("the index made at start finds the survivor of a merge") {
  MergeRoom room;
  room.merged();
  room.reopen();
  CHECK(room.store->people().told(*room.one.minor).size() == 2);
  CHECK(room.store->people().minors() == 1);
}
