#include <doctest/doctest.h>

#include "casework/sheet.hpp"
#include "casework/retract.hpp"
#include "tests/casework/drafting.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

std::optional<base::DeclarationId> sheet_of(const Drafting& room, const access::Actor& by, base::MinorId minor) {
  return room.desk.store.read(access::scope_of(by), [&](const store::Reading& reading) -> std::optional<base::DeclarationId> {
    const auto found = casework::find_sheet(reading, minor);
    return found ? std::optional(found->id) : std::nullopt;
  });
}

}  // namespace

TEST_CASE("the preventive sheet of a child is the latest that stands, for who may read it") {
  Drafting room;
  const Receipt first = room.sign(room.mimosas, "preventive", ines);
  const base::MinorId minor = first.minor.value();
  CHECK(sheet_of(room, room.mimosas, minor) == first.declaration);
  const Receipt second = room.sign(room.mimosas, "preventive", with(ines, {{"taille_cm", 164}}));
  CHECK(second.minor == minor);
  CHECK(sheet_of(room, room.mimosas, minor) == second.declaration);
  CHECK(sheet_of(room, room.police, minor) == second.declaration);
  CHECK_FALSE(sheet_of(room, room.tilleuls, minor));
  REQUIRE(casework::withdraw_declaration(room.desk, room.mimosas, second.declaration, "erreur").ok());
  CHECK(sheet_of(room, room.mimosas, minor) == first.declaration);
}

TEST_CASE("a home lists its own minors, with their sheet and the absence that lasts, and those of no other") {
  Drafting room;
  const Receipt sheet = room.sign(room.mimosas, "preventive", ines);
  CHECK(casework::list_home_minors(room.desk, room.tilleuls).empty());
  auto minors = casework::list_home_minors(room.desk, room.mimosas);
  REQUIRE(minors.size() == 1);
  CHECK(minors[0].minor.id == sheet.minor);
  CHECK(minors[0].sheet->id == sheet.declaration);
  CHECK_FALSE(minors[0].away);
  const Receipt away = room.sign(room.mimosas2, "classique", left(ines, at(-3)));
  minors = casework::list_home_minors(room.desk, room.mimosas);
  REQUIRE(minors.size() == 1);
  CHECK(minors[0].away == away.episode);
}

TEST_CASE("a draft that corrects is signed as the correction of what it began with") {
  Drafting room;
  const Receipt wrong = room.sign(room.mimosas, "classique", left(ines, at(-9)));
  const auto begun = casework::begin_draft(room.desk, room.mimosas, {{"form", "classique"}, {"answers", left(ines, at(-7))},
                                                                    {"amends", wrong.declaration.text()}});
  REQUIRE(begun.ok());
  const auto right = casework::sign_draft(room.desk, room.mimosas2, begun->draft.id, {});
  REQUIRE(right.ok());
  CHECK(right->episode == wrong.episode);
  const auto kept = room.look([&](const store::Reading& reading) { return store::find_declaration(reading, wrong.declaration).value(); });
  CHECK(kept.amended_by == right->declaration);
}

TEST_CASE("how far somebody went through a form is kept, and disputed by nobody") {
  Drafting room;
  const auto read = room.begin(room.mimosas, "classique", ines);
  const casework::DraftPatch done{{"sections", object{{"identite", "faite"}}}};
  const auto first = casework::save_draft(room.desk, room.mimosas, read.id, done, room.version(read.version));
  REQUIRE(first.ok());
  CHECK(first->draft.version == read.version + 1);
  const auto late = casework::save_draft(room.desk, room.mimosas2, read.id, {{"sections", object{{"danger", "sans_objet"}}}}, room.version(read.version));
  REQUIRE_FALSE(late.ok());
  CHECK(late.error().code == "version_depassee");
  CHECK(late.error().fields.empty());
  const auto both = casework::save_draft(room.desk, room.mimosas2, read.id, {{"sections", object{{"danger", "sans_objet"}}}}, room.version(first->draft.version));
  REQUIRE(both.ok());
  CHECK(both->draft.said.at("sections").as_object().size() == 2);
}
