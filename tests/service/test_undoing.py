"""Nothing disappears: what is withdrawn, undone or merged stays readable, and comes back when it was taken back wrongly."""
import vigie
from vigie import ago, came_back, child, departure


class Undoing(vigie.ServiceTest):
    def act(self, client, target, expect=200, **body):
        return client.post(target, body or {"reason": "mauvais dossier"}, expect)

    def test_a_withdrawn_declaration_is_readable_with_who_when_and_why(self):
        who = child()
        told = self.foyer_a.declare("classique", {**who, **departure(1), "revelation": "oui", "declarant_qualite": "educateur"})
        self.assertEqual(told["assessment"]["level"], "critique")
        back = self.act(self.foyer_a, f"/api/v1/declarations/{told['id']}/withdraw", reason="autre enfant").json
        self.assertEqual((back["episode"]["status"], back["episode"]["closed_reason"]), ("clos", "retrait"))
        self.assertEqual(back["episode"]["level"], "aucun")
        read = self.foyer_a.get(f"/api/v1/declarations/{told['id']}").json
        self.assertIsNotNone(read["withdrawn_at"])
        self.assertEqual(read["answers"]["revelation"], "oui")
        self.assertEqual([(r["act"], r["by"], r["reason"]) for r in read["retractions"]], [("retrait", "foyer_a", "autre enfant")])
        again = self.act(self.foyer_a, f"/api/v1/declarations/{told['id']}/restore", reason="c’était bien elle").json
        self.assertEqual((again["episode"]["status"], again["episode"]["level"]), ("en_cours", "critique"))
        self.assertIn("critique", [a["kind"] for a in self.police.get("/api/v1/alerts?state=ouverte&limit=500").json["items"]
                                   if a["episode"] == told["episode"]["id"]])

    def test_refusals_of_taking_back(self):
        told = self.foyer_a.declare("classique", {**child(), **departure(1), "declarant_qualite": "educateur"})
        target = f"/api/v1/declarations/{told['id']}/withdraw"
        self.assertRefused(self.act(self.foyer_b, target, 404), 404, "introuvable")
        self.assertRefused(self.act(self.police, target, 404), 404, "introuvable")
        self.assertRefused(self.act(self.foyer_a, target, 422, reason="  "), 422, "champ_invalide", {"/reason": "motif_requis"})
        self.assertRefused(self.act(self.foyer_a, target, 422, reason="x" * 2001), 422, "champ_invalide", {"/reason": "texte_trop_long"})
        self.assertRefused(self.act(self.foyer_a, target.replace("withdraw", "restore"), 409), 409, "non_retiree")
        self.act(self.foyer_a, target)
        self.assertRefused(self.act(self.foyer_a, target, 409), 409, "deja_retiree")
        fixed = self.foyer_a.declare("classique", {**child(), **departure(1), "declarant_qualite": "educateur"})
        self.foyer_a.declare("classique", {**child(), **departure(1), "declarant_qualite": "educateur"}, amends=fixed["id"])
        self.assertRefused(self.act(self.foyer_a, f"/api/v1/declarations/{fixed['id']}/withdraw", 409), 409, "deja_corrigee")

    def test_a_mistaken_return_is_undone_and_its_alerts_come_back(self):
        told = self.foyer_a.declare("inquietante", {**child(), **departure(1), "danger_immediat": "oui", "declarant_qualite": "educateur"})
        id = told["episode"]["id"]
        self.assertRefused(self.act(self.foyer_a, f"/api/v1/episodes/{id}/reopen", 409), 409, "sans_retour")
        self.police.come_back(id, came_back(retour_verifie="oui"))
        kinds = lambda: sorted(a["kind"] for a in self.police.get("/api/v1/alerts?state=ouverte&limit=500").json["items"]
                               if a["episode"] == id)
        self.assertNotIn("inquietante", kinds())
        stale = self.police.post(f"/api/v1/episodes/{id}/reopen", {"reason": "x"}, 412, headers={"If-Match": '"v1"'})
        self.assertRefused(stale, 412, "version_depassee")
        self.assertRefused(self.act(self.foyer_b, f"/api/v1/episodes/{id}/reopen", 404), 404, "introuvable")
        opened = self.act(self.foyer_a, f"/api/v1/episodes/{id}/reopen", reason="confusion avec sa sœur").json
        self.assertEqual((opened["episode"]["status"], opened["episode"]["returned"]), ("en_cours", None))
        self.assertIn("inquietante", kinds())

    def test_two_files_become_one_child_and_two_again(self):
        one = self.foyer_a.declare("classique", {**child(), **departure(20), "declarant_qualite": "educateur"})
        self.foyer_a.come_back(one["episode"]["id"], came_back(days=18))
        other = self.police.declare("classique", {"surnoms": ["Zaza"], **departure(2), "declarant_qualite": "police"})
        a, b = one["minor"]["id"], other["minor"]["id"]
        self.assertRefused(self.police.post(f"/api/v1/minors/{b}/merge", {"into": b, "reason": "x"}, 422), 422, "champ_invalide", {"/into": "meme_mineur"})
        self.assertRefused(self.police.post(f"/api/v1/minors/{b}/merge", {"reason": "x"}, 422), 422, "champ_invalide", {"/into": "champ_requis"})
        key = {"Idempotency-Key": "réunion-1".encode().hex()}
        merge = self.police.post(f"/api/v1/minors/{b}/merge", {"into": a, "reason": "reconnue"}, 201, headers=key).json["merge"]
        same = self.police.post(f"/api/v1/minors/{b}/merge", {"into": a, "reason": "reconnue"}, 201, headers=key).json["merge"]
        self.assertEqual(same, merge)
        file = self.police.minor(b)
        self.assertEqual((file["id"], len(file["episodes"]), file["history"]["episodes"]), (a, 2, 2))
        self.assertEqual([m["id"] for m in file["merges"]], [merge["id"]])
        self.assertEqual([e["number"] for e in file["episodes"]], [1, 2])
        self.assertEqual(self.police.episode(other["episode"]["id"])["minor"], a)
        self.assertEqual(len(self.foyer_a.minor(a)["episodes"]), 2)
        self.assertRefused(self.police.post(f"/api/v1/minors/{b}/merge", {"into": a, "reason": "x"}, 409), 409, "deja_reuni")
        self.police.come_back(other["episode"]["id"], came_back())
        self.police.request("DELETE", f"/api/v1/merges/{merge['id']}", expect=200)
        self.assertRefused(self.police.request("DELETE", f"/api/v1/merges/{merge['id']}", expect=409), 409, "deja_defaite")
        self.assertEqual(len(self.police.minor(a)["episodes"]), 1)
        self.assertEqual([e["status"] for e in self.police.minor(b)["episodes"]], ["rentre"])
        tasks = [t for t in self.police.get("/api/v1/alerts?state=ouverte&limit=500").json["items"] if t["kind"] == "reunion_defaite"]
        self.assertIn(a, [t["minor"] for t in tasks])
        self.assertEqual(self.foyer_a.get(f"/api/v1/minors/{b}", expect=404).status, 404)

    def tearDown(self):
        self.assertIn("Rien de cassé", self.service.cli("doctor").stdout)
