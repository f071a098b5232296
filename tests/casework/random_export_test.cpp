// What people did and decided, at random and over days, leaves by an export and comes back by an import: whatever was
// taken back, joined and corrected meanwhile, the next export says the same.
#include <doctest/doctest.h>

#include "casework/disagree.hpp"
#include "casework/examine.hpp"
#include "casework/keep_time.hpp"
#include "tests/casework/undoing_room.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct DecidingRoom : UndoingRoom {
  casework::Timekeeper keeper{desk};

  using UndoingRoom::UndoingRoom;

  base::EpisodeId any_absence() {
    const auto ids = column("SELECT id FROM episode ORDER BY id");
    return base::EpisodeId::parse(ids[draw(ids.size())]).value();
  }
  void decide() {
    const auto record = episode(any_absence());
    const triage::Level level = static_cast<triage::Level>(draw(4));
    const casework::Deciding deciding{*record.assessment, draw(2) ? triage::Qualification::classique : triage::Qualification::inquietante, level,
                                      "Vu avec l’éducatrice : « rien »"};
    done["decision"] += casework::decide(desk, draw(2) ? police : second, record.episode.id, deciding, {}).ok();
  }
  void enter() {
    casework::FprEntry entry;
    const auto id = any_absence();
    switch (draw(4)) {
      case 0: entry.motif_de_non_inscription = "Recherche discrète"; break;
      case 1: entry.desinscrit_le = clock.now(); break;
      default:
        entry.inscrit_le = clock.now();
        entry.numero = fmt::format("F-{}", draw(1000));
        if (draw(2)) entry.service = "BPM";
    }
    done["fpr"] += casework::record_fpr(desk, police, id, entry, {}).ok();
  }
  void disagree() {
    const auto told = casework::disagree(desk, draw(2) ? suivi : police, any_absence(), "Mme Zylba, mère", "Elle conteste.", {});
    done["desaccord"] += told.ok();
  }
  void pass() {
    clock.pass(std::chrono::milliseconds{draw(3) ? draw(90'000'000) : 0});
    done["horloge"] += keeper.tick().reviewed;
  }
  void live() {
    switch (draw(6)) {
      case 0: return decide();
      case 1: return enter();
      case 2: return disagree();
      case 3: return pass();
      default: return act();
    }
  }
};

/// Whether fates are all of a kind; what is not is shown.
bool all(const std::string& fates, const std::string& fate) {
  std::string rest = fates;
  for (std::size_t at = 0; (at = rest.find(fate)) != std::string::npos;) rest.erase(at, fate.size());
  CHECK(rest == "");
  return rest.empty();
}

/// The first line that two texts do not share.
std::string first_difference(const std::string& one, const std::string& other) {
  const auto [a, b] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
  if (a == one.end() && b == other.end()) return "";
  const auto line = [](const std::string& text, std::string::const_iterator at) {
    const auto from = text.rfind('\n', static_cast<std::size_t>(at - text.begin()));
    return text.substr(from == std::string::npos ? 0 : from + 1, 1500);
  };
  return line(one, a) + "\n  and not\n" + line(other, b);
}

}  // namespace

TEST_CASE("an export of a random history, imported into an empty directory, exports the same bytes; once more, too; at home it is known") {
  std::map<std::string, int> done;
  for (const unsigned seed : {3u, 17u, 95u, 116u}) {
    CAPTURE(seed);
    DecidingRoom room(seed);
    for (int i = 0; i < 150; ++i) room.live();
    for (const auto& [act, times] : room.done) done[act] += times;
    const std::string said = room.exported();
    ImportRoom next, last;
    for (ImportRoom* one : {&next, &last}) {
      one->clock.set(room.clock.now());
      CHECK(all(one->take(one == &next ? said : next.exported()), "taken "));
      CHECK(first_difference(without_ids(said), without_ids(one->exported())) == "");
      one->finish();
      CHECK(casework::examine(one->desk).problems.empty());
    }
    for (ImportRoom* one : {static_cast<ImportRoom*>(&room), &next}) {
      const std::string before = one->exported();
      CHECK(all(one->take(said), "known "));
      CHECK(first_difference(before, one->exported()) == "");
    }
    CHECK(casework::examine(room.desk).problems.empty());
  }
  for (const std::string act : {"decision", "fpr", "desaccord", "horloge", "retrait", "correction", "reouverture", "reunion"}) {
    CAPTURE(act);
    CHECK(done[act] > 5);
  }
}
