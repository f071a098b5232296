"""The description is sound, is what the program routes, and each operation in it answers as it says."""
import re
import unittest

import jsonschema

import vigie
from description import Description, description, escape
from test_accounts import code_of, key_of
from test_pages import Browser, hidden
from vigie import child, departure, came_back, ago


def walk(value, pointer=""):
    yield pointer, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{pointer}/{escape(str(key))}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from walk(inner, f"{pointer}/{i}")


class TheDescription(unittest.TestCase):
    def test_is_openapi_3_1(self):
        self.assertRegex(description.whole["openapi"], r"^3\.1\.\d+$")
        for key in ("title", "version"):
            self.assertTrue(description.whole["info"][key])
        self.assertNotIn("\t", description.text)

    def test_no_text_became_a_key(self):
        for pointer, value in walk(description.whole):
            if isinstance(value, dict):
                self.assertEqual([key for key in value if not re.fullmatch(r"[$/\w{}.+-]+", key)], [], pointer)

    def test_every_reference_leads_somewhere(self):
        references = [value["$ref"] for _, value in walk(description.whole) if isinstance(value, dict) and "$ref" in value]
        self.assertGreater(len(references), 100)
        for reference in references:
            self.assertTrue(reference.startswith("#/components/"), reference)
            description.deref(reference[1:])

    def test_every_component_is_used(self):
        used = {value["$ref"] for _, value in walk(description.whole) if isinstance(value, dict) and "$ref" in value}
        for sort, members in description.whole["components"].items():
            if sort != "securitySchemes":
                self.assertEqual([m for m in members if f"#/components/{sort}/{m}" not in used], [], sort)

    def test_every_schema_is_json_schema_2020_12(self):
        for name, schema in description.whole["components"]["schemas"].items():
            with self.subTest(name):
                jsonschema.Draft202012Validator.check_schema(schema)

    def test_required_properties_exist(self):
        for pointer, value in walk(description.whole["components"]["schemas"]):
            if isinstance(value, dict) and isinstance(value.get("required"), list) and "properties" in value:
                known = set(value["properties"])
                for part in value.get("allOf", []):
                    known |= set(description.deref(part["$ref"][1:])[0]["properties"])
                self.assertLessEqual(set(value["required"]), known, pointer)

    def test_operations_are_whole(self):
        ids = []
        tags = {tag["name"] for tag in description.whole["tags"]}
        for method, path, operation in description.operations():
            with self.subTest(f"{method} {path}"):
                ids.append(operation["operationId"])
                self.assertTrue(operation["summary"])
                self.assertLessEqual(set(operation["tags"]), tags)
                self.assertTrue(any(200 <= int(status) < 300 for status in operation["responses"]))
                named = {description.deref(p["$ref"][1:])[0]["name"] for p in operation.get("parameters", [])
                         if description.deref(p["$ref"][1:])[0]["in"] == "path"}
                self.assertEqual(named, set(re.findall(r"\{([a-z_]+)\}", path)))
                for status, response in operation["responses"].items():
                    response = description.deref(f"/paths/{escape(path)}/{method.lower()}/responses/{status}")[0]
                    self.assertTrue(response["description"])
                public = operation["x-roles"] == ["public"]
                self.assertEqual(public, operation.get("security") == [])
                self.assertEqual("401" in operation["responses"], not public or path.endswith("/session"))
        self.assertEqual(len(ids), len(set(ids)))

    def test_this_judge_can_refuse(self):
        """Each way an answer can be wrong is noticed."""
        from description import Mismatch
        import json

        def answer(status=200, body=None, media="application/json", **headers):
            return vigie.Answer(status, [("Content-Type", media), *headers.items()], json.dumps(body or {}).encode())

        judge = Description()
        judge.check("GET", "/livez", answer(body={"status": "ok"}))
        wrong = [
            ("GET", "/livez", answer(body={"status": "ok", "more": 1})),
            ("GET", "/livez", answer(body={})),
            ("GET", "/livez", answer(body={"status": "ok"}, media="text/plain")),
            ("GET", "/livez", answer(status=418, body={"status": "ok"})),
            ("GET", "/nowhere", answer(body={"status": "ok"})),
            ("PUT", "/livez", answer(status=405, media="text/html")),
            ("GET", "/api/v1/forms", answer(status=401, body={"detail": "non"}, media="application/problem+json")),
            ("GET", "/api/v1/forms", answer(body={"items": [{"id": "x", "version": 0, "title": "t"}], "next": None})),
        ]
        for method, target, one in wrong:
            with self.subTest(f"{method} {target} {one.status} {one.text}"), self.assertRaises(Mismatch):
                judge.check(method, target, one)


class TheProgram(vigie.ServiceTest):
    def test_routes_what_is_described_for_the_roles_described(self):
        routed = {}
        for line in self.service.cli("routes").stdout.splitlines():
            if line.strip():
                method, pattern, roles = (line.split(None, 2) + [""])[:3]
                routed[(method, pattern)] = set(re.findall(r"[a-z]+", roles))
        pages = {one for one in routed if not one[1].startswith("/api/") and one[1] not in ("/livez", "/readyz")}
        self.assertIn(("GET", "/"), pages)
        for one in pages:  # for people: test_pages.py has their table
            del routed[one]
        described = {(m, p): set(o["x-roles"]) for m, p, o in description.operations()}
        self.assertEqual(sorted(routed), sorted(described))
        self.maxDiff = None
        self.assertEqual(routed, described)

    def test_gives_this_description(self):
        self.assertEqual(self.nobody.get("/api/openapi.yaml").body.decode(), description.text)

    def test_each_operation_does_what_it_is_for(self):
        """Every described operation once, for real, with a success."""
        judge = Description()
        police, foyer, admin = (vigie.Client(self.service.port, self.service.tokens[one], judge)
                                for one in ("police", "foyer_a", "admin"))
        nobody = vigie.Client(self.service.port, None, judge)
        for client in (police, foyer, admin, nobody):
            self.addCleanup(client.close)
        nobody.get("/livez")
        nobody.get("/readyz")
        nobody.get("/api/openapi.yaml")
        session = nobody.post("/api/v1/session", {"login": "foyer_a", "password": vigie.PASSWORD}, 200).json
        self.assertEqual(session["account"], {"login": "foyer_a", "role": "foyer", "organisation": "Foyer des Tilleuls"})
        signed_in = vigie.Client(self.service.port, session["token"], judge)
        self.addCleanup(signed_in.close)
        for form in signed_in.get("/api/v1/forms").json["items"]:
            self.assertEqual(signed_in.get(f"/api/v1/forms/{form['id']}").json["id"], form["id"])
        other = nobody.post("/api/v1/session", {"login": "foyer_a", "password": vigie.PASSWORD}, 200).json
        sessions = signed_in.get("/api/v1/account/sessions").json["items"]
        self.assertEqual(len({one["id"] for one in sessions}), 2)
        signed_in.request("DELETE", f"/api/v1/account/sessions/{next(one['id'] for one in sessions if not one['current'])}", expect=204)
        self.assertNotEqual(other["token"], session["token"])
        signed_in.request("DELETE", "/api/v1/account/sessions", expect=204)
        for before, after in ((vigie.PASSWORD, "un autre mot de passe"), ("un autre mot de passe", vigie.PASSWORD)):
            signed_in.post("/api/v1/account/password", {"password": before, "new_password": after}, 204)
        signed_in.request("DELETE", "/api/v1/session", expect=204)
        signed_in.get("/api/v1/forms", 401)

        told = {**child(), **departure(), "declarant_qualite": "educateur", "prostitution_averee": "oui"}
        foyer.preview("classique", told)
        made = foyer.declare("classique", told)
        foyer.get(f"/api/v1/declarations/{made['id']}")
        for end in ("sign", "abandon"):
            draft = foyer.post("/api/v1/drafts", {"form": "preventive", "answers": {"nom": "Zy", "declarant_qualite": "educateur"}}, 201).json
            target = f"/api/v1/drafts/{draft['id']}"
            foyer.get(target)
            seen = {"If-Match": foyer.request("PATCH", target, {"answers": {"nom": "Zyl"}}, {"If-Match": '"v1"'}, 200).header("ETag")}
            self.assertIn(draft["id"], [one["id"] for one in foyer.get("/api/v1/drafts").json["items"]])
            if end == "sign":
                foyer.post(target + "/sign", None, 201)
            else:
                foyer.request("DELETE", target, headers=seen, expect=204)
        episode, minor = made["episode"]["id"], made["minor"]["id"]
        police.get("/api/v1/episodes")
        shown = police.episode(episode)
        police.search(told["nom"])
        police.minor(minor)
        police.post(f"/api/v1/episodes/{episode}/decision",
                    {"assessment": shown["assessments"][-1]["id"], "qualification": "inquietante", "level": "critique"}, 201)
        police.post(f"/api/v1/episodes/{episode}/fpr", {"inscrit_le": ago(hours=3), "numero": "F-1"}, 200)
        foyer.come_back(episode, came_back())
        police.post(f"/api/v1/episodes/{episode}/reopen", {"reason": "une autre enfant"}, 200)
        foyer.come_back(episode, came_back())
        foyer.post(f"/api/v1/declarations/{made['id']}/withdraw", {"reason": "mauvais dossier"}, 200)
        foyer.post(f"/api/v1/declarations/{made['id']}/restore", {"reason": "bon dossier"}, 200)
        other = police.declare("classique", {"surnoms": ["Zaza"], **departure(9), "declarant_qualite": "police"})
        police.get(f"/api/v1/minors/{minor}/readers")
        merge = police.post(f"/api/v1/minors/{other['minor']['id']}/merge", {"into": minor, "reason": "même enfant"}, 201).json
        police.request("DELETE", f"/api/v1/merges/{merge['merge']['id']}", expect=200)
        foyer.post(f"/api/v1/episodes/{episode}/interview", {"answers": {"entretien": "realise"}}, 201)
        foyer.post(f"/api/v1/episodes/{episode}/disagreement", {"declarant": "Mère", "reason": "Elle demande à être entendue."}, 201)
        hurt = foyer.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur", "handicap": "oui"})
        absence = f"/api/v1/episodes/{hurt['episode']['id']}"
        police.post(f"{absence}/request-transmission", {"purpose": "protection", "reason": "Quel traitement ?"}, 201)
        foyer.post(f"/api/v1/declarations/{hurt['id']}/transmit", {
            "recipient": "Commissariat de Lyon 3", "purpose": "protection", "basis": "casf_l226_2_2", "fields": ["handicap"],
            "parents_informed": "oui", "child_informed": "non", "note": "Vu avec le médecin."}, 201)
        foyer.get(f"/api/v1/declarations/{hurt['id']}/transmissions")
        police.get("/api/v1/transmissions")
        police.post(f"{absence}/emergency", {"motive": "Message d’adieu."}, 201)
        foyer.get(absence)
        foyer.come_back(hurt["episode"]["id"], {**came_back(), "autorisation_juge_le": ago(hours=1), "adresse_actuelle": "1 rue des Essais"})
        police.post(f"{absence}/address", {"to": "Mère"}, 200)
        foyer.post(f"/api/v1/minors/{hurt['minor']['id']}/placement-start", {"since": vigie.born(0, 1)}, 204)
        foyer.post(f"/api/v1/minors/{hurt['minor']['id']}/placement-end", {}, 204)
        alerts = police.get("/api/v1/alerts?state=ouverte").json["items"]
        mine = next(one for one in alerts if one["episode"] == episode and one["kind"] == "critique")
        police.post(f"/api/v1/alerts/{mine['id']}/acknowledge", None, 200)
        police.post(f"/api/v1/alerts/{mine['id']}/assign", {"to": "police2"}, 200)
        police.post(f"/api/v1/alerts/{mine['id']}/resolve", {"outcome": "transmis", "note": "Transmis au parquet."}, 200)
        admin.get("/api/v1/accounts")
        admin.post("/api/v1/accounts", {"login": "nouveau", "role": "suivi", "organisation": "116 000 Enfants disparus",
                                        "password": "assez long pour tenir"}, 201)
        made = next(one for one in admin.get("/api/v1/accounts").json["items"] if one["login"] == "nouveau")
        account = f"/api/v1/accounts/{made['id']}"
        self.service.cli("account", "token", "nouveau", "--label", "essais")
        tokens = admin.get(f"{account}/tokens").json["items"]
        admin.request("DELETE", f"{account}/tokens/{tokens[0]['id']}", expect=204)
        self.set_up_second_factor("nouveau", "assez long pour tenir")
        admin.request("DELETE", f"{account}/second-factor", expect=204)
        admin.post(f"{account}/password", None, 200)
        admin.post(f"{account}/close", None, 204)
        admin.post(f"{account}/reopen", None, 204)
        for one in admin.get("/api/v1/organisations").json["items"]:
            admin.post(f"/api/v1/organisations/{one['id']}/departement", {}, 200)
        admin.get("/api/v1/live")
        admin.get("/api/v1/audit")
        succeeded = {(method, path) for method, path, status in judge.seen if status < 300}
        self.assertEqual([(m, p) for m, p, _ in judge.operations() if (m, p) not in succeeded], [])

    def set_up_second_factor(self, login, password):
        """By its page: there is no other way."""
        browser = Browser(self.service.port)
        self.addCleanup(browser.close)
        browser.sign_in(login, password)
        page = browser.visit("GET", "/compte/second-facteur")
        browser.visit("POST", "/compte/second-facteur", {"offre": hidden(page, "offre"), "code": code_of(key_of(page)), "actuel": password})

    def test_an_observed_sign_takes_its_date(self):
        form = self.police.get("/api/v1/forms/classique").json
        observed = [field["id"] for field in form["fields"] if field.get("observed")]
        self.assertGreater(len(observed), 20)
        answers = {**child(), **departure(), "declarant_qualite": "mere"}
        for sign in observed:
            answers |= {sign: "non", f"{sign}_observe_le": vigie.born(0, 40)}
        made = self.police.declare("classique", answers)
        kept = self.police.get(f"/api/v1/declarations/{made['id']}").json["answers"]
        self.assertEqual({key: kept.get(key) for key in answers if key.endswith("_observe_le")},
                         {key: value for key, value in answers.items() if key.endswith("_observe_le")})

    def test_HEAD_is_GET_without_its_body(self):
        got = self.police.get("/api/v1/forms/retour")
        head = self.police.request("HEAD", "/api/v1/forms/retour", expect=200)
        self.assertEqual(head.body, b"")
        self.assertEqual(head.header("Content-Length"), str(len(got.body)))

    def test_every_answer_carries_the_standard_headers(self):
        for answer in (self.police.get("/api/v1/episodes"), self.nobody.get("/api/v1/episodes", 401), self.nobody.get("/"),
                       self.nobody.get("/api/v1/rien", 404), vigie.answers_in(vigie.talk(self.service.port, b"?\r\n\r\n"))[0]):
            self.assertEqual(answer.headers_named("X-Content-Type-Options"), ["nosniff"])
            self.assertEqual(answer.headers_named("Referrer-Policy"), ["same-origin"])
            self.assertIn("frame-ancestors 'none'", answer.header("Content-Security-Policy", ""))
            self.assertEqual(len(answer.headers_named("Cache-Control")), 1)
            self.assertIsNone(answer.header("Server"))
            self.assertIsNotNone(answer.header("Date"))
