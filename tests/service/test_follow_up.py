"""After the declaration: what is left to do and by when, the return interview, the disagreement, and the clock."""
import datetime
import json
import time

import vigie
from vigie import ago, came_back, child, departure, instant, wait_until

HELD = {"entretien": "realise", "entretien_mode": "presence", "declarant_qualite": "educateur"}


class FollowUp(vigie.ServiceTest):
    def gone(self, who=None, client=None, form="classique", **more):
        client = client or self.foyer_a
        return client.declare(form, {**(who or child()), **departure(6), "declarant_qualite": "educateur", **more})

    def alert(self, client, episode, kind):
        return next((a for a in client.every("/api/v1/alerts") if a["episode"] == episode and a["kind"] == kind), None)

    def interview(self, client, episode, answers, expect=201, **more):
        return client.post(f"/api/v1/episodes/{episode}/interview", {"answers": answers}, expect, **more)

    # --- Tasks ------------------------------------------------------------------------------------------------------

    def test_a_declaration_says_what_is_left_to_do(self):
        made = self.gone()
        self.assertEqual(made["alerts"], [])
        self.assertEqual([t["kind"] for t in made["tasks"]], ["fpr_a_inscrire", "parquet_a_aviser"])
        parquet = made["tasks"][1]
        self.assertEqual(parquet["label"], "Aviser le procureur")
        self.assertTrue(parquet["task"])
        self.assertEqual(instant(parquet["due_at"]) - instant(made["signed_at"]), datetime.timedelta(hours=48))
        self.assertEqual(parquet["audience"], {"role": "police", "organisation": "Foyer des Tilleuls"})
        entered = {"inscrit_le": ago(hours=1), "numero": "F-1", "categorie": "M"}
        self.police.post(f"/api/v1/episodes/{made['episode']['id']}/fpr", entered, 200)
        fpr = self.alert(self.police, made["episode"]["id"], "fpr_a_inscrire")
        self.assertEqual((fpr["state"], fpr["outcome"]), ("resolue", "fpr"))
        refused = self.police.post(f"/api/v1/alerts/{self.gone()['tasks'][0]['id']}/resolve", {"outcome": "confirme"})
        self.assertRefused(refused, 409, "tache_fpr")

    def test_a_call_that_police_does_not_know_of_asks_for_the_17(self):
        who = child()
        call = self.ecoutant.declare("appel", {**who, **departure(), "categorie": "fugue", "appelant_qualite": "mere", "deja_declare": "non"})
        self.assertEqual([t["kind"] for t in call["tasks"]], ["composer_le_17"])
        self.assertEqual(call["tasks"][0]["label"], "Faire composer le 17")
        self.police.declare("classique", {**who, **departure(), "declarant_qualite": "mere"})
        task = self.alert(self.ecoutant, call["episode"]["id"], "composer_le_17")
        self.assertEqual((task["state"], task["outcome"]), ("resolue", "declaration"))
        told = self.ecoutant.declare("appel", {**child(), "categorie": "fugue", "appelant_qualite": "mere", "deja_declare": "oui"})
        self.assertEqual(told["tasks"], [])

    def test_an_inquietante_of_a_home_calls_for_the_visit_and_the_educator(self):
        made = self.gone(form="inquietante", declarant_mode="telephone")
        self.assertLessEqual({"audition_educateur", "deplacement_commissariat"}, {t["kind"] for t in made["tasks"]})
        heard = self.police.declare("inquietante", {"nom": "Inconnu", "declarant_qualite": "police", "audition_educateur": "oui"},
                                    episode=made["episode"]["id"])
        self.assertNotIn("audition_educateur", {t["kind"] for t in heard["tasks"]})
        self.assertNotIn("deplacement_commissariat", {t["kind"] for t in heard["tasks"]})

    # --- The interview ----------------------------------------------------------------------------------------------

    def test_the_interview_is_due_72_hours_after_the_return_and_late_is_seen(self):
        made = self.gone()
        id = made["episode"]["id"]
        back = self.foyer_a.come_back(id, came_back(4, 0))
        task = next(t for t in back["tasks"] if t["kind"] == "entretien_retour")
        self.assertEqual(instant(task["due_at"]) - instant(back["episode"]["returned"]["latest"]), datetime.timedelta(hours=72))
        self.assertTrue(task["overdue"])
        self.assertEqual(task["audience"]["organisation"], "Foyer des Tilleuls")
        self.assertIsNotNone(self.alert(self.suivi, id, "entretien_retour"))
        self.assertIsNone(self.alert(self.foyer_b, id, "entretien_retour"))
        done = self.interview(self.suivi, id, {**HELD, "entretien_le": ago(hours=1), "hotel_ou_location": "oui", "argent_inexplique": "oui",
                                               "petit_ami_majeur": "oui", "entretien_verbatim": "Il m’attendait à la gare."}).json
        self.assertEqual(done["declaration"]["form"], "entretien")
        self.assertEqual(done["assessment"]["level"], "eleve")
        self.assertEqual(done["episode"]["status"], "rentre")
        self.assertNotIn("entretien_retour", [t["kind"] for t in done["tasks"]])
        ended = self.alert(self.suivi, id, "entretien_retour")
        self.assertEqual((ended["state"], ended["outcome"]), ("resolue", "entretien"))
        self.assertIsNotNone(self.alert(self.police, id, "eleve"))
        again = self.interview(self.foyer_a, id, {**HELD, "entretien": "refuse"}).json
        self.assertEqual(len(self.police.episode(id)["declarations"]), 4)
        self.assertEqual(self.foyer_a.get(f"/api/v1/declarations/{again['declaration']['id']}").json["answers"]["entretien"], "refuse")

    def test_what_the_child_said_stays_with_who_heard_it(self):
        made = self.gone()
        id = made["episode"]["id"]
        self.foyer_a.come_back(id, came_back(1, 0))
        told = self.interview(self.suivi, id, {**HELD, "entretien_verbatim": "Zyxophone bleu.", "revelation": "oui"}).json
        self.assertRefused(self.foyer_a.get(f"/api/v1/declarations/{told['declaration']['id']}", None), 404, "introuvable")
        whole = json.dumps([self.foyer_a.episode(id), self.foyer_a.minor(made["minor"]["id"]), self.analyste.episode(id)])
        self.assertNotIn("Zyxophone", whole)
        self.assertNotIn("revelation", [r["rule"] for a in self.foyer_a.episode(id)["assessments"] for r in a["reasons"]])

    def test_refusals_of_the_interview(self):
        made = self.gone()
        id = made["episode"]["id"]
        self.assertRefused(self.interview(self.foyer_a, id, HELD, 409), 409, "encore_absent", {})
        self.foyer_a.come_back(id, came_back(1, 0))
        self.assertRefused(self.interview(self.foyer_a, id, {}, 422), 422, "champ_invalide", {"/answers/entretien": "champ_requis"})
        self.assertRefused(self.interview(self.foyer_a, id, {**HELD, "nom": "X"}, 422), 422, "champ_invalide", {"/answers/nom": "champ_inconnu"})
        self.assertRefused(self.foyer_a.post(f"/api/v1/episodes/{id}/interview", {}), 422, "champ_invalide", {"/answers": "champ_requis"})
        self.assertRefused(self.interview(self.foyer_b, id, HELD, 404), 404, "introuvable")
        self.assertRefused(self.interview(self.foyer_a, id, HELD, 412, headers={"If-Match": '"v99"'}), 412, "version_depassee")
        loose = self.suivi.declare("entretien", HELD, expect=422, minor=made["minor"]["id"])
        self.assertRefused(loose, 422, "champ_invalide", {"/episode": "entretien_sans_absence"})

    def test_a_repeated_interview_is_the_same_interview(self):
        id = self.gone()["episode"]["id"]
        self.foyer_a.come_back(id, came_back(1, 0))
        key = {"Idempotency-Key": "entretien-1"}
        first, again = (self.interview(self.foyer_a, id, HELD, headers=key).json for _ in range(2))
        self.assertEqual(first["declaration"], again["declaration"])
        self.assertEqual(len(self.foyer_a.episode(id)["declarations"]), 3)

    def test_the_form_is_given_like_the_others(self):
        self.assertIn("entretien", [f["id"] for f in self.suivi.get("/api/v1/forms").json["items"]])
        form = self.suivi.get("/api/v1/forms/entretien").json
        self.assertLessEqual({"entretien", "entretien_le", "entretien_mode", "revelation", "audition_faite", "declarant_qualite"},
                             {f["id"] for f in form["fields"]})

    # --- The disagreement -------------------------------------------------------------------------------------------

    def test_a_disagreement_is_taken_down_and_is_to_be_transmitted(self):
        id = self.gone()["episode"]["id"]
        target, body = f"/api/v1/episodes/{id}/disagreement", {"declarant": "Mère, Zénaïde Q.", "reason": "Elle prend un traitement."}
        key = {"Idempotency-Key": "desaccord-1"}
        told, again = (self.foyer_a.post(target, body, 201, headers=key).json for _ in range(2))
        self.assertEqual(told["disagreement"], again["disagreement"])
        self.assertEqual(told["disagreement"]["qualification"], "classique")
        self.assertIn("desaccord_a_transmettre", [t["kind"] for t in told["tasks"]])
        shown = self.police.episode(id)["disagreements"]
        self.assertEqual(shown, [told["disagreement"]])
        self.assertEqual((shown[0]["declarant"], shown[0]["reason"]), (body["declarant"], body["reason"]))
        self.assertEqual(self.analyste.episode(id)["disagreements"], [])
        self.ecoutant.post(target, {**body, "declarant": "Père"}, 201)
        self.assertEqual(len(self.foyer_a.episode(id)["disagreements"]), 1)
        self.assertEqual(len(self.suivi.episode(id)["disagreements"]), 2)
        task = self.alert(self.police, id, "desaccord_a_transmettre")
        self.assertEqual(task["label"], "Transmettre au procureur le désaccord du déclarant")
        self.police.post(f"/api/v1/alerts/{task['id']}/resolve", {"outcome": "transmis", "note": "Transmis."}, 200)
        lines = self.admin.every(f"/api/v1/audit?subject={id}")
        self.assertEqual([line["act"] for line in lines if line["act"] == "desaccord"], ["desaccord"] * 2)
        self.assertNotIn("Zénaïde", json.dumps(lines, ensure_ascii=False))

    def test_refusals_of_the_disagreement(self):
        id = self.gone()["episode"]["id"]
        target, body = f"/api/v1/episodes/{id}/disagreement", {"declarant": "Mère", "reason": "Non."}
        for sent, expected in (
            ({}, {"/declarant": "champ_requis", "/reason": "champ_requis"}), ({**body, "reason": "  "}, {"/reason": "champ_requis"}),
            ({**body, "declarant": "a" * 201}, {"/declarant": "texte_trop_long"}), ({**body, "reason": 3}, {"/reason": "type_invalide"}),
            ({**body, "rien": 1}, {"/rien": "champ_inconnu"}),
        ):
            with self.subTest(str(sent)[:60]):
                self.assertRefused(self.police.post(target, sent), 422, "champ_invalide", expected)
        self.assertRefused(self.foyer_b.post(target, body), 404, "introuvable")
        self.assertRefused(self.police.post(target, body, headers={"If-Match": '"v99"'}), 412, "version_depassee")

    # --- The clock --------------------------------------------------------------------------------------------------

    def test_the_clock_assesses_again_when_24_hours_have_passed(self):
        left = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=24) + datetime.timedelta(seconds=3)).isoformat()
        made = self.foyer_a.declare("classique", {**child(), "depart_au_plus_tard": left, "declarant_qualite": "educateur"})
        id = made["episode"]["id"]
        self.assertEqual(len(self.police.episode(id)["assessments"]), 1)
        self.assertTrue(wait_until(lambda: len(self.police.episode(id)["assessments"]) == 2), "the clock did not assess again")
        self.assertFalse(wait_until(lambda: len(self.police.episode(id)["assessments"]) > 2, seconds=5), "a step was taken twice")
        lines = [line for line in self.admin.every(f"/api/v1/audit?subject={id}") if line["act"] == "reevaluation"]
        clock = next(a for a in self.admin.every("/api/v1/accounts") if a["login"] == "horloge")
        self.assertEqual([(line["account"], line["detail"]) for line in lines], [(clock["id"], "pas=24h")])
        self.assertFalse(clock["can_log_in"])
        self.assertRefused(self.nobody.post("/api/v1/session", {"login": "horloge", "password": vigie.PASSWORD}), 401, "identifiants_invalides")

    def test_a_late_task_goes_wider_once_and_not_further(self):
        id = self.gone()["episode"]["id"]
        self.foyer_a.come_back(id, came_back(4, 0))
        self.assertTrue(wait_until(lambda: self.alert(self.police, id, "entretien_retour") is not None), "nobody was told")
        task = self.alert(self.police, id, "entretien_retour")
        self.assertEqual((task["step"], task["state"], task["overdue"]), (1, "ouverte", True))
        self.assertEqual(task["audience"]["roles"], ["suivi", "police"])
        self.assertFalse(wait_until(lambda: self.alert(self.police, id, "entretien_retour")["step"] > 1, seconds=5))
        lines = [line for line in self.admin.every(f"/api/v1/audit?subject={task['id']}") if line["act"] == "alerte_elargie"]
        self.assertEqual([line["detail"] for line in lines], ["kind=entretien_retour step=1"])

    def test_a_birthday_that_passed_while_away_is_told(self):
        birth = (datetime.date.today() - datetime.timedelta(days=2))
        who = child(date_naissance=birth.replace(year=birth.year - 18, day=min(birth.day, 28)).isoformat())
        made = self.foyer_a.declare("classique", {**who, **departure(40), "declarant_qualite": "educateur"})
        id = made["episode"]["id"]
        alert = self.alert(self.police, id, "majorite")
        self.assertEqual(alert["label"], "Dix-huit ans pendant l’absence")
        self.assertEqual(self.police.episode(id)["status"], "en_cours")


class Stopped(vigie.ServiceTest):
    def test_what_was_missed_is_done_once_and_stopping_is_clean(self):
        left = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=24) + datetime.timedelta(seconds=4)).isoformat()
        made = self.foyer_a.declare("classique", {**child(), "depart_au_plus_tard": left, "declarant_qualite": "educateur"})
        id = made["episode"]["id"]
        self.assertEqual(self.service.stop(), 0)
        time.sleep(5)
        for kill in (True, False):
            self.service.start()
            police = self.service.as_("police")
            self.assertTrue(wait_until(lambda: len(police.episode(id)["assessments"]) == 2))
            police.close()
            self.service.kill() if kill else self.assertEqual(self.service.stop(), 0)
        self.service.start()
        police = self.service.as_("police")
        self.assertFalse(wait_until(lambda: len(police.episode(id)["assessments"]) > 2, seconds=4))
        police.close()
        self.service.cli("doctor")  # 0: everything recomputes
