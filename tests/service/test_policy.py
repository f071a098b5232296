"""What each account reads of one child, written out: every route, every profession, every kind of data; by id, by list, by
search, by export, by live feed, by page and by error message."""
import contextlib
import json
import re
import socket
import sqlite3
import time
import urllib.parse

import vigie
from vigie import ago, came_back, child, departure

NOWHERE = "01234567-89ab-7def-8123-456789abcdef"
ACCOUNTS = ("ecoutant", "suivi", "rhone", "loire", "loire_ear", "police", "police2", "foyer_a", "foyer_a2", "foyer_b", "analyste", "admin", "nobody")

# A word of its own for each kind of data, told by the Tilleuls, by a call to the 116 000, or by police.
WORDS = {
    "identity": "Marelune", "circumstances": "brisecote", "vital": "ondemerine", "health": "falquetine", "signs": "dorlindage",
    "caller": "Surcouval", "address": "perlandin", "fpr": "FPR-ZYX-77", "grounds": "quorendal", "interview": "zolimbert",
}
ALL = set(WORDS)
# Who reads which, of a child declared by the Tilleuls (foyer_a). Another foyer reads nothing at all.
READS = {
    "ecoutant": {"identity", "circumstances", "signs", "caller", "grounds", "interview"},
    "suivi": {"identity", "circumstances", "signs", "caller", "grounds", "interview"},
    "rhone": {"identity", "circumstances", "signs", "grounds", "interview"},  # 116 000 of the child's département
    "loire": set(), "loire_ear": set(),  # and of another
    "police": ALL - {"caller", "health"},
    "police2": ALL - {"caller", "health"},
    "foyer_a": ALL - {"caller", "fpr", "grounds"},
    "foyer_a2": ALL - {"caller", "fpr", "grounds"},
    "foyer_b": set(), "analyste": set(), "admin": set(), "nobody": set(),
}

FILES = {"ecoutant", "suivi", "rhone", "police", "police2", "foyer_a", "foyer_a2"}  # those who reach the child
HOMES = {"foyer_a", "foyer_a2"}
CASES = {"suivi", "rhone"}
POLICE = {"police", "police2"}
OWN = HOMES  # those of the organisation that signed
# Every route with something of this child in its path, and who gets past the rights. The others: 403 by profession, else 404.
ROUTES = [
    ("DELETE", "/api/v1/account/sessions/{session}", {"foyer_a"}),  # whose session it is
    ("GET", "/api/v1/declarations/{declaration}", FILES),
    ("POST", "/api/v1/declarations/{declaration}/withdraw", OWN),
    ("POST", "/api/v1/declarations/{declaration}/restore", OWN),
    ("POST", "/api/v1/declarations/{declaration}/transmit", OWN),
    ("GET", "/api/v1/declarations/{declaration}/transmissions", FILES),
    ("GET", "/api/v1/drafts/{draft}", HOMES),
    ("PATCH", "/api/v1/drafts/{draft}", HOMES),
    ("DELETE", "/api/v1/drafts/{draft}", HOMES),
    ("POST", "/api/v1/drafts/{draft}/sign", HOMES),
    ("GET", "/api/v1/episodes/{episode}", FILES | {"analyste"}),
    ("POST", "/api/v1/episodes/{episode}/return", HOMES | POLICE),
    ("POST", "/api/v1/episodes/{episode}/fpr", POLICE),
    ("POST", "/api/v1/episodes/{episode}/decision", POLICE),
    ("POST", "/api/v1/episodes/{episode}/reopen", HOMES | POLICE),
    ("POST", "/api/v1/episodes/{episode}/interview", HOMES | POLICE | CASES),
    ("POST", "/api/v1/episodes/{episode}/disagreement", FILES),
    ("POST", "/api/v1/episodes/{episode}/request-transmission", FILES),
    ("POST", "/api/v1/episodes/{episode}/emergency", POLICE | CASES | {"ecoutant"}),
    ("POST", "/api/v1/episodes/{episode}/address", HOMES | POLICE),
    ("GET", "/api/v1/minors/{minor}", FILES),
    ("GET", "/api/v1/minors/{minor}/readers", POLICE),
    ("POST", "/api/v1/minors/{minor}/merge", POLICE),
    ("POST", "/api/v1/minors/{minor}/placement-start", HOMES | POLICE | CASES),
    ("POST", "/api/v1/minors/{minor}/placement-end", HOMES | POLICE | CASES),
    ("DELETE", "/api/v1/merges/{merge}", POLICE),
    ("POST", "/api/v1/alerts/{alert}/acknowledge", HOMES | POLICE),
    ("POST", "/api/v1/alerts/{alert}/assign", HOMES | POLICE),
    ("POST", "/api/v1/alerts/{alert}/resolve", HOMES | POLICE),
    ("POST", "/api/v1/accounts/{account}/close", {"admin"}),
    ("POST", "/api/v1/accounts/{account}/reopen", {"admin"}),
    ("POST", "/api/v1/accounts/{account}/password", {"admin"}),
    ("DELETE", "/api/v1/accounts/{account}/second-factor", {"admin"}),
    ("GET", "/api/v1/accounts/{account}/tokens", {"admin"}),
    ("DELETE", "/api/v1/accounts/{account}/tokens/{token}", {"admin"}),
    ("POST", "/api/v1/organisations/{organisation}/departement", {"admin"}),
    ("GET", "/admin/comptes/{account}", {"admin"}),
    ("GET", "/declarations/{declaration}", FILES),
    ("GET", "/declarations/{declaration}/impression", FILES),
    ("GET", "/declarations/{declaration}/fichier", FILES),
    ("GET", "/declarations/{declaration}/transmettre", OWN),
    ("GET", "/absences/{episode}", FILES | {"analyste"}),
    ("GET", "/absences/{episode}/decision", POLICE),
    ("GET", "/absences/{episode}/fpr", POLICE),
    ("GET", "/absences/{episode}/retour", HOMES | POLICE),
    ("GET", "/absences/{episode}/entretien", HOMES | POLICE | CASES),
    ("GET", "/absences/{episode}/desaccord", FILES),
    ("GET", "/absences/{episode}/demande", FILES),
    ("GET", "/absences/{episode}/urgence", POLICE | CASES | {"ecoutant"}),
    ("GET", "/absences/{episode}/adresse", HOMES | POLICE),
    ("GET", "/absences/{episode}/debut-accueil", HOMES),
    ("GET", "/absences/{episode}/fin-accueil", HOMES),
    ("GET", "/mineurs/{minor}", FILES),
    ("GET", "/mineurs/{minor}/lectures", POLICE),
    ("GET", "/mineurs/{minor}/reunion", POLICE),
    ("GET", "/alertes/{alert}", HOMES | POLICE),
]
LISTS = ["/api/v1/episodes?limit=500", "/api/v1/alerts?limit=500", "/api/v1/drafts", "/api/v1/transmissions", "/api/v1/audit?limit=500",
         "/api/v1/accounts", "/api/v1/organisations", "/absences?qui=toutes", "/veille", "/veille/lignes", "/alertes", "/releve", "/declarations", "/appels",
         "/transmissions", "/admin/journal", "/"]
BODIES = {
    "withdraw": {"reason": "x"}, "restore": {"reason": "x"}, "reopen": {"reason": "x"}, "acknowledge": None, "assign": {"to": "foyer_b"},
    "resolve": {"outcome": "infirme"}, "fpr": {"service": "x"}, "return": {"answers": came_back()}, "sign": None,
    "interview": {"answers": {"entretien": "realise"}}, "disagreement": {"declarant": "Mère", "reason": "Non."},
    "decision": {"assessment": NOWHERE, "qualification": "inquietante", "level": "critique", "reason": "x"},
    "merge": {"into": NOWHERE, "reason": "x"}, "emergency": {"motive": "x"}, "address": {"to": "Mère"}, "placement-start": {"since": "2026-01-05"}, "placement-end": {}, "departement": {},
    "request-transmission": {"purpose": "recherche", "reason": "x"},
    "transmit": {"recipient": "Foyer des Acacias", "purpose": "recherche", "basis": "danger_immediat", "parents_informed": "oui", "child_informed": "oui"},
}


def normal(text):
    """An answer without what differs from one request to the next."""
    return re.sub(r'"(instance|incident)":"[^"]*"', "", re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "ID", text))


class Policy(vigie.ServiceTest):
    @classmethod
    def prepare(cls):
        """Listening lines of two départements: the child's, and another."""
        for login, role, organisation in (("rhone", "suivi", "Écoute Rhône"), ("loire", "suivi", "Écoute Loire"), ("loire_ear", "ecoutant", "Écoute Loire"),
                                          ("suivi_a", "suivi", "Foyer des Tilleuls")):
            cls.service.add_account(login, role, organisation)
        cls.service.cli("organisation", "departement", "Écoute Rhône", "69")
        cls.service.cli("organisation", "departement", "Écoute Loire", "42")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for login in ("rhone", "loire", "loire_ear", "suivi_a"):
            setattr(cls, login, cls.service.as_(login))
            cls.addClassCleanup(getattr(cls, login).close)
        w = WORDS
        cls.who = {**child(), "nom": w["identity"]}
        told = {**cls.who, **departure(), "declarant_qualite": "educateur", "departement": "69", "recit": f"Elle a dit {w['circumstances']}.",
                "traitement_indispensable": "oui", "traitement_delai_heures": 24, "traitement_nom": w["vital"], "handicap": "oui",
                "soins_psychiques": f"Suivie à {w['health']}", "revelation": "oui", "signes_recit": f"Revue avec {w['signs']}."}
        cls.made = cls.foyer_a.declare("inquietante", told)
        cls.ids = {"declaration": cls.made["id"], "episode": cls.made["episode"]["id"], "minor": cls.made["minor"]["id"],
                   "alert": next(a["id"] for a in cls.made["alerts"] if a["kind"] == "inquietante")}
        there = {"minor": cls.ids["minor"], "episode": cls.ids["episode"]}
        cls.call = cls.ecoutant.declare("appel", {"categorie": "fugue", "appelant_qualite": "ami", "declarant_nom": w["caller"], **departure()}, **there)
        cls.police.post(f"/api/v1/episodes/{cls.ids['episode']}/fpr", {"inscrit_le": ago(hours=1), "numero": w["fpr"]}, 200)
        latest = cls.police.episode(cls.ids["episode"])["assessments"][-1]["id"]
        cls.police.post(f"/api/v1/episodes/{cls.ids['episode']}/decision",
                        {"assessment": latest, "qualification": "inquietante", "level": "critique", "reason": w["grounds"]}, 201)
        cls.back = cls.foyer_a.come_back(cls.ids["episode"], {**came_back(), "adresse_actuelle": f"3 rue {w['address']}"})["declaration"]
        cls.interview = cls.foyer_a.post(f"/api/v1/episodes/{cls.ids['episode']}/interview",
                                         {"answers": {"entretien": "realise", "entretien_verbatim": w["interview"]}}, 201).json["declaration"]
        token = cls.nobody.post("/api/v1/session", {"login": "foyer_a", "password": vigie.PASSWORD}, 200).json["token"]
        cls.ids["session"] = cls.nobody.get("/api/v1/account/sessions", headers={"Authorization": f"Bearer {token}"}).json["items"][0]["id"]
        cls.ids["account"] = next(one["id"] for one in cls.admin.get("/api/v1/accounts").json["items"] if one["login"] == "foyer_a")
        cls.ids["organisation"] = next(one["id"] for one in cls.admin.get("/api/v1/organisations").json["items"] if one["name"] == "Foyer des Tilleuls")
        cls.ids["token"] = cls.admin.get(f"/api/v1/accounts/{cls.ids['account']}/tokens").json["items"][0]["id"]
        cls.ids["draft"] = cls.foyer_a.post("/api/v1/drafts", {"form": "classique", "answers": {"nom": w["identity"]}}, 201).json["id"]
        other = cls.police.declare("classique", {"surnoms": ["Zim"], **departure(9), "declarant_qualite": "police"})
        merge = cls.police.post(f"/api/v1/minors/{other['minor']['id']}/merge", {"into": cls.ids["minor"], "reason": "même enfant"}, 201).json
        cls.ids["merge"] = merge["merge"]["id"]
        cls.secret_ids = {cls.ids[k] for k in ("declaration", "episode", "minor", "alert", "draft", "merge")} | {cls.call["id"], cls.back["id"]}

    def client(self, name):
        return getattr(self, name)

    def try_(self, name, method, target):
        body = {"answers": {"nom": "x"}} if method == "PATCH" else BODIES.get(target.rsplit("/", 1)[-1])
        headers = {"If-Match": '"v1"'} if method in ("PATCH", "DELETE") else {}
        if method in ("GET", "DELETE"):
            body = None
        return self.client(name).request(method, target, body, headers)

    def test_the_table_names_every_route_that_has_an_id_in_its_path(self):
        named = {(m, re.sub(r"\{\w+\}", "{id}", t)) for m, t, _ in ROUTES}
        for line in self.service.cli("routes").stdout.splitlines():
            method, pattern = (line.split(None, 2) + ["", ""])[:2]
            if method and pattern.startswith("/api/") and "{id}" in pattern and not pattern.startswith("/api/v1/forms"):
                self.assertIn((method, re.sub(r"\{\w+\}", "{id}", pattern)), named)

    def test_who_is_not_of_those_is_refused_as_if_there_were_nothing(self):
        """By profession 403, else 404, word for word what an id that nobody has gives."""
        for method, pattern, allowed in ROUTES:
            target, elsewhere = pattern.format(**self.ids), re.sub(r"\{\w+\}", NOWHERE, pattern)
            for name in ACCOUNTS:
                if name in allowed:
                    continue
                with self.subTest(f"{name} {method} {pattern}"):
                    answer, unknown = self.try_(name, method, target), self.try_(name, method, elsewhere)
                    wanted = {"nobody": (401, 303)}.get(name, (403, 404))
                    self.assertIn(answer.status, wanted, answer.text[:200])
                    self.assertEqual(answer.status, unknown.status)
                    if target.startswith("/api/"):
                        self.assertEqual(normal(answer.text), normal(unknown.text))
                    for word in WORDS.values():
                        self.assertNotIn(word, answer.text)

    def test_who_is_of_those_opens_what_is_read(self):
        for method, pattern, allowed in ROUTES:
            for name in sorted(allowed) if method == "GET" else ():
                with self.subTest(f"{name} {pattern}"):
                    self.assertEqual(self.try_(name, method, pattern.format(**self.ids)).status, 200)

    def rows(self):
        """Every row of the directory, but the audit's and when a session was last used."""
        with contextlib.closing(sqlite3.connect(f"file:{self.service.directory}/vigie.db?mode=ro", uri=True)) as file:
            tables = [name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
            kept = {table: sorted(map(repr, file.execute(f"SELECT * FROM {table}"))) for table in tables if not table.startswith("audit")}
            kept["pass"] = sorted(map(repr, file.execute("SELECT digest, account, kind, label, created_at, expires_at, ended_at, read_only, origin FROM pass")))
            return kept

    def test_to_read_changes_nothing_but_the_audit(self):
        before = self.rows()
        self.assertGreater(len(before), 20)
        paths = [line.split()[1] for line in self.service.cli("routes").stdout.splitlines() if line.startswith("GET ")]
        self.assertGreater(len(paths), 60)
        any_id = {"id": self.ids["episode"], "login": "police", "role": "police", "file": "vigie.css", "form": "classique", "section": "mineur", "source": "vigie"}
        targets = {pattern.format(**self.ids) for method, pattern, _ in ROUTES if method == "GET"}
        targets |= {re.sub(r"\{(\w+)\}", lambda found: any_id.get(found[1], self.ids["episode"]), path) for path in paths if path != "/api/v1/live"}
        for name in ACCOUNTS:
            for target in sorted(targets):
                for method in ("GET", "HEAD"):
                    self.assertLess(self.client(name).request(method, target).status, 500, f"{name} {method} {target}")
        after = self.rows()
        for table in before:
            self.assertEqual(before[table], after[table], table)

    def everything(self, name):
        """All that an account is told, wherever it looks."""
        client = self.client(name)
        texts = []
        for target in LISTS:
            texts.append(client.request("GET", target).text)
        for id in (self.ids["declaration"], self.call["id"], self.back["id"], self.interview["id"]):
            for end in ("/api/v1/declarations/{}", "/declarations/{}", "/declarations/{}/impression", "/declarations/{}/fichier"):
                texts.append(client.request("GET", end.format(id)).text)
        for method, pattern, _ in ROUTES:
            if method == "GET":
                texts.append(client.request("GET", pattern.format(**self.ids)).text)
        words = {"q": self.made["minor"]["reference"]}
        texts.append(client.request("POST", "/api/v1/minors/search", words).text)
        preview = {"form": "classique", "answers": {**departure(), "date_naissance": self.who["date_naissance"]}}
        texts.append(client.request("POST", "/api/v1/triage/preview", {**preview, "minor": self.ids["minor"]}).text)
        texts.append(client.request("POST", f"/api/v1/episodes/{self.ids['episode']}/return", {"answers": came_back()}, {"If-Match": '"v1"'}).text)
        return "\n".join(texts)

    def test_each_account_reads_its_kinds_of_data_and_no_other_wherever_it_looks(self):
        for name in ACCOUNTS:
            with self.subTest(name):
                text = self.everything(name)
                self.assertEqual({kind for kind, word in WORDS.items() if word.lower() in text.lower()}, READS[name])

    def test_an_account_that_does_not_reach_the_child_is_told_no_id_of_it(self):
        for name in ("foyer_b", "loire", "loire_ear", "nobody"):
            text = self.everything(name)
            for id in self.secret_ids:
                self.assertNotIn(id, text.replace(f"/{id}/", "").replace(f'/{id}"', ""), name)

    def test_a_search_by_another_foyer_or_another_departement_finds_nothing_by_any_word(self):
        for word in (*WORDS.values(), self.who["prenoms"], self.who["date_naissance"], self.made["minor"]["reference"], self.made["episode"]["reference"]):
            for client in (self.foyer_b, self.loire, self.loire_ear):
                self.assertEqual(client.search(word), [], word)

    def test_of_a_declaration_given_in_part_a_line_of_another_departement_reads_that_part(self):
        made = self.foyer_a.declare("inquietante", {**child(), **departure(), "declarant_qualite": "educateur", "departement": "69", "handicap": "oui", "revelation": "oui"})
        self.foyer_a.post(f"/api/v1/declarations/{made['id']}/transmit", {"recipient": "Écoute Loire", "purpose": "recherche", "basis": "casf_l226_2_2",
                          "fields": ["handicap"], "parents_informed": "oui", "child_informed": "oui"}, 201)
        self.assertEqual(self.loire.get(f"/api/v1/declarations/{made['id']}").json["answers"], {"handicap": "oui"})

    def test_what_was_merged_is_told_to_police_alone(self):
        for name in ("police", "police2", "foyer_a", "suivi", "ecoutant", "rhone"):
            self.assertEqual("merges" in self.client(name).minor(self.ids["minor"]), name.startswith("police"), name)

    def test_a_call_is_taken_back_by_who_may_sign_one(self):
        call = self.suivi_a.declare("appel", {"categorie": "fugue", "appelant_qualite": "ami", **departure()}, minor=self.ids["minor"], episode=self.ids["episode"])
        page = self.foyer_a.request("GET", f"/declarations/{call['id']}")  # a colleague of that organisation
        self.assertEqual(page.status, 200)
        self.assertNotIn("/retirer", page.text)

    def test_a_choice_between_two_values_tells_no_reference_of_a_child_out_of_reach(self):
        sent = {"_mien": json.dumps({"minor": self.ids["minor"]}), "_dispute": "/minor", "_suite": "/"}
        for name, told in (("foyer_a", True), ("foyer_b", False)):
            draft = self.client(name).post("/api/v1/drafts", {"form": "classique", "answers": {}}, 201).json["id"]
            page = self.client(name).request("POST", f"/declarations/brouillons/{draft}/choisir", urllib.parse.urlencode(sent).encode(),
                                             {"Content-Type": "application/x-www-form-urlencoded"})
            self.assertEqual(page.status, 422)
            self.assertEqual(self.made["minor"]["reference"] in page.text, told, name)

    def heard(self, name, after=0):
        """The ids that an account hears on the live feed."""
        request = f"GET /api/v1/live HTTP/1.1\r\nHost: x\r\nLast-Event-ID: {after}\r\nAuthorization: Bearer {self.service.tokens[name]}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=5) as plug:
            plug.sendall(request.encode())
            plug.settimeout(1.0)
            text, until = b"", time.monotonic() + 3
            while time.monotonic() < until:
                try:
                    piece = plug.recv(65536)
                except TimeoutError:
                    break
                if not piece:
                    break
                text += piece
        return set(re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", text.decode()))

    def test_the_live_feed_tells_each_what_it_may_read(self):
        every = self.secret_ids
        self.assertEqual(self.heard("foyer_b") & every, set())
        self.assertEqual(self.heard("loire") & every, set())
        self.assertEqual(self.heard("admin") & every, set())
        self.assertEqual(self.heard("analyste") & every, {self.ids["episode"]})
        self.assertLessEqual({self.ids["declaration"], self.ids["episode"], self.ids["minor"]}, self.heard("police"))
        self.assertLessEqual({self.ids["declaration"], self.ids["episode"], self.ids["minor"]}, self.heard("rhone"))
        self.assertNotIn(self.call["id"], self.heard("foyer_a"))
        self.assertNotIn(self.ids["draft"], self.heard("police"))
        self.assertIn(self.ids["draft"], self.heard("foyer_a2"))
        self.assertNotIn(self.ids["draft"], self.heard("suivi_a"))  # of that organisation, and may not sign its form

    def test_what_is_closed_still_raises_the_level_and_is_said_to_be_held_elsewhere(self):
        for name in ("ecoutant", "suivi", "police"):
            shown = self.client(name).episode(self.ids["episode"])["assessments"][-1]
            self.assertEqual(shown["withheld"], "Élément détenu par un autre service")
            self.assertEqual((shown["qualification"], shown["level"]), ("inquietante", "critique"))
            self.assertNotIn("handicap", json.dumps(shown["reasons"], ensure_ascii=False).lower())
            page = self.client(name).request("GET", f"/absences/{self.ids['episode']}").text
            self.assertIn("Élément détenu par un autre service", page)
            self.assertIn("Demander la transmission", page)
        own = self.foyer_a.episode(self.ids["episode"])["assessments"][-1]
        self.assertIn("handicap", [reason["rule"] for reason in own["reasons"]])


class Openings(vigie.ServiceTest):
    def hurt(self, **more):
        return self.foyer_a.declare("inquietante", {**child(), **departure(), "declarant_qualite": "educateur", "handicap": "oui", **more})

    def test_transmitted_to_another_foyer_it_is_read_there_and_nowhere_else(self):
        who = child()
        first = self.foyer_a.declare("classique", {**who, **departure(), "declarant_qualite": "educateur", "recit": "Secret des Tilleuls."})
        second = self.foyer_b.declare("classique", {**who, **departure(), "declarant_qualite": "educateur"})
        episode = second["episode"]["id"]
        held = self.foyer_b.episode(episode)["held"]
        self.assertEqual([(one["form"], one["by"], one["whole"]) for one in held], [("classique", "foyer", True)])
        self.assertNotIn(first["id"], json.dumps(self.foyer_b.episode(episode)))
        self.assertNotIn(first["id"], json.dumps(self.foyer_b.every("/api/v1/episodes")))
        theirs = "/api/v1/episodes?organisation=" + urllib.parse.quote("Foyer des Tilleuls")  # nor by asking for what another declared
        self.assertEqual([episode in [one["id"] for one in client.every(theirs)] for client in (self.foyer_a, self.foyer_b)], [True, False])
        self.foyer_b.post(f"/api/v1/episodes/{episode}/request-transmission", {"purpose": "accueil", "reason": "Il arrive chez nous."}, 201)
        asked = [a for a in self.foyer_a.every("/api/v1/alerts") if a["kind"] == "transmission_demandee" and a["episode"] == episode]
        self.assertEqual(len(asked), 1)
        self.assertEqual(self.foyer_a.episode(episode)["requests"][0]["reason"], "Il arrive chez nous.")
        for name in ("police", "suivi", "ecoutant", "foyer_b"):
            self.assertNotIn("transmission_demandee", [a["kind"] for a in getattr(self, name).every("/api/v1/alerts")])
        self.foyer_a.post(f"/api/v1/declarations/{first['id']}/transmit", {
            "recipient": "Foyer des Acacias", "purpose": "accueil", "basis": "casf_l226_2_2", "parents_informed": "oui", "child_informed": "oui"}, 201)
        self.assertEqual(self.foyer_b.get(f"/api/v1/declarations/{first['id']}").json["answers"]["recit"], "Secret des Tilleuls.")
        self.assertEqual([one["declaration"] for one in self.foyer_b.get("/api/v1/transmissions").json["items"]], [first["id"]])
        self.assertIn(f"/declarations/{first['id']}", self.foyer_b.request("GET", "/transmissions").text)
        self.assertEqual(self.foyer_b.episode(episode)["held"], [])
        again = [self.foyer_a.post(f"/api/v1/declarations/{first['id']}/transmit", {
            "recipient": "Foyer des Acacias", "purpose": "accueil", "basis": "casf_l226_2_2", "parents_informed": "oui", "child_informed": "oui"},
            201, headers={"Idempotency-Key": "transmise-deux-fois"}).json["transmission"] for _ in range(2)]
        self.assertEqual(again[0], again[1])
        listed = f"/api/v1/declarations/{first['id']}/transmissions"
        self.assertEqual([len(client.get(listed).json["items"]) for client in (self.foyer_a, self.foyer_b, self.police)], [2, 0, 0])
        lines = [line for line in self.admin.every(f"/api/v1/audit?subject={first['id']}") if line["act"] == "transmission"]
        self.assertEqual([line["motive"] for line in lines], ["accueil", "accueil"])

    def test_what_an_act_answers_tells_no_more_than_reading_does(self):
        made = self.hurt(soins_psychiques="Suivie à falquetine")
        episode = made["episode"]["id"]
        there = {"minor": made["minor"]["id"], "episode": episode}
        call = self.ecoutant.declare("appel", {"categorie": "fugue", "appelant_qualite": "ami", "declarant_nom": "Surcouval", **departure()}, **there)
        known = self.police.declare("classique", {"surnoms": ["Zim"], **departure(), "declarant_qualite": "police", "recit": "Vue à brisecote."}, **there)
        closed = {"foyer_a": (call["id"], known["id"], "Surcouval", "brisecote"), "police": ('"rule":"handicap"', "falquetine", "Surcouval"), "suivi": ('"rule":"handicap"', "falquetine")}
        acts = [("interview", {"answers": {"entretien": "prevu"}}), ("disagreement", {"declarant": "Mère", "reason": "Non."}),
                ("return", {"answers": {**came_back(), "retour_verifie": "oui"}}), ("reopen", {"reason": "Revu dehors."})]
        for name, words in closed.items():
            client = getattr(self, name)
            told = [client.declare("inquietante", {"surnoms": ["Zim"], **departure(), "declarant_qualite": "autre"}, **there)] if name != "suivi" else []
            answers = [json.dumps(one, separators=(",", ":")) for one in told]
            for one in told:
                for end in ("withdraw", "restore"):
                    answers.append(client.post(f"/api/v1/declarations/{one['id']}/{end}", {"reason": "Erreur."}, 200).text)
            for end, body in acts:
                answers.append(client.request("POST", f"/api/v1/episodes/{episode}/{end}", body).text)
            if name == "police":
                answers.append(client.post(f"/api/v1/episodes/{episode}/fpr", {"inscrit_le": ago(hours=1)}, 200).text)
                latest = client.episode(episode)["assessments"][-1]["id"]
                answers.append(client.post(f"/api/v1/episodes/{episode}/decision", {"assessment": latest, "qualification": "inquietante", "level": "critique", "reason": "x"}, 201).text)
            for text in answers:
                for word in words:
                    self.assertNotIn(word, text, name)

    def test_an_emergency_opens_to_one_account_and_tells_who_held_it(self):
        made = self.hurt()
        episode = made["episode"]["id"]
        self.assertNotIn("handicap", self.police.get(f"/api/v1/declarations/{made['id']}").json["answers"])
        self.police.post(f"/api/v1/episodes/{episode}/emergency", {"motive": "Message d’adieu."}, 201)
        self.assertEqual(self.police.get(f"/api/v1/declarations/{made['id']}").json["answers"]["handicap"], "oui")
        self.assertNotIn("handicap", self.police2.get(f"/api/v1/declarations/{made['id']}").json["answers"])
        self.assertIn("acces_urgence", [a["kind"] for a in self.foyer_a.every("/api/v1/alerts") if a["episode"] == episode])
        self.assertEqual(self.foyer_a.episode(episode)["emergencies"][0]["motive"], "Message d’adieu.")
        self.assertIn("acces_urgence", [line["act"] for line in self.admin.every(f"/api/v1/audit?subject={made['minor']['id']}")])
        self.assertEqual(self.police2.episode(episode)["emergencies"], [])  # who holds nothing of it is not told who opened it

    def test_an_emergency_opens_what_the_table_says_and_no_more(self):
        made = self.hurt()
        back = self.foyer_a.come_back(made["episode"]["id"], {**came_back(), "adresse_actuelle": "3 rue Zyx"})["declaration"]["id"]
        self.ecoutant.post(f"/api/v1/episodes/{made['episode']['id']}/emergency", {"motive": "Message d’adieu."}, 201)
        self.assertEqual(self.ecoutant.get(f"/api/v1/declarations/{made['id']}").json["answers"]["handicap"], "oui")
        self.assertNotIn("adresse_actuelle", self.ecoutant.get(f"/api/v1/declarations/{back}").json["answers"])

    def test_the_alerts_of_an_absence_are_those_of_their_audience(self):
        made = self.hurt()
        target = f"/alertes?absence={made['episode']['id']}"
        for alert in made["alerts"]:
            self.assertIn(alert["id"], self.foyer_a.request("GET", target).text)
            for path in (target, f"/absences/{made['episode']['id']}"):
                self.assertNotIn(alert["id"], self.suivi.request("GET", path).text)
        listed = re.compile(r"</strong> <strong class=\"govuk-tag [^\"]*\">(?:À prendre|⏰)")
        pages = {name: getattr(self, name).request("GET", f"/absences/{made['episode']['id']}").text for name in ("foyer_a", "police", "suivi")}
        self.assertEqual({name: bool(listed.search(text)) for name, text in pages.items()}, {"foyer_a": True, "police": True, "suivi": False})

    def test_the_pages_of_an_absence_tell_no_more_than_its_reader_may_read(self):
        made = self.hurt()
        there = {"minor": made["minor"]["id"], "episode": made["episode"]["id"]}
        absence = f"/absences/{there['episode']}"
        self.assertIn(absence, self.suivi.request("GET", "/absences").text)
        called = self.ecoutant.post("/api/v1/drafts", {"form": "appel", **there, "answers": {"categorie": "fugue", "appelant_qualite": "ami", **departure()}}, 201)
        self.ecoutant.post(f"/api/v1/drafts/{called.json['id']}/sign", None, 201, headers={"If-Match": called.header("ETag")})
        for client, path in ((self.police, f"{absence}/decision"), (self.police, f"/mineurs/{there['minor']}"), (self.ecoutant, f"/appels/{called.json['id']}/cloture")):
            page = client.request("GET", path)
            self.assertEqual(page.status, 200)
            self.assertNotIn("Handicap physique ou mental", page.text)
        told = self.police.post(f"/api/v1/episodes/{there['episode']}/disagreement", {"declarant": "Mère", "reason": "Non."}, 201).json["disagreement"]["id"]
        self.assertEqual([client.request("GET", f"{absence}/desaccord/{told}").status for client in (self.police, self.foyer_a)], [200, 404])

    def test_the_pages_of_a_draft_tell_nothing_of_a_child_out_of_reach(self):
        who = child()
        told = {**who, **departure(), "declarant_qualite": "educateur"}
        made = self.foyer_a.declare("inquietante", {**told, "handicap": "oui", "recit": "Vue à brisecote."})
        sheet = self.foyer_a.declare("preventive", {**who, "declarant_qualite": "educateur"})
        secrets = (made["minor"]["reference"], made["episode"]["reference"], made["id"], sheet["id"], "brisecote", "Handicap physique ou mental")
        for name in ("foyer_a", "foyer_b"):
            client = getattr(self, name)
            draft = client.post("/api/v1/drafts", {"form": "classique", "answers": told, "minor": made["minor"]["id"], "episode": made["episode"]["id"]}, 201).json["id"]
            path = f"/declarations/brouillons/{draft}"
            text = "".join(client.request("GET", path + end).text for end in ("", "/mineur", "/verifier", "/sections/identite", "/changements"))
            self.assertEqual(made["minor"]["reference"] in text, name == "foyer_a")
            if name == "foyer_b":
                for secret in secrets:
                    self.assertNotIn(secret, text)
        signed = self.foyer_b.post("/api/v1/drafts", {"form": "classique", "answers": told}, 201)
        self.foyer_b.post(f"/api/v1/drafts/{signed.json['id']}/sign", None, 201, headers={"If-Match": signed.header("ETag")})
        page = self.foyer_b.request("GET", f"/declarations/brouillons/{signed.json['id']}/signee")
        self.assertEqual(page.status, 200)
        self.assertNotIn("Handicap physique ou mental", page.text)

    def test_a_sheet_is_offered_to_the_home_that_wrote_it_alone(self):
        who = {**child(), "declarant_qualite": "educateur"}
        sheet = self.foyer_a.declare("preventive", who)["id"]
        shared = self.foyer_b.declare("classique", {**who, **departure()})["minor"]["id"]
        for client, told in ((self.foyer_a, True), (self.foyer_b, False)):
            draft = client.post("/api/v1/drafts", {"form": "classique", "answers": {}, "minor": shared}, 201).json["id"]
            text = client.request("GET", f"/declarations/brouillons/{draft}/mineur").text + client.request("GET", "/declarations").text
            self.assertEqual(sheet in text, told)
        self.foyer_b.come_back(self.foyer_b.minor(shared)["episodes"][0]["id"], came_back())
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        for client, told in ((self.foyer_a, True), (self.foyer_b, False)):  # nor by where one is led to
            draft = client.post("/api/v1/drafts", {"form": "classique", "answers": {}}, 201).json["id"]
            chosen = client.request("POST", f"/declarations/brouillons/{draft}/mineur", f"mineur={shared}&_version=1".encode(), form)
            self.assertEqual((chosen.status, chosen.header("Location").endswith("/mineur")), (303, told))

    def test_what_is_taken_back_is_restored_by_who_took_it_back(self):
        made = self.hurt()
        self.foyer_a.post(f"/api/v1/declarations/{made['id']}/withdraw", {"reason": "Erreur."}, 200)
        self.assertRefused(self.police.post(f"/api/v1/declarations/{made['id']}/restore", {"reason": "Non."}), 404, "introuvable", {})
        absence = f"/absences/{made['episode']['id']}"
        for path in (absence, f"/declarations/{made['id']}"):
            for client, may in ((self.foyer_a, True), (self.police, False)):
                text = client.request("GET", path).text
                self.assertEqual("/retrait" in text or "/retablir" in text, may, path)

    def test_one_takes_back_what_one_s_own_organisation_signed(self):
        made = self.hurt()
        known = self.police.declare("classique", {"surnoms": ["Zim"], **departure(), "declarant_qualite": "police"}, minor=made["minor"]["id"], episode=made["episode"]["id"])
        absence = f"/absences/{made['episode']['id']}"
        text = self.police.request("GET", absence).text
        self.assertEqual([f"{absence}/declarations/{one}/retrait" in text for one in (known["id"], made["id"])], [True, False])
        self.assertEqual(self.foyer_a.request("GET", f"{absence}/declarations/{known['id']}/retrait").status, 404)

    def test_what_is_left_to_do_is_said_to_who_does_it(self):
        made = self.hurt()
        self.police.post(f"/api/v1/episodes/{made['episode']['id']}/fpr", {"inscrit_le": ago(hours=1)}, 200)
        self.foyer_a.come_back(made["episode"]["id"], came_back())
        said = {"foyer_a": (True, True), "suivi": (True, False), "police": (False, False)}  # police lifts the entry; the home tells police
        for name, told in said.items():
            text = getattr(self, name).request("GET", f"/absences/{made['episode']['id']}/retour/fait").text
            self.assertEqual(("seule la police la lève" in text, "Arrêt de la recherche" in text), told, name)
        for client, searches in ((self.foyer_a, False), (self.police, True)):
            draft = client.post("/api/v1/drafts", {"form": "classique", "answers": {**child(), **departure(), "declarant_qualite": "educateur"}}, 201)
            client.post(f"/api/v1/drafts/{draft.json['id']}/sign", None, 201, headers={"If-Match": draft.header("ETag")})
            text = client.request("GET", f"/declarations/brouillons/{draft.json['id']}/signee").text
            self.assertEqual(("Recherches immédiates" in text, "Imprimez la déclaration, signez-la" in text), (searches, not searches))

    def test_a_declaration_is_corrected_by_who_signed_it_alone(self):
        made = self.hurt()
        answer = self.police.declare("inquietante", {"surnoms": ["Zim"], **departure(), "declarant_qualite": "police"}, None, amends=made["id"])
        self.assertIn(answer["status"] if isinstance(answer, dict) else answer.status, (404, 409, 422), answer)

    def test_the_pages_of_the_openings_record_what_the_api_does(self):
        made = self.hurt()
        path = f"/absences/{made['episode']['id']}"
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        for target, sent in ((f"{path}/demande", "purpose=protection&reason=Quel+suivi"), (f"{path}/urgence", "motive=Danger")):
            self.assertEqual(self.police.request("GET", target).status, 200)
            self.assertEqual(self.police.request("POST", target, b"", form).status, 422)
            self.assertEqual(self.police.request("POST", target, sent.encode(), form).status, 303)
        self.assertIn("Quel suivi", self.foyer_a.request("GET", path).text)
        target = f"/declarations/{made['id']}/transmettre"
        self.assertEqual(self.police.request("GET", target).status, 404)
        page = self.foyer_a.request("GET", target)
        self.assertEqual(page.status, 200)
        once = re.search(r'name="_cle" value="([^"]+)"', page.text).group(1)
        told = f"_cle={once}&recipient=Commissariat+de+Nantes&purpose=recherche&basis=casf_l226_2_2&fields=handicap&parents_informed=oui&child_informed=oui"
        self.assertEqual(self.foyer_a.request("POST", target, told.replace("Nantes", "Nulle+Part").encode(), form).status, 422)
        self.assertEqual(self.foyer_a.request("POST", target, told.encode(), form).status, 303)
        self.assertEqual(self.police2.get(f"/api/v1/declarations/{made['id']}").json["answers"]["handicap"], "oui")
        self.assertIn("Transmise en partie", self.foyer_a.request("GET", f"/declarations/{made['id']}").text)
        self.assertEqual(self.police2.request("GET", "/transmissions").status, 200)

    def test_a_home_that_no_longer_hosts_keeps_its_own_declarations_and_loses_the_rest(self):
        made = self.hurt()
        minor, episode = made["minor"]["id"], made["episode"]["id"]
        self.foyer_a.post(f"/api/v1/minors/{minor}/placement-end", {}, 204)
        self.foyer_a.get(f"/api/v1/declarations/{made['id']}")
        for target in (f"/api/v1/minors/{minor}", f"/api/v1/episodes/{episode}", f"/api/v1/alerts/{made['alerts'][0]['id']}/acknowledge"):
            answer = self.foyer_a.post(target, None) if target.endswith("acknowledge") else self.foyer_a.get(target, None)
            self.assertRefused(answer, 404, "introuvable", {})
        self.assertNotIn(episode, [e["id"] for e in self.foyer_a.every("/api/v1/episodes")])
        self.assertNotIn(episode, [a["episode"] for a in self.foyer_a.every("/api/v1/alerts")])
        self.assertEqual([made["alerts"][0]["id"] in Policy.heard(self, name) for name in ("police", "foyer_a")], [True, False])
        self.assertNotIn(made["alerts"][0]["id"], self.foyer_a.request("GET", f"/alertes?absence={episode}").text)
        own = self.foyer_a.request("GET", f"/declarations/{made['id']}").text
        for secret in (made["minor"]["reference"], made["episode"]["reference"]):
            self.assertNotIn(secret, own)
        self.assertEqual(self.foyer_a.search(made["minor"]["reference"]), [])

    def test_a_home_says_since_when_it_hosts_and_its_file_says_where_the_date_comes_from(self):
        now = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        minor = now["minor"]["id"]
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        page = lambda: self.foyer_a.request("GET", f"/mineurs/{minor}").text
        self.assertIn("date non enregistrée", page())
        path = f"/absences/{now['episode']['id']}/debut-accueil"
        self.assertEqual(self.foyer_a.request("GET", path).status, 200)
        for wrong in (b"", b"since.jour=1&since.mois=1&since.annee=2199"):
            self.assertEqual(self.foyer_a.request("POST", path, wrong, form).status, 422)
        today = vigie.born(0, 0)
        year, month, day = today.split("-")
        self.assertEqual(self.foyer_a.request("POST", path, f"since.jour={day}&since.mois={month}&since.annee={year}".encode(), form).status, 303)
        self.assertIn(f"depuis le {day}/{month}/{year} (date enregistrée par foyer_a)", page())
        self.assertRefused(self.foyer_a.post(f"/api/v1/minors/{minor}/placement-start", {"since": vigie.born(0, -3)}), 422, "champ_invalide", {"/since": "date_future"})
        lines = [line["act"] for line in self.admin.every(f"/api/v1/audit?subject={minor}")]
        self.assertIn("debut_accueil", lines)

    def test_the_address_is_given_with_the_authorisation_of_the_judge_and_never_without(self):
        made = self.hurt()
        target = f"/api/v1/episodes/{made['episode']['id']}/address"
        self.foyer_a.come_back(made["episode"]["id"], {**came_back(), "adresse_actuelle": "3 rue Zyx"})
        self.assertRefused(self.police.post(target, {"to": "Mère"}), 409, "autorisation_absente", {})
        self.police.declare("retour", {**came_back(), "autorisation_juge_le": ago(hours=1)}, episode=made["episode"]["id"])
        self.assertEqual(self.police.post(target, {"to": "Mère"}, 200).json["address"], "3 rue Zyx")
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        path = f"/absences/{made['episode']['id']}"
        self.assertNotIn("3 rue Zyx", self.foyer_a.request("GET", f"{path}/adresse").text)
        self.assertIn("3 rue Zyx", self.foyer_a.request("POST", f"{path}/adresse", b"to=Tuteur", form).text)
        self.assertEqual(self.foyer_a.request("POST", f"{path}/fin-accueil", b"", form).status, 303)
        self.assertEqual(self.foyer_a.request("GET", path).status, 404)
