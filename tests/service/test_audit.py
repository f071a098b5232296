"""The audit can be verified, from the directory or from a copy, and whoever touches it is found; what leaves a line; and no
name is in any log, address or error of the demo."""
import json
import os
import pathlib
import re
import shutil
import sqlite3

import vigie
from test_pages import Browser
from vigie import child, departure

NOWHERE = "0199a0a0-0000-7000-8000-000000000000"


def touch(database, *statements):
    """What somebody with the file in hand, and without its key, can do."""
    with sqlite3.connect(database) as sql:
        for trigger in ("audit_no_update", "audit_no_delete", "audit_no_replace"):
            sql.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            sql.execute(statement)
    sql.close()


class Verifying(vigie.ServiceTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = cls.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        cls.minor = made["minor"]["id"]
        for client in (cls.police, cls.suivi):
            client.minor(cls.minor)
            client.search("personne de ce nom")

    def verify(self, *words, expect=0):
        done = self.service.cli("audit", "verify", *words, check=False)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout

    def anchor(self):
        return self.verify().strip().splitlines()[-1]

    def copy(self, kind):
        file = f"{self.service.room}/{kind}-{os.urandom(4).hex()}"
        self.service.cli(*({"backup": ["backup"], "export": ["audit", "export"]}[kind]), file)
        return file

    def test_a_running_directory_its_backup_and_its_export_verify(self):
        self.assertRegex(self.verify(), r"\d+ lignes de journal, toutes à leur place\.")
        for kind in ("backup", "export"):
            before = sorted(os.listdir(self.service.room))
            copy = self.copy(kind)
            was = pathlib.Path(copy).read_bytes()
            self.assertIn("toutes à leur place", self.verify(copy))
            self.assertEqual(pathlib.Path(copy).read_bytes(), was)
            self.assertEqual(sorted(os.listdir(self.service.room)), sorted([*before, os.path.basename(copy)]))

    def test_every_line_of_a_backup_that_is_changed_removed_swapped_or_cut_is_named(self):
        whole = self.copy("backup")
        with sqlite3.connect(whole) as sql:
            last = sql.execute("SELECT max(number) FROM audit").fetchone()[0]
        sql.close()
        swap = "UPDATE audit SET number = 0 - number WHERE number IN ({0}, {1})", "UPDATE audit SET number = {1} WHERE number = 0 - {0}", "UPDATE audit SET number = {0} WHERE number = 0 - {1}"
        cases = [(["UPDATE audit SET detail = 'form=retour' WHERE number = 5"], "ligne 5 : changée"),
                 (["UPDATE audit SET hash = zeroblob(32) WHERE number = 5"], "ligne 5 : changée"),
                 (["DELETE FROM audit WHERE number = 7"], "ligne 7 : retirée"),
                 ([one.format(4, 9) for one in swap], "lignes 4 et 9 : échangées"),
                 ([f"DELETE FROM audit WHERE number = {last}"], f"ligne {last} : coupée"),
                 ([f"DELETE FROM audit WHERE number > {last - 3}"], f"lignes {last - 2} à {last} : coupée"),
                 (["DELETE FROM audit_head"], "n’est pas signée")]
        for statements, named in cases:
            with self.subTest(named):
                copy = whole + "-touchee"
                shutil.copy(whole, copy)
                touch(copy, *statements)
                said = self.verify(copy, expect=1)
                self.assertIn(named, said)
                self.assertEqual(said.count("PROBLÈME"), 1, said)

    def test_every_line_of_an_export_that_is_touched_is_named(self):
        whole = self.copy("export")
        lines = pathlib.Path(whole).read_text().splitlines()
        changed = json.loads(lines[6]) | {"account": "quelqu’un d’autre"}
        cases = [(lines[:6] + [json.dumps(changed)] + lines[7:], 1, "ligne 6 : changée"), (lines[:6] + lines[7:], 1, "ligne 6 : retirée"),
                 (lines[:-1], 1, "coupée"), (lines[:5] + [lines[6], lines[5]] + lines[7:], 2, "Ligne 7 du fichier"),
                 (["{}"] + lines[1:], 2, "Ligne 1 du fichier"), (lines[1:], 2, "Ligne 1 du fichier"), ([], 2, "Ligne 1 du fichier")]
        for touched, code, named in cases:
            with self.subTest(named):
                pathlib.Path(whole + "-touche").write_text("\n".join(touched) + "\n")
                done = self.service.cli("audit", "verify", whole + "-touche", check=False)
                self.assertEqual(done.returncode, code, done.stdout + done.stderr)
                self.assertIn(named, done.stdout + done.stderr)

    def test_an_anchor_holds_a_directory_and_its_copies_to_what_was_noted(self):
        noted = self.anchor()
        self.police.search("encore quelqu’un")
        self.verify("--anchor", noted)
        self.verify(self.copy("backup"), "--anchor", noted)
        number, hash_ = noted.split(":")
        said = self.verify("--anchor", f"{number}:{hash_[:-1]}{'0' if hash_[-1] != '0' else '1'}", expect=1)
        self.assertIn(f"ligne {number} : ce n’est plus celle de l’ancre", said)
        self.assertIn("ancre_invalide", self.service.cli("audit", "verify", "--anchor", "hier", check=False).stderr)

    def test_lines_cut_while_the_service_is_stopped_are_told_by_doctor_and_for_ever(self):
        service = vigie.prepared()
        self.addCleanup(service.close)
        database = service.directory + "/vigie.db"
        with sqlite3.connect(database) as sql:
            last = sql.execute("SELECT max(number) FROM audit").fetchone()[0]
        sql.close()
        touch(database, f"DELETE FROM audit WHERE number > {last - 2}")
        self.assertIn(f"lignes {last - 1} à {last} : coupée", service.cli("doctor", check=False).stdout)
        service.start()
        service.as_("police").search("quelqu’un")
        self.assertIn("n’était plus celle qu’il avait signée", service.cli("audit", "verify", check=False).stdout)
        self.assertIn("journal_rompu", [line["act"] for line in service.as_("admin").every("/api/v1/audit")])

    def test_another_key_verifies_nothing(self):
        other = vigie.Service()
        self.addCleanup(other.close)
        other.start()
        copy = self.copy("backup")
        done = self.service.cli("audit", "verify", copy, "--key-file", other.directory + ".key", check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("cle_etrangere", done.stderr)
        done = self.service.cli("audit", "verify", self.copy("export"), "--key-file", other.directory + ".key", check=False)
        self.assertIn("cle_etrangere", done.stderr)


class Traces(vigie.ServiceTest):
    def acts(self, account=None):
        return [(line["act"], line["subject_id"], line["motive"], line["detail"]) for line in self.admin.every("/api/v1/audit")]

    def test_what_is_refused_leaves_who_what_and_which_thing(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        minor = made["minor"]["id"]
        self.foyer_b.get(f"/api/v1/minors/{minor}", 404)
        self.analyste.get(f"/api/v1/minors/{minor}", 403)
        self.police.get("/api/v1/minors/Durand", 404)
        acts = self.acts()
        self.assertIn(("refus", minor, None, "404 GET /api/v1/minors/{id}"), acts)
        self.assertIn(("refus", minor, None, "403 GET /api/v1/minors/{id}"), acts)
        self.assertIn(("refus", None, None, "404 GET /api/v1/minors/{id}"), acts)
        self.assertNotIn("Durand", str(acts))

    def test_a_flood_of_refusals_leaves_some_lines_and_one_that_says_so(self):
        before = len(self.acts())
        for _ in range(100):
            self.police2.get(f"/api/v1/minors/{NOWHERE}", 404)
        acts = self.acts()
        self.assertLessEqual(len(acts) - before, 31 * 2)  # a minute may end meanwhile
        self.assertIn(("refus", None, None, "nombreux"), acts)

    def test_a_sign_in_that_fails_leaves_why_and_whence_and_never_what_was_typed_as_login(self):
        for login, password in (("suivi", "ce n’est pas le sien"), ("motdepasse-tape-trop-haut", "x")):
            self.nobody.post("/api/v1/session", {"login": login, "password": password}, 401)
        failed = lambda: [line for line in self.admin.every("/api/v1/audit") if line["act"] == "connexion_refusee"]
        vigie.wait_until(lambda: len(failed()) >= 2)
        known, unknown = sorted(failed(), key=lambda line: line["subject"])[:2]
        self.assertEqual((known["subject"], known["detail"]), ("account", "mot_de_passe reseau=127.0.0.1"))
        self.assertEqual((unknown["subject"], unknown["detail"]), ("login", "identifiant_inconnu reseau=127.0.0.1"))
        self.assertRegex(unknown["subject_id"], "^[0-9a-f]{64}$")
        self.assertNotIn(b"motdepasse-tape-trop-haut", pathlib.Path(self.service.directory + "/vigie.db-wal").read_bytes())
        browser = Browser(self.service.port)
        self.addCleanup(browser.close)
        browser.sign_in("admin", vigie.PASSWORD)
        self.assertIn("aucun compte", browser.visit("GET", "/admin/journal?acte=connexion_refusee").text)

    def test_who_opened_a_file_is_told_to_police_with_the_motive(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        minor = made["minor"]["id"]
        self.suivi.get(f"/api/v1/minors/{minor}", headers={"Vigie-Motif": "suivi"})
        readers = self.police.get(f"/api/v1/minors/{minor}/readers", headers={"Vigie-Motif": "controle"}).json["items"]
        self.assertEqual([(one["account"], one["motive"]) for one in readers], [("police", "controle"), ("suivi", "suivi")])
        self.assertEqual(readers[1]["organisation"], "116 000 Enfants disparus")


class Much(vigie.ServiceTest):
    configured = "searches_an_hour = 100\n"

    def test_who_searches_without_end_is_refused_in_french_and_the_administrator_is_told(self):
        answers = [self.police2.request("POST", "/api/v1/minors/search", {"q": "personne"}) for _ in range(201)]  # an hour may end meanwhile
        refused = next(one for one in answers if one.status != 200)
        self.assertRefused(refused, 429, "lectures_trop_nombreuses", {})
        self.assertTrue(0 < int(refused.header("Retry-After")) <= 3600)
        self.police.search("personne")
        browser = Browser(self.service.port)
        self.addCleanup(browser.close)
        browser.sign_in("admin", vigie.PASSWORD)
        self.assertRegex(browser.visit("GET", "/admin/comptes").text, "police2, le .* 101\u00a0recherches, la suite lui a été refusée")
        browser.sign_in("police2", vigie.PASSWORD)
        self.assertEqual(browser.visit("POST", "/recherche", {"q": "personne"}).status, 429)

    def test_a_bound_that_would_stop_a_person_at_work_stops_the_start(self):
        done = self.service.cli("doctor", check=False, env={**os.environ, "VIGIE_FILES_AN_HOUR": "99"})
        self.assertEqual((done.returncode, "« files_an_hour »" in done.stderr), (1, True), done.stderr)


class Demo(vigie.ServiceTest):
    """The demo, looked at by every role; its names come from its own export."""

    @classmethod
    def setUpClass(cls):
        cls.service = vigie.Service()
        cls.addClassCleanup(cls.service.close)
        cls.service.start("--password", "vigie-demo", verb="demo")
        cls.names = set()
        for line in cls.service.cli("export").stdout.splitlines():
            answers = json.loads(line).get("answers", {})
            for field in ("nom", "nom_usage", "prenoms", "alias", "appelant_nom", "date_naissance", "telephones", "adresse", "recit"):
                value = answers.get(field)
                for text in value if isinstance(value, list) else [value]:
                    if isinstance(text, str) and len(text) >= 4:
                        cls.names.add(text.lower())

    def named_in(self, text):
        text = text.lower()
        return [one for one in self.names if one in text and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)]

    def test_no_name_is_in_any_address_error_or_log(self):
        self.assertGreater(len(self.names), 500)
        addresses, errors, visited = set(), [], 0
        for login in ("ecoutant", "suivi", "police", "foyer", "analyste", "admin"):
            browser = Browser(self.service.port)
            self.addCleanup(browser.close)
            browser.sign_in(login, "vigie-demo")
            waiting, seen = ["/"], set()
            while waiting and len(seen) < 60:
                path = waiting.pop(0)
                if path in seen or "impression" in path or path.startswith("/static"):
                    continue
                seen.add(path)
                page = browser.visit("GET", path)
                addresses.update(re.findall(r'(?:href|action|src|data-\w+)="(/[^"]*)"', page.text))
                addresses.add(page.header("Location", ""))
                waiting += [one for one in re.findall(r'href="(/[^"#]*)"', page.text) if one not in seen]
                if page.status >= 400:
                    errors.append(page.text)
            visited += len(seen)
        self.assertGreater(visited, 150)
        token = self.service.as_(None).post("/api/v1/session", {"login": "police", "password": "vigie-demo"}, 200).json["token"]
        police = vigie.Client(self.service.port, token, described=None)
        for name in sorted(self.names)[::25]:
            police.search(name[:200])
            for method, target, body in (("POST", "/api/v1/declarations", {"form": "classique", "answers": {"nom": [name], "date_naissance": name, name: name}}),
                                         ("POST", "/api/v1/minors/search", {"q": name, name: name}), ("POST", "/api/v1/session", {"login": name, "password": name})):
                answer = police.request(method, target, body)
                self.assertGreaterEqual(answer.status, 400)
                if name not in json.dumps(list(body), ensure_ascii=False) and "answers" not in body:
                    errors.append(answer.text)
        for text in [*addresses, *errors, self.service.log_text()]:
            self.assertEqual(self.named_in(text), [], text[:300])
