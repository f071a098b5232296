#include <doctest/doctest.h>

#include "casework/examine.hpp"
#include "casework/links.hpp"
#include "casework/merge_minors.hpp"
#include "casework/retract.hpp"
#include "store/erase.hpp"
#include "tests/casework/import_room.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

const object noe = child("ZYLAMI", "Noé", "2012-02-03"), lou = child("ZYLBRAN", "Lou", "2012-04-05");
const object nessa{{"telephones", boost::json::array{"06 39 98 12 34"}}};

struct LinkRoom : ImportRoom {
  Receipt tell(const access::Actor& by, const object& who, const object& more, double hours = -50) { return sign(by, "classique", with(left(who, at(hours)), more)); }

  casework::LinksView links(const access::Actor& reader, const Receipt& of) const {
    return casework::open_minor(desk, reader, of.minor.value(), "consultation").value().links;
  }
  /// "telephone telephones/declarant_telephone, …" of each other child, in their order; "détenu" at the end of what is withheld.
  std::string said(const access::Actor& reader, const Receipt& of) const {
    const auto view = links(reader, of);
    std::vector<std::string> all;
    for (const auto& link : view.links) {
      std::vector<std::string> evidence;
      for (const auto& one : link.evidence) evidence.push_back(fmt::format("{} {}/{}", one.kind, one.own.field, one.other.field));
      all.push_back(fmt::format("{}", fmt::join(evidence, ", ")));
    }
    if (view.withheld) all.push_back("détenu");
    return fmt::format("{}", fmt::join(all, " ; "));
  }
  std::vector<std::string> marks() const {
    return look([&](const store::Reading& reading) {
      std::vector<std::string> all;
      reading.sql.each("SELECT m.kind, m.field FROM mark m JOIN declaration d ON d.id = m.declaration ORDER BY d.number, m.kind, m.field", {},
                       [&](const db::Row& row) { all.push_back(row.text(0) + " " + row.text(1)); });
      return all;
    });
  }
};

constexpr std::string_view same_phone = "telephone telephones/telephones";

}  // namespace

TEST_CASE("two children of whom one number, account, plate, address or name is told are linked, by the field that told each") {
  LinkRoom room;
  const Receipt one = room.tell(room.police, ines, {{"telephones", {"06 39 98 12 34"}}, {"reseaux_sociaux", {{{"plateforme", "Snap"}, {"pseudo", "@Nessa"}}}}, {"vehicule_plaque", "AB-123-CD"}});
  const Receipt other = room.tell(room.police, noe, {{"telephones", {"+33 6 39 98 12 34"}}, {"reseaux_sociaux", {{{"plateforme", "snapchat"}, {"pseudo", "nessa"}}}}, {"vehicule_plaque", "ab 123 cd"}});
  const Receipt third = room.sign(room.police, "inquietante", with(left(lou, at(-40)), {{"frequentations_nommees", {{{"nom", "Sami Brulin"}, {"contact", "0639981234"}}}}}));
  CHECK(room.said(room.police, one) == "compte reseaux_sociaux/reseaux_sociaux, plaque vehicule_plaque/vehicule_plaque, telephone telephones/telephones ; "
                                       "telephone telephones/frequentations_nommees");
  CHECK(room.links(room.police, third).links.size() == 2);
  const auto evidence = room.links(room.police, other).links[0].evidence[0];
  CHECK(evidence.own.declaration == other.declaration);
  CHECK(evidence.other.declaration == one.declaration);
  CHECK(room.said(room.police, room.tell(room.police, child("ZYLSEUL", "Ana", "2012-09-09"), {{"telephones", {"06 39 98 12 35", "inconnu", "119"}}})).empty());
}

TEST_CASE("several declarations of one child tell alike and link it to nobody") {
  LinkRoom room;
  const Receipt one = room.tell(room.police, ines, nessa);
  room.tell(room.mimosas, ines, nessa);
  CHECK(room.said(room.police, one).empty());
}

TEST_CASE("the number of a home or of who declares for a profession links none of its children, told as theirs or not, before or after") {
  LinkRoom room;
  const object home{{"telephones", {"01 99 00 00 11"}}, {"etablissement_telephones", {"+33 1 99 00 00 11"}}};
  const Receipt one = room.tell(room.police, ines, {{"telephones", {"01 99 00 00 11"}}});
  const Receipt other = room.tell(room.police, noe, {{"telephones", {"01 99 00 00 11"}}});
  CHECK(room.said(room.police, one) == same_phone);
  room.tell(room.police, lou, home);
  CHECK(room.said(room.police, one).empty());
  CHECK(room.said(room.police, other).empty());
  const Receipt fourth = room.tell(room.police, child("ZYLQUAT", "Ana", "2012-09-09"), {{"telephones", {"01 99 00 00 11"}}, {"declarant_telephone", "01 99 00 00 11"}});
  CHECK(room.said(room.police, fourth).empty());
}

TEST_CASE("a number that more than thirty children share links none") {
  LinkRoom room;
  std::vector<Receipt> told;
  for (int i = 0; i < 31; ++i) {
    told.push_back(room.tell(room.police, child(fmt::format("ZYL{}{}", "BCDFGHJKLM"[i % 10], "AEIO"[i / 10]), "Wanda", fmt::format("2011-03-{:02}", i % 27 + 2)), nessa));
    if (i == 29) CHECK(room.links(room.police, told[0]).links.size() == 29);
  }
  CHECK(room.said(room.police, told[0]).empty());
}

TEST_CASE("a link follows what is corrected, taken back and counted again, on both sides") {
  LinkRoom room;
  const Receipt one = room.tell(room.police, ines, nessa), other = room.tell(room.police, noe, nessa);
  CHECK(room.said(room.police, one) == same_phone);
  REQUIRE(casework::withdraw_declaration(room.desk, room.police, other.declaration, "mauvais dossier").ok());
  CHECK(room.said(room.police, one).empty());
  CHECK(room.said(room.police, other).empty());
  REQUIRE(casework::restore_declaration(room.desk, room.police, other.declaration, "à tort").ok());
  CHECK(room.said(room.police, one) == same_phone);
  Submission correction = filled("classique", with(left(ines, at(-50)), {{"telephones", {"06 39 98 99 99"}}}));
  correction.amends = one.declaration;
  room.sign(room.police, correction);
  CHECK(room.said(room.police, one).empty());
  CHECK(room.said(room.police, other).empty());
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("files put together are one child in their links, and part again with the merge undone") {
  LinkRoom room;
  const Receipt one = room.tell(room.police, ines, nessa), other = room.tell(room.police, noe, nessa), third = room.tell(room.police, lou, nessa);
  CHECK(room.links(room.police, one).links.size() == 2);
  const auto merge = casework::merge_minors(room.desk, room.police, other.minor.value(), third.minor.value(), "même enfant", {}, {});
  REQUIRE(merge.ok());
  const auto view = room.links(room.police, one);
  REQUIRE(view.links.size() == 1);
  CHECK(view.links[0].other.id == third.minor);
  CHECK(view.links[0].evidence.size() == 2);
  CHECK(room.links(room.police, third).links.size() == 1);
  REQUIRE(casework::undo_merge(room.desk, room.police, merge->id, {}).ok());
  CHECK(room.links(room.police, one).links.size() == 2);
}

TEST_CASE("a home learns of a link with a child that is not its own only that another service holds something") {
  LinkRoom room;
  const Receipt own = room.tell(room.mimosas, ines, nessa), other = room.tell(room.tilleuls, noe, nessa);
  CHECK(room.said(room.mimosas, own) == "détenu");
  CHECK(room.said(room.tilleuls, other) == "détenu");
  CHECK(room.said(room.police, own) == same_phone);
  CHECK(room.said(room.suivi, own) == same_phone);
  const Receipt second = room.tell(room.mimosas, lou, nessa, -10);
  CHECK(room.said(room.mimosas, own) == "telephone telephones/telephones ; détenu");
  CHECK(room.said(room.mimosas, second) == "telephone telephones/telephones ; détenu");
}

TEST_CASE("the number of who calls the 116 000 links for those who took the call, and is withheld from police") {
  LinkRoom room;
  const Receipt called = room.sign(room.ecoutant, "appel", with(left(ines, at(-5)), {{"categorie", "fugue"}, {"appelant_qualite", "ami"}, {"declarant_telephone", "06 39 98 12 34"}}));
  const Receipt other = room.tell(room.police, noe, nessa);
  CHECK(room.said(room.ecoutant, called) == "telephone declarant_telephone/telephones");
  CHECK(room.said(room.ecoutant, other) == "telephone telephones/declarant_telephone");
  CHECK(room.said(room.police, called) == "détenu");
  CHECK(room.said(room.police, other) == "détenu");
  CHECK(casework::search_minors(room.desk, room.police, "06 39 98 12 34", 10)->size() == 1);
  CHECK(casework::search_minors(room.desk, room.ecoutant, "06 39 98 12 34", 10)->size() == 2);
}

TEST_CASE("where a child was found links for those who read addresses, and is withheld from the others") {
  LinkRoom room;
  std::vector<Receipt> told;
  for (const object& who : {ines, noe}) {
    told.push_back(room.tell(room.police, who, {}));
    REQUIRE(room.returns(room.police, *told.back().episode, with(back(at(-2)), {{"retour_lieu_type", "hotel"}, {"retour_lieu", "Hôtel du Nord"}, {"retour_commune", "Lille"}})).ok());
  }
  CHECK(room.said(room.police, told[0]) == "adresse retour_lieu/retour_lieu");
  CHECK(room.said(room.ecoutant, told[0]) == "détenu");
}

TEST_CASE("whom a declaration says left with a child is found when a declaration about it tells the same") {
  LinkRoom room;
  const auto with_ = [](std::string_view nom, std::string_view prenoms) {
    return object{{"accompagne", "oui"}, {"accompagnants", {{{"nom", nom}, {"prenoms", prenoms}, {"mineur", "oui"}}}}};
  };
  const Receipt one = room.tell(room.police, ines, with_("Zylami", "Noe"));
  const Receipt other = room.tell(room.police, noe, with_("LEFEVRE", "Inès"));
  CHECK(room.said(room.police, one) == "enfant accompagnants/nom");
  const Receipt third = room.tell(room.police, lou, with_("ZYLAMI", "Noé"));
  CHECK(room.links(room.police, third).links.size() == 2);
  CHECK(room.links(room.police, other).links.size() == 2);
  CHECK(room.said(room.police, room.tell(room.police, child("ZYLAMI", "Noé", "2010-10-10"), {})).empty());
}

TEST_CASE("children of one home who leave less than three hours apart left together; of two homes, or later, not") {
  LinkRoom room;
  const Receipt one = room.tell(room.mimosas, ines, {}, -50), other = room.tell(room.mimosas, noe, {}, -48);
  CHECK(room.said(room.mimosas, one) == "depart /");
  CHECK(room.said(room.police, other) == "depart /");
  const Receipt later = room.tell(room.mimosas, lou, {}, -44);
  CHECK(room.said(room.police, later).empty());
  CHECK(room.said(room.police, room.tell(room.tilleuls, child("ZYLAUTRE", "Ana", "2012-09-09"), {}, -50)).empty());
  CHECK(room.said(room.police, room.tell(room.police, child("ZYLPOLICE", "Ana", "2012-08-08"), {}, -50)).empty());
  REQUIRE(casework::withdraw_declaration(room.desk, room.mimosas, other.declaration, "mauvais dossier").ok());
  CHECK(room.said(room.police, one).empty());
}

TEST_CASE("an analyst reads links under the pseudonyms of the absences, by kinds that are read so") {
  LinkRoom room;
  const Receipt one = room.tell(room.mimosas, ines, nessa), other = room.tell(room.tilleuls, noe, nessa);
  room.sign(room.ecoutant, "appel", with(left(lou, at(-5)), {{"categorie", "fugue"}, {"appelant_qualite", "ami"}, {"declarant_telephone", "06 39 98 12 34"}}));
  const auto read = [&](const auto& look_) { return room.store->read(access::scope_of(room.analyste), look_); };
  const auto links = read([&](const store::Reading& reading) { return casework::list_pseudonymous_links(room.desk, reading, one.minor.value()); });
  REQUIRE(links.size() == 1);
  CHECK(links[0].pseudonym == read([&](const store::Reading& reading) { return store::pseudonym(reading, other.minor.value()); }));
  CHECK(links[0].kinds == std::set<std::string_view>{"telephone"});
  CHECK(casework::open_minor(room.desk, room.analyste, one.minor.value(), "consultation").error().kind == base::Kind::not_found);
}

TEST_CASE("a whole plate, number or account finds the children of whom it was told, for those who may read it, and half of one does not") {
  LinkRoom room;
  room.tell(room.mimosas, ines, {{"vehicule_plaque", "AB-123-CD"}});
  room.sign(room.police, "inquietante", with(left(noe, at(-40)), {{"frequentations_nommees", {{{"nom", "Sami Brulin"}, {"contact", "06 39 98 12 34"}, {"vehicule", "ab 123 cd"}}}}}));
  room.tell(room.police, lou, {{"reseaux_sociaux", {{{"plateforme", "Snapchat"}, {"pseudo", "nessa_93"}}}}});
  const auto found = [&](const access::Actor& by, std::string_view words) { return casework::search_minors(room.desk, by, words, 10)->size(); };
  CHECK(found(room.police, " ab123cd ") == 2);
  CHECK(found(room.suivi, "AB-123-CD") == 2);
  CHECK(found(room.mimosas, "AB-123-CD") == 1);
  CHECK(found(room.tilleuls, "AB-123-CD") == 0);
  CHECK(found(room.police, "AB-123") == 0);
  CHECK(found(room.police, "+33 6 39 98 12 34") == 1);
  CHECK(found(room.tilleuls, "+33 6 39 98 12 34") == 0);
  CHECK(found(room.police, "snap @Nessa_93") == 1);
}

TEST_CASE("an export, imported into a new directory, makes the same marks and the same links; erased, a child leaves none") {
  LinkRoom room;
  const Receipt one = room.tell(room.mimosas, ines, {{"telephones", {"06 39 98 12 34"}}, {"vehicule_plaque", "AB-123-CD"}}), other = room.tell(room.tilleuls, noe, nessa);
  Submission correction = filled("classique", with(left(ines, at(-50)), nessa));
  correction.amends = one.declaration;
  room.sign(room.mimosas, correction);
  ImportRoom next;
  next.take(room.exported(true));
  const auto counted = [](const ImportRoom& where, const std::string& table) { return where.count(table); };
  CHECK(counted(next, "mark") == counted(room, "mark"));
  CHECK(counted(next, "mark") == 4);
  const auto minors = next.look([](const store::Reading& reading) {
    std::vector<base::MinorId> ids;
    reading.sql.each("SELECT id FROM minor ORDER BY id", {}, [&](const db::Row& row) { ids.push_back(base::MinorId::parse(row.text(0)).value()); });
    return ids;
  });
  REQUIRE(minors.size() == 2);
  for (const base::MinorId minor : minors) CHECK(casework::open_minor(next.desk, next.police, minor, "consultation").value().links.links.size() == 1);

  const auto erased = room.store->write<base::Done>(room.police, [&](store::Unit& unit) -> base::Result<base::Done> {
    store::erase(unit, {other.minor.value()});
    unit.commit({"fin_de_conservation", "minor", other.minor->text(), "", ""});
    return base::Done{};
  });
  REQUIRE(erased.ok());
  CHECK(room.count("mark") == 3);
  CHECK(room.said(room.police, one).empty());
  CHECK(casework::examine(room.desk).problems.empty());
}

TEST_CASE("a directory of before the marks is given those of all that it holds") {
  LinkRoom room;
  room.tell(room.police, ines, nessa);
  room.tell(room.police, noe, {{"vehicule_plaque", "AB-123-CD"}, {"etablissement_telephones", {"01 99 00 00 11"}}});
  const auto before = room.marks();
  REQUIRE(before == std::vector<std::string>{"telephone telephones", "plaque vehicule_plaque"});
  room.store.reset();
  RawDatabase(room.file()).run("DROP TABLE mark; DROP TABLE common_mark; DELETE FROM migration WHERE name LIKE '%_marks.sql'");
  room.open();
  CHECK(room.marks() == before);
  CHECK(room.count("common_mark") == 1);
}
