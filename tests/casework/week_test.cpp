// A week of a département, with what a week brings: cut connections, wrong children, late returns, two restarts and the
// night when clocks go back. What stands at its end is computed a second time, by other code, from the declarations alone.
#include <doctest/doctest.h>

#include <random>

#include "casework/examine.hpp"
#include "casework/retract.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

constexpr int absences = 200, children = 120;
const base::Instant monday = base::parse_time("2026-10-19T00:00:00+02:00")->instant.value();  // clocks go back on the 25th

base::Instant after(base::Instant from, double hours) { return {from.ms + static_cast<std::int64_t>(hours * 3'600'000)}; }

struct Absence {
  int child = 0;
  base::Instant left, back;
  base::EpisodeId id = {};
};

/// What somebody does at a time.
struct Event {
  base::Instant at;
  std::function<void()> act;
};

struct WeekRoom : House {
  std::mt19937 random{116000};
  std::optional<casework::Desk> open_desk;
  std::vector<Absence> plan;
  std::vector<Event> agenda;
  int cuts = 0, wrong = 0, doubled = 0, refused = 0;

  int draw(int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); }
  static object who(int child) {
    const std::string name = {"BCDFGHJKLM"[child / 100], "AEIOU"[child / 20 % 5], "NPRSTVZBDF"[child % 10], "AEIOU"[child / 10 % 5]};
    return {{"nom", "ZYL" + name}, {"prenoms", "Wan" + name}, {"date_naissance", fmt::format("2011-{:02}-{:02}", child % 12 + 1, child % 27 + 2)}};
  }
  const casework::Desk& at_work() {
    if (!open_desk) open_desk.emplace(*store, catalogue(), rules());
    return *open_desk;
  }
  void restart() {
    open_desk.reset();
    reopen();
  }

  /// Told over a line that may fall before the answer: told again with the same key, it is done once.
  Receipt tell(const access::Actor& by, const Submission& submission) {
    const store::Repetition key{"POST", fmt::format("{}", random()), "corps"};
    if (draw(10) == 0) {  // the disk fails first
      failing.at(draw(25));
      try {
        (void)casework::submit_declaration(at_work(), by, submission, key);
      } catch (const std::exception&) {
      }
      failing.left = -1;
      ++cuts;
    }
    auto told = casework::submit_declaration(at_work(), by, submission, key);
    if (!told) throw base::Bug("refused: " + told.error().code + " " + (told.error().fields.empty() ? "" : told.error().fields[0].detail));
    if (draw(5) == 0) {
      ++cuts;
      const auto again = casework::submit_declaration(at_work(), by, submission, key);
      REQUIRE(again->declaration == told->declaration);
    }
    return *told;
  }

  void call(Absence& one) {
    object answers = with(who(one.child), {{"categorie", "fugue"}, {"appelant_qualite", "mere"}, {"deja_declare", "non"},
                                           {"depart_au_plus_tard", told(after(one.left, 0.5))}});
    if (draw(3) == 0) answers["danger_immediat"] = "oui";
    one.id = tell(ecoutant, filled("appel", answers)).episode.value();
  }
  void declare(Absence& one) {
    const object answers = with(who(one.child), {{"declarant_qualite", "educateur"},
                                                 {"depart_au_plus_tot", told(after(one.left, -2))},
                                                 {"depart_au_plus_tard", told(one.left)}});
    const base::LocalTime local = base::to_local(one.left, base::paris);
    if (base::read_local(local, base::paris).sort == base::Reading::Sort::doubled) {  // which of the two hours?
      object unclear = answers;
      unclear.erase("depart_au_plus_tot");
      unclear["depart_au_plus_tard"] = fmt::format("{}T{:02}:{:02}:00", base::to_text(local.date), local.hour, local.minute);
      const auto asked = casework::submit_declaration(at_work(), police, filled("classique", unclear));
      REQUIRE_FALSE(asked.ok());
      REQUIRE(asked.error().fields.at(0).code == "heure_double");
      ++doubled;
    }
    one.id = tell(draw(2) == 0 ? mimosas : police, filled("classique", answers)).episode.value();
  }
  void come_back(const Absence& one) {
    Submission submission = filled("retour", back(one.back, draw(4) == 0 ? "non" : "oui"));
    submission.episode = one.id;
    tell(police, submission);
  }
  /// The return of this child told of another who is away, and undone.
  void mistake(const Absence& one) {
    const auto other = std::find_if(plan.begin(), plan.end(), [&](const Absence& a) {
      return a.child != one.child && a.left < one.back && a.back > clock.now() && a.id != base::EpisodeId{};
    });
    if (other == plan.end()) return;
    Submission submission = filled("retour", back(one.back));
    submission.episode = other->id;
    tell(police, submission);
    REQUIRE(casework::reopen_episode(at_work(), police, other->id, "c’était un autre enfant", {}).ok());
    ++wrong;
  }

  void write_agenda() {
    for (int i = 0; i < absences; ++i) {
      Absence one{i % children, {}, {}};
      one.left = after(monday, i < children ? draw(60) + draw(60) / 60.0 : 96 + draw(60) + draw(60) / 60.0);
      if (i % 25 == 24 && i >= absences - children) one.left = after(base::parse_time("2026-10-25T02:10:00+02:00")->instant.value(), i % 2);
      one.back = after(one.left, 3 + draw(28));
      plan.push_back(one);
    }
    for (Absence& one : plan) {
      agenda.push_back({after(one.left, 1 + draw(3)), [this, &one] { call(one); }});
      agenda.push_back({after(one.left, 4 + draw(3)), [this, &one] { declare(one); }});
      if (draw(8) == 0) continue;  // not back yet
      const base::Instant known = after(one.back, draw(4) == 0 ? 24 : 1);
      if (draw(12) == 0) agenda.push_back({after(known, -0.5), [this, &one] { mistake(one); }});
      agenda.push_back({after(known, 4), [this, &one] { come_back(one); }});
    }
    std::stable_sort(agenda.begin(), agenda.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
  }
  void play() {
    write_agenda();
    for (std::size_t i = 0; i < agenda.size(); ++i) {
      clock.set(agenda[i].at);
      if (i == agenda.size() / 3 || i == 2 * agenda.size() / 3) restart();
      agenda[i].act();
    }
    clock.pass(std::chrono::hours{1});
  }
};

/// One absence as somebody would draw it on paper from the declarations, knowing nothing of the program.
struct Drawn {
  base::Instant earliest{std::numeric_limits<std::int64_t>::max()}, latest{0};
  bool bounded = false;
  std::optional<base::Instant> returned;
  std::set<base::DeclarationId> told;
};

base::Instant instant_in(const object& answers, std::string_view field) {
  return base::parse_time(std::string(answers.at(field).as_string()))->instant.value();
}

/// By child, absences in the order of departure: departures within half a day are one; a return belongs to what it is told of.
std::map<std::string, std::vector<Drawn>> draw_all(const std::vector<store::Declaration>& declarations) {
  std::map<std::string, std::vector<Drawn>> children_drawn;
  std::map<base::MinorId, std::string> names;
  for (const auto& one : declarations)
    if (one.answers.contains("nom")) names[*one.minor] = std::string(one.answers.at("nom").as_string());
  for (const auto& one : declarations) {
    if (one.form == "retour") continue;
    auto& drawn = children_drawn[names.at(*one.minor)];
    const base::Instant latest = instant_in(one.answers, "depart_au_plus_tard");
    auto at = std::find_if(drawn.begin(), drawn.end(), [&](const Drawn& d) { return std::abs(d.latest.ms - latest.ms) < 12 * 3'600'000; });
    if (at == drawn.end()) at = drawn.insert(drawn.end(), Drawn{});
    if (one.answers.contains("depart_au_plus_tot")) {
      at->earliest = std::min(at->earliest, instant_in(one.answers, "depart_au_plus_tot"));
      at->bounded = true;
    }
    at->latest = std::max(at->latest, latest);
    at->told.insert(one.id);
  }
  for (const auto& one : declarations) {
    if (one.form != "retour" || one.withdrawn_at) continue;
    auto& drawn = children_drawn[names.at(*one.minor)];
    const base::Instant returned = instant_in(one.answers, "retour_au_plus_tard");
    Drawn* of = nullptr;
    for (Drawn& d : drawn)
      if (d.latest <= returned && (!of || d.latest > of->latest)) of = &d;
    REQUIRE(of != nullptr);
    of->returned = returned;
    of->told.insert(one.id);
  }
  for (auto& [name, drawn] : children_drawn) std::sort(drawn.begin(), drawn.end(), [](const Drawn& a, const Drawn& b) { return a.latest < b.latest; });
  return children_drawn;
}

}  // namespace

TEST_CASE("a week of a département ends as the declarations alone say") {
  WeekRoom room;
  room.play();
  CHECK(room.cuts > 50);
  CHECK(room.wrong > 3);
  CHECK(room.doubled > 3);
  const auto declarations = room.look([&](const store::Reading& reading) {
    std::vector<base::DeclarationId> ids;
    reading.sql.each("SELECT id FROM declaration ORDER BY number", {}, [&](const db::Row& row) { ids.push_back(base::DeclarationId::parse(row.text(0)).value()); });
    std::vector<store::Declaration> all;
    for (const auto id : ids) all.push_back(store::find_declaration(reading, id).value());
    return all;
  });
  const auto drawn = draw_all(declarations);
  REQUIRE(drawn.size() == children);
  CHECK(room.count("minor") == children);
  CHECK(room.count("episode") == absences);
  std::map<std::string, base::MinorId> minors;
  for (const auto& one : declarations)
    if (one.answers.contains("nom")) minors[std::string(one.answers.at("nom").as_string())] = *one.minor;
  for (const auto& [name, expected] : drawn) {
    CAPTURE(name);
    const auto kept = room.episodes_of(minors.at(name));
    REQUIRE(kept.size() == expected.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const episodes::Episode& episode = kept[i].episode;
      CHECK(episode.number == static_cast<int>(i) + 1);
      CHECK(episode.departed.latest == expected[i].latest);
      CHECK(episode.departed.earliest == (expected[i].bounded ? std::optional(expected[i].earliest) : std::nullopt));
      CHECK(episode.returned.has_value() == expected[i].returned.has_value());
      if (episode.returned && expected[i].returned) CHECK(episode.returned->latest == *expected[i].returned);
      const bool gone = !expected[i].returned;
      const auto status = !gone ? episodes::Status::rentre : i + 1 < kept.size() ? episodes::Status::retour_presume : episodes::Status::en_cours;
      CHECK(episode.status == status);
    }
  }
  CHECK(casework::examine(room.at_work()).problems.empty());
}
