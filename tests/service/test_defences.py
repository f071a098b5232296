"""What every answer owes to a browser and to a network, and what a password may be."""
import datetime
import json
import re
import subprocess
import time
import unittest
import urllib.parse

import vigie

ELSEWHERE = "https://ailleurs.example"
TARGETS = ["/", "/connexion", "/aide", "/aide/police", "/accessibilite", "/veille", "/absences", "/recherche", "/compte", "/admin/comptes", "/rien",
           "/livez", "/readyz", "/api/openapi.yaml", "/api/v1/episodes", "/api/v1/alerts", "/api/v1/forms", "/api/v1/rien", "/static/vigie.css"]


def form(fields):
    return urllib.parse.urlencode(fields).encode(), {"Content-Type": "application/x-www-form-urlencoded"}


class Answers(vigie.ServiceTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for client in (cls.nobody, cls.police, cls.ecoutant, cls.foyer_a):
            client.described = None  # pages and files are asked as well as routes of the description

    def statics(self):
        """Every file that a page names."""
        named = set()
        for client, target in ((self.nobody, "/connexion"), (self.police, "/veille"), (self.ecoutant, "/appels"), (self.foyer_a, "/declarations/nouvelle")):
            named |= set(re.findall(r"/static/[\w.@/-]+", client.request("GET", target).text))
        self.assertGreater(len(named), 2)
        return sorted(named)

    def test_no_answer_lets_another_site_read_it(self):
        asked = {"Origin": ELSEWHERE, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        for client in (self.nobody, self.police):
            for target in (*TARGETS, *self.statics()):
                for method in ("GET", "HEAD", "OPTIONS"):
                    answer = client.request(method, target, headers=asked)
                    with self.subTest(f"{method} {target}"):
                        self.assertEqual([key for key, _ in answer.headers if key.lower().startswith("access-control-")], [])
                        self.assertNotEqual((method, answer.status), ("OPTIONS", 200))

    def test_a_page_runs_and_draws_only_what_this_service_serves_and_sends_nowhere_else(self):
        for client, target in ((self.nobody, "/connexion"), (self.police, "/veille"), (self.ecoutant, "/appels"), (self.police, "/rien")):
            said = dict(part.strip().split(" ", 1) for part in client.request("GET", target).header("Content-Security-Policy").split(";") if part.strip())
            with self.subTest(target):
                self.assertEqual({name: said.get(name) for name in ("default-src", "base-uri", "script-src", "style-src", "frame-ancestors")},
                                 {"default-src": "'none'", "base-uri": "'none'", "script-src": "'self'", "style-src": "'self'", "frame-ancestors": "'none'"})

    def test_a_session_is_known_by_256_bits_that_never_come_twice(self):
        asked = {"login": "police", "password": vigie.PASSWORD}
        tokens = [self.nobody.request("POST", "/api/v1/session", asked).json["token"] for _ in range(3)]
        self.assertEqual(len(set(tokens)), 3)
        for token in tokens:
            self.assertGreaterEqual(len(re.sub(r"[^A-Za-z0-9_-]", "", token)), 43)

    def test_every_text_says_in_which_characters_it_is_written(self):
        for client in (self.nobody, self.police):
            for target in (*TARGETS, *self.statics()):
                answer = client.request("GET", target, headers={"Accept-Encoding": "identity"})
                said = answer.header("Content-Type", "")
                with self.subTest(f"{target}: {said}"):
                    if not answer.body:
                        continue
                    self.assertEqual(answer.header("X-Content-Type-Options"), "nosniff")
                    if answer.media_type.endswith("json"):
                        answer.body.decode("utf-8")  # JSON is UTF-8, and its type has no parameter
                    elif answer.media_type != "image/png":
                        self.assertRegex(said, r"^(text|image|application)/[\w+.-]+; charset=utf-8$")

    def test_nothing_of_the_directory_the_program_or_its_making_is_published(self):
        names = ("vigie.db", "vigie.db-wal", "cle", "vigie.key", "vigie.toml", "lock", ".git/config", ".git/HEAD", ".env", ".htaccess", "server-status", "debug",
                 "metrics", "status", "actuator", "phpinfo.php", "CMakeLists.txt", "README.md", "package.json", "backup.zip", "etc/passwd")
        ways = ("/{}", "/static/{}", "/static/../{}", "/static/../../{}", "/static/%2e%2e/{}", "/static/..%2f{}", "/static//{}", "/api/v1/../../{}")
        for name in names:
            for way in ways:
                answer = self.police.request("GET", way.format(name))
                with self.subTest(way.format(name)):
                    self.assertIn(answer.status, (400, 404))
                    self.assertNotIn("SQLite format", answer.text)

    def test_methods_that_only_make_searching_easier_are_refused(self):
        for method in ("TRACE", "TRACK", "DEBUG", "CONNECT", "PROPFIND"):
            heard = vigie.talk(self.service.port, f"{method} / HTTP/1.1\r\nHost: x\r\nX-Mouchard: zolimbert\r\nConnection: close\r\n\r\n".encode())
            with self.subTest(method):
                self.assertRegex(heard, rb"^HTTP/1\.1 (400|405|501) ")
                self.assertNotIn(b"zolimbert", heard)

    def test_the_log_and_the_audit_tell_their_instants_in_universal_time(self):
        logged = self.service.log_text().splitlines()
        audited = [json.loads(line)["at"] for line in self.service.cli("audit", "export").stdout.splitlines() if '"at"' in line]
        self.assertGreater(min(len(logged), len(audited)), 0)
        for line in logged:
            said = re.match(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z ", line)
            self.assertLess(abs(datetime.datetime.fromisoformat(said[1] + "+00:00").timestamp() - time.time()), 1800, line)
        for at in audited:  # milliseconds since 1970, UTC
            self.assertLess(abs(at / 1000 - time.time()), 1800)


class Passwords(vigie.ServiceTest):
    def sign_in(self, login, password):
        return self.nobody.request("POST", "/api/v1/session", {"login": login, "password": password}).status

    def give(self, login, password):
        return self.admin.request("POST", "/api/v1/accounts", {"login": login, "role": "suivi", "organisation": "116 000 Enfants disparus", "password": password})

    def test_one_is_taken_as_it_was_typed(self):
        typed = "  Trois Hérons dans la brume  "
        self.assertEqual(self.give("tel_quel", typed).status, 201)
        self.assertEqual(self.sign_in("tel_quel", typed), 200)
        for other in (typed.strip(), typed.rstrip(), typed.lower(), typed.upper(), typed.replace("é", "e"), typed[:-3] + " "):
            self.assertEqual(self.sign_in("tel_quel", other), 401, repr(other))
        page = self.nobody.request("GET", "/connexion")
        names = re.findall(r'name="([^"]+)"', page.text)
        body, headers = form({name: {"password": typed, "login": "tel_quel"}.get(name, "tel_quel" if "identifiant" in name else typed if "passe" in name else "/") for name in names})
        self.assertEqual(self.nobody.request("POST", "/connexion", body, headers).status, 303)

    def test_one_of_64_or_of_128_characters_is_taken_whole(self):
        for length in (64, 128):
            typed = ("Quatre vents, une lampe et un carnet bleu; " * 4)[:length]
            self.assertEqual(self.give(f"long{length}", typed).status, 201)
            self.assertEqual(self.sign_in(f"long{length}", typed), 200)
            self.assertEqual(self.sign_in(f"long{length}", typed[:-1]), 401)

    def test_the_pages_hide_it_let_it_be_pasted_and_tell_a_manager_what_it_is(self):
        fields = re.findall(r"<input[^>]*>", self.nobody.request("GET", "/connexion").text + self.police.request("GET", "/compte").text)
        hidden = [field for field in fields if 'type="password"' in field]
        self.assertGreaterEqual(len(hidden), 3)
        for field in hidden:
            self.assertRegex(field, r'autocomplete="(current|new)-password"')
            self.assertNotRegex(field, r"onpaste|maxlength|readonly")
        asked = self.nobody.request("GET", "/connexion").text.lower()
        self.assertNotRegex(asked, r"question secr|indice")


class Program(unittest.TestCase):
    def test_it_is_made_so_that_a_fault_of_memory_is_hard_to_turn_into_an_order(self):
        told = subprocess.run(["readelf", "-hldsW", vigie.BINARY], capture_output=True, text=True, check=True).stdout
        self.assertRegex(told, r"Type: +DYN \(Position-Independent Executable")
        self.assertRegex(told, r"GNU_RELRO")
        self.assertRegex(told, r"BIND_NOW|Flags:.* NOW")
        self.assertRegex(told, r"GNU_STACK .* RW +0x")
        if "/release/" in vigie.BINARY:
            for guard in ("__stack_chk_fail", "__memcpy_chk"):
                self.assertIn(guard, told)
