"""Veille, alerts, hand-over and administration over HTTP: who sees what, what acts refuse, what is written in the journal."""
import re

import test_pages
import vigie
from test_pages import heading, hidden
from vigie import child, departure

HARM = {"revelation": "oui"}


class Boards(vigie.ServiceTest):
    def browser(self, login):
        one = test_pages.Browser(self.service.port)
        self.addCleanup(one.close)
        self.assertEqual(one.sign_in(login).status, 200)
        return one

    def declare(self, by, **more):
        """A child with a sign of actual harm; its name, its absence, its critical alert."""
        who = child()
        made = by.declare("classique", {**who, **departure(), "declarant_qualite": "educateur", **HARM, **more})
        episode = made["episode"]["id"]
        alert = next(one["id"] for one in by.every("/api/v1/alerts") if one["episode"] == episode and one["kind"] == "critique")
        return who["nom"].upper(), episode, alert

    def acts(self):
        return [(one["act"], one["subject_id"], one["motive"]) for one in self.admin.get("/api/v1/audit?limit=20", 200).json["items"]]

    def test_a_home_sees_its_own_minors_on_every_page_and_no_other(self):
        name, episode, alert = self.declare(self.foyer_a)
        for path in ("/veille", "/veille/lignes", "/alertes", f"/alertes?absence={episode}", "/releve"):
            with self.subTest(path):
                self.assertIn(name, self.browser("foyer_a").visit("GET", path).text)
                self.assertNotIn(name, self.browser("foyer_b").visit("GET", path).text)
        other = self.browser("foyer_b")
        self.assertNotIn(name, other.visit("POST", "/veille", {"q": name.lower()}).text)
        self.assertIn(name, self.browser("foyer_a").visit("POST", "/veille", {"q": name.lower()}).text)
        for method, path, body in (("GET", f"/alertes/{alert}", None), ("POST", f"/alertes/{alert}/prendre", {}), ("POST", f"/alertes/{alert}/confier", {"a": "police"}),
                                   ("POST", f"/alertes/{alert}/resoudre", {"issue": "confirme"}), ("POST", f"/releve/{episode}/accepter", {"vu": "1"})):
            with self.subTest(path):
                self.assertEqual(other.visit(method, path, body).status, 404)

    def test_a_call_handler_sees_the_absence_and_not_the_alerts_of_others(self):
        name, episode, alert = self.declare(self.foyer_a)
        page = self.browser("ecoutant").visit("GET", "/veille")
        row = re.search(rf'<tr[^>]* id="a-{episode}".*?</tr>', page.text, re.S).group(0)
        self.assertIn(name, row)
        self.assertNotIn(alert, row)
        self.assertIn("Aucune alerte ouverte pour vous", row)
        self.assertEqual(self.browser("ecoutant").visit("GET", f"/alertes/{alert}").status, 404)

    def test_a_board_is_no_opening_and_an_alert_opened_is_one(self):
        _, episode, alert = self.declare(self.foyer_a)
        minor = self.police.episode(episode)["minor"]
        browser = self.browser("police")
        before = self.acts()
        browser.visit("GET", "/veille")
        browser.visit("GET", "/releve")
        browser.visit("GET", "/alertes")
        self.assertEqual(self.acts(), before)
        browser = self.browser("police2")
        browser.visit("GET", f"/alertes/{alert}")
        self.assertIn(("consultation", minor, "alerte"), self.acts())

    def test_an_alert_is_taken_once_in_ones_own_name_and_resolved_with_an_outcome(self):
        name, episode, alert = self.declare(self.foyer_a)
        browser = self.browser("police")
        back = f"/veille?niveau=critique#a-{episode}"
        taken = browser.visit("POST", f"/alertes/{alert}/prendre", {"retour": back}, follow=False)
        self.assertEqual((taken.status, taken.header("Location")), (303, back))
        self.assertEqual(browser.visit("POST", f"/alertes/{alert}/prendre", {}).status, 200)
        late = self.browser("police2").visit("POST", f"/alertes/{alert}/prendre", {})
        self.assertEqual(late.status, 409)
        self.assertIn("Une autre personne", late.text)
        without = browser.visit("POST", f"/alertes/{alert}/resoudre", {"note": "<b>vu & dit"})
        self.assertEqual(without.status, 422)
        self.assertIn('href="#issue"', without.text)
        self.assertIn("&lt;b&gt;vu &amp; dit", without.text)
        unknown = browser.visit("POST", f"/alertes/{alert}/confier", {"a": "personne"})
        self.assertEqual(unknown.status, 422)
        self.assertIn('href="#a"', unknown.text)
        done = browser.visit("POST", f"/alertes/{alert}/resoudre", {"issue": "transmis", "note": "<b>vu & dit"})
        self.assertIn("&lt;b&gt;vu &amp; dit", done.text)
        again = browser.visit("POST", f"/alertes/{alert}/resoudre", {"issue": "confirme"})
        self.assertEqual(again.status, 409)

    def test_nothing_leads_back_to_another_site_or_page(self):
        for elsewhere in ("//ailleurs.example/veille", "https://ailleurs.example/", "/deconnexion", "veille"):
            with self.subTest(elsewhere):
                _, _, alert = self.declare(self.foyer_a)
                taken = self.browser("police").visit("POST", f"/alertes/{alert}/prendre", {"retour": elsewhere}, follow=False)
                self.assertEqual((taken.status, taken.header("Location")), (303, "/veille"))

    def test_a_filter_of_nonsense_asks_for_nothing_and_comes_back_nowhere(self):
        name, _, _ = self.declare(self.foyer_a)
        page = self.browser("police").visit("GET", "/veille?niveau=%3Cscript%3E&phase=x&departement=%27&organisation=1&page=0")
        self.assertIn(name, page.text)
        self.assertNotIn("<script>", page.text)
        self.assertEqual(self.browser("police").visit("GET", "/alertes?apres=99999999999999999999.x&etat=zut&absence=1").status, 200)

    def test_an_item_of_the_hand_over_is_accepted_as_it_was_read(self):
        name, episode, alert = self.declare(self.foyer_a)
        browser = self.browser("police")
        page = browser.visit("GET", "/releve")
        item = re.search(rf'<section[^>]* id="r-{episode}".*?</section>', page.text, re.S).group(0)
        seen = re.search(r'name="vu" value="(\d+)"', item).group(1)
        back = re.search(r'name="retour" value="([^"#]+)#', item).group(1)  # a browser keeps the fragment to itself
        self.police.post(f"/api/v1/alerts/{alert}/acknowledge", None, 200)
        self.assertEqual(browser.visit("POST", f"/releve/{episode}/accepter", {"vu": seen, "retour": back}).status, 409)
        for wrong in ("", "x", "-1", "99999999", "1e3"):
            self.assertEqual(browser.visit("POST", f"/releve/{episode}/accepter", {"vu": wrong}).status, 409, wrong)
        page = browser.visit("GET", "/releve")
        seen = hidden(page, "vu")
        accepted = browser.visit("POST", f"/releve/{episode}/accepter", {"vu": seen, "retour": back})
        item = re.search(rf'<section[^>]* id="r-{episode}".*?</section>', accepted.text, re.S).group(0)
        self.assertIn("Acceptée", item)
        self.assertEqual(self.acts()[0], ("releve_acceptee", episode, None))

    def test_a_hand_over_of_a_wrong_period_is_asked_again(self):
        for typed in ("demain 8h", "il y a 400 h", "18h", "%3Cb%3E"):
            with self.subTest(typed):
                answer = self.browser("police").visit("GET", "/releve?depuis=" + typed.replace(" ", "%20"))
                self.assertEqual((answer.status, heading(answer)), (422, "Relève"))
                self.assertIn("<title>Erreur", answer.text)

    def test_the_administration_reads_no_name_and_its_password_is_shown_once(self):
        name, _, _ = self.declare(self.foyer_a)
        admin = self.browser("admin")
        for path in ("/admin/comptes", "/admin/organisations", "/admin/formulaires", "/admin/journal"):
            with self.subTest(path):
                page = admin.visit("GET", path)
                self.assertEqual(page.status, 200)
                self.assertNotIn(name, page.text)
        for typed, at in (({"identifiant": "é", "role": "police", "organisation": "BPM"}, "identifiant"), ({"identifiant": "neuf", "role": "chef", "organisation": "BPM"}, "role"),
                          ({"identifiant": "neuf", "role": "police", "organisation": ""}, "organisation")):
            answer = admin.visit("POST", "/admin/comptes", typed)
            self.assertEqual(answer.status, 422, typed)
            self.assertIn(f'href="#{at}"', answer.text)
        made = admin.visit("POST", "/admin/comptes", {"identifiant": "neuf", "role": "police", "organisation": "BPM"})
        self.assertEqual(made.status, 201)
        password = re.search(r'id="mot-de-passe">([^<]+)<', made.text).group(1)
        self.assertEqual(heading(test_pages.Browser(self.service.port).sign_in("neuf", password)), "Choisir votre mot de passe")
        self.assertEqual(admin.visit("POST", "/admin/comptes", {"identifiant": "neuf", "role": "police", "organisation": "BPM"}).status, 409)
