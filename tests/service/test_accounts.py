"""Accounts over HTTP: one's own password and sessions, by the API and by the pages."""
import base64
import hashlib
import hmac
import os
import re
import struct
import time

import vigie
from test_pages import Browser, heading, hidden
from vigie import child, departure

OTHER = "une tout autre phrase, plus longue"


class Accounts(vigie.ServiceTest):
    def browser(self, login, password=vigie.PASSWORD, agent="Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"):
        """Signed in, on one's own account."""
        one = self.visitor()
        body = {"identifiant": login, "mot-de-passe": password, "retour": "/compte"}
        answer = one.visit("POST", "/connexion", body, headers={"User-Agent": agent})
        self.assertEqual(heading(answer), "Mon compte")
        return one

    def visitor(self):
        one = Browser(self.service.port)
        self.addCleanup(one.close)
        return one

    def session(self, login, password=vigie.PASSWORD, expect=200, headers=None, **more):
        return self.nobody.post("/api/v1/session", {"login": login, "password": password, **more}, expect, headers=headers)

    def lines(self, act):
        return [one for one in self.admin.get("/api/v1/audit?limit=500").json["items"] if one["act"] == act]

    def id_of(self, login):
        return next(one["id"] for one in self.admin.get("/api/v1/accounts").json["items"] if one["login"] == login)


class OwnAccount(Accounts):
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


class Administration(Accounts):
    def bearer(self, token, expect, method="GET", target="/api/v1/account/sessions", body=None):
        return self.nobody.request(method, target, body, {"Authorization": f"Bearer {token}"}, expect)

    def given(self, page):
        return re.search(r'id="mot-de-passe">([^<]+)<', page.text).group(1)

    def test_an_account_is_closed_and_opened_again_on_its_page(self):
        self.service.add_account("fermee", "police", "BPM")
        token, session, admin = self.service.add_token("fermee"), self.session("fermee").json["token"], self.browser("admin")
        at = f"/admin/comptes/{self.id_of('fermee')}"
        self.assertIn(f'href="{at}"', admin.visit("GET", "/admin/comptes").text)
        page = admin.visit("POST", f"{at}/fermer", {})
        self.assertEqual(heading(page), "Compte fermee")
        self.assertIn("Ses sessions et ses jetons ont pris fin.", page.text)
        for ended in (token, session):
            self.bearer(ended, 401)
        self.assertEqual(self.session("fermee", expect=401).code, "identifiants_invalides")
        self.assertEqual(admin.visit("POST", f"{at}/fermer", {}).status, 409)
        self.assertIn("Le compte est rouvert.", admin.visit("POST", f"{at}/rouvrir", {}).text)
        self.session("fermee")
        self.bearer(token, 401)
        self.assertEqual([one["detail"] for one in self.lines("compte_ferme")], ["sessions_fermees=1 jetons_revoques=1"])

    def test_an_administrator_never_closes_their_own_account(self):
        own = self.id_of("admin")
        page = self.browser("admin").visit("GET", f"/admin/comptes/{own}")
        self.assertIn("On ne ferme pas son propre compte.", page.text)
        self.assertNotIn(f"{own}/fermer", page.text)
        for act in ("close", "password"):
            self.assertRefused(self.admin.post(f"/api/v1/accounts/{own}/{act}"), 409, "compte_propre", {})

    def test_a_password_that_is_given_is_changed_on_the_way_in_and_nothing_typed_before_is_lost(self):
        self.service.add_account("oubli", "suivi", "116 000 Enfants disparus")
        given = self.browser("admin").visit("POST", f"/admin/comptes/{self.id_of('oubli')}/mot-de-passe", {})
        self.assertEqual(heading(given), "Mot de passe remis")
        word = self.given(given)
        visitor = self.visitor()
        step = visitor.visit("POST", "/connexion", {"identifiant": "oubli", "mot-de-passe": word, "retour": "/compte", "saisie": "a=b"})
        self.assertEqual((step.status, heading(step)), (200, "Choisir votre mot de passe"))
        self.assertNotIn(word, step.text)
        self.assertEqual(visitor.visit("GET", "/compte", follow=False).status, 303)
        told = {name: hidden(step, name) for name in ("etape", "retour", "saisie")}
        self.assertEqual((told["retour"], told["saisie"]), ("/compte", "a=b"))
        for typed, words in (({}, "Saisissez le nouveau mot de passe."), ({"nouveau": OTHER, "encore": "x"}, "diffèrent"),
                             ({"nouveau": "court", "encore": "court"}, "au moins 8 caractères"), ({"nouveau": "password1234", "encore": "password1234"}, "parmi les plus courants"),
                             ({"nouveau": "oubli2026", "encore": "oubli2026"}, "se devine"), ({"nouveau": word, "encore": word}, "un autre mot de passe que celui")):
            answer = visitor.visit("POST", "/connexion", {**told, **typed})
            self.assertEqual((answer.status, heading(answer)), (422, "Choisir votre mot de passe"))
            self.assertIn(words, answer.text)
        chosen = {"nouveau": OTHER, "encore": OTHER}
        lost = visitor.visit("POST", "/connexion", {**told, **chosen, "etape": "x" + told["etape"][1:]})
        self.assertIn("Cette étape de la connexion a expiré.", lost.text)
        self.assertEqual(heading(visitor.visit("POST", "/connexion", {**told, **chosen})), "Reprendre votre saisie")
        self.assertEqual(heading(visitor.visit("GET", "/compte")), "Mon compte")
        again = self.visitor().visit("POST", "/connexion", {**told, **chosen})
        self.assertIn("Cette étape de la connexion a expiré.", again.text)
        self.session("oubli", OTHER)

    def test_by_the_api_a_given_password_takes_the_one_that_is_chosen(self):
        self.service.add_account("remis", "foyer", "Foyer des Tilleuls")
        before = self.session("remis").json["token"]
        given = self.admin.post(f"/api/v1/accounts/{self.id_of('remis')}/password", None, 200).json["password"]
        self.bearer(before, 401)
        self.assertRefused(self.session("remis", given, 401), 401, "mot_de_passe_a_changer", {})
        self.assertRefused(self.session("remis", given, 422, new_password="court"), 422, "champ_invalide", {"/new_password": "mot_de_passe_faible"})
        self.session("remis", given, new_password=OTHER)
        self.assertRefused(self.session("remis", OTHER, 422, new_password=given), 422, "champ_invalide", {"/new_password": "mot_de_passe_non_demande"})
        for login, to_change in (("premier", True), ("choisi", False)):
            made = self.admin.post("/api/v1/accounts", {"login": login, "role": "suivi", "organisation": "116 000 Enfants disparus", "password": OTHER, "to_change": to_change}, 201)
            self.assertEqual(made.json["password_to_change"], to_change)
            self.session(login, OTHER, 401 if to_change else 200)
        word = self.service.cli("account", "password", "premier").stdout.splitlines()[-1]
        self.session("premier", word, new_password="encore une autre phrase")
        self.assertIn("introuvable", self.service.cli("account", "password", "personne", check=False).stderr)
        for secret in (given, word, OTHER):
            self.assertNotIn(secret, self.service.log_text())

    def test_a_token_lasts_its_days_reads_only_when_it_is_said_and_is_revoked(self):
        for days in ("0", "3651", "-1"):
            done = self.service.cli("account", "token", "police", "--label", "x", f"--days={days}", check=False)
            self.assertEqual((done.returncode, "1 à 3 650 jours" in done.stderr), (1, True), done.stderr)
        said = self.service.cli("account", "token", "police", "--label", "tableau de bord", "--days", "30", "--read-only").stdout.splitlines()
        self.assertIn("30 jours, limité à la lecture", said[0])
        token, answers = said[-1], {**child(), **departure(), "declarant_qualite": "police"}
        self.bearer(token, 200, target="/api/v1/episodes")
        self.bearer(token, 200, "POST", "/api/v1/triage/preview", {"form": "classique", "answers": answers})
        self.bearer(token, 200, "POST", "/api/v1/minors/search", {"q": "Zylberg"})
        for target, body in (("/api/v1/declarations", {"form": "classique", "answers": answers}), ("/api/v1/drafts", {"form": "classique", "answers": answers}),
                             ("/api/v1/account/password", {"password": vigie.PASSWORD, "new_password": OTHER})):
            self.assertRefused(self.bearer(token, 403, "POST", target, body), 403, "jeton_lecture_seule", {})
        self.bearer(token, 403, "DELETE", "/api/v1/account/sessions")
        id, admin = self.id_of("police"), self.browser("admin")
        listed = self.admin.get(f"/api/v1/accounts/{id}/tokens").json["items"]
        one = next(one for one in listed if one["label"] == "tableau de bord")
        self.assertTrue(one["read_only"])
        self.assertIsNotNone(one["seen_at"])
        page = admin.visit("GET", f"/admin/comptes/{id}")
        self.assertIn("tableau de bord", page.text)
        self.assertNotIn(token, page.text)
        self.assertIn("Le jeton est révoqué.", admin.visit("POST", f"/admin/comptes/{id}/jetons/{one['id']}/revoquer", {}).text)
        self.bearer(token, 401)
        self.assertRefused(self.admin.request("DELETE", f"/api/v1/accounts/{id}/tokens/{one['id']}"), 404, "introuvable", {})
        self.assertEqual([line["detail"] for line in self.lines("jeton_revoque")], [f"jeton={one['id']}"])


def code_of(key, steps=0):
    """What an authenticator shows (RFC 6238) of a key as the page gives it, some steps from now; never as a step ends."""
    left = 30 - time.time() % 30
    if left < 5:
        time.sleep(left)
    secret = base64.b32decode(key.replace(" ", "").replace("\u00a0", ""))
    digest = hmac.new(secret, struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def key_of(page):
    return re.search(r'id="cle">([^<]+)<', page.text).group(1)


def recovery_codes_of(page):
    return re.findall(r'<li><code class="vigie-number">([^<]+)</code>', page.text)


class SecondFactor(Accounts):
    def set_up(self, login, role="police"):
        """An account with a second factor: its browser, its key, its recovery codes. The code of the step now is used up."""
        self.service.add_account(login, role, "BPM")
        browser = self.browser(login)
        page = browser.visit("GET", "/compte/second-facteur")
        key = key_of(page)
        done = browser.visit("POST", "/compte/second-facteur", {"offre": hidden(page, "offre"), "code": code_of(key, -1), "actuel": vigie.PASSWORD})
        self.assertEqual(heading(done), "Vos codes de secours")
        return browser, key, recovery_codes_of(done)

    def test_a_second_factor_is_set_up_on_its_page_and_asked_after_the_password(self):
        self.service.add_account("code", "police", "BPM")
        browser = self.browser("code")
        self.assertIn("Votre mot de passe suffit à vous connecter.", browser.visit("GET", "/compte").text)
        page = browser.visit("GET", "/compte/second-facteur")
        key, offer = key_of(page), hidden(page, "offre")
        self.assertRegex(key, r"^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$")
        self.assertIn(f"otpauth://totp/Vigie:code?secret={key.replace(' ', '')}&amp;issuer=Vigie", page.text)
        typed = {"offre": offer, "code": code_of(key), "actuel": vigie.PASSWORD}
        for wrong, words in (({"code": ""}, "Saisissez le code"), ({"actuel": ""}, "Saisissez votre mot de passe actuel."),
                             ({"code": "000000"}, "Ce code n’est pas le bon"), ({"actuel": "faux mot"}, "Ce n’est pas votre mot de passe actuel.")):
            answer = browser.visit("POST", "/compte/second-facteur", {**typed, **wrong})
            self.assertEqual(answer.status, 422)
            self.assertIn(words, answer.text)
            self.assertEqual(key_of(answer), key, "the key that the authenticator already holds")
        lost = browser.visit("POST", "/compte/second-facteur", {**typed, "offre": "x"})
        self.assertIn("Cette clé a expiré.", lost.text)
        self.assertNotEqual(key_of(lost), key)
        done = browser.visit("POST", "/compte/second-facteur", typed)
        codes = recovery_codes_of(done)
        self.assertEqual((heading(done), len(codes)), ("Vos codes de secours", 10))
        self.assertIn("<strong>10 codes de secours</strong>", browser.visit("GET", "/compte/second-facteur").text)

        visitor = self.visitor()
        step = visitor.sign_in("code", back="/compte")
        self.assertEqual((step.status, heading(step)), (200, "Votre code"))
        told = {"etape": hidden(step, "etape"), "retour": hidden(step, "retour")}
        for bad in ("", "000000", typed["code"], code_of(key, -2)):
            again = visitor.visit("POST", "/connexion", {**told, "code": bad})
            self.assertEqual((again.status, heading(again)), (422, "Votre code"))
            self.assertEqual(visitor.cookies, {})
        self.assertEqual(heading(visitor.visit("POST", "/connexion", {**told, "code": code_of(key, 1)})), "Mon compte")
        other = self.visitor()
        step = other.sign_in("code")
        self.assertEqual(heading(other.visit("POST", "/connexion", {"etape": hidden(step, "etape"), "retour": "/", "code": codes[0].lower().replace("-", " ")})), "Accueil")
        self.assertIn("9 codes de secours", other.visit("GET", "/compte/second-facteur").text)
        for secret in (key, *codes, *(one.replace("-", "") for one in codes)):
            self.assertNotIn(secret, self.service.log_text())

    def test_by_the_api_the_code_is_a_member_beside_the_password(self):
        _, key, codes = self.set_up("parcode")
        self.assertRefused(self.session("parcode", expect=401), 401, "code_demande", {})
        self.assertRefused(self.session("parcode", expect=401, code="000000"), 401, "code_incorrect", {})
        self.assertRefused(self.session("parcode", "faux mot", 401, code=code_of(key)), 401, "identifiants_invalides", {})
        self.service.cli("key", "rotate")  # what seals the secret of the factor changes: it is read all the same
        code = code_of(key)
        self.session("parcode", code=code)
        self.assertRefused(self.session("parcode", expect=401, code=code), 401, "code_incorrect", {})
        self.session("parcode", code=codes[0])
        self.assertRefused(self.session("parcode", expect=401, code=codes[0]), 401, "code_incorrect", {})

    def test_codes_that_are_tried_make_their_account_wait_and_no_other(self):
        _, key, _ = self.set_up("essais")
        for _ in range(5):
            self.session("essais", expect=401, code="000000")
        refused = self.session("essais", expect=429, code=code_of(key))
        self.assertRefused(refused, 429, "trop_de_tentatives", {})
        self.assertTrue(500 < int(refused.header("Retry-After")) <= 600)
        visitor = self.visitor()
        step = visitor.sign_in("essais")
        page = visitor.visit("POST", "/connexion", {"etape": hidden(step, "etape"), "retour": "/", "code": code_of(key)})
        self.assertEqual((page.status, heading(page)), (429, "Votre code"))
        _, other, _ = self.set_up("calme")
        self.session("calme", code=code_of(other))

    def test_recovery_codes_are_made_again_and_the_factor_removed_with_the_password_and_a_code(self):
        browser, key, codes = self.set_up("refait")
        wrong = browser.visit("POST", "/compte/second-facteur/codes", {"actuel": "faux mot", "code-actuel": codes[1]})
        self.assertEqual((wrong.status, heading(wrong)), (422, "Second facteur"))
        without = browser.visit("POST", "/compte/second-facteur/codes", {"actuel": vigie.PASSWORD})
        self.assertIn("Saisissez un code de votre second facteur", without.text)
        again = recovery_codes_of(browser.visit("POST", "/compte/second-facteur/codes", {"actuel": vigie.PASSWORD, "code-actuel": codes[1]}))
        self.assertEqual(len(set(again) | set(codes)), 20)
        self.session("refait", expect=401, code=codes[0])
        self.session("refait", code=again[0])
        changed = browser.visit("GET", "/compte/second-facteur?changer=1")
        self.assertNotEqual(key_of(changed), key)
        self.assertIn("Code de l’application que vous quittez", changed.text)
        taken = browser.visit("POST", "/compte/second-facteur", {"offre": hidden(changed, "offre"), "code": code_of(key_of(changed)), "actuel": vigie.PASSWORD})
        self.assertEqual((taken.status, heading(taken)), (422, "Second facteur"))
        for wrong in ({"actuel": "faux mot", "code-actuel": again[1]}, {"actuel": vigie.PASSWORD}, {"actuel": vigie.PASSWORD, "code-actuel": codes[2]}):
            self.assertEqual(browser.visit("POST", "/compte/second-facteur/retirer", wrong).status, 422)
        self.assertIn("Le second facteur est retiré.", browser.visit("POST", "/compte/second-facteur/retirer", {"actuel": vigie.PASSWORD, "code-actuel": again[1]}).text)
        self.session("refait")
        self.assertEqual(browser.visit("POST", "/compte/second-facteur/retirer", {"actuel": vigie.PASSWORD}).status, 409)

    def test_an_administrator_takes_the_factor_of_a_lost_telephone_by_page_api_and_command(self):
        browser, _, _ = self.set_up("perdu")
        id, admin = self.id_of("perdu"), self.browser("admin")
        page = admin.visit("GET", f"/admin/comptes/{id}")
        self.assertIn("Retirer le second facteur", page.text)
        self.assertIn("Le second facteur est retiré.", admin.visit("POST", f"/admin/comptes/{id}/second-facteur/retirer", {}).text)
        self.assertEqual(browser.visit("GET", "/compte", follow=False).status, 303)
        self.session("perdu")
        self.assertRefused(self.admin.request("DELETE", f"/api/v1/accounts/{id}/second-factor"), 409, "sans_second_facteur", {})
        self.set_up("perdu2")
        self.assertIn("est retiré", self.service.cli("account", "forget-code", "perdu2").stdout)
        self.session("perdu2")


class RequiredFactor(Accounts):
    """On a service that requires a second factor of two professions."""

    configured = 'second_factor = ["foyer", "analyste"]\n'

    def test_who_must_have_one_sets_it_up_on_the_way_in_and_nothing_typed_before_is_lost(self):
        self.assertRefused(self.session("foyer_a", expect=401), 401, "code_a_configurer", {})
        self.session("police")
        visitor = self.visitor()
        step = visitor.visit("POST", "/connexion", {"identifiant": "foyer_a", "mot-de-passe": vigie.PASSWORD, "retour": "/compte", "saisie": "a=b"})
        self.assertEqual(heading(step), "Activer un second facteur")
        told = {name: hidden(step, name) for name in ("etape", "retour", "saisie", "offre")}
        wrong = visitor.visit("POST", "/connexion", {**told, "code": "000000"})
        self.assertEqual((wrong.status, key_of(wrong)), (422, key_of(step)))
        self.assertEqual(visitor.visit("GET", "/compte", follow=False).status, 303)
        done = visitor.visit("POST", "/connexion", {**told, "code": code_of(key_of(step))})
        self.assertEqual((heading(done), len(recovery_codes_of(done))), ("Vos codes de secours", 10))
        self.assertIn('name="a" value="b"', done.text)
        page = visitor.visit("GET", "/compte/second-facteur")
        self.assertNotIn("Retirer le second facteur", page.text)
        self.assertEqual(visitor.visit("POST", "/compte/second-facteur/retirer", {"actuel": vigie.PASSWORD}).status, 409)
        self.foyer_a.get("/api/v1/episodes")  # a program's token works on

    def test_what_a_password_alone_still_opens_is_told_at_the_start_and_to_the_administrator(self):
        self.assertIn("a password alone opens the accounts of these roles", self.service.log_text())
        page = self.browser("admin").visit("GET", "/admin/comptes").text
        self.assertIn("Aucun second facteur n’est exigé de ces métiers", page)
        for role, told in (("police", True), ("suivi", True), ("admin", True), ("foyer", False)):
            self.assertEqual(f"(<code>{role}</code>)" in page, told, role)

    def test_a_profession_that_does_not_exist_stops_the_start(self):
        done = self.service.cli("doctor", check=False, env={**os.environ, "VIGIE_SECOND_FACTOR": "police, chef"})
        self.assertEqual((done.returncode, "« chef »" in done.stderr), (1, True), done.stderr)


class Network(Accounts):
    """Who tries too often from where, as their address is told."""

    def try_from(self, address, login, password=vigie.PASSWORD):
        return self.nobody.post("/api/v1/session", {"login": login, "password": password}, headers={"X-Forwarded-For": address})

    def fail_from(self, address, login, times=1):
        for _ in range(times):
            self.assertRefused(self.try_from(address, login, "ce n’est pas le bon"), 401, "identifiants_invalides", {})

    def assertWaits(self, address, login):
        answer = self.try_from(address, login)
        self.assertRefused(answer, 429, "trop_de_tentatives", {})
        self.assertTrue(1 <= int(answer.header("Retry-After")) <= 600)

    def assertEnters(self, address, login):
        self.assertEqual(self.try_from(address, login).status, 200)


class BehindADeclaredProxy(Network):
    configured = 'trusted_proxies = ["127.0.0.1"]\n'

    def test_failures_make_a_login_wait_where_they_came_from(self):
        self.fail_from("192.0.2.66", "police", 10)
        self.assertWaits("192.0.2.66", "police")
        self.assertEnters("192.0.2.7", "police")
        self.assertEnters("192.0.2.66", "police2")
        self.fail_from("2001:db8:1:2::66", "police", 10)
        self.assertWaits("2001:db8:1:2:ffff::1", "police")
        self.assertEnters("2001:db8:1:3::66", "police")

    def test_a_login_that_is_attacked_from_everywhere_is_entered_from_where_its_owner_is_known(self):
        self.assertEnters("198.51.100.1", "suivi")
        for i in range(30):
            self.fail_from(f"203.0.113.{i}", "suivi")
        self.assertWaits("203.0.113.200", "suivi")
        self.assertEnters("198.51.100.1", "suivi")
        self.service.stop()  # known is kept, failures are not
        self.service.start(*self.options)
        self.nobody.close()
        self.nobody.port = self.service.port
        for i in range(30):
            self.fail_from(f"203.0.113.{i}", "suivi")
        self.assertWaits("203.0.113.200", "suivi")
        self.assertEnters("198.51.100.1", "suivi")

    def test_who_tries_every_login_from_one_network_locks_out_nobody_who_is_known_there(self):
        self.assertEnters("198.51.100.2", "ecoutant")
        for i in range(50):
            self.fail_from("198.51.100.2", f"invente{i}")
        self.assertWaits("198.51.100.2", "foyer_a")
        self.assertEnters("198.51.100.2", "ecoutant")
        self.assertEnters("198.51.100.3", "foyer_a")


class BehindNone(Network):
    def test_an_address_that_nobody_vouches_for_changes_nothing(self):
        for i in range(10):
            self.fail_from(f"192.0.2.{i}", "police")
        self.assertWaits("198.51.100.1", "police")
        self.assertEnters("198.51.100.1", "police2")
