"""The pages over HTTP: who may open which, what they refuse, what their answers carry, the session, what is typed kept."""
import gzip
import html
import re
import urllib.parse

import vigie
from vigie import ago, child, departure

NOWHERE = "01234567-89ab-7def-8123-456789abcdef"
SIGNED = ("ecoutant", "suivi", "police", "foyer_a", "analyste", "admin")
EVERYBODY = None
FILES = {"ecoutant", "suivi", "police", "foyer_a"}
RETURNS = {"police", "foyer_a"}
DECLARES = {"police", "foyer_a"}
INTERVIEWS = {"suivi", "police", "foyer_a"}
CALLS = {"ecoutant", "suivi"}

DECIDES = {"police"}
# Written out by hand from what each profession does: method, path, who may try. One block a group of pages.
TABLE = [
    ("GET", "/", EVERYBODY),
    ("GET", "/static/{file}", EVERYBODY),
    ("GET", "/connexion", EVERYBODY),
    ("POST", "/connexion", EVERYBODY),
    ("GET", "/connexion/fournisseur", EVERYBODY),
    ("GET", "/connexion/retour", EVERYBODY),
    ("POST", "/deconnexion", EVERYBODY),
    ("GET", "/deconnexion/retour", EVERYBODY),
    ("GET", "/compte", set(SIGNED)),
    ("POST", "/compte/mot-de-passe", set(SIGNED)),
    ("POST", "/compte/sessions/fermer", set(SIGNED)),
    ("POST", "/compte/sessions/{id}/fermer", set(SIGNED)),
    ("GET", "/aide", EVERYBODY),
    ("GET", "/aide/donnees", EVERYBODY),
    ("GET", "/aide/{role}", EVERYBODY),
    ("GET", "/raccourcis", EVERYBODY),
    ("POST", "/raccourcis", EVERYBODY),
    ("GET", "/accessibilite", EVERYBODY),
    ("GET", "/recherche", FILES),
    ("POST", "/recherche", FILES),
    ("POST", "/lecture/instant", set(SIGNED)),
    ("POST", "/lecture/commune", set(SIGNED)),

    ("GET", "/absences/{id}/demande", FILES),
    ("POST", "/absences/{id}/demande", FILES),
    ("GET", "/absences/{id}/urgence", {"ecoutant", "suivi", "police"}),
    ("POST", "/absences/{id}/urgence", {"ecoutant", "suivi", "police"}),
    ("GET", "/absences/{id}/adresse", RETURNS),
    ("POST", "/absences/{id}/adresse", RETURNS),
    ("GET", "/absences/{id}/debut-accueil", {"foyer_a"}),
    ("POST", "/absences/{id}/debut-accueil", {"foyer_a"}),
    ("GET", "/absences/{id}/fin-accueil", {"foyer_a"}),
    ("POST", "/absences/{id}/fin-accueil", {"foyer_a"}),
    ("GET", "/declarations/{id}/transmettre", INTERVIEWS),
    ("POST", "/declarations/{id}/transmettre", INTERVIEWS),
    ("GET", "/transmissions", FILES),

    ("GET", "/absences/{id}/retour", RETURNS),
    ("POST", "/absences/{id}/retour", RETURNS),
    ("GET", "/absences/{id}/retour/fait", INTERVIEWS),
    ("POST", "/absences/{id}/retour/annuler", RETURNS),
    ("GET", "/absences/{id}/entretien", INTERVIEWS),
    ("POST", "/absences/{id}/entretien", INTERVIEWS),

    ("GET", "/appels", CALLS),
    ("GET", "/appels/nouveau", CALLS),
    ("POST", "/appels/nouveau", CALLS),
    ("POST", "/appels/nouveau/saisie", CALLS),
    ("GET", "/appels/{id}", CALLS),
    ("POST", "/appels/{id}", CALLS),
    ("POST", "/appels/{id}/saisie", CALLS),
    ("POST", "/appels/{id}/choisir", CALLS),
    ("POST", "/appels/{id}/abandon", CALLS),
    ("GET", "/appels/{id}/cloture", CALLS),

    ("GET", "/declarations", DECLARES),
    ("GET", "/declarations/nouvelle", DECLARES),
    ("POST", "/declarations/nouvelle", DECLARES),
    ("GET", "/declarations/brouillons/{id}", DECLARES),
    ("POST", "/declarations/brouillons/{id}/formulaire", DECLARES),
    ("POST", "/declarations/brouillons/{id}/abandonner", DECLARES),
    ("GET", "/declarations/brouillons/{id}/sections/{section}", DECLARES),
    ("POST", "/declarations/brouillons/{id}/sections/{section}", DECLARES),
    ("POST", "/declarations/brouillons/{id}/saisie", DECLARES),
    ("GET", "/declarations/brouillons/{id}/mineur", DECLARES),
    ("POST", "/declarations/brouillons/{id}/mineur", DECLARES),
    ("GET", "/declarations/brouillons/{id}/changements", DECLARES),
    ("POST", "/declarations/brouillons/{id}/changements", DECLARES),
    ("POST", "/declarations/brouillons/{id}/choisir", DECLARES),
    ("GET", "/declarations/brouillons/{id}/verifier", DECLARES),
    ("POST", "/declarations/brouillons/{id}/verifier", DECLARES),
    ("GET", "/declarations/brouillons/{id}/signee", DECLARES),
    ("GET", "/declarations/{id}", FILES),
    ("GET", "/declarations/{id}/impression", FILES),
    ("GET", "/declarations/{id}/fichier", FILES),
    ("POST", "/declarations/{id}/corriger", DECLARES),
    ("GET", "/declarations/{id}/retirer", DECLARES),
    ("POST", "/declarations/{id}/retirer", DECLARES),
    ("GET", "/declarations/{id}/retablir", DECLARES),
    ("POST", "/declarations/{id}/retablir", DECLARES),

    ("GET", "/mineurs/{id}", FILES),
    ("GET", "/mineurs/{id}/lectures", DECIDES),
    ("GET", "/mineurs/{id}/reunion", DECIDES),
    ("POST", "/mineurs/{id}/reunion", DECIDES),
    ("POST", "/mineurs/{id}/reunions/{reunion}/defaire", DECIDES),
    ("GET", "/absences", FILES | {"analyste"}),
    ("GET", "/absences/{id}", FILES | {"analyste"}),
    ("GET", "/absences/{id}/decision", DECIDES),
    ("POST", "/absences/{id}/decision", DECIDES),
    ("GET", "/absences/{id}/fpr", DECIDES),
    ("POST", "/absences/{id}/fpr", DECIDES),
    ("GET", "/absences/{id}/desaccord", FILES),
    ("POST", "/absences/{id}/desaccord", FILES),
    ("GET", "/absences/{id}/desaccord/{desaccord}", FILES),
    ("GET", "/absences/{id}/rouvrir", RETURNS),
    ("POST", "/absences/{id}/rouvrir", RETURNS),
    ("GET", "/absences/{id}/declarations/{declaration}/retrait", FILES),
    ("POST", "/absences/{id}/declarations/{declaration}/retrait", FILES),

    ("GET", "/veille", FILES),
    ("POST", "/veille", FILES),
    ("GET", "/veille/lignes", FILES),
    ("GET", "/alertes", FILES),
    ("GET", "/alertes/{id}", FILES),
    ("POST", "/alertes/{id}/prendre", FILES),
    ("POST", "/alertes/{id}/confier", FILES),
    ("POST", "/alertes/{id}/resoudre", FILES),
    ("GET", "/releve", FILES),
    ("POST", "/releve/{id}/accepter", FILES),
    ("GET", "/admin/comptes", {"admin"}),
    ("POST", "/admin/comptes", {"admin"}),
    ("GET", "/compte/second-facteur", set(SIGNED)),
    ("POST", "/compte/second-facteur", set(SIGNED)),
    ("POST", "/compte/second-facteur/codes", set(SIGNED)),
    ("POST", "/compte/second-facteur/retirer", set(SIGNED)),
    ("GET", "/admin/comptes/{id}", {"admin"}),
    ("POST", "/admin/comptes/{id}/fermer", {"admin"}),
    ("POST", "/admin/comptes/{id}/rouvrir", {"admin"}),
    ("POST", "/admin/comptes/{id}/mot-de-passe", {"admin"}),
    ("POST", "/admin/comptes/{id}/second-facteur/retirer", {"admin"}),
    ("POST", "/admin/comptes/{id}/jetons/{jeton}/revoquer", {"admin"}),
    ("GET", "/admin/rattachements", {"admin"}),
    ("GET", "/admin/rattachements/{id}", {"admin"}),
    ("POST", "/admin/rattachements/{id}/rattacher", {"admin"}),
    ("POST", "/admin/rattachements/{id}/creer", {"admin"}),
    ("POST", "/admin/rattachements/{id}/refuser", {"admin"}),
    ("GET", "/admin/organisations", {"admin"}),
    ("POST", "/admin/organisations", {"admin"}),
    ("GET", "/admin/formulaires", {"admin"}),
    ("GET", "/admin/journal", {"admin"}),
]


class Browser(vigie.Client):
    """A browser without JavaScript: cookies, redirections, forms; what it asks for with a click."""

    def __init__(self, port):
        super().__init__(port, described=None)
        self.cookies = {}

    def visit(self, method, target, body=None, headers=None, follow=True):
        sent = {"Sec-Fetch-Site": "same-origin", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            body = urllib.parse.urlencode(body).encode()
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self.request(method, target, body, headers=sent)
        for line in answer.headers_named("Set-Cookie"):
            name, value = line.split(";")[0].split("=", 1)
            if "Max-Age=0" in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        if follow and answer.status == 303:
            return self.visit("GET", answer.header("Location"))
        return answer

    def sign_in(self, login, password=vigie.PASSWORD, back="/"):
        return self.visit("POST", "/connexion", {"identifiant": login, "mot-de-passe": password, "retour": back})


def heading(answer):
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.S)
    return html.unescape(found.group(1)).replace("\u00a0", " ") if found else None


def hidden(answer, name):
    """The value of a hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', answer.text)
    return html.unescape(found.group(1)) if found else None


class Pages(vigie.ServiceTest):
    def browser(self, login=None):
        one = Browser(self.service.port)
        self.addCleanup(one.close)
        if login:
            self.assertEqual(one.sign_in(login).status, 200)
        return one

    def path(self, pattern):
        path = pattern.replace("{id}", NOWHERE).replace("{role}", "police").replace("{file}", "x").replace("{section}", "identite")
        return re.sub(r"\{(reunion|desaccord|declaration|jeton)\}", NOWHERE, path)

    # --- Who may ----------------------------------------------------------------------------------------------------

    def test_the_table_is_that_of_the_program(self):
        routed = set()
        for line in self.service.cli("routes").stdout.splitlines():
            method, pattern, *roles = line.split()
            if not pattern.startswith("/api/") and pattern not in ("/livez", "/readyz"):
                names = {"foyer_a" if one == "foyer" else one for one in roles[0].split(",")}
                routed.add((method, pattern, frozenset(names)))
        self.assertEqual(routed, {(m, p, frozenset({"public"} if who is EVERYBODY else who)) for m, p, who in TABLE})

    def test_each_role_opens_its_pages_and_no_other(self):
        for login in SIGNED:
            browser = self.browser(login)
            for method, pattern, allowed in TABLE:
                if pattern in ("/deconnexion", "/connexion"):
                    continue
                with self.subTest(f"{login}: {method} {pattern}"):
                    answer = browser.visit(method, self.path(pattern), {} if method == "POST" else None)
                    self.assertIn(answer.media_type, ("text/html", "application/json"))
                    if allowed is EVERYBODY or login in allowed:
                        self.assertIn(answer.status, (200, 404, 422))
                    else:
                        self.assertEqual((answer.status, heading(answer)), (403, "Accès refusé"))

    def offered(self, answer):
        """What a page leads to, as (method, the pattern of its route)."""
        found = [("GET", path) for path in re.findall(r'href="(/[^"]*)"', answer.text)]
        for form in re.findall(r"<form[^>]*>", answer.text):
            method, action = re.search(r'method="(\w+)"', form), re.search(r'action="(/[^"]*)"', form)
            found += [(method.group(1).upper() if method else "GET", action.group(1))] if action else []
        for method, path in found:
            path = re.split(r"[?#]", path)[0]
            fits = [p for m, p, _ in TABLE if m == method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", p), path)]
            self.assertTrue(fits, f"{method} {path}")
            yield method, min(fits, key=lambda pattern: pattern.count("{"))

    def test_no_page_offers_what_the_profession_of_its_reader_may_not_do(self):
        roles = {(method, pattern): allowed for method, pattern, allowed in TABLE}
        lasting = self.foyer_a.declare("inquietante", {**child(), **departure(), "declarant_qualite": "educateur", "revelation": "oui", "handicap": "oui"})
        back = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        for made in (lasting, back):
            latest = self.police.episode(made["episode"]["id"])["assessments"][-1]["id"]
            self.police.post(f"/api/v1/episodes/{made['episode']['id']}/decision", {"assessment": latest, "qualification": "classique", "level": "aucun", "reason": "x"}, 201)
        self.police.post(f"/api/v1/episodes/{back['episode']['id']}/fpr", {"inscrit_le": ago(hours=1)}, 200)
        other = self.police.declare("classique", {"surnoms": ["Zim"], **departure(9), "declarant_qualite": "police"})
        self.police.post(f"/api/v1/minors/{other['minor']['id']}/merge", {"into": back["minor"]["id"], "reason": "même enfant"}, 201)
        self.foyer_a.come_back(back["episode"]["id"], vigie.came_back())
        call = self.ecoutant.declare("appel", {"categorie": "fugue", "appelant_qualite": "ami", **departure()}, minor=lasting["minor"]["id"], episode=lasting["episode"]["id"])
        self.police.post(f"/api/v1/episodes/{lasting['episode']['id']}/disagreement", {"declarant": "Mère", "reason": "Non."}, 201)
        paths = [pattern for method, pattern, _ in TABLE if method == "GET" and "{" not in pattern and pattern != "/lecture"]
        for made in (lasting, back):
            absence = f"/absences/{made['episode']['id']}"
            paths += [absence, f"{absence}/retour/fait", f"{absence}/entretien", f"/mineurs/{made['minor']['id']}", f"/declarations/{made['id']}"]
            paths += [f"/alertes/{alert['id']}" for alert in made["alerts"]]
        for login in SIGNED:
            browser = self.browser(login)
            for path in (*paths, f"/declarations/{call['id']}"):
                for method, pattern in self.offered(browser.visit("GET", path)):
                    allowed = roles[method, pattern]
                    self.assertTrue(allowed is EVERYBODY or login in allowed, f"{login}, on {path}: {method} {pattern}")

    def test_who_is_not_signed_in_is_asked_to_and_comes_back(self):
        browser = self.browser()
        for method, pattern, allowed in TABLE:
            if allowed is EVERYBODY:
                continue
            with self.subTest(f"{method} {pattern}"):
                answer = browser.visit(method, self.path(pattern), {} if method == "POST" else None, follow=False)
                if method == "GET":
                    self.assertEqual(answer.status, 303)
                    self.assertEqual(answer.header("Location"), f"/connexion?retour={self.path(pattern)}")
                else:
                    self.assertEqual((answer.status, heading(answer)), (401, "Connexion"))
        self.assertEqual(browser.visit("GET", "/absences?qui=toutes", follow=False).header("Location"), "/connexion?retour=/absences%3Fqui%3Dtoutes")
        answer = browser.sign_in("police", back="/absences?qui=toutes")
        self.assertEqual(heading(answer), "Absences en cours")

    def test_one_never_comes_back_to_another_site(self):
        for elsewhere in ("//ailleurs.example/", "https://ailleurs.example/", "/\\ailleurs.example", "javascript:alert(1)", "/\t/ailleurs.example"):
            with self.subTest(elsewhere):
                browser = self.browser()
                answer = browser.visit("POST", "/connexion", {"identifiant": "police", "mot-de-passe": vigie.PASSWORD, "retour": elsewhere}, follow=False)
                self.assertEqual((answer.status, answer.header("Location")), (303, "/"))
                page = self.browser().visit("GET", "/connexion?retour=" + urllib.parse.quote(elsewhere, safe=""))
                self.assertEqual(hidden(page, "retour"), "/")

    # --- The session ------------------------------------------------------------------------------------------------

    def test_signs_in_and_out_with_the_same_cookie_as_the_api(self):
        browser = self.browser()
        answer = browser.visit("POST", "/connexion", {"identifiant": "foyer_a", "mot-de-passe": vigie.PASSWORD}, follow=False)
        cookie = answer.header("Set-Cookie")
        self.assertRegex(cookie, r"^vigie_session=\S+; Path=/; Max-Age=\d+; HttpOnly; SameSite=Strict$")
        sent = {"Cookie": cookie.split(";")[0]}
        self.nobody.get("/api/v1/episodes", 200, headers=sent)
        self.assertIn("foyer_a", browser.visit("GET", "/").text)
        self.assertEqual(heading(browser.visit("POST", "/deconnexion", {})), "Connexion")
        self.assertNotIn("vigie_session", browser.cookies)
        self.nobody.get("/api/v1/episodes", 401, headers=sent)

    def test_a_wrong_password_says_no_more_than_that_and_never_comes_back(self):
        texts = set()
        for login in ("police", "personne", "<script>"):
            answer = self.browser().sign_in(login, "faux mot de passe")
            self.assertEqual(answer.status, 422)
            self.assertIn("<title>Erreur", answer.text)
            self.assertNotIn("faux mot de passe", answer.text)
            self.assertNotIn("<script>", answer.text)
            texts.add(re.search(r'id="identifiant-erreur">(.*?)</p>', answer.text).group(1))
        self.assertEqual(len(texts), 1)
        answer = self.browser().visit("POST", "/connexion", {})
        self.assertIn("Saisissez votre identifiant.", answer.text)
        self.assertIn("Saisissez votre mot de passe.", answer.text)

    def test_ten_wrong_passwords_make_the_login_wait(self):
        browser = self.browser()
        for _ in range(10):
            browser.sign_in("police2", "faux")
        answer = browser.sign_in("police2")
        self.assertEqual(answer.status, 429)
        self.assertGreater(int(answer.header("Retry-After")), 0)

    def test_what_was_typed_outlives_the_session_and_is_sent_after_signing_in(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        path = f"/absences/{made['episode']['id']}/entretien"
        browser = self.browser("foyer_a")
        browser.cookies["vigie_session"] = "vigie_s_expiree"
        typed = {"entretien": "realise", "ce_que_dit_le_mineur": "il dit « & <b>\nligne 2", "retour_au_plus_tard": ""}
        answer = browser.visit("POST", path, typed)
        self.assertEqual((answer.status, heading(answer)), (401, "Connexion"))
        self.assertIn("gardé dans cette page", answer.text)
        kept = {"identifiant": "foyer_a", "mot-de-passe": "faux", "retour": hidden(answer, "retour"), "saisie": hidden(answer, "saisie")}
        again = browser.visit("POST", "/connexion", kept)
        self.assertEqual(hidden(again, "saisie"), kept["saisie"])
        kept["mot-de-passe"] = vigie.PASSWORD
        resume = browser.visit("POST", "/connexion", kept)
        self.assertEqual(heading(resume), "Reprendre votre saisie")
        self.assertIn(f'action="{path}"', resume.text)
        self.assertEqual({name: hidden(resume, name) for name in typed}, typed)

    # --- Forged requests --------------------------------------------------------------------------------------------

    def test_no_other_site_can_post_to_a_page(self):
        here = f"http://127.0.0.1:{self.service.port}"
        browser = self.browser("foyer_a")
        for method, pattern, _ in TABLE:
            if method != "POST":
                continue
            for sent in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site", "Origin": here}):
                with self.subTest(f"{pattern} {sent}"):
                    answer = browser.visit("POST", self.path(pattern), {}, headers=sent)
                    self.assertEqual((answer.status, heading(answer)), (403, "Accès refusé"))
        # Nor sign a person in under an account that is not theirs: no cookie is needed for that.
        for sent in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ailleurs.example"}, {"Origin": "null"}):
            answer = self.nobody_posts("/connexion", sent)
            self.assertEqual(answer.status, 403, sent)
        for sent in ({"Origin": here}, {"Sec-Fetch-Site": "same-origin"}, {}):
            self.assertEqual(self.nobody_posts("/connexion", sent).status, 422, sent)

    def nobody_posts(self, path, headers):
        client = vigie.Client(self.service.port, described=None)
        self.addCleanup(client.close)
        return client.post(path, b"", headers={"Content-Type": "application/x-www-form-urlencoded", **headers})

    # --- What answers carry -----------------------------------------------------------------------------------------

    def test_pages_are_kept_by_nobody_and_files_for_ever(self):
        page = self.browser().visit("GET", "/connexion")
        self.assertEqual(page.headers_named("Cache-Control"), ["no-store"])
        self.assertEqual(page.header("Content-Language"), "fr")
        policy = page.header("Content-Security-Policy")
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
        self.assertGreaterEqual(len(files), 3)
        for file in files:
            with self.subTest(file):
                self.assertRegex(file, r"^/static/[a-z]+-[0-9a-f]{12}\.(css|js|svg)$")
                plain = self.nobody_gets(file, {"Accept-Encoding": "identity"})
                self.assertEqual(plain.header("Cache-Control"), "public, max-age=31536000, immutable")
                self.assertEqual(plain.header("Vary"), "Accept-Encoding")
                packed = self.nobody_gets(file, {"Accept-Encoding": "br, gzip;q=0.5"})
                if file.endswith((".svg", ".css", ".js")):
                    self.assertTrue(packed.header("Content-Type").endswith("; charset=utf-8"), file)
                if file.endswith(".svg"):
                    continue
                self.assertEqual(packed.header("Content-Encoding"), "gzip")
                self.assertEqual(gzip.decompress(packed.body), plain.body)
                self.assertIsNone(self.nobody_gets(file, {"Accept-Encoding": "gzip;q=0"}).header("Content-Encoding"))
        self.assertEqual(self.nobody_gets(files[0][:-8] + "0000.css", {}).status, 404)

    def test_each_guide_has_its_pictures_small_described_and_of_their_size(self):
        for role in ("ecoutant", "suivi", "police", "foyer", "analyste", "admin"):
            guide = self.browser().visit("GET", "/aide/" + role)
            pictures = re.findall(r'<img class="vigie-picture" src="([^"]+)" width="(\d+)" height="(\d+)" loading="lazy" alt="([^"]{20,})">', guide.text)
            self.assertEqual((len(pictures), guide.text.count("<img")), (2, 2), role)
            for address, width, height, _ in pictures:
                with self.subTest(address):
                    self.assertRegex(address, r"^/static/aide-[a-z]+-[0-9a-f]{12}\.png$")
                    picture = self.nobody_gets(address, {})
                    self.assertEqual((picture.status, picture.media_type), (200, "image/png"))
                    self.assertEqual(picture.header("Cache-Control"), "public, max-age=31536000, immutable")
                    self.assertLess(len(picture.body), 60 * 1024)
                    self.assertEqual(picture.body[:8], b"\x89PNG\r\n\x1a\n")
                    self.assertEqual(tuple(int.from_bytes(picture.body[at:at + 4], "big") for at in (16, 20)), (int(width), int(height)))

    def nobody_gets(self, path, headers):
        client = vigie.Client(self.service.port, described=None)
        self.addCleanup(client.close)
        return client.request("GET", path, headers=headers)

    def test_refusals_are_french_pages_with_the_frame_of_who_is_signed_in(self):
        browser = self.browser("foyer_a")
        for method, target, status, title in (("GET", "/rien", 404, "Introuvable"), ("GET", f"/absences/{NOWHERE}/retour", 404, "Introuvable"),
                                              ("POST", "/aide", 405, "Méthode non permise"), ("GET", "/aide/rien", 404, "Introuvable")):
            with self.subTest(f"{method} {target}"):
                answer = browser.visit(method, target, {} if method == "POST" else None)
                self.assertEqual((answer.status, heading(answer)), (status, title))
                self.assertIn("Se déconnecter", answer.text)
        too_large = vigie.answers_in(vigie.talk(self.service.port, b"POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"))[0]
        self.assertEqual((too_large.status, heading(too_large)), (413, "Contenu trop volumineux"))
        self.assertIn("/static/vigie-", too_large.text)
        unread = browser.request("POST", "/recherche", b"%zz", headers={"Cookie": f"vigie_session={browser.cookies['vigie_session']}",
                                                                       "Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual((unread.status, heading(unread)), (400, "Requête mal formée"))
        json_sent = browser.request("POST", "/recherche", b"{}", headers={"Cookie": f"vigie_session={browser.cookies['vigie_session']}", "Content-Type": "application/json"})
        self.assertEqual(json_sent.status, 415)

    # --- Choices of display -----------------------------------------------------------------------------------------

    def test_theme_and_single_keys_are_kept_in_the_browser(self):
        browser = self.browser()
        self.assertIn('data-theme="" data-raccourcis="non"', browser.visit("GET", "/raccourcis").text)
        page = browser.visit("POST", "/raccourcis", {"theme": "sombre", "touches": "oui"})
        self.assertIn('data-theme="sombre" data-raccourcis="oui"', page.text)
        browser.cookies["vigie_theme"] = '"><script>'
        self.assertIn('data-theme=""', browser.visit("GET", "/").text)

    # --- Search -----------------------------------------------------------------------------------------------------

    def test_finds_the_minors_that_one_may_know(self):
        who = child()
        self.foyer_a.declare("classique", {**who, **departure(), "declarant_qualite": "educateur"})
        for login, knows in (("foyer_a", True), ("foyer_b", False), ("ecoutant", True)):
            page = self.browser(login).visit("POST", "/recherche", {"q": who["nom"]})
            self.assertEqual(who["nom"].upper() in page.text, knows, login)
        short = self.browser("foyer_a").visit("POST", "/recherche", {"q": "x"})
        self.assertEqual(short.status, 422)
        self.assertIn("<title>Erreur", short.text)

    # --- Return -----------------------------------------------------------------------------------------------------

    def test_a_home_returns_its_own_minors_and_no_other(self):
        who = child()
        made = self.foyer_a.declare("classique", {**who, **departure(), "declarant_qualite": "educateur"})
        path = f"/absences/{made['episode']['id']}/retour"
        for end in ("", "/fait"):
            self.assertEqual(self.browser("foyer_b").visit("GET", path + end).status, 404)
        self.assertEqual(self.browser("foyer_b").visit("POST", path, {"vu": "oui"}).status, 404)
        self.assertNotIn(who["nom"].upper(), self.browser("foyer_b").visit("GET", "/absences").text)
        browser = self.browser("foyer_a")
        self.assertIn(who["nom"].upper(), browser.visit("GET", "/absences").text)
        form = browser.visit("GET", path)
        self.assertIn(who["nom"].upper(), form.text)
        self.assertIn("15 ans", form.text.replace("\u00a0", " "))
        done = browser.visit("POST", path, {"vu": "oui", "_cle": hidden(form, "_cle")})
        self.assertEqual(heading(done), "Retour enregistré")
        self.assertEqual(self.foyer_a.episode(made["episode"]["id"])["status"], "rentre")
        # Sent twice, it is done once; a second return, by another key, says that it was there.
        twice = browser.visit("POST", path, {"vu": "oui", "_cle": hidden(form, "_cle")})
        self.assertEqual(heading(twice), "Retour enregistré")
        again = browser.visit("POST", path, {"vu": "oui"})
        self.assertIn("déjà enregistré", again.text)
        self.assertEqual(len(self.foyer_a.episode(made["episode"]["id"])["declarations"]), 2)
        undone = browser.visit("POST", path + "/annuler", {})
        self.assertEqual(heading(undone), "Enregistrer un retour")
        self.assertEqual(self.foyer_a.episode(made["episode"]["id"])["status"], "en_cours")

    def test_only_told_is_not_verified(self):
        made = self.police.declare("classique", {**child(), **departure(), "declarant_qualite": "mere"})
        path = f"/absences/{made['episode']['id']}/retour"
        done = self.browser("police").visit("POST", path, {"vu": "non"})
        self.assertIn("pas encore vérifié", done.text)
        tasks = [one["kind"] for one in self.police.every("/api/v1/alerts") if one["episode"] == made["episode"]["id"]]
        self.assertIn("retour_a_verifier", tasks)

    def test_a_return_told_later_is_read_as_it_is_said_and_what_is_unclear_comes_back(self):
        made = self.police.declare("classique", {**child(), **departure(days=3), "declarant_qualite": "mere"})
        path = f"/absences/{made['episode']['id']}/retour"
        browser = self.browser("police")
        self.assertEqual(heading(browser.visit("GET", path + "?precis=1")), "Enregistrer un retour")
        for typed, said in (("23h", "il manque le jour"), ("", "Pour signer"), ("demain 23h", "pas encore passé"), ("31/02/2026 10h", "n’existe pas")):
            with self.subTest(typed):
                answer = browser.visit("POST", path, {"retour_au_plus_tard": typed, "etat_choc": "inconnu", "retour_avec": "<b>Ka & Zo"})
                self.assertEqual(answer.status, 422)
                self.assertIn("<title>Erreur", answer.text)
                self.assertIn("Il y a un problème", answer.text)
                self.assertIn(said, answer.text)
                self.assertIn('href="#retour_au_plus_tard"', answer.text)
                self.assertIn("&lt;b&gt;Ka &amp; Zo", answer.text)
                self.assertRegex(answer.text, r'name="etat_choc" type="radio" value="inconnu" checked')
        before = browser.visit("POST", path, {"retour_au_plus_tard": "il y a 999 h", "retour_issue": "rentre"})
        self.assertEqual(before.status, 422)
        done = browser.visit("POST", path, {"retour_au_plus_tard": "hier 23h", "retour_issue": "localise", "retour_commune": "Zylville"})
        self.assertEqual(heading(done), "Mineur localisé, pas encore rentré")
        self.assertNotIn("Zylville", done.text)  # a parent may read this screen

    def test_an_interview_feeds_the_assessment_at_once(self):
        made = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        episode = made["episode"]["id"]
        browser = self.browser("foyer_a")
        browser.visit("POST", f"/absences/{episode}/retour", {"vu": "oui"})
        self.assertIn("Enregistrer l’entretien de retour", browser.visit("GET", f"/absences/{episode}/retour/fait").text)
        done = browser.visit("POST", f"/absences/{episode}/entretien", {"entretien": "realise", "entretien_le": "maintenant", "revelation": "oui"})
        self.assertIn("L’entretien est enregistré", done.text)
        self.assertNotIn("Entretien de retour à mener", done.text)
        self.assertEqual(self.foyer_a.episode(episode)["level"], "critique")

    def test_the_reading_of_an_instant_is_the_servers(self):
        browser = self.browser("ecoutant")
        said = browser.visit("POST", "/lecture/instant", {"texte": "hier 23h", "departement": "974"}).json
        self.assertTrue(said["compris"])
        self.assertRegex(said["texte"], r"^Compris\u00a0: \w+ \d+(er)? \w+ \d{4} à 23\u00a0h\u00a000 \(il y a ")
        self.assertFalse(browser.visit("POST", "/lecture/instant", {"texte": "23h"}).json["compris"])
