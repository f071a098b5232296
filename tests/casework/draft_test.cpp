#include <doctest/doctest.h>

#include "tests/casework/drafting.hpp"

using namespace vigie;
using namespace vigie::tests;
using boost::json::array;

namespace {
const object half_typed{{"nom", " Ker"},
                        {"date_naissance", "12/0"},
                        {"age_estime", "quinze"},
                        {"sexe", "fille"},
                        {"telephones", array{"06 39", nullptr, 98}},
                        {"accompagnants", array{object{{"nom", "Lé"}, {"autre", nullptr}}}},
                        {"recit", "Elle dit « je\n\treviens\u0007 »"},
                        {"risque_suicidaire", true},
                        {"depart_au_plus_tard", "hier vers 22 h"}};
}

TEST_CASE("a draft keeps any half-typed text of a field that its form has, as it was typed") {
  Drafting room;
  const auto opened = room.begin(room.ecoutant, "appel", half_typed);
  CHECK(answers_of(opened) == half_typed);
  room.reopen();
  casework::Desk desk{*room.store, catalogue(), rules()};
  const auto read = casework::open_draft(desk, room.ecoutant, opened.id, "consultation");
  REQUIRE(read.ok());
  CHECK(answers_of(read->draft) == half_typed);
  CHECK(read->draft.form == "appel");
  CHECK(read->opened_by == "ecoutant");
}

TEST_CASE("a null takes an answer or a choice away, and what a patch does not say stays") {
  Drafting room;
  auto draft = room.begin(room.ecoutant, "appel", half_typed);
  const std::string minor = base::MinorId::make(noon).text();
  draft = casework::save_draft(room.desk, room.ecoutant, draft.id, {{"minor", minor}, {"new_episode", true}}, {true, {}})->draft;
  CHECK(draft.said.at("minor").as_string() == minor);
  draft = casework::save_draft(room.desk, room.ecoutant, draft.id,
                               {{"answers", object{{"nom", nullptr}, {"prenoms", "Ines"}}}, {"minor", nullptr}},
                               room.version(draft.version))->draft;
  object expected = with(half_typed, {{"prenoms", "Ines"}});
  expected.erase("nom");
  CHECK(answers_of(draft) == expected);
  CHECK_FALSE(draft.said.contains("minor"));
  CHECK(draft.said.at("new_episode") == true);
  CHECK(room.draft(draft).said == draft.said);
}

TEST_CASE("what no form could sign is refused: unknown fields, long texts, more than a body holds") {
  Drafting room;
  const auto refusal = [&](object answers) {
    const auto begun = casework::begin_draft(room.desk, room.mimosas, {{"form", "classique"}, {"answers", std::move(answers)}});
    return begun ? std::string("none") : fields_of(begun.error());
  };
  CHECK(refusal({{"nom", "X"}, {"couleur", "x"}, {"categorie", "fugue"}}) ==
        "/answers/couleur:champ_inconnu /answers/categorie:champ_inconnu ");
  CHECK(refusal({{"recit", std::string(20'001, 'a')}}) == "/answers/recit:texte_trop_long ");
  CHECK(refusal({{"surnoms", array{std::string(20'001, 'a')}}}) == "/answers/surnoms:texte_trop_long ");
  std::string accents;
  for (int i = 0; i < 20'000; ++i) accents += "é";
  CHECK(refusal({{"recit", accents}}) == "none");
  array many;
  for (int i = 0; i < 60; ++i) many.push_back(boost::json::string(accents));
  CHECK(refusal({{"surnoms", many}}) == "/answers:brouillon_trop_long ");
  const auto draft = room.begin(room.mimosas, "classique", {{"nom", "X"}});
  CHECK(fields_of(room.type(room.mimosas, draft, {{"surnoms", many}}).error()) == "/answers:brouillon_trop_long ");
  CHECK(fields_of(room.type(room.mimosas, draft, {{"couleur", nullptr}}).error()) == "/answers/couleur:champ_inconnu ");
  CHECK(room.draft(draft).version == 1);
}

TEST_CASE("the form changes and every answer stays, those of the other form too") {
  Drafting room;
  auto draft = room.begin(room.mimosas, "inquietante", {{"nom", "X"}, {"mesures", "aucune"}});
  draft = casework::save_draft(room.desk, room.mimosas, draft.id, {{"form", "classique"}}, room.version(1))->draft;
  CHECK(draft.form == "classique");
  draft = room.save(room.mimosas, draft, {{"mesures", "auc"}, {"prenoms", "Ines"}});  // held, though classique lacks it
  CHECK(fields_of(room.type(room.mimosas, draft, {{"diffusion", "oui"}}).error()) == "/answers/diffusion:champ_inconnu ");
  draft = casework::save_draft(room.desk, room.mimosas, draft.id, {{"form", "inquietante"}}, room.version(3))->draft;
  CHECK(answers_of(draft) == object{{"nom", "X"}, {"mesures", "auc"}, {"prenoms", "Ines"}});
  const auto forbidden = casework::save_draft(room.desk, room.mimosas, draft.id, {{"form", "appel"}}, room.version(4));
  CHECK(forbidden.error().code == "formulaire_interdit");
  const auto unknown = casework::save_draft(room.desk, room.mimosas, draft.id, {{"form", "rien"}}, room.version(4));
  CHECK(fields_of(unknown.error()) == "/form:formulaire_inconnu ");
}

TEST_CASE("a save says which version it read, and a stale one is told the fields that differ") {
  Drafting room;
  const auto read = room.begin(room.ecoutant, "appel", {{"nom", "K"}, {"prenoms", "I"}, {"recit", "R"}});
  CHECK(casework::save_draft(room.desk, room.ecoutant, read.id, room.patch({{"nom", "Ke"}}), {}).error().code == "version_requise");
  const auto second = room.save(room.suivi, read, {{"nom", "Kervadec"}, {"recit", nullptr}});
  (void)room.save(room.suivi, second, {{"commune", "Zyxville"}});
  const auto stale = room.type(room.ecoutant, read, {{"nom", "Kerouac"}, {"prenoms", "Ines"}, {"commune", "Zyxville"}});
  REQUIRE_FALSE(stale.ok());
  CHECK(stale.error().kind == base::Kind::stale);
  CHECK(stale.error().code == "version_depassee");
  // prenoms is this editor's alone; commune was typed alike by both.
  CHECK(fields_of(stale.error()) == "/answers/nom:a_choisir /answers/recit:modifie_depuis ");
  CHECK(answers_of(room.draft(read)).at("nom") == "Kervadec");
  const auto form = casework::save_draft(room.desk, room.ecoutant, read.id, {{"minor", nullptr}}, room.version(99));
  CHECK(form.error().kind == base::Kind::stale);
}

TEST_CASE("a save that was kept and not heard of differs in nothing when it is sent again") {
  Drafting room;
  const auto read = room.begin(room.ecoutant, "appel", {{"nom", "K"}});
  (void)room.save(room.ecoutant, read, {{"nom", "Ke"}});
  const auto again = room.type(room.ecoutant, read, {{"nom", "Ke"}});
  CHECK(again.error().code == "version_depassee");
  CHECK(again.error().fields.empty());
}

TEST_CASE("a patch that changes nothing makes no version and no change") {
  Drafting room;
  const auto read = room.begin(room.ecoutant, "appel", {{"nom", "K"}});
  CHECK(room.save(room.ecoutant, read, {{"nom", "K"}, {"prenoms", nullptr}}).version == 1);
  CHECK(room.save(room.ecoutant, read, {}).version == 1);
  CHECK(room.changes(read) == "1 ");
}

TEST_CASE("each save has its change; each account that types in a draft has one audit line, not one a save") {
  Drafting room;
  auto draft = room.begin(room.ecoutant, "appel", {{"nom", "K"}});
  for (const char* typed : {"Ke", "Ker", "Kerv"}) draft = room.save(room.ecoutant, draft, {{"nom", typed}});
  for (const char* typed : {"Kerva", "Kervad"}) draft = room.save(room.suivi, draft, {{"nom", typed}});
  draft = room.save(room.ecoutant, draft, {{"nom", "Kervadec"}});
  CHECK(room.changes(draft) == "1 2 3 4 5 6 7 ");
  CHECK(room.lines(draft) == "brouillon ecoutant, brouillon_repris suivi");
  CHECK(draft.saved_by == room.ecoutant.account);
}

TEST_CASE("having read a draft is no cover for typing in it") {
  Drafting room;
  const auto draft = room.begin(room.ecoutant, "appel", {{"nom", "K"}});
  (void)room.open(room.ecoutant, draft.id);  // who opened it just now knows it
  (void)room.open(room.suivi, draft.id);
  (void)room.open(room.suivi, draft.id);
  (void)room.save(room.suivi, draft, {{"nom", "Ke"}});
  CHECK(room.lines(draft) == "brouillon ecoutant, consultation suivi, brouillon_repris suivi");
}

TEST_CASE("a draft is for the accounts of its organisation that may sign its form, and for nobody else") {
  Drafting room;
  auto guest = room.add_actor("invite", access::Role::police, "116 000");
  const auto call = room.begin(room.ecoutant, "appel", {{"nom", "K"}});
  const auto sheet = room.begin(room.mimosas, "classique", {{"nom", "K"}});
  CHECK(room.listed(room.suivi) == 1);
  CHECK(room.listed(room.mimosas2) == 1);
  for (const access::Actor* other : {&room.police, &guest, &room.tilleuls, &room.analyste, &room.admin}) {
    CAPTURE(other->login);
    CHECK(room.listed(*other) == 0);
    for (const store::Draft* draft : {&call, &sheet}) {
      CHECK(casework::open_draft(room.desk, *other, draft->id, "consultation").error().code == "introuvable");
      CHECK(room.type(*other, *draft, {{"nom", "Z"}}).error().code == "introuvable");
      CHECK(casework::abandon_draft(room.desk, *other, draft->id, room.version(1)).error().code == "introuvable");
      CHECK(casework::sign_draft(room.desk, *other, draft->id, {}).error().code == "introuvable");
    }
  }
  CHECK(room.save(room.mimosas2, sheet, {{"nom", "Kervadec"}}).version == 2);
  CHECK(casework::begin_draft(room.desk, room.ecoutant, {{"form", "classique"}, {"answers", object{}}}).error().code ==
        "formulaire_interdit");
}

TEST_CASE("an abandoned draft is erased, and its audit lines stay") {
  Drafting room;
  const auto draft = room.begin(room.mimosas, "classique", {{"nom", "K"}});
  CHECK(casework::abandon_draft(room.desk, room.mimosas, draft.id, {}).error().code == "version_requise");
  (void)room.save(room.mimosas, draft, {{"nom", "Ke"}});
  const auto stale = casework::abandon_draft(room.desk, room.mimosas2, draft.id, room.version(1));
  CHECK(fields_of(stale.error()) == "/answers/nom:modifie_depuis ");
  REQUIRE(casework::abandon_draft(room.desk, room.mimosas2, draft.id, room.version(2)).ok());
  CHECK(room.count("draft") == 0);
  CHECK(room.listed(room.mimosas) == 0);
  CHECK(casework::open_draft(room.desk, room.mimosas, draft.id, "consultation").error().code == "introuvable");
  CHECK(casework::abandon_draft(room.desk, room.mimosas, draft.id, room.version(2)).error().code == "introuvable");
  CHECK(room.lines(draft) == "brouillon mimosas, brouillon_abandonne mimosas2");
  CHECK(room.changes(draft) == "1 2 3 ");
}

TEST_CASE("the same key opens one draft, whatever was typed since") {
  Drafting room;
  const store::Repetition key{"POST /api/v1/drafts", "cle", "corps"};
  const casework::DraftPatch patch{{"form", "appel"}, {"answers", object{{"nom", "K"}}}};
  const auto first = casework::begin_draft(room.desk, room.ecoutant, patch, key)->draft;
  (void)room.save(room.ecoutant, first, {{"nom", "Ke"}});
  const auto again = casework::begin_draft(room.desk, room.ecoutant, patch, key)->draft;
  CHECK(again.id == first.id);
  CHECK(answers_of(again).at("nom") == "Ke");
  CHECK(room.count("draft") == 1);
  const store::Repetition other{"POST /api/v1/drafts", "cle", "autre corps"};
  CHECK(casework::begin_draft(room.desk, room.ecoutant, patch, other).error().code == "cle_reutilisee");
  REQUIRE(casework::abandon_draft(room.desk, room.ecoutant, first.id, {true, {}}).ok());
  CHECK(casework::begin_draft(room.desk, room.ecoutant, patch, key).error().code == "brouillon_abandonne");
}

TEST_CASE("a list tells the latest opened first, page after page, and nothing that was typed") {
  Drafting room;
  std::set<base::DraftId> opened;
  for (int i = 0; i < 5; ++i) {
    opened.insert(room.begin(room.mimosas, i % 2 ? "classique" : "retour", {}).id);
    room.clock.pass(std::chrono::milliseconds{i % 3});  // some in the same instant
  }
  std::vector<std::pair<std::int64_t, std::string>> listed;
  for (int page = 0; page < 3; ++page) {
    const auto after = listed.empty() ? std::nullopt : std::optional(listed.back());
    for (const auto& view : casework::list_drafts(room.desk, room.mimosas, after, 2)) {
      listed.emplace_back(view.draft.opened_at.ms, view.draft.id.text());
      opened.erase(view.draft.id);
      CHECK(answers_of(view.draft).empty());
    }
  }
  CHECK(listed.size() == 5);
  CHECK(opened.empty());
  CHECK(std::is_sorted(listed.rbegin(), listed.rend()));
}
