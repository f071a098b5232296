"""Every refusal of the contract: its status, its stable code, where it points, and a French sentence."""
import json
import re
import socket
import threading
import time
import uuid

import vigie
from description import description
from vigie import ago, born, came_back, child, departure

NOWHERE = "01234567-89ab-7def-8123-456789abcdef"
SIGNED = ("ecoutant", "suivi", "police", "foyer_a", "analyste", "admin")
JSON = {"Content-Type": "application/json"}

FILES = {"ecoutant", "suivi", "police", "foyer_a"}
# Written out by hand from what each profession does: method, path, and who may try.
TABLE = [
    ("DELETE", "/api/v1/session", {"ecoutant", "suivi", "police", "foyer_a", "analyste", "admin"}),
    ("POST", "/api/v1/account/password", set(SIGNED)),
    ("GET", "/api/v1/account/sessions", set(SIGNED)),
    ("DELETE", "/api/v1/account/sessions", set(SIGNED)),
    ("DELETE", f"/api/v1/account/sessions/{NOWHERE}", set(SIGNED)),
    ("GET", "/api/v1/forms", FILES | {"analyste"}),
    ("GET", "/api/v1/forms/classique", FILES | {"analyste"}),
    ("POST", "/api/v1/declarations", FILES),
    ("GET", f"/api/v1/declarations/{NOWHERE}", FILES),
    ("POST", f"/api/v1/declarations/{NOWHERE}/withdraw", FILES),
    ("POST", f"/api/v1/declarations/{NOWHERE}/restore", FILES),
    ("POST", f"/api/v1/declarations/{NOWHERE}/transmit", {"suivi", "police", "foyer_a"}),
    ("GET", f"/api/v1/declarations/{NOWHERE}/transmissions", FILES),
    ("GET", "/api/v1/transmissions", FILES),
    ("POST", "/api/v1/drafts", FILES),
    ("GET", "/api/v1/drafts", FILES),
    ("GET", f"/api/v1/drafts/{NOWHERE}", FILES),
    ("PATCH", f"/api/v1/drafts/{NOWHERE}", FILES),
    ("DELETE", f"/api/v1/drafts/{NOWHERE}", FILES),
    ("POST", f"/api/v1/drafts/{NOWHERE}/sign", FILES),
    ("POST", "/api/v1/triage/preview", FILES),
    ("GET", "/api/v1/episodes", FILES | {"analyste"}),
    ("GET", f"/api/v1/episodes/{NOWHERE}", FILES | {"analyste"}),
    ("POST", f"/api/v1/episodes/{NOWHERE}/return", {"police", "foyer_a"}),
    ("POST", f"/api/v1/episodes/{NOWHERE}/fpr", {"police"}),
    ("POST", f"/api/v1/episodes/{NOWHERE}/decision", {"police"}),
    ("POST", f"/api/v1/episodes/{NOWHERE}/reopen", {"police", "foyer_a"}),
    ("POST", f"/api/v1/episodes/{NOWHERE}/interview", {"suivi", "police", "foyer_a"}),
    ("POST", f"/api/v1/episodes/{NOWHERE}/disagreement", FILES),
    ("POST", f"/api/v1/episodes/{NOWHERE}/request-transmission", FILES),
    ("POST", f"/api/v1/episodes/{NOWHERE}/emergency", {"ecoutant", "suivi", "police"}),
    ("POST", f"/api/v1/episodes/{NOWHERE}/address", {"police", "foyer_a"}),
    ("POST", f"/api/v1/minors/{NOWHERE}/placement-start", {"suivi", "police", "foyer_a"}),
    ("POST", f"/api/v1/minors/{NOWHERE}/placement-end", {"suivi", "police", "foyer_a"}),
    ("POST", "/api/v1/minors/search", FILES),
    ("GET", f"/api/v1/minors/{NOWHERE}", FILES),
    ("GET", f"/api/v1/minors/{NOWHERE}/readers", {"police"}),
    ("POST", f"/api/v1/minors/{NOWHERE}/merge", {"police"}),
    ("DELETE", f"/api/v1/merges/{NOWHERE}", {"police"}),
    ("GET", "/api/v1/alerts", FILES),
    ("POST", f"/api/v1/alerts/{NOWHERE}/acknowledge", FILES),
    ("POST", f"/api/v1/alerts/{NOWHERE}/assign", FILES),
    ("POST", f"/api/v1/alerts/{NOWHERE}/resolve", FILES),
    ("GET", "/api/v1/live", set(SIGNED)),
    ("GET", "/api/v1/accounts", {"admin"}),
    ("POST", "/api/v1/accounts", {"admin"}),
    ("POST", f"/api/v1/accounts/{NOWHERE}/close", {"admin"}),
    ("POST", f"/api/v1/accounts/{NOWHERE}/reopen", {"admin"}),
    ("POST", f"/api/v1/accounts/{NOWHERE}/password", {"admin"}),
    ("DELETE", f"/api/v1/accounts/{NOWHERE}/second-factor", {"admin"}),
    ("GET", f"/api/v1/accounts/{NOWHERE}/tokens", {"admin"}),
    ("DELETE", f"/api/v1/accounts/{NOWHERE}/tokens/{NOWHERE}", {"admin"}),
    ("GET", "/api/v1/organisations", {"admin"}),
    ("POST", f"/api/v1/organisations/{NOWHERE}/departement", {"admin"}),
    ("GET", "/api/v1/audit", {"admin"}),
]


def head(method, target, *lines, host="127.0.0.1"):
    return "\r\n".join([f"{method} {target} HTTP/1.1", f"Host: {host}", *lines, "", ""]).encode()


class Refusals(vigie.ServiceTest):
    def raw(self, method, target, *pieces, **more):
        """Raw bytes for an operation; the last answer, held against the description."""
        answers = vigie.answers_in(vigie.talk(self.service.port, *pieces, **more))
        self.assertTrue(answers, f"no answer to {pieces[0][:100]!r}")
        description.check(method, target, answers[-1])
        return answers[-1]

    def fields(self, answers, form="classique", client=None, **choices):
        """The refusal of these answers: {pointer without /answers: code}."""
        refused = (client or self.police).declare(form, answers, expect=422, **choices)
        self.assertRefused(refused, 422, "champ_invalide")
        return {pointer.removeprefix("/answers/"): code for pointer, code in refused.errors().items()}

    def signable(self, **more):
        return {**child(), **departure(), "declarant_qualite": "mere", **more}

    # --- 400, 413, 415: the body as bytes ---------------------------------------------------------------------------

    def test_400_what_is_not_json(self):
        bodies = {
            "nothing": b"", "half": b'{"form":', "garbage after": b'{"form":"classique","answers":{}} et plus',
            "two values": b"{} {}", "a repeated key": b'{"form":"classique","form":"retour","answers":{}}',
            "a repeated key below": b'{"form":"classique","answers":{"nom":"A","nom":"B"}}',
            "a repeated key, escaped": b'{"form":"classique","answers":{"nom":"A","no\\u006d":"B"}}',
            "100 000 brackets": b"[" * 100_000, "100 000 closed brackets": b"[" * 100_000 + b"]" * 100_000,
            "100 000 braces": b'{"a":' * 100_000, "Latin-1": '{"q":"Léa"}'.encode("latin-1"),
            "an overlong slash": b'{"q":"\xc0\xaf"}', "a surrogate in UTF-8": b'{"q":"\xed\xa0\x80"}',
            "half a surrogate pair": b'{"q":"\\ud800"}', "UTF-16": '{"q":"Zoé"}'.encode("utf-16"),
            "a byte order mark": b'\xef\xbb\xbf{"q":"Zo"}', "single quotes": b"{'q':'Zo'}", "a comment": b'{"q":"Zo"/*x*/}',
            "NaN": b'{"q":NaN}', "a comma too many": b'{"q":"Zo",}', "a raw line break": b'{"q":"a\nb"}', "a NUL": b'{"q":"a\x00b"}',
            "a form": b"form=classique&nom=Zo",
        }
        for target in ("/api/v1/declarations", "/api/v1/triage/preview", "/api/v1/minors/search"):
            for what, body in bodies.items():
                with self.subTest(f"{target}: {what}"):
                    self.assertRefused(self.police.post(target, body, headers=JSON), 400, "json_invalide", {})

    def test_32_levels_are_read_and_33_are_not(self):
        def nested(levels):
            return b'{"form":"classique","answers":{"surnoms":' + b"[" * (levels - 2) + b"]" * (levels - 2) + b"}}"
        self.assertEqual(self.police.post("/api/v1/declarations", nested(32), headers=JSON).status, 422)
        self.assertEqual(self.police.post("/api/v1/declarations", nested(33), headers=JSON).status, 400)

    def test_413_a_body_over_one_mebibyte_and_422_a_text_over_20_000_characters(self):
        long = self.police.declare("classique", self.signable(recit="a" * 5_000_000), expect=413)
        self.assertRefused(long, 413, "contenu_trop_volumineux", {})
        filled = json.dumps({"form": "classique", "answers": self.signable(recit="")}).encode()
        filled += b" " * (1024 * 1024 - len(filled))
        self.police.post("/api/v1/declarations", filled, 201, headers=JSON)
        self.police.post("/api/v1/declarations", filled + b" ", 413, headers=JSON)
        self.assertEqual(self.fields(self.signable(recit="é" * 20_001)), {"recit": "texte_trop_long"})
        made = self.police.declare("classique", self.signable(recit="é" * 20_000))
        self.assertEqual(len(self.police.get(f"/api/v1/declarations/{made['id']}").json["answers"]["recit"]), 20_000)

    def test_413_is_said_before_the_body_and_without_waiting_for_it(self):
        begun = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=10) as plug:
            plug.sendall(head("POST", "/api/v1/declarations", "Content-Length: 999999999999"))
            answer = vigie.answers_in(plug.recv(65536))[0]
        self.assertRefused(answer, 413, "contenu_trop_volumineux")
        self.assertLess(time.monotonic() - begun, 3)

    def test_415_what_is_not_said_to_be_json(self):
        body = json.dumps({"form": "classique", "answers": self.signable()}).encode()
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml",
                     "application/merge-patch+json", "application/jsonx", ""):
            with self.subTest(kind):
                answer = self.police.post("/api/v1/declarations", body, headers={"Content-Type": kind})
                self.assertRefused(answer, 415, "type_de_contenu", {})
        made = self.foyer_a.declare("inquietante", self.signable(revelation="oui"))
        ids = {"episodes": made["episode"]["id"], "alerts": made["alerts"][0]["id"], "drafts": NOWHERE,
               "declarations": made["id"], "minors": made["minor"]["id"], "accounts": NOWHERE, "organisations": NOWHERE}
        for method, target, allowed in TABLE:
            if method == "POST":
                client = self.police if "police" in allowed else self.admin
                target = target.replace(NOWHERE, ids.get(target.split("/")[3], ""))
                with self.subTest(target):
                    self.assertRefused(client.post(target, b"{}", headers={"Content-Type": "text/json"}), 415, "type_de_contenu", {})
        self.assertRefused(self.nobody.post("/api/v1/session", b"login=police"), 415, "type_de_contenu", {})
        for kind in ("application/json; charset=utf-8", "Application/JSON"):
            self.police.post("/api/v1/triage/preview", body, 200, headers={"Content-Type": kind})

    # --- 401, 403, 404, 405 -----------------------------------------------------------------------------------------

    def test_401_without_credentials_on_every_route_but_the_public_ones(self):
        for method, target, _ in TABLE:
            with self.subTest(f"{method} {target}"):
                answer = self.nobody.request(method, target)
                self.assertRefused(answer, 401, "non_connecte", {})

    def test_401_with_bad_credentials(self):
        token = self.service.tokens["police"]
        for what, sent in {
            "an invented token": {"Authorization": "Bearer vigie_" + "x" * 43}, "half a token": {"Authorization": f"Bearer {token[:20]}"},
            "another case": {"Authorization": f"Bearer {token.upper()}"}, "no token": {"Authorization": "Bearer"},
            "an empty token": {"Authorization": "Bearer "}, "Basic": {"Authorization": "Basic cG9saWNlOnBvbGljZQ=="},
            "the token alone": {"Authorization": token}, "a bad cookie": {"Cookie": "vigie_session=rien"},
            "a bad token over a good cookie": {"Authorization": "Bearer non", "Cookie": f"vigie_session={token}"},
        }.items():
            with self.subTest(what):
                self.assertRefused(self.nobody.get("/api/v1/episodes", 401, headers=sent), 401, "jeton_invalide", {})

    def test_401_is_the_same_for_an_unknown_login_and_a_wrong_password(self):
        wrong = self.nobody.post("/api/v1/session", {"login": "suivi", "password": "ce n’est pas le bon"})
        unknown = self.nobody.post("/api/v1/session", {"login": "personne", "password": "ce n’est pas le bon"})
        system = self.nobody.post("/api/v1/session", {"login": "console", "password": "ce n’est pas le bon"})
        for answer in (wrong, unknown, system):
            self.assertRefused(answer, 401, "identifiants_invalides", {})
            self.assertEqual(answer.body, wrong.body)

    def test_401_after_the_session_was_closed(self):
        session = self.nobody.post("/api/v1/session", {"login": "suivi", "password": vigie.PASSWORD}, 200)
        cookie = session.header("Set-Cookie")
        for part in ("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="):
            self.assertIn(part, cookie)
        sent = {"Cookie": cookie.split(";")[0]}
        self.nobody.get("/api/v1/episodes", 200, headers=sent)
        self.nobody.request("DELETE", "/api/v1/session", headers=sent, expect=204)
        self.assertRefused(self.nobody.get("/api/v1/episodes", 401, headers=sent), 401, "jeton_invalide")
        self.suivi.get("/api/v1/episodes")  # the other credentials of the account still work

    def test_403_by_role_on_the_whole_table(self):
        described = {(m, p) for m, p, o in description.operations() if o["x-roles"] != ["public"]}
        self.assertEqual({(m, description.find_path(t)) for m, t, _ in TABLE}, described, "the table above is not whole")
        for login in SIGNED:
            client = self.service.as_(login)
            self.addCleanup(client.close)
            for method, target, allowed in TABLE:
                if target == "/api/v1/session":
                    continue
                with self.subTest(f"{login}: {method} {target}"):
                    body = {"rien": 1} if method in ("POST", "PATCH") else None
                    answer = client.request(method, target, body)
                    if login in allowed:
                        self.assertIn(answer.status, (200, 204, 404, 422))
                    else:
                        self.assertRefused(answer, 403, "role_non_autorise", {})

    def test_403_a_form_that_is_not_ones_own_to_sign(self):
        may = {"ecoutant": {"appel"}, "suivi": {"appel", "entretien"},
               "police": {"classique", "inquietante", "retour", "entretien", "preventive"},
               "foyer_a": {"classique", "inquietante", "retour", "entretien", "preventive"}}
        for login, own in may.items():
            for form in ("classique", "inquietante", "appel", "retour", "entretien", "preventive"):
                answers = came_back() if form == "retour" else {"entretien": "realise"} if form == "entretien" else {"nom": "Zyl", "declarant_qualite": "autre", "categorie": "muet"}
                if form != "appel":
                    answers.pop("categorie", None)
                with self.subTest(f"{login} {form}"):
                    answer = getattr(self, login).post("/api/v1/declarations", {"form": form, "answers": answers})
                    if form in own:
                        self.assertIn(answer.status, (201, 422))
                    else:
                        self.assertRefused(answer, 403, "formulaire_interdit", {})

    def test_403_a_cookie_that_another_site_sent(self):
        session = self.nobody.post("/api/v1/session", {"login": "police2", "password": vigie.PASSWORD}, 200)
        cookie = {"Cookie": session.header("Set-Cookie").split(";")[0]}
        here = f"http://127.0.0.1:{self.service.port}"
        body = {"q": "personne"}
        for sent in ({"Origin": "https://ailleurs.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site", "Origin": here},
                     {"Sec-Fetch-Site": "same-site"}):
            answer = self.nobody.post("/api/v1/minors/search", body, headers={**cookie, **sent})
            self.assertRefused(answer, 403, "origine_refusee", {})
        elsewhere = {**cookie, "Origin": "https://ailleurs.example"}
        self.assertRefused(self.nobody.request("DELETE", "/api/v1/session", headers=elsewhere), 403, "origine_refusee", {})
        sign_in = {"login": "police2", "password": vigie.PASSWORD}
        self.assertRefused(self.nobody.post("/api/v1/session", sign_in, headers=elsewhere), 403, "origine_refusee", {})
        for sent in ({"Origin": here}, {"Sec-Fetch-Site": "same-origin"}, {}):
            self.nobody.post("/api/v1/minors/search", body, 200, headers={**cookie, **sent})

    def test_404_what_is_unknown_or_no_id(self):
        for method, target, allowed in TABLE:
            if NOWHERE not in target:
                continue
            client = self.police if "police" in allowed else self.admin
            for id in (NOWHERE, "nimporte", "1", NOWHERE + "0", "%27%20OR%201%3D1", NOWHERE.replace("-", "")):
                with self.subTest(f"{method} {target.replace(NOWHERE, id)}"):
                    body = None if method in ("GET", "DELETE") else self.body_for(target if method == "POST" else method)
                    self.assertRefused(client.request(method, target.replace(NOWHERE, id), body), 404, "introuvable", {})
        for target in ("/api/v1/forms/inconnu", "/api/v1/forms/classique?version=99", "/api/v1/forms/classique?version=x",
                       "/api/v1/rien", "/api", "/api/", "/api/v1", "/api/v1/episodes/", "/api//v1/episodes", "/api/v2/episodes"):
            with self.subTest(target):
                self.assertRefused(self.police.get(target, 404), 404, "introuvable", {})

    def body_for(self, target):
        if target.startswith("/api/v1/accounts/"):
            return None
        return {"PATCH": {"answers": {}}, "sign": None, "withdraw": {"reason": "x"}, "restore": {"reason": "x"}, "reopen": {"reason": "x"},
                "merge": {"into": NOWHERE, "reason": "x"}, "return": {"answers": came_back()}, "fpr": {"inscrit_le": ago(1)}, "acknowledge": None, "assign": {"to": "police2"},
                "resolve": {"outcome": "confirme"}, "interview": {"answers": {"entretien": "realise"}},
                "disagreement": {"declarant": "Mère", "reason": "Non."},
                "transmit": {"recipient": "Commissariat", "purpose": "recherche", "basis": "danger_immediat", "parents_informed": "oui", "child_informed": "non"},
                "request-transmission": {"purpose": "recherche", "reason": "x"}, "emergency": {"motive": "x"}, "address": {"to": "x"}, "placement-start": {"since": "2026-01-05"}, "placement-end": {}, "departement": {},
                "decision": {"assessment": NOWHERE, "qualification": "classique", "level": "aucun", "reason": "Rien."}}[target.rsplit("/", 1)[-1]]

    def test_405_names_what_is_allowed(self):
        by_path = {}
        for method, path, _ in description.operations():
            by_path.setdefault(path, set()).add(method)
        by_path["/api/v1/minors/search"].add("GET")  # as /api/v1/minors/{id}
        for path, methods in by_path.items():
            allowed = methods | ({"HEAD"} if "GET" in methods else set())
            target = path.replace("{id}", NOWHERE)
            for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"):
                if method in methods:
                    continue
                with self.subTest(f"{method} {target}"):
                    answer = self.police.request(method, target, headers={"Content-Length": "0"})
                    self.assertEqual(answer.status, 405, answer.text[:200])
                    self.assertEqual(set(re.split(r",\s*", answer.header("Allow"))), allowed)
                    if target.startswith("/api"):
                        self.assertRefused(answer, 405, "methode_non_permise", {})

    # --- 408, 411, 431: the message as bytes ------------------------------------------------------------------------

    def test_408_a_header_or_a_body_that_comes_too_slowly(self):
        found = {}

        def dribble(name, start, byte):
            begun = time.monotonic()
            with socket.create_connection(("127.0.0.1", self.service.port), timeout=40) as plug:
                plug.sendall(start)
                plug.settimeout(0.5)
                heard = b""
                while time.monotonic() - begun < 35 and not vigie.answers_in(heard):
                    try:
                        plug.sendall(byte)
                        heard += plug.recv(65536)
                    except TimeoutError:
                        pass
                    except OSError:
                        break
            found[name] = (vigie.answers_in(heard), time.monotonic() - begun)

        starts = {"header": (b"GET /api/v1/forms HTTP/1.1\r\nHost: x\r\nX-Lent: ", b"a"),
                  "body": (head("POST", "/api/v1/declarations", "Content-Type: application/json", "Content-Length: 100000",
                                f"Authorization: Bearer {self.service.tokens['police']}"), b" ")}
        threads = [threading.Thread(target=dribble, args=(name, *start)) for name, start in starts.items()]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):  # the others do not wait
            begun = time.monotonic()
            self.police.get("/api/v1/episodes")
            self.assertLess(time.monotonic() - begun, 2)
            time.sleep(0.2)
        for name, target in (("header", ("GET", "/api/v1/forms")), ("body", ("POST", "/api/v1/declarations"))):
            answers, took = found[name]
            self.assertTrue(answers, f"{name}: closed without an answer after {took:.1f} s")
            description.check(*target, answers[0])
            self.assertRefused(answers[0], 408, "delai_depasse", {})
            self.assertLess(took, 30, name)
            self.assertGreater(took, 3, name)

    def test_411_a_chunked_body(self):
        chunks = b"2\r\n{}\r\n0\r\n\r\n"
        for lines in (["Transfer-Encoding: chunked"], ["Transfer-Encoding: gzip, chunked"], ["TE: trailers", "transfer-encoding:chunked"]):
            answer = self.raw("POST", "/api/v1/declarations", head("POST", "/api/v1/declarations", *lines), chunks)
            self.assertRefused(answer, 411, "longueur_necessaire", {})
            self.assertEqual(answer.header("Connection"), "close")

    def test_431_headers_over_eight_kibibytes(self):
        for lines in (["X-Long: " + "a" * 9000], [f"X-{i}: {'b' * 90}" for i in range(200)]):
            answer = self.raw("GET", "/api/v1/forms", head("GET", "/api/v1/forms", *lines))
            self.assertRefused(answer, 431, "en_tetes_trop_volumineux", {})
        answer = self.raw("GET", "/livez", head("GET", "/" + "a" * 9000))
        self.assertEqual(answer.status, 431)
        self.nobody.get("/livez", 200, headers={"X-Long": "a" * 7000})

    # --- 409, 412 ---------------------------------------------------------------------------------------------------

    def test_409_what_no_longer_fits(self):
        made = self.foyer_a.declare("classique", self.signable())
        id, minor = made["episode"]["id"], made["minor"]["id"]
        self.foyer_a.come_back(id, came_back())
        self.assertRefused(self.foyer_a.come_back(id, came_back(), expect=409), 409, "deja_rentre", {})
        self.assertRefused(self.police.declare("retour", came_back(0, 2), expect=409, minor=minor), 409, "retour_deja_connu")
        second = self.police.declare("retour", came_back(0, 2), episode=id)  # a second voice, chosen
        self.assertEqual(second["episode"]["id"], id)
        taken = {"login": "police", "role": "police", "organisation": "Commissariat", "password": "assez long pour tenir"}
        self.assertRefused(self.admin.post("/api/v1/accounts", taken), 409, "login_pris", {"/login": "login_pris"})

    def test_412_what_changed_since_it_was_read(self):
        made = self.foyer_a.declare("inquietante", self.signable(revelation="oui"))
        id = made["episode"]["id"]
        read = self.police.get(f"/api/v1/episodes/{id}")
        seen = read.header("ETag")
        self.assertEqual(seen, f'"v{read.json["version"]}"')
        fpr = self.police.post(f"/api/v1/episodes/{id}/fpr", {"inscrit_le": ago(hours=2)}, 200, headers={"If-Match": seen})
        self.assertNotEqual(fpr.header("ETag"), seen)
        decision = {"assessment": made["assessment"]["id"], "qualification": "inquietante", "level": "critique"}
        for target, body in ((f"/api/v1/episodes/{id}/fpr", {"service": "BPM"}), (f"/api/v1/episodes/{id}/decision", decision),
                             (f"/api/v1/episodes/{id}/return", {"answers": came_back()})):
            with self.subTest(target):
                changed = ["/fpr/inscrit_le", "/fpr/categorie"]
                self.assertRefused(self.police.post(target, body, headers={"If-Match": seen}), 412, "version_depassee",
                                   dict.fromkeys(changed, "modifie_depuis"))
        returned = self.foyer_a.post(f"/api/v1/episodes/{id}/return", {"answers": came_back()}, headers={"If-Match": seen})
        self.assertRefused(returned, 412, "version_depassee", {"/fpr/inscrit_le": "modifie_depuis"})  # of the FPR a home reads the dates
        self.assertEqual(self.police.episode(id)["status"], "en_cours")
        alert = made["alerts"][0]
        target = f"/api/v1/alerts/{alert['id']}"
        first = self.police.post(f"{target}/acknowledge", None, 200, headers={"If-Match": f'"v{alert["version"]}"'})
        for verb, body in (("acknowledge", None), ("assign", {"to": "police2"}), ("resolve", {"outcome": "confirme"})):
            answer = self.police.post(f"{target}/{verb}", body, headers={"If-Match": f'"v{alert["version"]}"'})
            self.assertRefused(answer, 412, "version_depassee", dict.fromkeys(
                ["/state", "/assigned_to", "/acknowledged_by", "/acknowledged_at"], "modifie_depuis"))
        self.police.post(f"{target}/assign", {"to": "police2"}, 200, headers={"If-Match": first.header("ETag")})
        self.police.post(f"{target}/assign", {"to": "police"}, 200, headers={"If-Match": "*"})
        for odd in ("v1", '"1"', 'W/"v1"', '"v"', '"v-1"', '"v1", "v2"', '"v99999999999999999999"'):
            answer = self.police.post(f"{target}/assign", {"to": "police"}, headers={"If-Match": odd})
            self.assertIn(answer.status, (412, 422), odd)

    def test_412_a_merge_and_its_undoing_hold_to_the_file_that_was_read(self):
        into, other = (self.police.declare("classique", self.signable(surnoms=[name]))["minor"]["id"] for name in ("Zim", "Zam"))
        alone = self.police.get(f"/api/v1/minors/{into}").header("ETag")
        merge = self.police.post(f"/api/v1/minors/{other}/merge", {"into": into, "reason": "même enfant"}, 201)
        together = self.police.get(f"/api/v1/minors/{into}").header("ETag")
        self.assertEqual(merge.header("ETag"), together)
        target = f"/api/v1/merges/{merge.json['merge']['id']}"
        gained = dict.fromkeys(["/identity", "/history", "/episodes", "/merges"], "modifie_depuis")
        self.assertRefused(self.police.request("DELETE", target, headers={"If-Match": alone}), 412, "version_depassee", gained)
        self.assertRefused(self.police.request("DELETE", target, headers={"If-Match": "v1"}), 422, "champ_invalide")
        undone = self.police.request("DELETE", target, headers={"If-Match": together}, expect=200)
        self.assertEqual(undone.header("ETag"), self.police.get(f"/api/v1/minors/{into}").header("ETag"))
        stale = self.police.post(f"/api/v1/minors/{into}/merge", {"into": other, "reason": "même enfant"}, headers={"If-Match": together})
        self.assertRefused(stale, 412, "version_depassee", gained)

    # --- 422: what was said -----------------------------------------------------------------------------------------

    def test_422_each_code_of_a_field(self):
        cases = {
            "champ_inconnu": {"inventé": "x"}, "type_invalide": {"nom": 12, "surnoms": "Nono", "risque_suicidaire": True, "age_estime": "15",
                                                                "depart_au_plus_tard": 20261122, "accompagnants": "Léo", "sexe": 1},
            "choix_invalide": {"sexe": "X", "risque_suicidaire": "OUI", "declarant_qualite": "voisin", "departement": "20",
                               "lieu_de_vie": "Foyer", "departement_origine": "7"},
            "texte_trop_long": {"recit": "a" * 20_001, "nom": "b" * 20_001}, "trop_de_valeurs": {"surnoms": ["x"] * 51},
            "caractere_de_controle": {"nom": "A\x00B", "prenoms": "A\x07", "recit": "A\u202eB", "commune": "A\nB", "etablissement": "\u2028Z"},
            "date_invalide": {"date_naissance": "2011-02-30"}, "date_future": {"date_naissance": "2099-01-02"},
            "instant_invalide": {"depart_au_plus_tard": "hier soir", "constate_le": "2026-11-21", "derniere_vue_le": "2026-02-30T10:00:00Z"},
            "instant_futur": {"depart_au_plus_tard": ago(minutes=-10)},
            "nombre_hors_bornes": {"age_estime": 21, "fugues_connues_total": -1, "traitement_delai_heures": 1e300},
        }
        for code, wrong in cases.items():
            with self.subTest(code):
                answers = self.signable(**wrong)
                answers.pop("depart_au_plus_tot")
                self.assertEqual(self.fields(answers), {field: code for field in wrong})
        self.assertEqual(self.fields(self.signable(accompagnants=[{"nom": "Léo"}, {"nom": "Zoé", "age": 3}])),
                         {"accompagnants/1/age": "champ_inconnu"})
        self.assertEqual(self.fields(self.signable(surnoms=["Nono", 3])), {"surnoms/1": "type_invalide"})
        for written in ("12/03/2011", "2011-3-2", "2011", "1890-01-01", "2011-13-01", "٢٠١١-٠٣-٠٢"):
            self.assertEqual(self.fields(self.signable(date_naissance=written)), {"date_naissance": "date_invalide"}, written)

    def test_five_minutes_ahead_is_a_clock_that_drifts(self):
        self.police.declare("classique", {**child(), "depart_au_plus_tard": ago(minutes=-3), "declarant_qualite": "mere"})

    def test_422_tells_every_error_at_once(self):
        wrong = {"sexe": "X", "date_naissance": "hier", "depart_au_plus_tot": ago(1), "depart_au_plus_tard": ago(2), "inventé": 1}
        self.assertEqual(self.fields(wrong), {"sexe": "choix_invalide", "date_naissance": "date_invalide", "inventé": "champ_inconnu",
                                              "depart_au_plus_tot": "ordre_des_instants", "declarant_qualite": "champ_requis",
                                              "nom": "champ_requis"})

    def test_422_what_is_needed_to_sign(self):
        for form in ("classique", "inquietante"):
            self.assertEqual(self.fields({}, form), {"declarant_qualite": "champ_requis", "nom": "champ_requis"})
            self.police.declare(form, {"surnoms": ["Nono"], "declarant_qualite": "temoin"})
        self.assertEqual(set(self.fields({}, "appel", self.ecoutant).values()), {"champ_requis"})
        self.ecoutant.declare("appel", {"declarant_qualite": "ami", "categorie": "muet"})
        self.assertEqual(self.fields({}, "preventive"), {"declarant_qualite": "champ_requis"})
        made = self.police.declare("classique", self.signable())
        self.assertEqual(self.fields({}, "retour", episode=made["episode"]["id"]), {"retour_au_plus_tard": "champ_requis"})
        self.police.preview("classique", {})

    def test_422_a_local_time_that_a_clock_change_skips_or_doubles_with_both_readings(self):
        for local, code, readings in (("2024-03-31T02:30", "heure_inexistante", ("2024-03-31T03:30:00+02:00", "2024-03-31T01:30:00+01:00")),
                                      ("2024-10-27T02:30", "heure_double", ("2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+01:00"))):
            with self.subTest(code):
                refused = self.police.declare("classique", {**child(), "depart_au_plus_tard": local, "departement": "75",
                                                            "declarant_qualite": "mere"}, expect=422)
                self.assertRefused(refused, 422, "champ_invalide", {"/answers/depart_au_plus_tard": code})
                for reading in readings:
                    self.assertIn(reading, refused.json["errors"][0]["detail"])
                    self.police.declare("classique", {**child(), "depart_au_plus_tard": reading, "departement": "75", "declarant_qualite": "mere"})
                self.police.declare("classique", {**child(), "depart_au_plus_tard": local, "departement": "974", "declarant_qualite": "mere"})
        made = self.police.declare("classique", {**child(), "depart_au_plus_tard": "2024-10-20T10:00:00Z", "declarant_qualite": "mere"})
        refused = self.police.post(f"/api/v1/episodes/{made['episode']['id']}/fpr", {"inscrit_le": "2024-10-27T02:30"})
        self.assertRefused(refused, 422, "champ_invalide", {"/inscrit_le": "heure_double"})

    def test_422_an_adult_and_not_for_a_call(self):
        grown = self.signable(date_naissance=born(30))
        self.assertEqual(self.fields(grown), {"date_naissance": "majeur"})
        self.assertEqual(self.fields(grown, "inquietante"), {"date_naissance": "majeur"})
        self.ecoutant.declare("appel", {**grown, "categorie": "jeune_majeur"})
        self.police.declare("classique", self.signable(date_naissance=born(17)))
        # Of age today, not on the day of the departure.
        self.police.declare("classique", {**child(date_naissance=born(18)), **departure(500), "declarant_qualite": "mere"})

    def test_422_choices_that_contradict_each_other_or_name_nothing(self):
        one, other = (self.police.declare("classique", self.signable()) for _ in range(2))
        for choices, expected in (
            ({"minor": one["minor"]["id"], "new_minor": True}, {"/new_minor": "choix_contradictoire"}),
            ({"episode": one["episode"]["id"], "new_episode": True}, {"/new_episode": "choix_contradictoire"}),
            ({"minor": one["minor"]["id"], "episode": other["episode"]["id"]}, {"/episode": "choix_contradictoire"}),
            ({"minor": NOWHERE}, {"/minor": "mineur_inconnu"}), ({"episode": NOWHERE}, {"/episode": "absence_inconnue"}),
            ({"minor": "x"}, {"/minor": "identifiant_invalide"}), ({"episode": "x"}, {"/episode": "identifiant_invalide"}),
            ({"amends": "x"}, {"/amends": "identifiant_invalide"}), ({"amends": NOWHERE}, {"/amends": "correction_impossible"}),
            ({"new_minor": "oui"}, {"/new_minor": "type_invalide"}), ({"minor": 3}, {"/minor": "type_invalide"}),
            ({"autre": 1}, {"/autre": "champ_inconnu"}),
        ):
            with self.subTest(choices):
                self.assertRefused(self.police.declare("classique", self.signable(), expect=422, **choices), 422, "champ_invalide", expected)
        for choice in ({"episode": one["episode"]["id"]}, {"amends": one["id"]}):
            with self.subTest(f"nobody known, and {choice}"):
                both = self.police.declare("classique", self.signable(), expect=422, new_minor=True, **choice)
                self.assertRefused(both, 422, "champ_invalide")
                self.assertIn("choix_contradictoire", both.errors().values())

    def test_422_corrections_that_cannot_be(self):
        made = self.foyer_a.declare("classique", self.signable())
        other = self.foyer_a.declare("classique", self.signable())
        def refuse(client, form="classique", answers=None, **choices):
            answer = client.declare(form, answers or self.signable(), expect=422, **choices)
            self.assertRefused(answer, 422, "champ_invalide", {"/amends": "correction_impossible"})
        refuse(self.foyer_a, "inquietante", amends=made["id"])
        refuse(self.foyer_b, amends=made["id"])
        refuse(self.foyer_a, amends=made["id"], minor=other["minor"]["id"])
        self.foyer_a.declare("classique", self.signable(), amends=made["id"])
        refuse(self.foyer_a, amends=made["id"])

    def test_422_returns_that_cannot_be(self):
        made = self.police.declare("classique", {**child(), **departure(2), "declarant_qualite": "mere"})
        self.assertEqual(self.fields(came_back(), "retour"), {"/minor": "retour_sans_mineur"})
        self.assertEqual(self.fields(came_back(5), "retour", episode=made["episode"]["id"]), {"retour_au_plus_tard": "retour_avant_depart"})
        early = self.police.come_back(made["episode"]["id"], came_back(5), expect=422)
        self.assertRefused(early, 422, "champ_invalide", {"/answers/retour_au_plus_tard": "retour_avant_depart"})
        crossed = self.police.come_back(made["episode"]["id"], {"retour_au_plus_tot": ago(hours=1), "retour_au_plus_tard": ago(hours=3)}, expect=422)
        self.assertRefused(crossed, 422, "champ_invalide", {"/answers/retour_au_plus_tot": "ordre_des_instants"})

    def test_422_a_form_or_a_body_of_another_shape(self):
        for body, expected in (
            ({"form": "inconnu", "answers": {}}, {"/form": "formulaire_inconnu"}), ({"answers": {}}, {"/form": "champ_requis"}),
            ({"form": "classique"}, {"/answers": "champ_requis"}), ({"form": "classique", "answers": []}, {"/answers": "type_invalide"}),
            ({"form": None, "answers": None}, {"/form": "champ_requis", "/answers": "champ_requis"}),
            ({"form": 1, "answers": {}}, {"/form": "type_invalide"}), ([], {"": "objet_attendu"}),
        ):
            with self.subTest(str(body)):
                for target in ("/api/v1/declarations", "/api/v1/triage/preview"):
                    self.assertRefused(self.police.post(target, body), 422, "champ_invalide", expected)

    def test_422_of_the_other_acts(self):
        made = self.foyer_a.declare("inquietante", self.signable(revelation="oui"))
        episode, alert, latest = f"/api/v1/episodes/{made['episode']['id']}", f"/api/v1/alerts/{made['alerts'][0]['id']}", made["assessment"]["id"]
        account = {"login": "nouvelle", "role": "suivi", "organisation": "116 000", "password": "assez long pour tenir"}
        cases = [
            (self.police, "/api/v1/minors/search", {"q": "a"}, {"/q": "recherche_trop_courte"}),
            (self.police, "/api/v1/minors/search", {"q": "é"}, {"/q": "recherche_trop_courte"}),
            (self.police, "/api/v1/minors/search", {"q": " \t "}, {"/q": "recherche_trop_courte"}),
            (self.police, "/api/v1/minors/search", {}, {"/q": "champ_requis"}),
            (self.police, "/api/v1/minors/search", {"q": "a" * 201}, {"/q": "texte_trop_long"}),
            (self.police, f"{episode}/fpr", {}, {"/inscrit_le": "fpr_vide"}),
            (self.police, f"{episode}/fpr", {"inscrit_le": ago(1), "categorie": "Z"}, {"/categorie": "fpr_categorie"}),
            (self.police, f"{episode}/fpr", {"desinscrit_le": ago(1)}, {"/desinscrit_le": "fpr_sans_inscription"}),
            (self.police, f"{episode}/fpr", {"inscrit_le": ago(1), "desinscrit_le": ago(2)}, {"/desinscrit_le": "ordre_des_instants"}),
            (self.police, f"{episode}/fpr", {"inscrit_le": ago(minutes=-30)}, {"/inscrit_le": "instant_futur"}),
            (self.police, f"{episode}/fpr", {"inscrit_le": "hier"}, {"/inscrit_le": "instant_invalide"}),
            (self.police, f"{episode}/fpr", {"inscrit_le": ago(1), "date": "x"}, {"/date": "champ_inconnu"}),
            (self.police, f"{episode}/decision", {}, {"/assessment": "champ_requis", "/qualification": "champ_requis", "/level": "champ_requis"}),
            (self.police, f"{episode}/decision", {"assessment": latest, "qualification": "a_examiner", "level": "haut"},
             {"/qualification": "choix_invalide", "/level": "choix_invalide"}),
            (self.police, f"{episode}/decision", {"assessment": "x", "qualification": "inquietante", "level": "critique"}, {"/assessment": "identifiant_invalide"}),
            (self.police, f"{episode}/decision", {"assessment": latest, "qualification": "inquietante", "level": "aucun"}, {"/reason": "motif_requis"}),
            (self.police, f"{episode}/decision", {"assessment": latest, "qualification": "classique", "level": "critique", "reason": "  "}, {"/reason": "motif_requis"}),
            (self.police, f"{alert}/assign", {}, {"/to": "champ_requis"}),
            (self.police, f"{alert}/assign", {"to": "personne"}, {"/to": "compte_inconnu"}),
            (self.police, f"{alert}/assign", {"to": "foyer_b"}, {"/to": "compte_inconnu"}),
            (self.police, f"{alert}/assign", {"to": "analyste"}, {"/to": "compte_inconnu"}),
            (self.police, f"{alert}/resolve", {"outcome": "fini"}, {"/outcome": "issue_inconnue"}),
            (self.police, f"{alert}/resolve", {"outcome": "confirme", "note": "a" * 20_001}, {"/note": "texte_trop_long"}),
            (self.admin, "/api/v1/accounts", {**account, "login": "é à"}, {"/login": "login_invalide"}),
            (self.admin, "/api/v1/accounts", {**account, "role": "chef"}, {"/role": "choix_invalide"}),
            (self.admin, "/api/v1/accounts", {**account, "organisation": "  "}, {"/organisation": "organisation_invalide"}),
            (self.admin, "/api/v1/accounts", {**account, "password": "court"}, {"/password": "mot_de_passe_faible"}),
            (self.nobody, "/api/v1/session", {"login": "police"}, {"/password": "champ_requis"}),
            (self.nobody, "/api/v1/session", {"login": "police", "password": 1234}, {"/password": "type_invalide"}),
        ]
        for client, target, body, expected in cases:
            with self.subTest(f"{target} {str(body)[:80]}"):
                self.assertRefused(client.post(target, body), 422, "champ_invalide", expected)

    def test_422_filters_and_cursors(self):
        from base64 import urlsafe_b64encode
        def cursor(text):
            return urlsafe_b64encode(text.encode()).decode().rstrip("=")
        for query, expected in (
            ("limit=0", {"/limit": "nombre_hors_bornes"}), ("limit=501", {"/limit": "nombre_hors_bornes"}),
            ("limit=x", {"/limit": "nombre_hors_bornes"}), ("limit=", {"/limit": "nombre_hors_bornes"}), ("limit=-1", {"/limit": "nombre_hors_bornes"}),
            ("after=rien", {"/after": "curseur_invalide"}), ("after=", {"/after": "curseur_invalide"}),
            ("after=" + cursor("9999999999999999999." + NOWHERE), {"/after": "curseur_invalide"}),
            ("after=" + cursor("-." + NOWHERE), {"/after": "curseur_invalide"}),
        ):
            for client, target in ((self.police, "/api/v1/episodes"), (self.police, "/api/v1/alerts"), (self.police, "/api/v1/drafts"), (self.admin, "/api/v1/audit")):
                with self.subTest(f"{target}?{query}"):
                    self.assertRefused(client.get(f"{target}?{query}", None), 422, "champ_invalide", expected)
        for query in ("status=fini", "level=haut", "qualification=grave", "since=hier", "since=2026-02-30"):
            with self.subTest(query):
                answer = self.police.get(f"/api/v1/episodes?{query}", None)
                self.assertRefused(answer, 422, "champ_invalide", {"/" + query.split("=")[0]: "filtre_invalide"})
        self.assertRefused(self.police.get("/api/v1/alerts?state=vue", None), 422, "champ_invalide", {"/state": "filtre_invalide"})

    # --- Idempotency-Key --------------------------------------------------------------------------------------------

    def test_the_same_key_and_body_give_the_same_ids_and_no_second_effect(self):
        key = {"Idempotency-Key": str(uuid.uuid4())}
        answers = self.signable(revelation="oui")
        first = self.foyer_a.declare("inquietante", answers, headers=key)
        before = len(self.police.every("/api/v1/episodes"))
        again = self.foyer_a.declare("inquietante", answers, headers=key)
        for name in ("id", "signed_at", "form_version"):
            self.assertEqual(first[name], again[name])
        for name in ("minor", "episode", "assessment"):
            self.assertEqual(first[name]["id"], again[name]["id"])
        self.assertEqual(first["minor"]["how"], again["minor"]["how"])
        self.assertEqual([a["id"] for a in first["alerts"]], [a["id"] for a in again["alerts"]])
        self.assertEqual(len(self.police.every("/api/v1/episodes")), before)
        self.assertEqual(self.police.minor(first["minor"]["id"])["history"]["declarations"], 1)
        other = self.foyer_a.declare("inquietante", {**answers, "recit": "Autre."}, expect=422, headers=key)
        self.assertRefused(other, 422, "cle_reutilisee")
        # Per account and per route: the same key elsewhere is another one.
        mine = self.foyer_a2.declare("inquietante", answers, headers=key)
        self.assertNotEqual(mine["id"], first["id"])
        back = self.foyer_a.come_back(first["episode"]["id"], came_back(), headers=key)
        self.assertEqual(self.foyer_a.come_back(first["episode"]["id"], came_back(), headers=key, expect=(201, 422)) is not None, True)
        self.assertEqual(back["episode"]["status"], "rentre")

    def test_a_repeated_return_is_the_same_return(self):
        made = self.foyer_a.declare("classique", self.signable())
        key, answers = {"Idempotency-Key": "retour-1"}, came_back()
        first = self.foyer_a.come_back(made["episode"]["id"], answers, headers=key)
        again = self.foyer_a.come_back(made["episode"]["id"], answers, headers=key)
        self.assertEqual(first["declaration"], again["declaration"])
        self.assertEqual(first["episode"]["declarations"], again["episode"]["declarations"])

    def test_a_refusal_is_not_remembered(self):
        key = {"Idempotency-Key": str(uuid.uuid4())}
        self.foyer_a.declare("classique", {"sexe": "X"}, expect=422, headers=key)
        self.foyer_a.declare("classique", self.signable(), headers=key)

    def test_a_key_that_is_too_long(self):
        refused = self.foyer_a.declare("classique", self.signable(), expect=422, headers={"Idempotency-Key": "k" * 201})
        self.assertRefused(refused, 422, "champ_invalide")
        self.assertEqual(list(refused.errors().values()), ["cle_trop_longue"])
        self.foyer_a.declare("classique", self.signable(), headers={"Idempotency-Key": "k" * 200})

    def test_the_same_key_at_once_has_one_effect(self):
        key, answers = {"Idempotency-Key": str(uuid.uuid4())}, self.signable()
        made = []
        def send():
            client = self.service.as_("police")
            made.append(client.declare("classique", answers, headers=key)["id"])
            client.close()
        threads = [threading.Thread(target=send) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(made), 8)
        self.assertEqual(len(set(made)), 1)
        self.assertEqual(len(self.police.search(answers["nom"])), 1)


class Throttled(vigie.ServiceTest):
    def test_429_for_the_login_that_was_tried_too_often_and_for_no_other(self):
        for _ in range(10):
            answer = self.nobody.post("/api/v1/session", {"login": "suivi", "password": "ce n’est pas le bon"})
            self.assertRefused(answer, 401, "identifiants_invalides")
        for password in ("ce n’est pas le bon", vigie.PASSWORD):
            answer = self.nobody.post("/api/v1/session", {"login": "suivi", "password": password})
            self.assertRefused(answer, 429, "trop_de_tentatives", {})
            self.assertEqual(len(answer.headers_named("Retry-After")), 1)
            self.assertTrue(1 <= int(answer.header("Retry-After")) <= 601, answer.header("Retry-After"))
        self.nobody.post("/api/v1/session", {"login": "police", "password": vigie.PASSWORD}, 200)
        self.suivi.get("/api/v1/episodes")  # its tokens work on
