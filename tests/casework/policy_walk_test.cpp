// What each profession sees of one absence told by three organisations, written out; and that no cell of the policy that
// decides it changes without being seen here.
#include <doctest/doctest.h>

#include "casework/open_urgently.hpp"
#include "casework/show_voices.hpp"
#include "casework/transmit.hpp"
#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;

namespace {

/// One answer of each kind of data in one absence; the call is signed by the 116 000, the rest by the Mimosas.
struct WalkRoom : House {
  access::Actor other = add_actor("autre", access::Role::suivi, "Autre association");
  Receipt home = sign(mimosas, "inquietante",
                      with(left(ines, at(-9)), {{"recit", "Partie."}, {"sans_affaires", "oui"}, {"risque_suicidaire", "oui"}, {"handicap", "oui"}, {"revelation", "oui"}}));
  Receipt call = joined(ecoutant, "appel", {{"categorie", "fugue"}, {"appelant_qualite", "ami"}, {"declarant_nom", "Zyphile"}, {"recit", "Vue."}});
  Receipt back_home = joined(mimosas, "retour", {{"retour_au_plus_tard", told(at(-1))}, {"adresse_actuelle", "1 rue Zy"}, {"retour_verifie", "oui"}});
  base::EpisodeId episode = *home.episode;

  WalkRoom() {
    REQUIRE(casework::record_fpr(desk, police, episode, {at(-8), {}, "FPR-1", {}, {}, {}}, {}).ok());
  }
  Receipt joined(const access::Actor& by, std::string_view form, object answers) {
    Submission submission = filled(form, with(std::move(answers), {{"prenoms", "Ines"}, {"declarant_qualite", "educateur"}}));
    if (form == "retour") submission.answers.erase("prenoms");
    submission.minor = home.minor;
    submission.episode = home.episode;
    return sign(by, submission);
  }
  casework::Transmitting to(std::string recipient, std::string basis = "casf_l226_2_2") const {
    return {std::move(recipient), "protection", std::move(basis), {}, "oui", "non", "R-1", ""};
  }
};

/// The fields of one kind each that somebody reads of a declaration, as letters: i c v h s k(caller) a.
std::string letters(const base::Result<store::Declaration>& declaration) {
  if (!declaration.ok()) return "-";
  constexpr std::pair<std::string_view, char> marks[] = {{"nom", 'i'}, {"recit", 'c'}, {"risque_suicidaire", 'v'}, {"handicap", 'h'},
                                                         {"revelation", 's'}, {"declarant_nom", 'k'}, {"adresse_actuelle", 'a'}};
  std::string seen;
  for (const auto& [field, letter] : marks)
    if (declaration->answers.contains(field)) seen += letter;
  return seen + (declaration->partial ? "…" : "");
}

/// All that one account sees, on one line.
std::string seen_by(const WalkRoom& room, access::Actor who, const access::Policy* policy = nullptr) {
  who.policy = policy;
  const auto open = [&](const Receipt& one) { return letters(casework::open_declaration(room.desk, who, one.declaration, "consultation")); };
  std::string line = fmt::format("foyer {} appel {} retour {}", open(room.home), open(room.call), open(room.back_home));
  const auto episode = casework::open_episode(room.desk, who, room.episode, "consultation");
  if (!episode.ok()) return line + " absence -";
  const auto& assessment = episode->assessments.back();
  line += fmt::format(" absence {} | {}{}| détenu {}", episode->record.episode.declarations.size(), rules_of(assessment.reasons),
                      assessment.withheld ? "réservé " : "", episode->held.size());
  const auto file = casework::open_minor(room.desk, who, *room.home.minor, "consultation");
  line += fmt::format(" identité {}", file.ok() ? std::to_string(file->told.size()) : "-");
  line += fmt::format(" fpr {}", access::reads(who, access::Data::fpr, access::Hold::stranger));
  line += fmt::format(" motifs {}", casework::reads_why_decided(who));
  line += fmt::format(" réunions {}", access::reads(who, access::Data::merges, access::Hold::stranger));
  return line;
}

struct Seat {
  const char* name;
  access::Actor WalkRoom::* who;
  const char* sees;
};
// The Tilleuls did not sign anything; the other association follows cases without having taken the call.
const Seat seats[] = {
    {"écoutant", &WalkRoom::ecoutant, "foyer ics… appel ck retour … absence 3 | revelation sans_affaires réservé | détenu 2 identité 3 fpr false motifs true réunions false"},
    {"suivi", &WalkRoom::suivi, "foyer ics… appel ck retour … absence 3 | revelation sans_affaires réservé | détenu 2 identité 3 fpr false motifs true réunions false"},
    {"autre suivi", &WalkRoom::other, "foyer ics… appel c… retour … absence 3 | revelation sans_affaires réservé | détenu 3 identité 3 fpr false motifs true réunions false"},
    {"police", &WalkRoom::police, "foyer icvs… appel c… retour a absence 3 | revelation risque_suicidaire sans_affaires réservé | détenu 2 identité 3 fpr true motifs true réunions true"},
    {"foyer", &WalkRoom::mimosas, "foyer icvhs appel - retour a absence 2 | revelation handicap risque_suicidaire sans_affaires handicap_vulnerabilite | détenu 1 identité 3 fpr false motifs false réunions false"},
    {"autre foyer", &WalkRoom::tilleuls, "foyer - appel - retour - absence -"},
    {"analyste", &WalkRoom::analyste, "foyer - appel - retour - absence 3 | revelation sans_affaires réservé | détenu 0 identité - fpr false motifs false réunions false"},
    {"admin", &WalkRoom::admin, "foyer - appel - retour - absence -"},
};

}  // namespace

TEST_CASE("each profession sees of an absence what is written out here") {
  const WalkRoom room;
  for (const Seat& seat : seats) {
    CAPTURE(seat.name);
    CHECK(seen_by(room, room.*seat.who) == seat.sees);
  }
}

TEST_CASE("a cell of the policy that opens or closes something changes what somebody sees") {
  const WalkRoom room;
  using access::Data;
  using access::Role;
  // Without a sign here: what no form of that profession asks, what is in counts only, what nobody gave.
  const auto silent = [](Data data, Role role) {
    if (role == Role::admin) return data != Data::absences;
    if (role == Role::analyste) return data != Data::circumstances && data != Data::signs && data != Data::absences;
    return data == Data::caller && role == Role::foyer;
  };
  for (std::size_t i = 0; i < access::kinds_of_data; ++i)
    for (const Seat& seat : seats) {
      const auto data = static_cast<Data>(i);
      const Role role = (room.*seat.who).role;
      if (seat.who == &WalkRoom::tilleuls || seat.who == &WalkRoom::other || silent(data, role)) continue;
      const auto seen_with = [&](access::Reach reach) {
        access::Policy bent = access::standing_policy();
        bent.at(data, role).read = reach;
        return seen_by(room, room.*seat.who, &bent);
      };
      CAPTURE(seat.name);
      CAPTURE(access::to_text(data));
      CHECK((seen_with(access::Reach::none) != seat.sees || seen_with(access::Reach::all) != seat.sees));
    }
}

TEST_CASE("what is transmitted is read by the organisation that receives it, and by no other") {
  WalkRoom room;
  REQUIRE(casework::transmit(room.desk, room.mimosas, room.home.declaration, room.to("Les Tilleuls")).ok());
  const auto read = [&](const access::Actor& who) { return letters(casework::open_declaration(room.desk, who, room.home.declaration, "consultation")); };
  CHECK(read(room.tilleuls) == "icvhs");
  CHECK(read(room.police) == "icvs…");
  CHECK_FALSE(casework::open_episode(room.desk, room.tilleuls, room.episode, "consultation").ok());  // the child is not theirs
  CHECK(casework::list_received(room.desk, room.tilleuls, 1'000'000, 10).size() == 1);
  CHECK(casework::list_received(room.desk, room.police, 1'000'000, 10).empty());
  CHECK(RawDatabase(room.file()).one("SELECT motive FROM audit WHERE act = 'transmission'") == "protection");
}

TEST_CASE("of a transmission of some fields, those fields alone are read, and the level says why") {
  WalkRoom room;
  auto some = room.to("BPM");
  some.fields = {"handicap"};
  REQUIRE(casework::transmit(room.desk, room.mimosas, room.home.declaration, some).ok());
  const auto declaration = casework::open_declaration(room.desk, room.police, room.home.declaration, "consultation");
  CHECK(letters(declaration) == "icvhs");
  const auto shown = casework::open_episode(room.desk, room.police, room.episode, "consultation");
  CHECK(reason_of(shown->assessments.back().reasons, "handicap"));
  CHECK_FALSE(shown->assessments.back().withheld);
  auto narrow = room.to("Les Tilleuls");
  narrow.fields = {"recit"};
  REQUIRE(casework::transmit(room.desk, room.mimosas, room.home.declaration, narrow).ok());
  CHECK(letters(casework::open_declaration(room.desk, room.tilleuls, room.home.declaration, "consultation")) == "c…");
}

TEST_CASE("who calls opens to police on a judicial request or an immediate danger, and not on a mere sharing") {
  WalkRoom room;
  const auto read = [&] { return letters(casework::open_declaration(room.desk, room.police, room.call.declaration, "consultation")); };
  REQUIRE(casework::transmit(room.desk, room.suivi, room.call.declaration, room.to("BPM")).ok());
  CHECK(read() == "c…");
  auto without = room.to("BPM", "requisition_judiciaire");
  without.reference = " ";
  CHECK(casework::transmit(room.desk, room.suivi, room.call.declaration, without).error().fields.at(0).code == "reference_requise");
  REQUIRE(casework::transmit(room.desk, room.suivi, room.call.declaration, room.to("BPM", "requisition_judiciaire")).ok());
  CHECK(read() == "ck");
}

TEST_CASE("a declaration is transmitted by who signed it, to an organisation that is known") {
  WalkRoom room;
  CHECK(casework::transmit(room.desk, room.police, room.home.declaration, room.to("Les Tilleuls")).error().kind == base::Kind::not_found);
  CHECK(casework::transmit(room.desk, room.tilleuls, room.home.declaration, room.to("BPM")).error().kind == base::Kind::not_found);
  CHECK(casework::transmit(room.desk, room.mimosas, room.home.declaration, room.to("Personne")).error().fields.at(0).code == "organisation_inconnue");
  CHECK(casework::transmit(room.desk, room.mimosas, room.home.declaration, room.to("Les Mimosas")).error().fields.at(0).code == "destinataire_signataire");
  auto odd = room.to("BPM");
  odd.fields = {"retour_lieu"};
  CHECK(casework::transmit(room.desk, room.mimosas, room.home.declaration, odd).error().fields.at(0).code == "champ_inconnu");
  CHECK(room.count("transmission") == 0);
}

TEST_CASE("an emergency opens to one account for four hours what others hold, and tells them") {
  WalkRoom room;
  CHECK(casework::open_urgently(room.desk, room.police, room.episode, " ").error().fields.at(0).code == "motif_requis");
  CHECK_FALSE(casework::open_urgently(room.desk, room.mimosas, room.episode, "Danger").ok());
  REQUIRE(casework::open_urgently(room.desk, room.police, room.episode, "Message d’adieu").ok());
  const auto read = [&](const access::Actor& who, const Receipt& one) {
    return letters(casework::open_declaration(room.desk, who, one.declaration, "consultation"));
  };
  CHECK(read(room.police, room.home) == "icvhs");
  CHECK(read(room.police, room.call) == "ck");
  CHECK(read(room.second, room.home) == "icvs…");
  const auto shown = casework::open_episode(room.desk, room.police, room.episode, "consultation");
  CHECK(shown->urgently_until.has_value());
  CHECK_FALSE(shown->assessments.back().withheld);
  CHECK(RawDatabase(room.file()).one("SELECT COUNT(*) FROM alert WHERE kind = 'acces_urgence' AND state = 'ouverte'") == "2");
  CHECK(RawDatabase(room.file()).one("SELECT motive FROM audit WHERE act = 'acces_urgence'") == "danger_immediat");
  CHECK(casework::open_episode(room.desk, room.mimosas, room.episode, "consultation")->urgent.at(0).told.motive == "Message d’adieu");
  room.clock.pass(std::chrono::hours{4});
  CHECK(read(room.police, room.home) == "icvs…");
  CHECK(read(room.police, room.call) == "c…");
}
