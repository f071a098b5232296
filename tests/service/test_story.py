"""One child, told by a mother, a foyer and an officer: one minor, one absence; then the third fugue in six weeks."""
import vigie
from vigie import ago, born, came_back, child, departure, instant


class Story(vigie.ServiceTest):
    def test_three_voices_are_one_minor_and_one_absence(self):
        who = child(nom="D'Ornéac-Quivelle", prenoms="Maïwenn", date_naissance=born(15))
        call = self.ecoutant.declare("appel", {**who, "canal": "telephone", "categorie": "fugue", "appelant_qualite": "mere",
                                               "depart_au_plus_tard": ago(hours=9), "recit": "Elle n’est pas rentrée du lycée."})
        self.assertEqual(call["minor"]["how"], "created")
        self.assertEqual(call["episode"]["status"], "en_cours")
        home = self.foyer_a.declare("classique", {**who, "nom": "D ORNEAC QUIVELLE", "prenoms": "MAIWENN Anne",
                                                  "depart_au_plus_tot": ago(hours=12), "depart_au_plus_tard": ago(hours=10),
                                                  "lieu_de_vie": "foyer", "departement": "69", "declarant_qualite": "educateur"})
        officer = self.police.declare("inquietante", {**who, "depart_au_plus_tard": ago(hours=9), "danger_immediat": "oui",
                                                      "declarant_qualite": "police"})
        for other in (home, officer):
            self.assertEqual(other["minor"]["how"], "linked")
            self.assertEqual(other["minor"]["id"], call["minor"]["id"])
            self.assertEqual(other["episode"]["id"], call["episode"]["id"])
        self.assertEqual(officer["assessment"]["qualification"], "inquietante")
        self.assertEqual([a["kind"] for a in officer["alerts"]], ["inquietante"])

        file = self.police.minor(call["minor"]["id"])
        self.assertEqual(len(file["episodes"]), 1)
        self.assertEqual(file["history"]["episodes"], 1)
        self.assertEqual(file["history"]["declarations"], 3)
        self.assertEqual(file["episodes"][0]["declarations"], [call["id"], home["id"], officer["id"]])
        self.assertEqual(len(file["identity"]["names"]), 3)
        whole = self.police.episode(call["episode"]["id"])
        self.assertEqual(len(whole["assessments"]), 3)
        danger = next(r for r in whole["assessments"][-1]["reasons"] if r["rule"] == "danger_immediat")
        self.assertEqual(danger["kind"], "danger")
        self.assertEqual(danger["evidence"], [{"declaration": officer["id"], "field": "danger_immediat", "value": "oui"}])
        self.assertEqual([m["id"] for m in self.suivi.search("orneac quivelle")], [call["minor"]["id"]])
        self.assertEqual([m["id"] for m in self.police.search(file["reference"])], [call["minor"]["id"]])

    def test_a_person_chooses_the_minor_and_what_is_only_alike_stays_apart(self):
        who = child()
        first = self.police.declare("classique", {**who, **departure(2), "declarant_qualite": "mere"})
        near = {**who, "prenoms": who["prenoms"] + "e"}
        candidates = self.ecoutant.preview("appel", {**near, "categorie": "fugue", "appelant_qualite": "pere"})["minor"]["candidates"]
        self.assertIn(first["minor"]["id"], [c["id"] for c in candidates])
        self.assertTrue(all(c["reasons"] for c in candidates))
        apart = self.police.declare("classique", {**near, **departure(2), "declarant_qualite": "pere"})
        self.assertEqual(apart["minor"]["how"], "created")
        self.assertIn(first["minor"]["id"], [c["id"] for c in apart["minor"]["candidates"]])
        chosen = self.police.declare("classique", {**near, **departure(2), "declarant_qualite": "ami"}, minor=first["minor"]["id"])
        self.assertEqual((chosen["minor"]["how"], chosen["minor"]["id"]), ("chosen", first["minor"]["id"]))
        new = self.police.declare("classique", {**who, **departure(2), "declarant_qualite": "ami"}, new_minor=True)
        self.assertEqual(new["minor"]["how"], "created")
        self.assertNotEqual(new["minor"]["id"], first["minor"]["id"])

    def test_a_preview_changes_nothing(self):
        who = child()
        before = len(self.police.every("/api/v1/episodes"))
        seen = self.foyer_a.preview("classique", {**who, **departure(), "hotel_ou_location": "oui", "argent_inexplique": "oui"})
        self.assertIsNone(seen["assessment"]["id"])
        self.assertIn(seen["assessment"]["level"], ("vigilance", "eleve"))
        self.assertEqual({r["rule"] for r in seen["assessment"]["reasons"]} & {"hotel_ou_location", "argent_inexplique"},
                         {"hotel_ou_location", "argent_inexplique"})
        self.assertIn("prostitution_averee", seen["assessment"]["unknowns"])
        question = next(q for q in seen["assessment"]["next_questions"] if q["may_become"]["level"] == "critique")
        self.assertEqual(question["may_become"]["qualification"], "inquietante")
        self.assertEqual(len(self.police.every("/api/v1/episodes")), before)
        self.assertEqual(self.police.search(who["nom"]), [])
        made = self.foyer_a.declare("classique", {**who, **departure(), "hotel_ou_location": "oui", "argent_inexplique": "oui",
                                                  "declarant_qualite": "educateur"})
        self.assertEqual(made["minor"]["how"], "created")
        self.assertEqual({k: made["assessment"][k] for k in ("qualification", "level")},
                         {k: seen["assessment"][k] for k in ("qualification", "level")})

    def test_the_third_fugue_in_six_weeks_is_seen_as_third(self):
        who = child()
        absences = []
        for left, back in ((40, 38), (20, 18), (1, None)):
            made = self.foyer_a.declare("classique", {**who, **departure(left), "departement": "69", "declarant_qualite": "educateur"})
            absences.append(made["episode"]["id"])
            if back:
                done = self.foyer_a.come_back(made["episode"]["id"], came_back(back, 0))
                self.assertEqual(done["episode"]["status"], "rentre")
                self.assertLessEqual({t["kind"] for t in done["tasks"]}, {"entretien_retour"})
        self.assertEqual(len(set(absences)), 3)
        self.assertEqual(made["episode"]["number"], 3)
        repeated = next(r for r in made["assessment"]["reasons"] if r["rule"] == "trois_fugues_en_90_jours")
        evidence = repeated["evidence"][0]
        self.assertEqual((evidence["fact"], evidence["value"]), ("fugues_90_jours", 3))
        self.assertEqual(set(evidence["episodes"]), set(absences))
        self.assertIn(made["assessment"]["level"], ("vigilance", "eleve"))
        self.assertIn(made["assessment"]["qualification"], ("a_examiner", "inquietante"))
        history = self.police.minor(made["minor"]["id"])["history"]
        self.assertEqual((history["episodes"], history["open"], history["last_30_days"], history["last_90_days"]), (3, 1, 2, 3))
        self.assertEqual(len(history["gaps_days"]), 2)
        self.assertAlmostEqual(history["gaps_days"][0], 18, delta=0.2)
        self.assertAlmostEqual(history["hours"]["median"], 49, delta=1.5)
        numbers = {e["id"]: e["number"] for e in self.police.minor(made["minor"]["id"])["episodes"]}
        self.assertEqual([numbers[one] for one in absences], [1, 2, 3])

    def test_an_absence_told_late_moves_the_numbers(self):
        who = child()
        second = self.police.declare("classique", {**who, **departure(2), "declarant_qualite": "mere"})
        first = self.police.declare("classique", {**who, **departure(30), "declarant_qualite": "mere"}, new_episode=True)
        self.assertEqual(first["episode"]["number"], 1)
        self.assertEqual(first["episode"]["status"], "retour_presume")
        self.assertEqual(self.police.episode(second["episode"]["id"])["number"], 2)

    def test_the_fpr_entry_has_its_own_hours_and_its_own_task(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(3), "declarant_qualite": "educateur"})
        id = made["episode"]["id"]
        self.assertIsNone(made["episode"]["fpr"])
        entered = self.police.post(f"/api/v1/episodes/{id}/fpr", {"inscrit_le": ago(2), "numero": "F-2026-77", "categorie": "M",
                                                                  "service": "Commissariat"}, 200).json["episode"]["fpr"]
        self.assertEqual(entered["numero"], "F-2026-77")
        self.assertAlmostEqual(entered["hours"], 48, delta=0.1)
        self.assertNotIn("numero", self.foyer_a.episode(id)["fpr"])
        back = self.police.come_back(id, came_back(0, 2))
        self.assertEqual([t["kind"] for t in back["tasks"]], ["fpr_a_desinscrire"])
        task = back["tasks"][0]["id"]
        refused = self.police.post(f"/api/v1/alerts/{task}/resolve", {"outcome": "confirme"})
        self.assertRefused(refused, 409, "tache_fpr")
        left = self.police.post(f"/api/v1/episodes/{id}/fpr", {"desinscrit_le": ago(hours=1)}, 200).json["episode"]
        self.assertIsNone(left["fpr"]["numero"])
        self.assertAlmostEqual(left["fpr"]["hours"], 47, delta=0.1)
        self.assertAlmostEqual(left["absence_hours"]["min"], 70, delta=0.1)
        alert = next(a for a in self.police.every("/api/v1/alerts") if a["id"] == task)
        self.assertEqual((alert["state"], alert["outcome"]), ("resolue", "fpr"))

    def test_a_decision_stands_against_the_latest_assessment(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(), "hotel_ou_location": "oui", "petit_ami_majeur": "oui",
                                                  "argent_inexplique": "oui", "declarant_qualite": "educateur"})
        id, latest = made["episode"]["id"], made["assessment"]["id"]
        self.assertEqual(made["assessment"]["level"], "eleve")
        below = {"assessment": latest, "qualification": "classique", "level": "vigilance"}
        self.assertRefused(self.police.post(f"/api/v1/episodes/{id}/decision", below), 422, "champ_invalide", {"/reason": "motif_requis"})
        decided = self.police.post(f"/api/v1/episodes/{id}/decision", {**below, "reason": "Revue avec le foyer."}, 201).json
        self.assertEqual((decided["episode"]["qualification"], decided["episode"]["level"]), ("classique", "vigilance"))
        self.assertEqual(decided["episode"]["proposed"]["level"], "eleve")
        asked = {a["kind"] for a in self.police.every("/api/v1/alerts?state=ouverte") if a["episode"] == id}
        self.assertNotIn("decision_a_revoir", asked, "the officer has just read that proposal")
        more = self.foyer_a.declare("classique", {**departure(), "prostitution_averee": "oui", "nom": "Inconnue",
                                                  "declarant_qualite": "educateur"}, episode=id)
        self.assertIn("decision_a_revoir", [a["kind"] for a in more["alerts"]])
        stale = self.police.post(f"/api/v1/episodes/{id}/decision", {**below, "reason": "Revue."})
        self.assertRefused(stale, 409, "evaluation_depassee")
        above = {"assessment": more["assessment"]["id"], "qualification": "inquietante", "level": "critique"}
        self.police.post(f"/api/v1/episodes/{id}/decision", above, 201)
        shown = self.police.episode(id)
        self.assertEqual(len(shown["decisions"]), 2)
        self.assertEqual(shown["decision"]["level"], "critique")

    def test_an_alert_is_acknowledged_by_one_person_and_resolved_with_an_outcome(self):
        made = self.foyer_a.declare("inquietante", {**child(), **departure(), "annonce_escort": "oui", "declarant_qualite": "educateur"})
        self.assertEqual(sorted(a["kind"] for a in made["alerts"]), ["critique", "inquietante"])
        alert = next(a for a in made["alerts"] if a["kind"] == "critique")
        self.assertEqual(alert["audience"], {"role": "police", "organisation": "Foyer des Tilleuls"})
        self.assertEqual((instant(alert["due_at"]) - instant(alert["raised_at"])).total_seconds(), 15 * 60)
        self.assertFalse(alert["overdue"])
        for client in (self.police, self.police2, self.foyer_a):
            self.assertIn(alert["id"], [a["id"] for a in client.every("/api/v1/alerts?state=ouverte")])
        for client in (self.foyer_b, self.ecoutant):
            self.assertNotIn(alert["id"], [a["id"] for a in client.every("/api/v1/alerts")])
        taken = self.police.post(f"/api/v1/alerts/{alert['id']}/acknowledge", None, 200).json
        self.assertEqual((taken["state"], taken["acknowledged_by"], taken["assigned_to"]), ("acquittee", "police", "police"))
        again = self.police.post(f"/api/v1/alerts/{alert['id']}/acknowledge", None, 200).json
        self.assertEqual(again["acknowledged_at"], taken["acknowledged_at"])
        self.assertRefused(self.police2.post(f"/api/v1/alerts/{alert['id']}/acknowledge"), 409, "deja_acquittee")
        given = self.police.post(f"/api/v1/alerts/{alert['id']}/assign", {"to": "police2"}, 200).json
        self.assertEqual(given["assigned_to"], "police2")
        ended = self.police2.post(f"/api/v1/alerts/{alert['id']}/resolve", {"outcome": "confirme", "note": "Vu sur place."}, 200).json
        self.assertEqual((ended["state"], ended["outcome"], ended["note"]), ("resolue", "confirme", "Vu sur place."))
        self.assertRefused(self.police.post(f"/api/v1/alerts/{alert['id']}/resolve", {"outcome": "infirme"}), 409, "deja_resolue")
        self.assertRefused(self.police.post(f"/api/v1/alerts/{alert['id']}/assign", {"to": "police"}), 409, "deja_resolue")
        self.assertRefused(self.police.post(f"/api/v1/alerts/{alert['id']}/acknowledge"), 409, "deja_resolue")

    def test_a_return_leaves_the_exploitation_alert_and_ends_the_other(self):
        made = self.foyer_a.declare("inquietante", {**child(), **departure(), "revelation": "oui", "declarant_qualite": "educateur"})
        self.foyer_a.come_back(made["episode"]["id"], came_back())
        after = {a["kind"]: a["state"] for a in self.police.every("/api/v1/alerts")
                 if a["episode"] == made["episode"]["id"] and not a["task"]}
        self.assertEqual(after, {"critique": "ouverte", "inquietante": "resolue"})

    def test_a_return_that_nobody_verified_leaves_a_task(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        told = self.foyer_a.come_back(made["episode"]["id"], came_back(retour_verifie="inconnu"))
        self.assertIn("retour_a_verifier", [t["kind"] for t in told["tasks"]])
        self.police.declare("retour", came_back(), episode=made["episode"]["id"])
        self.assertEqual({a["kind"]: a["state"] for a in self.police.every("/api/v1/alerts")
                          if a["episode"] == made["episode"]["id"]}["retour_a_verifier"], "resolue")

    def test_found_and_not_back_is_localised(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        found = self.police.come_back(made["episode"]["id"], came_back(retour_issue="localise", retour_lieu_type="hotel"))
        self.assertEqual(found["episode"]["status"], "localise")
        back = self.police.come_back(made["episode"]["id"], came_back(0, 0))
        self.assertEqual(back["episode"]["status"], "rentre")

    def test_a_correction_is_another_declaration(self):
        who = child()
        wrong = self.foyer_a.declare("classique", {**who, **departure(), "danger_immediat": "oui", "declarant_qualite": "educateur"})
        right = self.foyer_a.declare("classique", {**who, **departure(), "danger_immediat": "non", "declarant_qualite": "educateur"},
                                     amends=wrong["id"])
        self.assertEqual(right["episode"]["id"], wrong["episode"]["id"])
        self.assertNotIn("danger_immediat", [r["rule"] for r in right["assessment"]["reasons"]])
        kept = self.foyer_a.get(f"/api/v1/declarations/{wrong['id']}").json
        self.assertEqual((kept["amended_by"], kept["answers"]["danger_immediat"]), (right["id"], "oui"))
        self.assertEqual(self.foyer_a.get(f"/api/v1/declarations/{right['id']}").json["amends"], wrong["id"])

    def test_calls_and_sheets_that_are_about_no_absence(self):
        for category in ("information", "reorientation", "nuisance", "muet"):
            call = self.ecoutant.declare("appel", {"categorie": category, "appelant_qualite": "temoin"})
            self.assertEqual((call["minor"], call["episode"], call["assessment"]), (None, None, None), category)
        sheet = self.foyer_a.declare("preventive", {**child(), "declarant_qualite": "educateur"})
        self.assertEqual((sheet["minor"]["how"], sheet["episode"], sheet["assessment"]), ("created", None, None))
        unnamed = self.ecoutant.declare("appel", {"categorie": "fugue", "appelant_qualite": "temoin", "recit": "Une enfant seule."})
        self.assertEqual(unnamed["minor"]["how"], "created")
        self.assertEqual(self.ecoutant.minor(unnamed["minor"]["id"])["identity"]["display"], "mineur inconnu")
        taken = self.ecoutant.declare("appel", {"categorie": "enlevement_tiers", "appelant_qualite": "mere", **child()})
        self.assertEqual(taken["assessment"]["qualification"], "inquietante")
        self.assertEqual(self.police.minor(taken["minor"]["id"])["history"]["episodes"], 0)

    def test_an_unknown_answer_is_not_no(self):
        who = {**child(), **departure()}
        asked = self.ecoutant.preview("appel", {**who, "prostitution_averee": "non", "categorie": "fugue"})["assessment"]
        unsaid = self.ecoutant.preview("appel", {**who, "prostitution_averee": "inconnu", "categorie": "fugue"})["assessment"]
        self.assertNotIn("prostitution_averee", asked["unknowns"])
        self.assertIn("prostitution_averee", unsaid["unknowns"])

    def test_lists_go_on_where_they_stopped(self):
        for _ in range(5):
            self.police.declare("classique", {**child(), **departure(), "declarant_qualite": "mere", "departement": "2A"})
        target = "/api/v1/episodes?departement=2A&status=en_cours"
        whole = [e["id"] for e in self.police.every(target)]
        self.assertEqual(len(whole), 5)
        pages, after = [], ""
        while after is not None:
            page = self.police.get(f"{target}&limit=2" + (f"&after={after}" if after else "")).json
            pages.append([e["id"] for e in page["items"]])
            after = page["next"]
        self.assertEqual([len(p) for p in pages], [2, 2, 1])
        self.assertEqual(sum(pages, []), whole)
        self.assertEqual(self.police.every(f"{target}&level=critique"), [])
        self.assertEqual(len(self.police.every(f"{target}&organisation=Commissariat%20de%20Lyon%203")), 5)
        self.assertEqual(self.police.every(f"{target}&organisation=Foyer%20des%20Acacias"), [])
        self.assertEqual(self.police.every(f"{target}&since=2099-01-01"), [])
        self.assertEqual(len(self.police.every(f"{target}&since={ago(9)[:10]}")), 5)
