"""Accounts over HTTP: one's own password and sessions, by the API and by the pages."""
import os
import re

import vigie
from test_pages import Browser, heading

OTHER = "une tout autre phrase, plus longue"


class OwnAccount(vigie.ServiceTest):
    def browser(self, login, password=vigie.PASSWORD, agent="Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"):
        one = Browser(self.service.port)
        self.addCleanup(one.close)
        body = {"identifiant": login, "mot-de-passe": password, "retour": "/compte"}
        answer = one.visit("POST", "/connexion", body, headers={"User-Agent": agent})
        self.assertEqual(heading(answer), "Mon compte")
        return one

    def session(self, login, password=vigie.PASSWORD, expect=200, **more):
        return self.nobody.post("/api/v1/session", {"login": login, "password": password}, expect, **more)

    def lines(self, act):
        return [one for one in self.admin.get("/api/v1/audit?limit=500").json["items"] if one["act"] == act]

    def test_a_password_is_changed_on_its_page_and_every_other_session_ends(self):
        self.service.add_account("change", "police", "BPM")
        here, there = self.browser("change"), self.browser("change")
        for typed, words in (({}, "Saisissez votre mot de passe actuel."),
                             ({"actuel": "faux", "nouveau": OTHER, "encore": OTHER}, "Ce n’est pas votre mot de passe actuel."),
                             ({"actuel": vigie.PASSWORD, "nouveau": OTHER, "encore": OTHER + "x"}, "diffèrent"),
                             ({"actuel": vigie.PASSWORD, "nouveau": "court", "encore": "court"}, "au moins 8 caractères"),
                             ({"actuel": vigie.PASSWORD, "nouveau": vigie.PASSWORD, "encore": vigie.PASSWORD}, "est le même que l’actuel")):
            answer = here.visit("POST", "/compte/mot-de-passe", typed)
            self.assertEqual(answer.status, 422)
            self.assertIn(words, answer.text)
            self.assertIn("<title>Erreur", answer.text)
            for secret in typed.values():
                self.assertNotIn(f'value="{secret}"', answer.text)
        answer = here.visit("POST", "/compte/mot-de-passe", {"actuel": vigie.PASSWORD, "nouveau": OTHER, "encore": OTHER})
        self.assertIn("Votre mot de passe est changé.", answer.text)
        self.assertIn("1 session ouverte", answer.text)
        self.assertEqual(there.visit("GET", "/compte", follow=False).status, 303)
        self.session("change", expect=401)
        self.session("change", OTHER)
        self.assertEqual([one["detail"] for one in self.lines("mot_de_passe_change")], ["sessions_fermees=1"])
        self.assertNotIn(OTHER, self.service.log_text())

    def test_the_api_refuses_as_the_page_does(self):
        self.service.add_account("refus", "foyer", "Foyer des Tilleuls")
        sent = {"Authorization": "Bearer " + self.session("refus").json["token"]}

        def change(present, wanted, **more):
            return self.nobody.post("/api/v1/account/password", {"password": present, "new_password": wanted, **more}, headers=sent)
        self.assertRefused(change("faux mot", OTHER), 422, "champ_invalide", {"/password": "mot_de_passe_incorrect"})
        self.assertRefused(change(vigie.PASSWORD, "court"), 422, "champ_invalide", {"/new_password": "mot_de_passe_faible"})
        self.assertRefused(change(vigie.PASSWORD, vigie.PASSWORD), 422, "champ_invalide", {"/new_password": "mot_de_passe_identique"})
        self.assertRefused(change(vigie.PASSWORD, OTHER, autre=1), 422, "champ_invalide")
        for _ in range(10):
            change("faux mot", OTHER)
        waits = change(vigie.PASSWORD, OTHER)
        self.assertRefused(waits, 429, "trop_de_tentatives", {})
        self.assertGreater(int(waits.header("Retry-After")), 0)

    def test_sessions_are_told_apart_and_ended_on_the_page(self):
        self.service.add_account("trois", "suivi", "116 000 Enfants disparus")
        here = self.browser("trois")
        there = self.browser("trois", agent="Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36")
        third = self.browser("trois")
        page = here.visit("GET", "/compte")
        self.assertIn("3 sessions ouvertes", page.text)
        self.assertEqual(page.text.count("celle-ci"), 1)
        for word in ("Firefox", "Chrome", "30\u00a0min"):
            self.assertIn(word, page.text)
        chrome = re.search(r'>Chrome.*?action="(/compte/sessions/[^"]+)"', page.text, re.S).group(1)
        self.assertIn("La session est fermée.", here.visit("POST", chrome, {}).text)
        self.assertEqual(here.visit("POST", chrome, {}).status, 404)
        self.assertEqual(there.visit("GET", "/compte", follow=False).status, 303)
        self.assertIn("1 session ouverte", here.visit("POST", "/compte/sessions/fermer", {}).text)
        self.assertEqual(third.visit("GET", "/compte", follow=False).status, 303)

    def test_nobody_ends_a_session_of_another_account(self):
        token = self.session("suivi").json["token"]
        own = self.nobody.get("/api/v1/account/sessions", headers={"Authorization": f"Bearer {token}"}).json["items"]
        id = next(one["id"] for one in own if one["current"])
        for client in (self.ecoutant, self.admin):
            self.assertRefused(client.request("DELETE", f"/api/v1/account/sessions/{id}"), 404, "introuvable", {})
        self.nobody.get("/api/v1/episodes", 200, headers={"Authorization": f"Bearer {token}"})

    def test_signing_in_again_ends_the_session_that_the_browser_held(self):
        first = self.session("ecoutant")
        cookie = {"Cookie": first.header("Set-Cookie").split(";")[0]}
        second = self.session("ecoutant", headers=cookie)
        self.assertNotEqual(first.json["token"], second.json["token"])
        self.nobody.get("/api/v1/episodes", 401, headers=cookie)
        self.nobody.get("/api/v1/episodes", 200, headers={"Authorization": "Bearer " + second.json["token"]})

    def test_an_idle_limit_that_is_no_number_of_minutes_stops_the_start(self):
        for bad in ("0", "721", "demi-heure", "-1", "30.5"):
            done = self.service.cli("doctor", check=False, env={**os.environ, "VIGIE_SESSION_IDLE": bad})
            self.assertEqual(done.returncode, 1)
            self.assertIn("session_idle", done.stderr)
