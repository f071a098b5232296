// What one person reads of the voices of a child: whole or without its caller, what they tell otherwise, what to keep silent.
#include <doctest/doctest.h>

#include "casework/retract.hpp"
#include "casework/show_readers.hpp"
#include "casework/show_voices.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

struct VoicesRoom : House {
  Receipt first = sign(mimosas, "classique", with(left(ines, at(-9)), {{"sans_affaires", "oui"}, {"tenue_veste", "Rouge"}, {"recit", "Partie."}}));
  base::MinorId minor = *first.minor;

  Receipt again(const access::Actor& by, std::string_view form, object answers) {
    Submission submission = filled(form, with(std::move(answers), {{"declarant_qualite", "mere"}, {"prenoms", "Ines"}}));
    submission.minor = minor;
    submission.episode = first.episode;
    return sign(by, submission);
  }
  std::vector<casework::VoiceView> heard(const access::Actor& by) const {
    return store->read(access::scope_of(by), [&](const store::Reading& reading) { return casework::show_voices(reading, minor); });
  }
  std::string contradictions(const access::Actor& by) const {
    const auto voices = heard(by);
    std::set<std::size_t> all;
    for (std::size_t i = 0; i < voices.size(); ++i) all.insert(i);
    std::string text;
    for (const auto& one : casework::list_contradictions(desk, voices, all)) text += fmt::format("{}×{} ", one.field, one.told.size());
    return text;
  }
};

}  // namespace

TEST_CASE("voices come in the order told, a home reads its own, police never who called") {
  VoicesRoom room;
  room.again(room.ecoutant, "appel", {{"categorie", "fugue"}, {"declarant_nom", "Zylette"}, {"appelant_qualite", "mere"}});
  const auto police = room.heard(room.police);
  REQUIRE(police.size() == 2);
  CHECK(police[0].declaration.form == "classique");
  CHECK(police[0].organisation == "Les Mimosas");
  CHECK_FALSE(police[1].declaration.answers.contains("declarant_nom"));
  CHECK(room.heard(room.suivi)[1].declaration.answers.contains("declarant_nom"));
  CHECK(room.heard(room.mimosas).size() == 1);
  CHECK(room.heard(room.tilleuls).empty());
}

TEST_CASE("another answer is a contradiction; ne sait pas, another narrative, another speaker, capitals are none") {
  VoicesRoom room;
  room.again(room.police, "classique", {{"sans_affaires", "inconnu"}, {"tenue_veste", " rouge "}, {"recit", "Fâchée."}});
  CHECK(room.contradictions(room.police) == "");
  room.again(room.police, "classique", {{"sans_affaires", "non"}, {"tenue_veste", "bleue"}});
  CHECK(room.contradictions(room.police) == "tenue_veste×3 sans_affaires×2 ");
  CHECK(room.contradictions(room.mimosas) == "");  // it reads its own voice only
}

TEST_CASE("what was taken back contradicts nothing and cautions nobody") {
  VoicesRoom room;
  const Receipt other = room.again(room.police, "classique", {{"sans_affaires", "non"}, {"ne_pas_informer", "oui"}, {"ne_pas_informer_motif", "Violences"}});
  room.again(room.police, "classique", {{"ne_pas_informer", "non"}});
  auto cautions = casework::list_cautions(room.heard(room.police));
  REQUIRE(cautions.size() == 1);
  CHECK(cautions[0].field == "ne_pas_informer");
  CHECK(cautions[0].yes == std::vector<std::size_t>{1});
  CHECK(cautions[0].no == std::vector<std::size_t>{2});
  REQUIRE(casework::withdraw_declaration(room.desk, room.police, other.declaration, "Erreur").ok());
  CHECK(casework::list_cautions(room.heard(room.police)).empty());
  CHECK(room.contradictions(room.police) == "");
  CHECK(room.heard(room.police)[1].retractions.size() == 1);
}

TEST_CASE("who opened a file is told with the motive, the latest first") {
  VoicesRoom room;
  REQUIRE(casework::open_minor(room.desk, room.suivi, room.minor, "suivi").ok());
  REQUIRE(casework::open_minor(room.desk, room.police, room.minor, "enquete").ok());
  REQUIRE(casework::open_minor(room.desk, room.police, room.minor, "enquete").ok());  // within ten minutes: one line
  const auto readers = room.store->read(access::scope_of(room.police), [&](const store::Reading& reading) {
    return casework::list_readers(reading, room.minor, 10);
  });
  REQUIRE(readers.size() == 2);
  CHECK(readers[0].login == "police");
  CHECK(readers[0].motive == "enquete");
  CHECK(readers[1].organisation == "116 000");
}
