"""Who sees what: by id, in lists, in searches, among candidates, in reasons."""
import json

import vigie
from vigie import ago, born, came_back, child, departure


class Rights(vigie.ServiceTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.who = child(telephones=["06 39 98 12 34"])
        cls.made = cls.foyer_a.declare("inquietante", {
            **cls.who, **departure(), "departement": "69", "commune": "Zyxville", "declarant_qualite": "educateur",
            "declarant_nom": "Quidam Tilleul", "revelation": "oui", "recit": "Elle en a parlé à la veilleuse."})
        cls.minor, cls.episode = cls.made["minor"]["id"], cls.made["episode"]["id"]

    def test_another_foyer_finds_nothing_anywhere(self):
        other = self.foyer_b
        for target in (f"/api/v1/minors/{self.minor}", f"/api/v1/episodes/{self.episode}", f"/api/v1/declarations/{self.made['id']}"):
            self.assertRefused(other.get(target, None), 404, "introuvable", {})
        for alert in self.made["alerts"]:
            for verb, body in (("acknowledge", None), ("assign", {"to": "foyer_b"}), ("resolve", {"outcome": "infirme"})):
                self.assertRefused(other.post(f"/api/v1/alerts/{alert['id']}/{verb}", body), 404, "introuvable", {})
        self.assertNotIn(self.episode, [e["id"] for e in other.every("/api/v1/episodes")])
        self.assertNotIn(self.episode, [e["id"] for e in other.every("/api/v1/episodes?organisation=Foyer%20des%20Tilleuls")])
        self.assertNotIn(self.episode, [a["episode"] for a in other.every("/api/v1/alerts")])
        for words in (self.who["nom"], self.who["prenoms"], self.who["date_naissance"], "0639981234", self.made["minor"]["reference"],
                      f"{self.who['nom']} {self.who['prenoms']}"):
            self.assertNotIn(self.minor, [m["id"] for m in other.search(words)], words)
        seen = other.preview("classique", {**self.who, "date_naissance": born(14), **departure()})
        self.assertNotIn(self.minor, [c["id"] for c in seen["minor"]["candidates"]])
        for choice in ({"minor": self.minor}, {"episode": self.episode}):
            answer = other.declare("classique", {**self.who, **departure(), "declarant_qualite": "educateur"}, expect=422, **choice)
            self.assertIn(list(answer.errors().values())[0], ("mineur_inconnu", "absence_inconnue"))
        self.assertRefused(other.come_back(self.episode, came_back(), expect=404), 404, "introuvable")
        made = other.declare("preventive", {**self.who, "prenoms": self.who["prenoms"] + "a", "declarant_qualite": "educateur"})
        self.assertNotIn(self.minor, [c["id"] for c in made["minor"]["candidates"]])

    def test_a_preview_tells_another_foyer_nothing_of_a_child_that_is_not_its_own(self):
        """The name and birth date of a known child are no key to what was told of it elsewhere."""
        who = child()
        for left, back in ((40, 38), (20, 18), (1, None)):
            made = self.foyer_a.declare("classique", {**who, **departure(left), "revelation": "oui", "declarant_qualite": "educateur"})
            if back:
                self.foyer_a.come_back(made["episode"]["id"], came_back(back, 0))
        same, other = (self.foyer_b.preview("classique", {**one, **departure()}) for one in (who, child()))
        for seen in (same, other):
            del seen["assessment"]["at"]
        self.assertEqual(same, other)
        self.assertIn("trois_fugues_en_90_jours", [r["rule"] for r in self.foyer_a.preview("classique", {**who, **departure()})["assessment"]["reasons"]])

    def test_a_second_foyer_reads_its_own_part_of_a_shared_child(self):
        who = child()
        first = self.foyer_a.declare("classique", {**who, **departure(), "declarant_qualite": "educateur", "revelation": "oui", "recit": "Secret des Tilleuls."})
        second = self.foyer_b.declare("classique", {**who, **departure(), "declarant_qualite": "educateur", "hotel_ou_location": "oui"})
        self.assertEqual(second["minor"]["id"], first["minor"]["id"])
        self.assertRefused(self.foyer_b.get(f"/api/v1/declarations/{first['id']}", None), 404, "introuvable")
        file = self.foyer_b.episode(first["episode"]["id"])
        self.assertEqual(file["declarations"], [second["id"]])
        whole = json.dumps([file, second, self.foyer_b.minor(first["minor"]["id"])], ensure_ascii=False)
        self.assertNotIn(first["id"], whole)
        self.assertNotIn("Secret", whole)
        for assessment in [*file["assessments"], second["assessment"]]:
            self.assertNotIn("revelation", [r["rule"] for r in assessment["reasons"]])
        self.assertIn("revelation", [r["rule"] for r in self.police.episode(first["episode"]["id"])["assessments"][-1]["reasons"]])
        names = self.foyer_b.minor(first["minor"]["id"])["identity"]["names"]
        self.assertEqual([n["declaration"] for n in names if n["declaration"]], [second["id"]])

    def test_a_request_sent_again_is_not_told_an_alert_that_has_become_another_s(self):
        who = child()
        told = {"form": "classique", "answers": {**who, **departure(), "declarant_qualite": "educateur", "argent_inexplique": "oui",
                                                 "hotel_ou_location": "oui", "petit_ami_majeur": "oui"}}
        def send():
            return self.foyer_a.post("/api/v1/declarations", told, 201, headers={"Idempotency-Key": "alerte-passee"}).json
        first = send()
        raised = {alert["id"] for alert in first["alerts"]}
        self.assertTrue(raised)
        joined = self.foyer_b.declare("inquietante", {**who, **departure(), "declarant_qualite": "educateur", "revelation": "oui"})
        theirs = raised & {alert["id"] for alert in joined["alerts"]}
        self.assertTrue(theirs, "the higher level takes the place of an alert of the other home")
        self.assertFalse(theirs & {alert["id"] for alert in send()["alerts"]})

    def test_a_colleague_of_the_same_foyer_sees_the_same(self):
        self.assertEqual(self.foyer_a2.episode(self.episode)["declarations"], [self.made["id"]])
        self.assertEqual([m["id"] for m in self.foyer_a2.search(self.who["nom"])], [self.minor])
        self.foyer_a2.get(f"/api/v1/declarations/{self.made['id']}")

    def test_what_identifies_a_caller_is_closed_to_police(self):
        call = self.ecoutant.declare("appel", {**child(), **departure(), "categorie": "fugue", "appelant_qualite": "ami", "canal": "telephone",
                                               "declarant_nom": "Zephirine Tellier", "declarant_telephone": "0639980077", "declarant_organisme": "Club Zyx",
                                               "recit": "Parti avec un sac."})
        hidden = {"declarant_nom": "Zephirine Tellier", "declarant_telephone": "0639980077", "declarant_organisme": "Club Zyx"}
        own = self.suivi.get(f"/api/v1/declarations/{call['id']}").json["answers"]
        self.assertEqual({k: own[k] for k in hidden}, hidden)
        shown = self.police.get(f"/api/v1/declarations/{call['id']}")
        self.assertEqual(shown.json["answers"]["recit"], "Parti avec un sac.")
        everything = shown.text + self.police.get(f"/api/v1/episodes/{call['episode']['id']}").text + self.police.get(f"/api/v1/minors/{call['minor']['id']}").text
        for value in hidden.values():
            self.assertNotIn(value, everything)
        self.assertEqual(self.police.search("Zephirine Tellier"), [])
        self.assertEqual(self.police.search("0639980077"), [])

    def test_an_analyst_sees_absences_under_a_stable_pseudonym(self):
        again = self.foyer_a.declare("classique", {**departure(40), "declarant_qualite": "educateur", "nom": self.who["nom"]}, minor=self.minor, new_episode=True)
        shown = {e["id"]: e for e in self.analyste.every("/api/v1/episodes")}
        one, other = shown[self.episode], shown[again["episode"]["id"]]
        self.assertEqual(one["minor"], other["minor"])
        self.assertNotEqual(one["minor"], self.minor)
        whole = self.analyste.episode(self.episode)
        self.assertEqual(whole["minor"], one["minor"])
        elsewhere = self.foyer_b.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        self.assertNotEqual(self.analyste.episode(elsewhere["episode"]["id"])["minor"], one["minor"])
        text = json.dumps([list(shown.values()), whole], ensure_ascii=False)
        for secret in (self.minor, self.who["nom"], self.who["prenoms"], self.who["date_naissance"], "Zyxville", "Quidam", "veilleuse", "0639981234", "06 39 98 12 34"):
            self.assertNotIn(secret, text)
        self.service.stop()
        self.service.start()
        for login in vigie.CAST:
            getattr(self, login).close()
            getattr(self, login).port = self.service.port
        self.nobody.port = self.service.port
        self.assertEqual(self.analyste.episode(self.episode)["minor"], one["minor"])

    def test_a_decision_s_reason_stays_with_those_who_reach_every_minor(self):
        made = self.foyer_a.declare("inquietante", {**child(), **departure(), "danger_immediat": "oui", "declarant_qualite": "educateur"})
        id = made["episode"]["id"]
        self.police.post(f"/api/v1/episodes/{id}/decision", {"assessment": made["assessment"]["id"], "qualification": "inquietante",
                                                             "level": "aucun", "reason": "Vu avec Zéphyrin."}, 201)
        self.assertEqual(self.suivi.episode(id)["decision"]["reason"], "Vu avec Zéphyrin.")
        for client in (self.foyer_a, self.analyste):
            self.assertNotIn("Zéphyrin", json.dumps(client.episode(id), ensure_ascii=False))

    def test_an_administrator_sees_who_did_what_and_never_about_whom_by_name(self):
        self.police.minor(self.minor)
        self.police.search(self.who["nom"])
        lines = self.admin.every("/api/v1/audit")
        acts = {line["act"] for line in lines}
        self.assertLessEqual({"declaration", "consultation", "recherche", "compte_cree", "jeton_cree"}, acts)
        text = json.dumps(lines, ensure_ascii=False)
        for secret in (self.who["nom"], self.who["prenoms"], self.who["date_naissance"], "veilleuse", "Zyxville"):
            self.assertNotIn(secret, text)
        numbers = [line["number"] for line in lines]
        self.assertEqual(numbers, sorted(numbers, reverse=True))
        about = self.admin.every(f"/api/v1/audit?subject={self.minor}")
        self.assertTrue(about)
        self.assertEqual({line["subject_id"] for line in about}, {self.minor})

    def test_opening_a_file_writes_one_line_for_ten_minutes_and_a_list_none(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        def openings():
            return [line for line in self.admin.every(f"/api/v1/audit?subject={made['minor']['id']}") if line["act"] == "consultation"]
        self.police2.every("/api/v1/episodes")
        self.assertEqual(openings(), [])
        for _ in range(3):
            self.police2.get(f"/api/v1/minors/{made['minor']['id']}", headers={"Vigie-Motif": "requisition"})
        self.police2.episode(made["episode"]["id"])
        self.assertEqual([line["motive"] for line in openings()], ["requisition"])
        self.suivi.minor(made["minor"]["id"])
        self.assertEqual([line["motive"] for line in openings()], ["consultation", "requisition"])

    def test_the_number_of_the_fpr_is_for_police(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        id = made["episode"]["id"]
        self.police.post(f"/api/v1/episodes/{id}/fpr", {"inscrit_le": ago(hours=1), "numero": "FPR-77-ZYX", "service": "BPM Zyx"}, 200)
        for client in (self.foyer_a, self.suivi, self.ecoutant, self.analyste):
            text = json.dumps([client.episode(id), client.every("/api/v1/episodes")])
            self.assertNotIn("FPR-77-ZYX", text)
            self.assertNotIn("BPM Zyx", text)
        self.assertEqual(self.police2.episode(id)["fpr"]["numero"], "FPR-77-ZYX")
