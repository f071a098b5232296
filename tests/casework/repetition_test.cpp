#include <doctest/doctest.h>

#include <thread>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct RepetitionRoom : House {
  Submission submission = filled("classique", with(left(ines, at(-5)), {{"revelation", "oui"}}));
  store::Repetition key{"POST /api/v1/declarations", "cle-1", "corps-1"};

  base::Result<Receipt> send(const store::Repetition& repetition) {
    return casework::submit_declaration(desk, police, submission, repetition);
  }
};
std::string text(const Receipt& receipt) { return base::to_text(casework::to_json(receipt)); }

}  // namespace

TEST_CASE("a repeated declaration gives the first receipt and makes nothing twice") {
  RepetitionRoom room;
  const auto first = room.send(room.key);
  REQUIRE(first.ok());
  CHECK(first->alerts.size() == 4);
  room.clock.pass(std::chrono::hours{5});
  const auto again = room.send(room.key);
  REQUIRE(again.ok());
  CHECK(text(*again) == text(*first));
  for (const char* table : {"minor", "episode", "declaration", "identity", "assessment"})
    CHECK(room.count(table) == 1);
  CHECK(room.count("alert") == 4);
}

TEST_CASE("another body under the same key is refused and makes nothing") {
  RepetitionRoom room;
  REQUIRE(room.send(room.key).ok());
  const std::string before = room.everything();
  const auto other = room.send({room.key.route, room.key.key_digest, "corps-2"});
  REQUIRE_FALSE(other.ok());
  CHECK(other.error().kind == base::Kind::invalid);
  CHECK(other.error().code == "cle_reutilisee");
  CHECK(room.everything() == before);
}

TEST_CASE("a refused declaration leaves its key free") {
  RepetitionRoom room;
  room.submission.minor = base::MinorId::make(noon);
  CHECK_FALSE(room.send(room.key).ok());
  room.submission.minor.reset();
  CHECK(room.send(room.key).ok());
}

TEST_CASE("the same request sent twice at once is done once") {
  RepetitionRoom room;
  std::optional<base::Result<Receipt>> one, two;
  std::thread first([&] { one = room.send(room.key); });
  std::thread second([&] { two = room.send(room.key); });
  first.join();
  second.join();
  REQUIRE(one->ok());
  REQUIRE(two->ok());
  CHECK(text(**one) == text(**two));
  CHECK(room.count("declaration") == 1);
}

TEST_CASE("what is remembered of an answer holds ids only") {
  RepetitionRoom room;
  REQUIRE(room.send(room.key).ok());
  const std::string kept = RawDatabase(room.file()).one("SELECT result FROM repetition");
  for (const char* secret : {"LEFEVRE", "Ines", "2011", "revelation"})
    CHECK(kept.find(secret) == std::string::npos);
}

TEST_CASE("a call without a minor is repeated alike too") {
  RepetitionRoom room;
  room.submission.form = "appel";
  room.submission.answers = {{"appelant_qualite", "mere"}, {"categorie", "information"}};
  const auto send = [&] {
    return casework::submit_declaration(room.desk, room.ecoutant, room.submission, room.key);
  };
  const auto first = send(), again = send();
  CHECK(text(*first) == text(*again));
  CHECK_FALSE(again->minor);
  CHECK(room.count("declaration") == 1);
}

TEST_CASE("a repeated decision gives the first decision") {
  RepetitionRoom room;
  const auto told = room.send(room.key);
  const casework::Deciding deciding{*told->assessment, triage::Qualification::inquietante,
                                    triage::Level::critique, ""};
  const auto decide = [&] {
    return casework::decide(room.desk, room.police, *told->episode, deciding, {},
                            store::Repetition{"POST /decision", "cle-1", "corps"});
  };
  const auto first = decide(), again = decide();
  CHECK(*first == *again);
  CHECK(room.count("decision") == 1);
}
