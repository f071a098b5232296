#include <doctest/doctest.h>

#include "audit/trail.hpp"

using namespace vigie;
using audit::Finding;
using audit::Harm;

namespace {

struct Kept {
  audit::Line line;
  std::string hash;
};

/// Twelve lines, the first three older than the key, and who may touch them.
struct TrailRoom {
  const std::string key = "the key of the trail";
  std::vector<Kept> lines;
  audit::Head head;

  TrailRoom() {
    std::string previous = audit::before_first;
    for (int i = 1; i <= 12; ++i) {
      const audit::Line line{i, base::Instant{1000 * i}, "compte", "organisation", {"consultation", "minor", std::to_string(i), "", ""}};
      previous = audit::chain(i < 4 ? "" : key, previous, line);
      lines.push_back({line, previous});
    }
    head = {12, previous, 4};
  }
  std::vector<Finding> look(bool signed_ = true) const {
    audit::Trail trail(key, signed_ ? std::optional(head.keyed_from) : std::nullopt);
    for (const Kept& one : lines) trail.add(one.line, one.hash);
    return trail.end(signed_ ? std::optional(head) : std::nullopt);
  }
  /// What somebody without the key can do: chain again, bare, from a line to the end.
  void chain_again(std::size_t from) {
    std::string previous = from == 0 ? audit::before_first : lines[from - 1].hash;
    for (std::size_t i = from; i < lines.size(); ++i) lines[i].hash = previous = audit::chain("", previous, lines[i].line);
  }
};

using Findings = std::vector<Finding>;

}  // namespace

TEST_CASE("a trail that nobody touched has nothing to say, older lines included") {
  CHECK(TrailRoom().look().empty());
}

TEST_CASE("any one line that is changed is named, and it alone") {
  for (std::size_t i = 0; i < 12; ++i) {
    const std::int64_t number = static_cast<std::int64_t>(i) + 1;
    TrailRoom said, hashed;
    said.lines[i].line.entry.motive = "autre";
    CHECK(said.look() == Findings{{Harm::changed, number, number}});
    hashed.lines[i].hash[5] ^= 1;
    CHECK(hashed.look() == Findings{{Harm::changed, number, number}});
  }
}

TEST_CASE("any one line that is removed is named, the last ones as cut") {
  for (std::size_t i = 0; i < 11; ++i) {
    TrailRoom room;
    room.lines.erase(room.lines.begin() + static_cast<std::ptrdiff_t>(i));
    const std::int64_t number = static_cast<std::int64_t>(i) + 1;
    CHECK(room.look() == Findings{{Harm::removed, number, number}});
  }
  for (std::size_t kept = 0; kept < 12; ++kept) {
    TrailRoom room;
    room.lines.erase(room.lines.begin() + static_cast<std::ptrdiff_t>(kept), room.lines.end());
    CHECK(room.look() == Findings{{Harm::cut, static_cast<std::int64_t>(kept) + 1, 12}});
  }
}

TEST_CASE("any two lines that are swapped are named, their hashes with them or not") {
  for (std::size_t i = 0; i < 12; ++i)
    for (std::size_t j = i + 1; j < 12; ++j) {
      const Findings both{{Harm::swapped, static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(j) + 1}};
      TrailRoom whole, said;
      CAPTURE(i);
      CAPTURE(j);
      std::swap(whole.lines[i], whole.lines[j]);
      std::swap(whole.lines[i].line.number, whole.lines[j].line.number);
      CHECK(whole.look() == both);
      std::swap(said.lines[i].line, said.lines[j].line);
      std::swap(said.lines[i].line.number, said.lines[j].line.number);
      CHECK(said.look() == both);
    }
}

TEST_CASE("chaining again without the key is found at the first keyed line that was touched") {
  TrailRoom room;
  room.lines[6].line.entry.motive = "autre";
  room.chain_again(6);
  CHECK(room.look().front() == Finding{Harm::changed, 7, 7});
  TrailRoom all;
  all.lines[0].line.entry.motive = "autre";
  all.chain_again(0);
  CHECK(all.look().front().from <= 4);
  CHECK_FALSE(all.look(false).empty());
}

TEST_CASE("a line that nobody signed is named") {
  TrailRoom room;
  audit::Line more = room.lines.back().line;
  more.number = 13;
  room.lines.push_back({more, audit::chain(room.key, room.lines.back().hash, more)});
  CHECK(room.look() == Findings{{Harm::added, 13, 13}});
}

TEST_CASE("a trail whose end is not signed says so") {
  CHECK(TrailRoom().look(false) == Findings{{Harm::unsigned_, 12, 12}});
}

TEST_CASE("a signature holds for one end alone") {
  const audit::Head head{12, std::string(32, 'x'), 4};
  const std::string signature = audit::sign("key", head);
  CHECK(audit::sign("key", {13, head.hash, 4}) != signature);
  CHECK(audit::sign("key", {12, head.hash, 5}) != signature);
  CHECK(audit::sign("key", {12, std::string(32, 'y'), 4}) != signature);
  CHECK(audit::sign("other", head) != signature);
}
