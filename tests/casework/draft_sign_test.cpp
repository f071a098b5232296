#include <doctest/doctest.h>

#include <thread>

#include "tests/casework/drafting.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

const object signable = with(left(ines, at(-9)), {{"revelation", "oui"}, {"recit", "Elle est partie."}});

store::Declaration declared(const Drafting& room, const Receipt& receipt) {
  return room.look([&](const store::Reading& reading) { return store::find_declaration(reading, receipt.declaration).value(); });
}

}  // namespace

TEST_CASE("a signed draft is the declaration that the same answers make, by who signed") {
  Drafting room, direct;
  auto draft = room.begin(room.mimosas, "classique", {{"nom", "LEF"}});
  draft = room.save(room.mimosas, draft, signable);
  const auto receipt = casework::sign_draft(room.desk, room.mimosas2, draft.id, room.version(draft.version));
  REQUIRE(receipt.ok());
  const Receipt same = direct.sign(direct.mimosas, "classique", signable);
  const auto made = declared(room, *receipt), expected = declared(direct, same);
  CHECK(made.answers == expected.answers);
  CHECK(made.account == room.mimosas2.account);
  CHECK(made.how == expected.how);
  CHECK(room.assessment(*receipt->episode).verdict == direct.assessment(*same.episode).verdict);
  CHECK(receipt->alerts.size() == same.alerts.size());
}

TEST_CASE("a signed draft keeps nothing that was typed, is listed no more, and takes nothing more") {
  Drafting room;
  const auto draft = room.begin(room.mimosas, "classique", signable);
  const auto receipt = casework::sign_draft(room.desk, room.mimosas, draft.id, {});
  REQUIRE(receipt.ok());
  const auto kept = room.open(room.mimosas2, draft.id);
  CHECK(kept.declaration == receipt->declaration);
  CHECK(answers_of(kept).empty());
  CHECK(RawDatabase(room.file()).one("SELECT sealed FROM draft") == "null");
  CHECK(room.listed(room.mimosas) == 0);
  CHECK(room.type(room.mimosas, kept, {{"nom", "Z"}}).error().code == "deja_signe");
  CHECK(casework::abandon_draft(room.desk, room.mimosas, draft.id, room.version(2)).error().code == "deja_signe");
  CHECK(room.changes(draft) == "1 2 ");
  CHECK(RawDatabase(room.file()).one("SELECT count(*) FROM audit WHERE act = 'declaration' AND detail LIKE '%draft=" +
                                     draft.id.text() + "'") == "1");
}

TEST_CASE("a second signature, by a colleague or with an old version, gives the first answer") {
  Drafting room;
  const auto draft = room.begin(room.mimosas, "inquietante", signable);
  const auto first = casework::sign_draft(room.desk, room.mimosas, draft.id, room.version(1));
  REQUIRE(first.ok());
  CHECK_FALSE(first->alerts.empty());
  for (const access::Actor* by : {&room.mimosas, &room.mimosas2})
    for (const Seen& seen : {Seen{}, room.version(1), room.version(7)}) {
      const auto again = casework::sign_draft(room.desk, *by, draft.id, seen);
      REQUIRE(again.ok());
      CHECK(casework::to_json(*again) == casework::to_json(*first));
    }
  CHECK(room.count("declaration") == 1);
}

TEST_CASE("signatures at the same time make one declaration, and all are told of it") {
  Drafting room;
  for (int round = 0; round < 5; ++round) {
    const auto draft = room.begin(room.mimosas, "classique", signable);
    std::array<std::string, 6> told;
    std::vector<std::jthread> signers;
    for (std::size_t i = 0; i < told.size(); ++i)
      signers.emplace_back([&, i] {
        const auto receipt = casework::sign_draft(room.desk, i % 2 ? room.mimosas : room.mimosas2, draft.id, {});
        told[i] = receipt ? base::to_text(casework::to_json(*receipt)) : receipt.error().code;
      });
    signers.clear();
    for (const std::string& one : told) CHECK(one == told[0]);
    CHECK(told[0].starts_with("{"));
  }
  CHECK(room.count("declaration") == 5);
}

TEST_CASE("a refused signature tells every field and leaves the draft as it was") {
  Drafting room;
  const object wrong = with(signable, {{"date_naissance", "12/0"}, {"age_estime", "quinze"}, {"sexe", "fille"}});
  auto draft = room.begin(room.mimosas, "classique", wrong);
  const std::string before = room.everything();
  const auto refused = casework::sign_draft(room.desk, room.mimosas, draft.id, {});
  CHECK(fields_of(refused.error()) == "/answers/date_naissance:date_invalide /answers/age_estime:type_invalide /answers/sexe:choix_invalide ");
  CHECK(room.everything() == before);
  draft = room.save(room.mimosas, draft, {{"date_naissance", "2011-05-14"}, {"age_estime", 15}, {"sexe", "F"}});
  CHECK(casework::sign_draft(room.desk, room.mimosas, draft.id, {}).ok());
}

TEST_CASE("what another form asked is not signed away: it is refused until a person takes it out") {
  Drafting room;
  auto draft = room.begin(room.mimosas, "inquietante", with(signable, {{"mesures", "aucune"}}));
  draft = casework::save_draft(room.desk, room.mimosas, draft.id, {{"form", "classique"}}, room.version(1))->draft;
  CHECK(fields_of(casework::sign_draft(room.desk, room.mimosas, draft.id, {}).error()) == "/answers/mesures:champ_inconnu ");
  draft = room.save(room.mimosas, draft, {{"mesures", nullptr}});
  CHECK(casework::sign_draft(room.desk, room.mimosas, draft.id, {}).ok());
}

TEST_CASE("what a person chose of minor and absence is signed, and checked only then") {
  Drafting room;
  const Receipt known = room.sign(room.mimosas, "classique", signable);
  const object other = left(child("AUTRE", "Zoe", "2012-01-20"), at(-8));
  const auto sign = [&](const casework::DraftPatch& choice) {
    auto draft = room.begin(room.mimosas, "classique", other);
    REQUIRE(casework::save_draft(room.desk, room.mimosas, draft.id, choice, room.version(1)).ok());
    return casework::sign_draft(room.desk, room.mimosas, draft.id, {});
  };
  const auto chosen = sign({{"minor", known.minor->text()}});
  REQUIRE(chosen.ok());
  CHECK(chosen->minor == known.minor);
  CHECK(chosen->how == "chosen");
  CHECK(sign({{"episode", known.episode->text()}})->episode == known.episode);
  CHECK(sign({{"minor", known.minor->text()}, {"new_episode", true}})->episode != known.episode);
  CHECK(sign({{"new_minor", true}})->how == "created");
  CHECK(fields_of(sign({{"minor", base::MinorId::make(noon).text()}}).error()) == "/minor:mineur_inconnu ");
  CHECK(fields_of(sign({{"minor", known.minor->text()}, {"new_minor", true}}).error()) == "/new_minor:choix_contradictoire ");
}

TEST_CASE("a version that was read and has changed is not signed, and the fields are told") {
  Drafting room;
  const auto draft = room.begin(room.mimosas, "classique", signable);
  (void)room.save(room.mimosas2, draft, {{"recit", "Autre."}});
  const auto stale = casework::sign_draft(room.desk, room.mimosas, draft.id, room.version(1));
  CHECK(stale.error().kind == base::Kind::stale);
  CHECK(fields_of(stale.error()) == "/answers/recit:modifie_depuis ");
  CHECK(room.count("declaration") == 0);
}

TEST_CASE("a save that was kept while another signed is in the declaration") {
  Drafting room;
  for (int round = 0; round < 8; ++round) {
    const auto id = room.begin(room.mimosas, "classique", signable).id;
    std::string kept = "Elle est partie.";
    std::jthread typist([&, draft = room.open(room.mimosas, id)]() mutable {
      for (int i = 0;; ++i) {
        const std::string text = fmt::format("Essai {}.", i);
        const auto saved = room.type(room.mimosas, draft, {{"recit", text}});
        if (!saved) {
          CHECK(saved.error().code == "deja_signe");
          return;
        }
        kept = text;
        draft = saved->draft;
      }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds{3 * round});
    auto receipt = casework::sign_draft(room.desk, room.mimosas2, id, {});
    while (!receipt && receipt.error().code == "brouillon_modifie")
      receipt = casework::sign_draft(room.desk, room.mimosas2, id, {});
    typist.join();
    REQUIRE(receipt.ok());
    CHECK(base::find_text(declared(room, *receipt).answers, "recit") == kept);
  }
}

TEST_CASE("signed drafts are listed by when they were signed, to the organisation that may sign them, with what they became") {
  Drafting room;
  const auto early = room.begin(room.mimosas, "classique", signable);
  room.begin(room.mimosas, "classique", signable);
  const auto since = room.clock.now() + std::chrono::hours{1};
  room.clock.set(since);
  const auto late = room.begin(room.mimosas2, "classique", with(signable, {{"nom", "Autre"}}));
  CHECK(casework::sign_draft(room.desk, room.mimosas, late.id, {}).ok());
  room.clock.set(since + std::chrono::milliseconds{1});
  const auto receipt = casework::sign_draft(room.desk, room.mimosas, early.id, {});
  REQUIRE(receipt.ok());
  const auto listed = [&](const access::Actor& by, base::Instant from, int limit) {
    std::vector<base::DraftId> ids;
    for (const auto& view : casework::list_signed_drafts(room.desk, by, "classique", from, limit)) ids.push_back(view.draft.id);
    return ids;
  };
  CHECK(listed(room.mimosas2, since, 9) == std::vector{early.id, late.id});
  CHECK(listed(room.mimosas, since, 1) == std::vector{early.id});
  CHECK(listed(room.mimosas, since + std::chrono::milliseconds{1}, 9) == std::vector{early.id});
  CHECK(listed(room.mimosas, since + std::chrono::milliseconds{2}, 9).empty());
  CHECK(listed(room.police, since, 9).empty());
  CHECK(casework::list_signed_drafts(room.desk, room.mimosas, "appel", since, 9).empty());
  const auto shown = casework::list_signed_drafts(room.desk, room.mimosas, "classique", since, 1).front();
  CHECK(casework::receipt_from(*shown.draft.receipt).episode == receipt->episode);
  CHECK(shown.saved_by == "mimosas");
}
