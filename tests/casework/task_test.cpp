#include <doctest/doctest.h>

#include "tests/casework/house.hpp"

using namespace vigie;
using namespace vigie::tests;
using namespace std::chrono_literals;

namespace {

const object mother_calls{{"nom", "LEFEVRE"}, {"prenoms", "Ines"}, {"date_naissance", "2011-05-14"},
                          {"categorie", "fugue"}, {"appelant_qualite", "mere"}};

struct TaskRoom : House {
  /// The same voice about a known absence.
  Receipt more(const access::Actor& by, std::string_view form, const object& answers, base::EpisodeId episode) {
    Submission submission = filled(form, answers);
    submission.episode = episode;
    return sign(by, submission);
  }
  std::string outcome(base::EpisodeId id, std::string_view kind) const { return alert(id, kind).value().outcome; }
};

}  // namespace

TEST_CASE("a call about an absence that nobody told police asks to have the 17 called, until police is told") {
  TaskRoom room;
  const auto call = room.sign(room.ecoutant, "appel", mother_calls);
  const base::EpisodeId id = *call.episode;
  CHECK(room.kinds_of(id) == "composer_le_17 ");
  CHECK(room.alert(id, "composer_le_17")->organisation == room.ecoutant.organisation);
  CHECK(room.alert(id, "composer_le_17")->due_at == noon + 1h);
  room.sign(room.ecoutant, "appel", with(mother_calls, {{"deja_declare", "non"}}));
  CHECK(room.kinds_of(id) == "composer_le_17 ");
  room.sign(room.police, "classique", left(ines, at(-1)));
  CHECK(room.state(id, "composer_le_17") == "resolue");
  CHECK(room.outcome(id, "composer_le_17") == "declaration");
  CHECK(room.kinds_of(id) == "composer_le_17 fpr_a_inscrire parquet_a_aviser ");
}

TEST_CASE("a caller who says that police knows leaves nothing to call, and ends what another call asked for") {
  TaskRoom room;
  const auto known = room.sign(room.ecoutant, "appel", with(mother_calls, {{"deja_declare", "oui"}}));
  CHECK(room.kinds_of(*known.episode) == "");
  const object other = with(mother_calls, {{"nom", "AUTRE"}});
  const auto call = room.sign(room.ecoutant, "appel", other);
  room.sign(room.ecoutant, "appel", with(other, {{"deja_declare", "oui"}}));
  CHECK(room.state(*call.episode, "composer_le_17") == "resolue");
}

TEST_CASE("the procureur is due 48 hours after the first declaration, and whoever says when ends the task") {
  TaskRoom room;
  const auto told = room.sign(room.mimosas, "classique", left(ines, at(-3)));
  const base::EpisodeId id = *told.episode;
  CHECK(room.alert(id, "parquet_a_aviser")->due_at == noon + 48h);
  CHECK(room.alert(id, "parquet_a_aviser")->role == access::Role::police);
  room.clock.pass(2h);
  room.more(room.police, "classique", {{"declarant_qualite", "police"}, {"nom", "LEFEVRE"}}, id);
  CHECK(room.alert(id, "parquet_a_aviser")->due_at == noon + 48h);
  room.more(room.police, "classique",
            {{"declarant_qualite", "police"}, {"nom", "LEFEVRE"}, {"parquet_avise_le", tests::told(noon)}}, id);
  CHECK(room.outcome(id, "parquet_a_aviser") == "parquet");
  CHECK(room.kinds_of(id) == "fpr_a_inscrire parquet_a_aviser ");
}

TEST_CASE("the FPR is answered by an inscription or by why not, and by nothing else") {
  TaskRoom room;
  const auto answer = [&](const casework::FprEntry& entry) {
    static int n = 0;
    const object who = child("FPR" + std::string(static_cast<std::size_t>(++n), 'X'), "Zoé", "2011-05-14");
    const base::EpisodeId id = *room.sign(room.mimosas, "classique", left(who, at(-3))).episode;
    const auto task = room.alert(id, "fpr_a_inscrire").value();
    CHECK(casework::resolve_alert(room.desk, room.police, task.id, "confirme", "", {}).error().code == "tache_fpr");
    CHECK(room.state(id, "fpr_a_inscrire") == "ouverte");
    REQUIRE(casework::record_fpr(room.desk, room.police, id, entry, {}).ok());
    return room.outcome(id, "fpr_a_inscrire");
  };
  casework::FprEntry entry, reason;
  entry.inscrit_le = noon;
  reason.motif_de_non_inscription = "Retrouvée avant l’inscription";
  CHECK(answer(entry) == "fpr");
  CHECK(answer(reason) == "fpr");
}

TEST_CASE("a verified return ends the tasks of the search, an unverified one does not") {
  TaskRoom room;
  const base::EpisodeId id = *room.sign(room.mimosas, "inquietante", left(ines, at(-3))).episode;
  REQUIRE(room.returns(room.mimosas, id, back(at(-1), "non")).ok());
  CHECK(room.state(id, "fpr_a_inscrire") == "ouverte");
  room.more(room.police, "retour", back(at(-1)), id);
  for (const char* kind : {"fpr_a_inscrire", "parquet_a_aviser", "audition_educateur", "deplacement_commissariat"})
    CHECK(room.outcome(id, kind) == "retour");
  CHECK(room.state(id, "entretien_retour") == "ouverte");
}

TEST_CASE("an inquiétante that a home signs at a distance asks for the visit and the educator; no other does") {
  TaskRoom room;
  const auto kinds = [&](const access::Actor& by, std::string_view form, const object& more) {
    static int n = 0;
    const object who = child("AUDITION" + std::string(static_cast<std::size_t>(++n), 'X'), "Zoé", "2011-05-14");
    return room.kinds_of(*room.sign(by, form, with(left(who, at(-3)), more)).episode);
  };
  const std::string every = "fpr_a_inscrire parquet_a_aviser ";
  CHECK(kinds(room.mimosas, "inquietante", {}) == "audition_educateur deplacement_commissariat " + every);
  CHECK(kinds(room.mimosas, "inquietante", {{"declarant_mode", "telephone"}}) ==
        "audition_educateur deplacement_commissariat " + every);
  CHECK(kinds(room.mimosas, "inquietante", {{"declarant_mode", "presence"}}) == every);
  CHECK(kinds(room.police, "inquietante", {}) == every);
  CHECK(kinds(room.mimosas, "classique", {}) == every);
  CHECK(kinds(room.mimosas, "inquietante", {{"audition_educateur", "oui"}}) == every);
}

TEST_CASE("the educator heard ends both tasks, told by any voice") {
  TaskRoom room;
  const base::EpisodeId id = *room.sign(room.mimosas, "inquietante", left(ines, at(-3))).episode;
  const object visit{{"declarant_qualite", "police"}, {"nom", "LEFEVRE"}, {"deplacement_commissariat", "oui"}};
  room.more(room.police, "inquietante", visit, id);
  CHECK(room.outcome(id, "deplacement_commissariat") == "deplacement");
  CHECK(room.state(id, "audition_educateur") == "ouverte");
  room.more(room.police, "inquietante", with(visit, {{"audition_educateur", "oui"}}), id);
  CHECK(room.outcome(id, "audition_educateur") == "audition");
}

TEST_CASE("a task that a person resolved is not asked again by the next voice") {
  TaskRoom room;
  const base::EpisodeId id = *room.sign(room.mimosas, "classique", left(ines, at(-3))).episode;
  const auto task = room.alert(id, "parquet_a_aviser").value();
  room.clock.pass(1h);
  REQUIRE(casework::resolve_alert(room.desk, room.police, task.id, "transmis", "", {}).ok());
  room.more(room.police, "classique", {{"declarant_qualite", "police"}, {"nom", "LEFEVRE"}}, id);
  CHECK(room.kinds_of(id) == "fpr_a_inscrire parquet_a_aviser ");
  CHECK(room.state(id, "parquet_a_aviser") == "resolue");
}

TEST_CASE("a new departure ends the search tasks of the absence before it") {
  TaskRoom room;
  const base::EpisodeId first = *room.sign(room.mimosas, "classique", left(ines, at(-300))).episode;
  Submission again = filled("classique", left(ines, at(-3)));
  again.new_episode = true;
  const auto second = room.sign(room.mimosas, again);
  CHECK(room.episode(first).episode.status == episodes::Status::retour_presume);
  CHECK(room.outcome(first, "fpr_a_inscrire") == "retour");
  CHECK(room.state(*second.episode, "fpr_a_inscrire") == "ouverte");
}
