#include <doctest/doctest.h>

#include "store/drafts.hpp"
#include "tests/support/one_store.hpp"

using namespace vigie;
using namespace vigie::tests;
using base::Done;
using base::Result;

namespace {
struct DraftSaveRoom : OneStore {
  access::Actor lea = add_actor("lea", access::Role::ecoutant, "116 000");
  access::Actor tom = add_actor("tom", access::Role::ecoutant, "116 000");

  base::Status write(const access::Actor& by, const std::function<void(store::Unit&)>& act) {
    return store->write<Done>(by, [&](store::Unit& unit) -> Result<Done> {
      act(unit);
      return Done{};
    });
  }
  void save(const access::Actor& by, const std::string& id) {
    CHECK(write(by, [&](store::Unit& unit) { unit.commit_draft_save({"brouillon_repris", "draft", id, "", ""}); }).ok());
  }
  std::int64_t lines() const { return RawDatabase(file()).count("audit"); }
};
}  // namespace

TEST_CASE("a save is covered by the line that its own account has about that draft as typed in, and by no other") {
  DraftSaveRoom room;
  CHECK(room.write(room.lea, [](store::Unit& unit) { unit.commit({"brouillon", "draft", "a", "", ""}); }).ok());
  CHECK(room.write(room.lea, [](store::Unit& unit) { unit.commit({"consultation", "draft", "b", "", ""}); }).ok());
  CHECK(room.write(room.lea, [](store::Unit& unit) { unit.commit({"brouillon", "autre", "c", "", ""}); }).ok());
  const auto added = [&](const access::Actor& by, const char* draft) {
    const std::int64_t before = room.lines();
    room.save(by, draft);
    return room.lines() - before;
  };
  CHECK(added(room.lea, "a") == 0);
  CHECK(added(room.tom, "a") == 1);
  CHECK(added(room.tom, "a") == 0);
  CHECK(added(room.lea, "b") == 1);
  CHECK(added(room.lea, "c") == 1);
  CHECK(added(room.lea, "c") == 0);
}

TEST_CASE("only the save of a draft is kept under an earlier line") {
  DraftSaveRoom room;
  const std::string before = room.everything();
  for (const audit::Entry& entry : {audit::Entry{"declaration", "declaration", "a", "", ""}, audit::Entry{"brouillon_repris", "draft", "", "", ""}})
    CHECK_THROWS_AS((void)room.write(room.lea, [&](store::Unit& unit) { unit.commit_draft_save(entry); }), base::Bug);
  CHECK_THROWS_AS((void)room.write(room.lea, [&](store::Unit& unit) {
    unit.commit_draft_save({"brouillon_repris", "draft", "a", "", ""});
    unit.commit_draft_save({"brouillon_repris", "draft", "a", "", ""});
  }), base::Bug);
  CHECK(room.everything() == before);
}

TEST_CASE("what is 32 levels deep when it is sent is read again as it was") {
  DraftSaveRoom room;
  std::string text = "[]";
  for (int level = 3; level < 32; ++level) text = "[" + text + "]";  // in answers, in the body
  store::Draft draft;
  draft.form = "appel";
  draft.said["answers"] = boost::json::object{{"nom", base::parse_json(text).value()}};
  CHECK(room.write(room.lea, [&](store::Unit& unit) {
    draft.id = base::DraftId::make(unit.now());
    store::add_draft(unit, draft);
    unit.commit({"brouillon", "draft", draft.id.text(), "", ""});
  }).ok());
  const auto found = room.look([&](const store::Reading& reading) { return store::find_draft(reading, room.lea.organisation, draft.id); });
  REQUIRE(found);
  CHECK(found->said == draft.said);
}
