"""Drafts: nothing typed is lost, nobody else reads it, two people are told where they differ, one signature."""
import http.client
import json
import hashlib
import pathlib
import sqlite3
import threading
import time
import unittest
import uuid

import vigie
from test_secrecy import leaks
from vigie import child, departure

JSON = {"Content-Type": "application/json"}


def path(draft):
    return f"/api/v1/drafts/{draft['id']}"


class Drafts(vigie.ServiceTest):
    def begin(self, client, form="classique", expect=201, headers=None, answers=None, **choices):
        answer = client.post("/api/v1/drafts", {"form": form, "answers": answers or {}, **choices}, expect, headers=headers)
        return answer.json if answer.status == 201 else answer

    def save(self, client, draft, expect=200, **patch):
        answer = client.request("PATCH", path(draft), patch, {"If-Match": f'"v{draft["version"]}"'}, expect)
        return answer.json if answer.status == 200 else answer

    def signable(self, **more):
        return {**child(), **departure(), "declarant_qualite": "educateur", **more}

    # --- Typing -----------------------------------------------------------------------------------------------------

    def test_half_typed_text_of_a_known_field_is_kept_as_it_was_typed(self):
        typed = {"nom": " Ker", "date_naissance": "12/0", "age_estime": "quinze", "sexe": "fille", "telephones": ["06 39"],
                 "surnoms": "No", "risque_suicidaire": True, "depart_au_plus_tard": "hier vers 22 h", "recit": "« je\n\trev\u0007 \u0000",
                 "accompagnants": [{"nom": "Lé", "inventé": None}, "et"]}
        draft = self.begin(self.foyer_a, answers=typed)
        self.assertEqual(draft["answers"], typed)
        self.assertEqual(draft["opened_by"], "foyer_a")
        more = {"prenoms": "Maë", "nom": None, "recit": "Autre"}
        draft = self.save(self.foyer_a, draft, answers=more)
        kept = {**typed, "prenoms": "Maë", "recit": "Autre"}
        kept.pop("nom")
        self.assertEqual(draft["answers"], kept)
        again = self.foyer_a2.get(path(draft))
        self.assertEqual(again.json, draft)
        self.assertEqual(again.header("ETag"), f'"v{draft["version"]}"')

    def test_a_merge_patch_by_its_own_media_type(self):
        draft = self.begin(self.foyer_a)
        sent = {"Content-Type": "application/merge-patch+json; charset=utf-8", "If-Match": '"v1"'}
        saved = self.foyer_a.request("PATCH", path(draft), b'{"answers":{"nom":"K"}}', sent, 200)
        self.assertEqual(saved.json["answers"], {"nom": "K"})
        for kind in ("text/plain", ""):
            refused = self.foyer_a.request("PATCH", path(draft), b"{}", {"Content-Type": kind, "If-Match": '"v2"'})
            self.assertRefused(refused, 415, "type_de_contenu", {})
        refused = self.foyer_a.post("/api/v1/drafts", b'{"form":"classique","answers":{}}', headers={"Content-Type": "application/merge-patch+json"})
        self.assertRefused(refused, 415, "type_de_contenu", {})

    def test_the_form_changes_and_every_answer_stays(self):
        answers = self.signable(audition_educateur_pv="2026/12", recit="Un récit.")
        draft = self.begin(self.foyer_a, "inquietante", answers=answers)
        for form in ("classique", "inquietante", "classique"):
            draft = self.save(self.foyer_a, draft, form=form)
            self.assertEqual((draft["form"], draft["answers"]), (form, answers))
        refused = self.foyer_a.post(path(draft) + "/sign")
        self.assertRefused(refused, 422, "champ_invalide", {"/answers/audition_educateur_pv": "champ_inconnu"})
        self.assertEqual(self.foyer_a.get(path(draft)).json, draft)
        draft = self.save(self.foyer_a, draft, form="inquietante")
        made = self.foyer_a.post(path(draft) + "/sign", None, 201).json
        self.assertEqual(made["form"], "inquietante")

    def test_422_what_no_form_could_sign(self):
        for body, expected in (
            ({"form": "inconnu", "answers": {}}, {"/form": "formulaire_inconnu"}), ({"form": "classique"}, {"/answers": "champ_requis"}),
            ({"answers": {}}, {"/form": "champ_requis"}), ({"form": "classique", "answers": []}, {"/answers": "type_invalide"}),
            ({"form": "classique", "answers": {"inventé": "x", "categorie": "fugue"}},
             {"/answers/inventé": "champ_inconnu", "/answers/categorie": "champ_inconnu"}),
            ({"form": "classique", "answers": {"recit": "é" * 20_001}}, {"/answers/recit": "texte_trop_long"}),
            ({"form": "classique", "answers": {}, "minor": "x", "new_minor": "oui", "autre": 1},
             {"/minor": "identifiant_invalide", "/new_minor": "type_invalide", "/autre": "champ_inconnu"}),
        ):
            self.assertRefused(self.foyer_a.post("/api/v1/drafts", body), 422, "champ_invalide", expected)
        draft = self.begin(self.foyer_a, answers={"nom": "K"})
        for patch, expected in (({"form": None}, {"/form": "champ_requis"}), ({"answers": None}, {"/answers": "champ_requis"}),
                                ({"answers": {"inventé": None}}, {"/answers/inventé": "champ_inconnu"}),
                                ({"episode": "x"}, {"/episode": "identifiant_invalide"}), ({"version": 3}, {"/version": "champ_inconnu"})):
            self.assertRefused(self.save(self.foyer_a, draft, 422, **patch), 422, "champ_invalide", expected)
        self.assertEqual(self.foyer_a.get(path(draft)).json, draft)
        self.assertRefused(self.begin(self.foyer_a, "appel", 403), 403, "formulaire_interdit", {})
        self.assertRefused(self.save(self.foyer_a, draft, 403, form="appel"), 403, "formulaire_interdit", {})
        big = json.dumps({"form": "classique", "answers": {"recit": "a" * (1024 * 1024)}}).encode()
        self.assertRefused(self.foyer_a.post("/api/v1/drafts", big, headers=JSON), 413, "contenu_trop_volumineux", {})
        part = ["é" * 20_000] * 24  # three such are more than a body holds
        draft = self.save(self.foyer_a, draft, answers={"surnoms": part})
        self.assertRefused(self.save(self.foyer_a, draft, 422, answers={"telephones": part}), 422, "champ_invalide",
                           {"/answers": "brouillon_trop_long"})

    def test_the_same_key_opens_one_draft(self):
        key = {"Idempotency-Key": str(uuid.uuid4())}
        first = self.begin(self.foyer_a, answers={"nom": "K"}, headers=key)
        saved = self.save(self.foyer_a, first, answers={"nom": "Ke"})
        self.assertEqual(self.begin(self.foyer_a, answers={"nom": "K"}, headers=key), saved)
        self.assertRefused(self.begin(self.foyer_a, expect=422, answers={"nom": "Z"}, headers=key), 422, "cle_reutilisee", {})
        self.foyer_a.request("DELETE", path(first), headers={"If-Match": "*"}, expect=204)
        self.assertRefused(self.begin(self.foyer_a, expect=409, answers={"nom": "K"}, headers=key), 409, "brouillon_abandonne", {})

    # --- Two people -------------------------------------------------------------------------------------------------

    def test_428_without_a_version_and_412_names_the_fields_that_differ(self):
        read = self.begin(self.ecoutant, "appel", answers={"nom": "K", "prenoms": "I", "recit": "R"})
        for method, body in (("PATCH", {"answers": {"nom": "Ke"}}), ("DELETE", None)):
            self.assertRefused(self.ecoutant.request(method, path(read), body), 428, "version_requise", {})
        for odd in ("v1", '"1"', 'W/"v1"'):
            refused = self.ecoutant.request("PATCH", path(read), {"answers": {}}, {"If-Match": odd})
            self.assertRefused(refused, 422, "champ_invalide", {"": "version_invalide"})
        now = self.save(self.suivi, read, answers={"nom": "Kervadec", "recit": None}, new_minor=True)
        stale = self.save(self.ecoutant, read, 412, answers={"nom": "Kerouac", "prenoms": "Ines"})
        self.assertRefused(stale, 412, "version_depassee",
                           {"/answers/nom": "a_choisir", "/answers/recit": "modifie_depuis", "/new_minor": "modifie_depuis"})
        self.assertNotIn("Kerouac", stale.text)
        self.assertRefused(self.ecoutant.request("DELETE", path(read), headers={"If-Match": '"v1"'}), 412, "version_depassee",
                           {"/answers/nom": "modifie_depuis", "/answers/recit": "modifie_depuis", "/new_minor": "modifie_depuis"})
        self.assertRefused(self.ecoutant.post(path(read) + "/sign", None, headers={"If-Match": '"v1"'}), 412, "version_depassee")
        self.assertEqual(self.ecoutant.get(path(read)).json, now)
        # What was kept and not heard of is sent again: there is nothing to choose.
        self.assertRefused(self.save(self.suivi, read, 412, answers={"nom": "Kervadec", "recit": None}, new_minor=True), 412, "version_depassee", {})
        chosen = self.save(self.ecoutant, now, answers={"nom": "Kerouac", "prenoms": "Ines"})
        self.assertEqual(chosen["answers"], {"nom": "Kerouac", "prenoms": "Ines"})
        self.assertEqual((chosen["opened_by"], chosen["saved_by"], chosen["new_minor"]), ("ecoutant", "ecoutant", True))

    def test_of_saves_at_once_one_is_kept_and_the_others_are_told(self):
        draft = self.begin(self.ecoutant, "appel")
        told = []

        def send(number):
            client = self.service.as_("suivi" if number % 2 else "ecoutant")
            answer = client.request("PATCH", path(draft), {"answers": {"nom": f"Texte {number}"}}, {"If-Match": '"v1"'})
            told.append((answer.status, number))
            client.close()

        threads = [threading.Thread(target=send, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(status for status, _ in told), [200] + [412] * 7)
        kept = next(number for status, number in told if status == 200)
        self.assertEqual(self.ecoutant.get(path(draft)).json["answers"], {"nom": f"Texte {kept}"})

    def test_an_ecoutant_and_a_suivi_resume_each_others_draft_and_nobody_else_finds_it(self):
        call = self.begin(self.ecoutant, "appel", answers={"categorie": "fugue"})
        sheet = self.begin(self.foyer_a, answers={"nom": "K"})
        for reader, own, other in ((self.suivi, call, sheet), (self.foyer_a2, sheet, call)):
            self.assertIn(own["id"], [one["id"] for one in reader.every("/api/v1/drafts")])
            self.assertNotIn(other["id"], [one["id"] for one in reader.every("/api/v1/drafts")])
            self.assertEqual(reader.get(path(own)).json["answers"], own["answers"])
        for stranger in (self.police, self.police2, self.foyer_b):
            self.assertEqual(set(one["id"] for one in stranger.every("/api/v1/drafts")) & {call["id"], sheet["id"]}, set())
            for draft in (call, sheet):
                sent = {"If-Match": '"v1"'}
                for method, target, body in (("GET", path(draft), None), ("PATCH", path(draft), {"answers": {}}), ("DELETE", path(draft), None),
                                             ("POST", path(draft) + "/sign", None)):
                    self.assertRefused(stranger.request(method, target, body, sent), 404, "introuvable", {})
        resumed = self.save(self.suivi, call, answers={"appelant_qualite": "mere", **child(), **departure()})
        made = self.suivi.post(path(resumed) + "/sign", None, 201).json
        self.assertEqual(self.ecoutant.get(f"/api/v1/declarations/{made['id']}").json["form"], "appel")

    def test_a_list_pages_through_the_latest_opened_first(self):
        opened = [self.begin(self.police2, form)["id"] for form in ("classique", "retour", "inquietante", "classique", "preventive")]
        self.assertEqual([one["id"] for one in self.police2.every("/api/v1/drafts")], opened[::-1])
        pages, after = [], ""
        while True:
            page = self.police2.get(f"/api/v1/drafts?limit=2{after}").json
            pages.append([one["id"] for one in page["items"]])
            if page["next"] is None:
                break
            after = f"&after={page['next']}"
        self.assertEqual(pages, [opened[:2:-1], opened[2:0:-1], opened[:1]])

    # --- The end of a draft -----------------------------------------------------------------------------------------

    def test_a_signature_is_that_of_the_same_declaration_and_its_repetition_gives_the_same(self):
        answers = self.signable(revelation="oui", recit="Un récit.")
        draft = self.begin(self.foyer_a, "inquietante", answers={"nom": "Zy"})
        draft = self.save(self.foyer_a, draft, answers=answers)
        made = self.foyer_a.post(path(draft) + "/sign", None, 201, headers={"If-Match": f'"v{draft["version"]}"'})
        direct = self.foyer_a.declare("inquietante", self.signable(revelation="oui"))
        self.assertEqual(set(made.json), set(direct))
        self.assertEqual(made.header("Location"), f"/api/v1/declarations/{made.json['id']}")
        kept = self.foyer_a.get(f"/api/v1/declarations/{made.json['id']}").json["answers"]
        self.assertEqual((kept["nom"], kept["recit"]), (answers["nom"], "Un récit."))
        again = self.foyer_a2.post(path(draft) + "/sign", None, 201).json
        for name in ("id", "form", "form_version", "signed_at"):
            self.assertEqual(again[name], made.json[name])
        for name in ("minor", "episode", "assessment"):
            self.assertEqual(again[name]["id"], made.json[name]["id"])
        self.assertEqual([a["id"] for a in again["alerts"]], [a["id"] for a in made.json["alerts"]])
        self.assertEqual(len(self.foyer_a.search(answers["nom"])), 1)
        signed = self.foyer_a.get(path(draft)).json
        self.assertEqual((signed["declaration"], signed["answers"]), (made.json["id"], {}))
        self.assertNotIn(draft["id"], [one["id"] for one in self.foyer_a.every("/api/v1/drafts")])
        self.assertRefused(self.save(self.foyer_a, signed, 409, answers={"nom": "Z"}), 409, "deja_signe", {})
        self.assertRefused(self.foyer_a.request("DELETE", path(draft), headers={"If-Match": "*"}), 409, "deja_signe", {})

    def test_signatures_at_once_make_one_declaration(self):
        for _ in range(3):
            answers = self.signable()
            draft, made = self.begin(self.foyer_a, answers=answers), []

            def sign(login):
                client = self.service.as_(login)
                made.append(client.post(path(draft) + "/sign", None, 201).json)
                client.close()

            threads = [threading.Thread(target=sign, args=("foyer_a" if n % 2 else "foyer_a2",)) for n in range(6)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(len(made), 6)
            self.assertEqual(len({(one["id"], one["minor"]["id"], one["episode"]["id"], one["assessment"]["id"]) for one in made}), 1)
            self.assertEqual(len(self.foyer_a.episode(made[0]["episode"]["id"])["declarations"]), 1)
            self.assertEqual(len(self.foyer_a.search(answers["nom"])), 1)

    def test_a_refused_signature_leaves_the_draft_as_it_was(self):
        draft = self.begin(self.foyer_a, answers=self.signable(date_naissance="12/0", age_estime="quinze", sexe="X"), minor=str(uuid.uuid4()))
        refused = self.foyer_a.post(path(draft) + "/sign")
        self.assertRefused(refused, 422, "champ_invalide", {"/answers/date_naissance": "date_invalide", "/answers/age_estime": "type_invalide",
                                                            "/answers/sexe": "choix_invalide"})
        self.assertEqual(self.foyer_a.get(path(draft)).json, draft)
        draft = self.save(self.foyer_a, draft, answers={"date_naissance": None, "age_estime": 15, "sexe": "F"})
        self.assertRefused(self.foyer_a.post(path(draft) + "/sign"), 422, "champ_invalide", {"/minor": "mineur_inconnu"})
        draft = self.save(self.foyer_a, draft, minor=None)
        self.foyer_a.post(path(draft) + "/sign", None, 201)
        for body in (b"{", b"[]", b'{"answers":{}}'):
            refused = self.foyer_a.post(path(draft) + "/sign", body, headers=JSON)
            self.assertIn(refused.status, (400, 422))

    def test_an_abandoned_draft_is_nowhere_but_in_the_audit(self):
        draft = self.begin(self.foyer_a, answers={"nom": "K"})
        self.foyer_a2.request("DELETE", path(draft), headers={"If-Match": '"v1"'}, expect=204)
        self.assertRefused(self.foyer_a.get(path(draft), None), 404, "introuvable", {})
        self.assertRefused(self.foyer_a.request("DELETE", path(draft), headers={"If-Match": '"v1"'}), 404, "introuvable", {})
        lines = self.admin.get(f"/api/v1/audit?subject={draft['id']}").json["items"]
        self.assertEqual([line["act"] for line in lines if line["act"] != "refus"], ["brouillon_abandonne", "brouillon"])

    def test_saves_are_covered_by_one_audit_line_an_account(self):
        draft = self.begin(self.ecoutant, "appel")
        for n in range(6):
            draft = self.save(self.suivi if n > 2 else self.ecoutant, draft, answers={"nom": "Kervadec"[:n + 1]})
        lines = self.admin.get(f"/api/v1/audit?subject={draft['id']}").json["items"]
        self.assertEqual([line["act"] for line in lines], ["brouillon_repris", "brouillon"])
        self.assertEqual({line["detail"] for line in lines}, {"form=appel"})

    def test_nothing_half_typed_is_in_a_file_or_a_log(self):
        secrets = ["Marelune-la-Br", "Ondemer qu’on n’a pas fini", "06 39 98 41 7", "Falquet effacé", "1/12/20", "Dorlinde jamais gardée"]
        draft = self.begin(self.foyer_a, answers={"nom": secrets[0], "recit": secrets[1], "telephones": [secrets[2]], "commune": secrets[3]},
                           headers={"Idempotency-Key": "k"})
        draft = self.save(self.foyer_a, draft, answers={"commune": None, "date_naissance": "31/12/20"})
        self.save(self.foyer_a, {**draft, "version": 1}, 412, answers={"nom": secrets[5]})
        self.foyer_a.post(path(draft) + "/sign", None, 422)
        self.save(self.foyer_a, draft, 422, answers={"inventé": secrets[5]})
        gone = self.begin(self.foyer_a, answers={"nom": secrets[0], "recit": secrets[1]})
        self.foyer_a.request("DELETE", path(gone), headers={"If-Match": '"v1"'}, expect=204)
        files = [p for p in [*pathlib.Path(self.service.directory).rglob("*"), pathlib.Path(self.service.log)] if p.is_file()]
        self.assertIn("vigie.db-wal", [p.name for p in files])
        self.assertEqual(leaks(files, secrets), [])
        told = json.dumps(self.admin.every("/api/v1/audit"), ensure_ascii=False)
        for secret in secrets:
            self.assertNotIn(secret, told)
        self.assertIn("brouillons en cours :", self.service.cli("doctor").stdout)


# --- 200 accounts, ten kills ----------------------------------------------------------------------------------------

ACCOUNTS, KILLS = 200, 10


class Typist(threading.Thread):
    """One account at its draft: types on, character after character, until the service is no more."""

    def __init__(self, token):
        super().__init__(daemon=True)
        self.token = token
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.draft, self.version = None, 0
        self.kept = {}     # what the last 200 said is there
        self.sent = None   # what was sent and not answered
        self.saves = 0
        self.trouble = None

    def round(self, port):
        """A fresh thread on the same draft."""
        other = Typist(self.token)
        other.draft, other.version, other.kept, other.saves = self.draft, self.version, self.kept, self.saves
        other.port = port
        return other

    def ask(self, method, target, body=None, **headers):
        self.connection.request(method, target, body=json.dumps(body, ensure_ascii=False).encode() if body is not None else None,
                                headers={**self.headers, **headers})
        response = self.connection.getresponse()
        return response.status, json.loads(response.read())

    def run(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            if self.draft is None:
                status, made = self.ask("POST", "/api/v1/drafts", {"form": "appel", "answers": {}})
                if status != 201:
                    raise AssertionError(made)
                self.draft, self.version = made["id"], 1
            while True:
                n = self.saves + 1
                text = f"{self.draft} {n} " + "éà" * (n % 700)
                self.sent = {"recit": text + " fin", "nom": text}
                status, made = self.ask("PATCH", f"/api/v1/drafts/{self.draft}", {"answers": self.sent}, **{"If-Match": f'"v{self.version}"'})
                if status != 200:
                    raise AssertionError(made)
                self.kept, self.sent, self.version, self.saves = self.sent, None, made["version"], n
        except (OSError, http.client.HTTPException):
            pass  # killed
        except Exception as trouble:
            self.trouble = trouble
        finally:
            self.connection.close()

    def hold(self, port):
        """What was answered is there whole; what was not answered is there whole, or not at all."""
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        status, found = self.ask("GET", f"/api/v1/drafts/{self.draft}")
        self.connection.close()
        if status != 200 or found["answers"] not in ([self.kept, self.sent] if self.sent else [self.kept]):
            raise AssertionError(f"{status}: {str(found)[:300]}\ninstead of {str(self.kept)[:300]}")
        if found["answers"] == self.sent != self.kept:
            self.kept, self.saves = self.sent, self.saves + 1
        self.version = found["version"]


def add_accounts(service, count):
    """Accounts that come by token alone, written behind the program's back: a password of each would take half a minute."""
    tokens = [f"vigie_essai_{n:04}_" + uuid.uuid4().hex for n in range(count)]
    with sqlite3.connect(service.directory + "/vigie.db", timeout=10) as base:
        like = base.execute("SELECT a.role, a.organisation, a.created_at FROM account a WHERE a.login = 'ecoutant'").fetchone()
        role, organisation, at = like
        for n, token in enumerate(tokens):
            id = str(uuid.uuid4())
            base.execute("INSERT INTO account (id, login, role, organisation, created_at) VALUES (?, ?, ?, ?, ?)",
                         (id, f"nuit{n}", "suivi" if n % 2 else role, organisation, at))
            base.execute("INSERT INTO pass (digest, account, kind, label, created_at, seen_at, expires_at) VALUES (?, ?, 'token', 'essai', ?, ?, ?)",
                         (hashlib.sha256(token.encode()).digest(), id, at, at, at + 10**9))
    base.close()
    return tokens


class Killed(unittest.TestCase):
    def test_200_accounts_drafting_at_once_lose_no_character_over_ten_kills(self):
        service = vigie.prepared()
        self.addCleanup(service.close)
        typists = [Typist(token) for token in add_accounts(service, ACCOUNTS)]
        for kill in range(KILLS):
            service.start()
            typists = [one.round(service.port) for one in typists]
            before = sum(one.saves for one in typists)
            for typist in typists:
                typist.start()
            self.assertTrue(vigie.wait_until(lambda: all(one.draft for one in typists) and sum(one.saves for one in typists) - before > ACCOUNTS, 20))
            time.sleep(0.05 + 0.037 * kill)
            service.kill()
            for typist in typists:
                typist.join()
                self.assertIsNone(typist.trouble)
            service.start()
            for typist in typists:
                typist.hold(service.port)
            service.kill()
        done = service.cli("doctor").stdout
        self.assertIn("Rien de cassé", done)
        self.assertIn(f"brouillons en cours : {ACCOUNTS}", done)


