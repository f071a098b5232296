"""Calls as pages over HTTP: whose drafts, what a piece may say, versions, closing once."""
import re

import vigie
from test_pages import Browser, heading, hidden
from vigie import child, departure


class Calls(vigie.ServiceTest):
    def browser(self, login):
        one = Browser(self.service.port)
        self.addCleanup(one.close)
        self.assertEqual(one.sign_in(login).status, 200)
        return one

    def opened(self, browser, **answers):
        """A draft with these answers, as the module opens it: its path and version."""
        told = browser.visit("POST", "/appels/nouveau/saisie", {"_champs": " ".join(answers), "_cle": vigie.invented_name(), **answers})
        self.assertEqual(told.status, 200, told.text)
        return told.json["adresse"], told.json["version"]

    def test_a_piece_typed_opens_one_draft_however_often_it_is_sent(self):
        browser = self.browser("ecoutant")
        piece = {"_champs": "recit", "recit": "Récit.", "_cle": "une-clé"}
        first = browser.visit("POST", "/appels/nouveau/saisie", piece).json
        again = browser.visit("POST", "/appels/nouveau/saisie", piece).json
        self.assertEqual(first["adresse"], again["adresse"])
        draft = self.ecoutant.get("/api/v1/drafts/" + first["adresse"].split("/")[-1], 200).json
        self.assertEqual(draft["answers"]["recit"], "Récit.")
        self.assertIn("heure_debut", draft["answers"])
        self.assertIn("À ce stade", first["avis"])

    def test_nothing_typed_opens_nothing(self):
        browser = self.browser("ecoutant")
        before = len(self.ecoutant.every("/api/v1/drafts"))
        self.assertEqual(browser.visit("POST", "/appels/nouveau/saisie", {"_champs": "recit", "recit": "  "}).status, 422)
        self.assertEqual(browser.visit("POST", "/appels/nouveau", {"_geste": "cloturer"}).status, 422)
        self.assertEqual(browser.visit("GET", "/appels/nouveau").status, 200)
        self.assertEqual(len(self.ecoutant.every("/api/v1/drafts")), before)

    def test_a_version_not_read_is_a_choice_field_by_field(self):
        browser, colleague = self.browser("ecoutant"), self.browser("suivi")
        path, version = self.opened(browser, recit="Un.", nom="Zyla")
        colleague.visit("POST", path + "/saisie", {"_version": version, "_champs": "recit prenoms", "recit": "Deux.", "prenoms": "Ka"})
        told = browser.visit("POST", path + "/saisie", {"_version": version, "_champs": "recit nom", "recit": "Trois.", "nom": "Zylb"})
        self.assertEqual(told.status, 412)
        self.assertEqual(told.json["par"], "suivi")
        fields = {one["champ"]: one for one in told.json["champs"]}
        self.assertEqual({name: one["a_choisir"] for name, one in fields.items()}, {"recit": True, "prenoms": False})
        self.assertEqual((fields["recit"]["mienne"], fields["recit"]["autre"]), ("Trois.", "Deux."))
        # Without JavaScript the same choice is a page, and what was typed stays in it.
        page = browser.visit("POST", path, {"_version": version, "_vu": '{"recit": "Un.", "nom": "Zyla"}', "recit": "Trois.", "nom": "Zylb", "_geste": "enregistrer"})
        self.assertEqual((page.status, heading(page)), (412, "Deux personnes ont saisi en même temps"))
        kept = {name: hidden(page, name) for name in ("_version", "_mien", "_suite", "_dispute")}
        self.assertEqual(kept["_dispute"], "/answers/recit")
        unchosen = browser.visit("POST", path + "/choisir", kept)
        self.assertEqual(unchosen.status, 422)
        self.assertIn("choisissez la valeur à garder", unchosen.text)
        chosen = browser.visit("POST", path + "/choisir", {**kept, "choix/answers/recit": "autre"})
        self.assertEqual(heading(chosen), "Appel en cours")
        draft = self.ecoutant.get("/api/v1/drafts/" + path.split("/")[-1], 200).json["answers"]
        self.assertEqual((draft["recit"], draft["nom"], draft["prenoms"]), ("Deux.", "Zylb", "Ka"))

    def test_what_a_colleague_changed_beside_stays_and_a_call_is_not_closed_unread(self):
        browser, colleague = self.browser("ecoutant"), self.browser("suivi")
        path, version = self.opened(browser, recit="Un.", appelant_qualite="mere")
        colleague.visit("POST", path + "/saisie", {"_version": version, "_champs": "prenoms", "prenoms": "Ka"})
        drawn = {"_version": version, "_vu": '{"recit": "Un.", "appelant_qualite": "mere"}', "recit": "Deux.", "appelant_qualite": "mere"}
        closing = browser.visit("POST", path, {**drawn, "_geste": "cloturer"})
        self.assertEqual(heading(closing), "Appel en cours")
        self.assertIn("Cet appel a changé entre-temps", closing.text)
        draft = self.ecoutant.get("/api/v1/drafts/" + path.split("/")[-1], 200).json["answers"]
        self.assertEqual((draft["recit"], draft["prenoms"]), ("Deux.", "Ka"))

    # --- The page is left -------------------------------------------------------------------------------------------

    def answers(self, path):
        return self.ecoutant.get("/api/v1/drafts/" + path.split("/")[-1], 200).json["answers"]

    def test_the_last_piece_of_a_page_is_saved_whichever_of_its_pieces_comes_first(self):
        browser = self.browser("ecoutant")
        opening = {"_champs": "recit", "recit": "Début.", "_version": 0}
        last = {"_champs": "recit nom", "recit": "Début. Suite.", "nom": "Zyla", "_version": 0, "_quitte": "oui", "_avant.recit": "Début."}
        for first, second in ((opening, last), (last, opening)):
            key = {"_cle": vigie.invented_name()}
            one = browser.visit("POST", "/appels/nouveau/saisie", {**first, **key})
            two = browser.visit("POST", "/appels/nouveau/saisie", {**second, **key})
            self.assertEqual((one.status, two.json["adresse"]), (200, one.json["adresse"]))
            held = self.answers(one.json["adresse"])
            self.assertEqual((held["recit"], held["nom"]), ("Début. Suite.", "Zyla"))
        path, version = self.opened(browser, recit="Un.")
        under_way = {"_champs": "recit", "recit": "Un. Deux.", "_version": version}
        leaving = {"_champs": "recit", "recit": "Un. Deux. Trois.", "_version": version, "_quitte": "oui", "_avant.recit": "Un. Deux."}
        for piece in (under_way, leaving, under_way):
            browser.visit("POST", path + "/saisie", piece)
        self.assertEqual(self.answers(path)["recit"], "Un. Deux. Trois.")

    def test_the_last_piece_of_a_page_overwrites_nothing_of_a_colleague(self):
        browser, colleague = self.browser("ecoutant"), self.browser("suivi")
        path, version = self.opened(browser, recit="Un.")
        colleague.visit("POST", path + "/saisie", {"_version": version, "_champs": "recit", "recit": "Du collègue."})
        left = browser.visit("POST", path + "/saisie", {"_version": version, "_champs": "recit nom", "recit": "Un. Deux.", "nom": "Zyla", "_quitte": "oui"})
        self.assertEqual(left.status, 200)
        held = self.answers(path)
        self.assertEqual((held["recit"], held["nom"]), ("Du collègue.", "Zyla"))

    # --- Closed calls -----------------------------------------------------------------------------------------------

    def test_calls_closed_today_are_listed_to_their_organisation_and_read_again_with_an_audit_line(self):
        browser = self.browser("ecoutant")
        who = child()
        path, version = self.opened(browser, nom=who["nom"], prenoms=who["prenoms"], depart_au_plus_tard="hier 23h", appelant_qualite="mere")
        listed = browser.visit("GET", "/appels").text
        self.assertNotIn(path + "/cloture", listed)
        closed = browser.visit("POST", path, {"_version": version, "_champs": "", "_geste": "cloturer"})
        reference = re.search(r"E-[0-9A-Z]{4}-[0-9A-Z]{4}", closed.text).group(0)
        openings = lambda: sum(one["act"] == "consultation" for one in self.admin.every("/api/v1/audit"))
        before = openings()
        for login in ("ecoutant", "suivi"):
            listed = self.browser(login).visit("GET", "/appels").text
            self.assertIn(f'href="{path}/cloture"', listed)
            self.assertIn(reference, listed)
            self.assertNotIn(who["nom"], listed)
        self.assertEqual(openings(), before)
        self.assertEqual(heading(self.browser("suivi").visit("GET", path + "/cloture")), "Appel clôturé")
        self.assertGreater(openings(), before)

    def test_a_call_is_of_its_organisation(self):
        path, version = self.opened(self.browser("ecoutant"), recit="Récit secret.")
        for login in ("police", "foyer_a", "analyste", "admin"):
            for method, end in (("GET", ""), ("POST", ""), ("POST", "/saisie"), ("POST", "/abandon"), ("GET", "/cloture")):
                answer = self.browser(login).visit(method, path + end, {"_version": version} if method == "POST" else None)
                self.assertEqual(answer.status, 403, f"{login} {method} {end}")
                self.assertNotIn("secret", answer.text)
        self.assertIn("Récit secret.", self.browser("suivi").visit("GET", path).text)

    def test_what_a_home_or_police_types_is_no_call(self):
        draft = self.police.post("/api/v1/drafts", {"form": "classique", "answers": {"nom": "Zyl"}}, 201).json["id"]
        self.assertEqual(self.browser("ecoutant").visit("GET", f"/appels/{draft}").status, 404)

    def test_closing_says_what_lacks_then_closes_once(self):
        browser = self.browser("ecoutant")
        who = child()
        path, version = self.opened(browser, nom=who["nom"], prenoms=who["prenoms"], deja_declare="non", depart_au_plus_tard="hier 23h")
        lacking = browser.visit("POST", path, {"_version": version, "_champs": "", "_geste": "cloturer"})
        self.assertEqual(lacking.status, 422)
        self.assertIn('href="#appelant_qualite"', lacking.text)
        self.assertIn("<title>Erreur", lacking.text)
        closed = browser.visit("POST", path, {"_version": version, "_champs": "appelant_qualite", "appelant_qualite": "mere", "_geste": "cloturer"})
        self.assertEqual(heading(closed), "Appel clôturé")
        self.assertIn("Faire composer le 17", closed.text)
        self.assertIn("Nouveau dossier", closed.text)
        for target in (path, path + "/cloture"):
            self.assertEqual(heading(browser.visit("GET", target)), "Appel clôturé")
        again = browser.visit("POST", path, {"_version": version + 1, "_champs": "nom", "nom": "Autre", "_geste": "cloturer"})
        self.assertEqual(heading(again), "Appel clôturé")
        self.assertEqual(browser.visit("POST", path + "/saisie", {"_version": version + 1, "_champs": "nom", "nom": "Autre"}).json["code"], "deja_signe")
        self.assertNotIn(path + '"', browser.visit("GET", "/appels").text)

    def test_choosing_a_child_says_the_absence_that_lasts_and_opens_the_file(self):
        who = child()
        made = self.foyer_a.declare("classique", {**who, **departure(), "declarant_qualite": "educateur"})
        browser = self.browser("ecoutant")
        path, version = self.opened(browser, nom=who["nom"], prenoms=who["prenoms"])
        page = browser.visit("GET", path)
        self.assertIn("dossier ressemblant", page.text)
        minor = made["minor"]["id"]
        self.assertIn(f'name="_mineur" value="{minor}"', page.text)
        told = browser.visit("POST", path + "/saisie", {"_version": version, "_champs": "", "_mineur": minor}).json
        self.assertIn(made["episode"]["reference"], told["mineur"])
        self.assertIn("Absence en cours", told["mineur"])
        back = browser.visit("POST", path + "/saisie", {"_version": told["version"], "_champs": "", "_mineur": "nouveau"}).json
        self.assertIn("Personne de connu", back["mineur"])

    def test_a_refusal_loses_nothing_of_what_was_typed(self):
        browser = self.browser("ecoutant")
        long = "Récit. " * 4000
        page = browser.visit("POST", "/appels/nouveau", {"recit": long, "nom": "Zyla", "_geste": "enregistrer"})
        self.assertEqual(page.status, 422)
        self.assertIn("20000", page.text)
        self.assertIn(long.strip(), page.text)
        self.assertIn('value="Zyla"', page.text)
        path, version = self.opened(browser, nom="Zyla")
        page = browser.visit("POST", path, {"_version": version, "recit": long, "nom": "Zylb", "_geste": "enregistrer"})
        self.assertEqual(page.status, 422)
        self.assertIn(long.strip(), page.text)
        self.assertIn('value="Zylb"', page.text)

    def test_what_is_typed_comes_back_as_characters(self):
        browser = self.browser("ecoutant")
        hostile = '<script>alert(1)</script>"\'&'
        path, _ = self.opened(browser, nom=hostile, recit=hostile)
        page = browser.visit("GET", path)
        self.assertNotIn("<script>alert", page.text)
        self.assertIn("&lt;script&gt;alert(1)", page.text)
        told = browser.visit("POST", path + "/saisie", {"_version": 1, "_champs": "depart_au_plus_tard", "depart_au_plus_tard": hostile})
        self.assertIn("Pas encore compris", told.json["avis"])
