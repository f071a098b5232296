#pragma once
#include <random>

#include "casework/merge_minors.hpp"
#include "casework/retract.hpp"
#include "tests/casework/import_room.hpp"

namespace vigie::tests {

/// Twelve children and their absences, and acts drawn at random that take back, join, correct and open again, each with
/// its undoing.
struct UndoingRoom : ImportRoom {
  std::mt19937 random;
  std::vector<std::function<void()>> undos;
  std::map<std::string, int> done;

  explicit UndoingRoom(unsigned seed) : random(seed) { fill(); }
  std::size_t draw(std::size_t below) { return random() % below; }

  void fill() {
    for (int i = 0; i < 12; ++i) {
      const object who = child(std::string("ZYL") + "BCDFGHJKLMNP"[i] + "A", "Wanda", fmt::format("2011-03-{:02}", i + 2));
      const access::Actor& home = i % 2 ? mimosas : tilleuls;
      for (int fugue = 0; fugue < 3; ++fugue) {
        const double gone = -900 + 250 * fugue + 7 * i;
        const auto one = sign(home, "classique", with(left(who, at(gone)), {{fugue % 2 ? "argent_inexplique" : "isolement", "oui"}}));
        if (i % 3 == 0) sign(police, "inquietante", with(left(who, at(gone - 1)), {{"danger_immediat", "oui"}}));
        if (fugue < 2 || i % 4) (void)returns(i % 3 ? home : police, *one.episode, back(at(gone + 20 + i), i % 5 ? "oui" : "non"));
      }
    }
  }

  const access::Actor& who_signs(const store::Declaration& one) const {
    for (const access::Actor* actor : {&police, &mimosas, &tilleuls})
      if (actor->organisation == one.organisation) return *actor;
    throw base::Bug("nobody signed");
  }
  store::Declaration read(const std::string& id) const {
    return look([&](const store::Reading& reading) { return store::find_declaration(reading, base::DeclarationId::parse(id).value()).value(); });
  }
  static bool stands(const store::Declaration& one) { return !one.withdrawn_at && !one.amended_by; }
  store::Declaration any_standing() {
    const auto ids = column("SELECT id FROM declaration ORDER BY number");
    for (;;)
      if (auto one = read(ids[draw(ids.size())]); stands(one)) return one;
  }
  std::vector<std::string> column(db::Sql sql) const {
    return look([&](const store::Reading& reading) {
      std::vector<std::string> values;
      reading.sql.each(sql, {}, [&](const db::Row& row) { values.push_back(row.text(0)); });
      return values;
    });
  }
  /// What each absence is, by its voices; what was thought of it depends on when it was asked.
  std::vector<std::string> absences() const {
    return column("SELECT id || number || status || departed_latest || COALESCE(returned_latest, 0) FROM episode ORDER BY id");
  }

  void withdraw(const store::Declaration& one) {
    const access::Actor& by = who_signs(one);
    if (!casework::withdraw_declaration(desk, by, one.id, "mauvais dossier")) return;
    ++done["retrait"];
    undos.push_back([this, &by, id = one.id] { REQUIRE(casework::restore_declaration(desk, by, id, "à tort").ok()); });
  }
  void amend(const store::Declaration& one) {
    Submission correction = filled(one.form, one.answers);
    correction.amends = one.id;
    if (one.form == "retour") correction.answers["retour_au_plus_tard"] = told(at(-1 - static_cast<double>(draw(20))));
    else correction.answers["depart_au_plus_tard"] = told(at(-1000 + static_cast<double>(draw(990))));
    const access::Actor& by = who_signs(one);
    const auto made = submit(by, correction);
    if (!made) return;
    ++done["correction"];
    undos.push_back([this, &by, id = made->declaration] { REQUIRE(casework::withdraw_declaration(desk, by, id, "à tort").ok()); });
  }
  void reopen_one() {
    const auto closed = column("SELECT id FROM episode WHERE status = 'rentre' ORDER BY id");
    const auto id = base::EpisodeId::parse(closed[draw(closed.size())]).value();
    std::vector<store::Declaration> returns_told;
    for (const std::string& one : column("SELECT id FROM declaration WHERE form = 'retour' ORDER BY number"))
      if (auto told_return = read(one); told_return.episode == id && stands(told_return)) returns_told.push_back(std::move(told_return));
    if (!casework::reopen_episode(desk, police, id, "une autre", {})) return;
    ++done["reouverture"];
    undos.push_back([this, returns_told] {
      for (const auto& one : returns_told) REQUIRE(casework::restore_declaration(desk, who_signs(one), one.id, "c’était elle").ok());
    });
  }
  void merge() {
    const auto roots = column("SELECT id FROM minor WHERE root IS NULL ORDER BY id");
    const auto one = base::MinorId::parse(roots[draw(roots.size())]).value(), other = base::MinorId::parse(roots[draw(roots.size())]).value();
    const auto made = casework::merge_minors(desk, police, one, other, "même enfant", {}, {});
    if (!made) return;
    ++done["reunion"];
    undos.push_back([this, id = made->id] { REQUIRE(casework::undo_merge(desk, police, id).ok()); });
  }
  void undo() {
    if (undos.empty()) return;
    undos.back()();
    undos.pop_back();
    ++done["annulation"];
  }
  void act() {
    switch (draw(5)) {
      case 0: return withdraw(any_standing());
      case 1: return amend(any_standing());
      case 2: return reopen_one();
      case 3: return merge();
      default: return undo();
    }
  }
};

}  // namespace vigie::tests
