"""TLS in the program: what it speaks and refuses, its cookies, a certificate renewed under way, slow and idle greetings."""
import hashlib
import http.client
import os
import shutil
import signal
import socket
import ssl
import time
import warnings

import certificates
import vigie
from test_hostile import Neighbour
from test_live import Feed
from vigie import child, departure

V = ssl.TLSVersion


class TlsTest(vigie.ServiceTest):
    """The service behind a certificate of its own."""

    kind = "ec"  # of its key

    @classmethod
    def prepare(cls):
        warnings.simplefilter("ignore", DeprecationWarning)  # old versions are asked for, so that they are refused
        cls.room = cls.service.room
        cls.certificate, cls.key = (os.path.join(cls.room, name) for name in ("service.pem", "service.cle"))
        cls.install("premier", key=cls.kind)
        cls.options = ("--config", cls.configuration("vigie.toml", f'tls_certificate = "{cls.certificate}"\ntls_key = "{cls.key}"\n'))

    @classmethod
    def configuration(cls, name, text):
        file = os.path.join(cls.room, name)
        with open(file, "w", encoding="utf-8") as out:
            out.write(text)
        return file

    @classmethod
    def install(cls, name, **more):
        """Another certificate where the service looks for it; its clients trust it from now on."""
        made, secret = certificates.make(cls.room, name, **more)
        shutil.copy(secret, cls.key)
        shutil.copy(made, cls.certificate)
        cls.service.tls = certificates.trusting(made)

    def plug(self, context=None, alpn=None):
        context = context or self.service.tls
        if alpn:
            context.set_alpn_protocols(alpn)
        raw = socket.create_connection(("127.0.0.1", self.service.port), timeout=10)
        self.addCleanup(raw.close)
        plug = context.wrap_socket(raw, server_hostname="127.0.0.1")
        self.addCleanup(plug.close)
        return plug

    def refused(self, context):
        with self.assertRaises((ssl.SSLError, ConnectionError)) as refusal:
            self.plug(context)
        return str(refusal.exception)

    def fingerprint(self):
        return hashlib.sha256(self.plug(certificates.unwary(V.TLSv1_2, V.TLSv1_3)).getpeercert(True)).hexdigest()


class Speaking(TlsTest):
    strong = ("ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305")
    weak = ("ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-CCM8", "aNULL")

    def test_it_speaks_tls_1_2_and_1_3_with_ephemeral_keys_and_authenticated_ciphers(self):
        for version, name in ((V.TLSv1_2, "TLSv1.2"), (V.TLSv1_3, "TLSv1.3")):
            with self.subTest(name):
                plug = self.plug(certificates.unwary(version, version))
                self.assertEqual(plug.version(), name)
                self.assertRegex(plug.cipher()[0], r"GCM|CHACHA20")
                self.assertIsNone(plug.compression())
                self.assertFalse(plug.session_reused)
                plug.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                self.assertTrue(plug.recv(65536).startswith(b"HTTP/1.1 200"))
        for cipher in self.strong:
            self.assertEqual(self.plug(certificates.unwary(V.TLSv1_2, V.TLSv1_2, cipher)).cipher()[0], cipher)

    def test_it_refuses_older_versions(self):
        for version in (V.TLSv1, V.TLSv1_1):
            with self.subTest(version.name):
                self.assertIn("protocol version", self.refused(certificates.unwary(version, version)).replace("_", " ").lower())

    def test_it_refuses_ciphers_without_ephemeral_keys_or_without_authentication(self):
        for cipher in self.weak:
            with self.subTest(cipher):
                self.assertIn("handshake failure", self.refused(certificates.unwary(V.TLSv1_2, V.TLSv1_2, f"{cipher}:@SECLEVEL=0")).replace("_", " ").lower())

    def test_it_takes_http_1_1_among_what_is_offered_and_refuses_another_protocol(self):
        plug = self.plug(certificates.trusting(os.path.join(self.room, "premier.pem")), alpn=["h2", "http/1.1"])
        self.assertEqual(plug.selected_alpn_protocol(), "http/1.1")
        other = certificates.trusting(os.path.join(self.room, "premier.pem"))
        other.set_alpn_protocols(["smtp"])
        self.refused(other)

    def test_what_does_not_speak_tls_gets_nothing(self):
        heard = vigie.talk(self.service.port, b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertNotIn(b"HTTP/1.1", heard)
        self.nobody.get("/livez")

    def test_long_messages_come_whole_both_ways(self):
        story = "récit " * 3000
        made = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur", "recit": story})
        kept = self.foyer_a.get(f"/api/v1/declarations/{made['id']}").json
        self.assertEqual(kept["answers"]["recit"].strip(), story.strip())
        style = self.nobody.get("/api/openapi.yaml").body
        self.assertGreater(len(style), 60_000)
        plug = self.plug()
        plug.sendall(b"GET /api/openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n" * 40)
        time.sleep(0.5)  # the answers fill what the kernel holds, and wait
        heard = 0
        while heard < 40 * len(style):
            more = plug.recv(65536)
            self.assertTrue(more)
            heard += len(more)
        self.assertEqual(self.police.request("POST", "/api/v1/minors/search", b" " * (1 << 20) + b"{}").status, 413)

    def test_cookies_are_secure_and_bear_the_prefix_that_ties_them_to_the_host(self):
        answer = self.nobody.post("/api/v1/session", {"login": "police", "password": vigie.PASSWORD}, 200)
        cookie = answer.header("Set-Cookie")
        self.assertRegex(cookie, r"^__Host-vigie_session=\S+; Path=/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$")
        name, value = cookie.split(";")[0].split("=", 1)
        self.nobody.get("/api/v1/episodes", 200, headers={"Cookie": f"{name}={value}"})
        self.nobody.get("/api/v1/episodes", 401, headers={"Cookie": f"vigie_session={value}"})
        ended = self.nobody.request("DELETE", "/api/v1/session", headers={"Cookie": f"{name}={value}"}, expect=204)
        self.assertRegex(ended.header("Set-Cookie"), r"^__Host-vigie_session=; Path=/; Max-Age=0; .*Secure$")

    def test_every_answer_tells_browsers_to_come_back_over_tls(self):
        asked = [self.nobody.get("/livez"), self.nobody.get("/api/v1/episodes", 401), self.nobody.get("/connexion"),
                 self.nobody.get("/static/rien.css", 404), self.nobody.request("POST", "/api/v1/session", b"x" * (1 << 21), expect=413)]
        plug = self.plug()
        plug.sendall(b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n")
        asked += vigie.answers_in(plug.recv(65536))
        self.assertEqual(asked[-1].status, 400)
        for answer in asked:
            self.assertEqual(answer.headers_named("Strict-Transport-Security"), ["max-age=31536000; includeSubDomains"])

    def test_a_page_of_the_same_host_that_came_in_the_clear_is_another_site(self):
        host = f"127.0.0.1:{self.service.port}"
        for origin, status in ((f"http://{host}", 403), (f"https://{host}", 422)):
            answer = self.nobody.request("POST", "/connexion", b"identifiant=x", headers={"Origin": origin, "Content-Type": "application/x-www-form-urlencoded"})
            self.assertEqual(answer.status, status, origin)


class SpeakingUnderAnRsaKey(Speaking):
    kind = "rsa"
    strong = ("ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305")
    weak = ("AES128-GCM-SHA256", "AES256-SHA", "DHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA384", "aNULL")


class Renewing(TlsTest):
    def renew(self):
        self.service.process.send_signal(signal.SIGHUP)

    def test_a_new_certificate_serves_those_who_come_and_those_who_are_there_stay(self):
        feed = Feed(self.service.port, self.service.tokens["police"], tls=certificates.unwary(V.TLSv1_2, V.TLSv1_3)).open()
        self.addCleanup(feed.close)
        stays = http.client.HTTPSConnection("127.0.0.1", self.service.port, timeout=10, context=self.service.tls)
        self.addCleanup(stays.close)
        stays.request("GET", "/livez")
        stays.getresponse().read()
        plug = stays.sock
        before = self.fingerprint()
        with Neighbour(self.service) as neighbour:
            self.install("deuxieme", key="rsa")
            self.renew()
            self.assertTrue(vigie.wait_until(lambda: self.fingerprint() != before))
            time.sleep(0.2)
        self.assertEqual(neighbour.trouble, [])
        stays.request("GET", "/livez")
        self.assertEqual(stays.getresponse().status, 200)
        self.assertIs(stays.sock, plug)
        told = self.service.as_("foyer_a").declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        self.assertTrue(feed.until(feed.tells(told["episode"]["id"])), "the feed that stood lost what came after")
        self.assertRegex(self.service.log_text(), r"certificate read again, it ends on \d{4}-\d\d-\d\d")

    def test_a_certificate_that_cannot_serve_leaves_the_one_that_does(self):
        before = self.fingerprint()
        kept = open(self.key, "rb").read()
        try:
            shutil.copy(certificates.make(self.room, "autre")[1], self.key)
            self.renew()
            self.assertTrue(vigie.wait_until(lambda: "the certificate in use stays" in self.service.log_text()))
            self.assertEqual(self.fingerprint(), before)
        finally:
            with open(self.key, "wb") as out:
                out.write(kept)


class Waiting(TlsTest):
    def test_600_who_do_not_finish_their_greeting_disturb_nobody_and_are_sent_away(self):
        hello = self.client_hello()
        self.nobody.get("/livez")
        before = self.service.memory()
        plugs = []
        try:
            with Neighbour(self.service) as neighbour:
                begun = time.monotonic()
                for i in range(600):
                    plug = socket.create_connection(("127.0.0.1", self.service.port), timeout=5)
                    plugs.append(plug)
                    if i % 3:
                        plug.sendall(hello[: 40 if i % 3 == 1 else None])
                time.sleep(1)
                each = (self.service.memory() - before) / len(plugs)
                newcomer = time.monotonic()
                self.service.as_("foyer_a").get("/api/v1/episodes?limit=1")
                self.assertLess(time.monotonic() - newcomer, 2)
                for plug in plugs:  # each is cut at its deadline, ten seconds after it came
                    plug.settimeout(max(0.1, begun + 16 - time.monotonic()))
                    while plug.recv(65536):
                        pass
                self.assertGreater(time.monotonic() - begun, 8)
            self.assertEqual(neighbour.trouble, [])
            self.assertLess(max(neighbour.took), 2)
            self.assertLess(each, 60, "kilobytes a connection")
        finally:
            for plug in plugs:
                plug.close()
        self.assertTrue(vigie.wait_until(lambda: len(os.listdir(f"/proc/{self.service.process.pid}/fd")) < 100))

    def client_hello(self):
        """The first bytes that a client says."""
        said, heard = ssl.MemoryBIO(), ssl.MemoryBIO()
        talk = self.service.tls.wrap_bio(heard, said, server_hostname="127.0.0.1")
        with self.assertRaises(ssl.SSLWantReadError):
            talk.do_handshake()
        return said.read()

    def test_a_greeting_that_comes_byte_by_byte_is_a_greeting(self):
        said, heard = ssl.MemoryBIO(), ssl.MemoryBIO()
        talk = self.service.tls.wrap_bio(heard, said, server_hostname="127.0.0.1")
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=5) as plug:
            plug.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while True:
                try:
                    talk.do_handshake()
                    break
                except ssl.SSLWantReadError:
                    for byte in said.read():
                        plug.sendall(bytes([byte]))
                    heard.write(plug.recv(65536))
            talk.write(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
            for byte in said.read():
                plug.sendall(bytes([byte]))
            while True:
                heard.write(plug.recv(65536))
                try:
                    self.assertTrue(talk.read(65536).startswith(b"HTTP/1.1 200"))
                    break
                except ssl.SSLWantReadError:
                    continue


class Stopping(TlsTest):
    def test_100_readers_of_the_live_feed_are_told_the_end_when_the_service_stops(self):
        context = certificates.unwary(V.TLSv1_2, V.TLSv1_3)
        feeds = [Feed(self.service.port, self.service.tokens["police"], tls=context).open() for _ in range(100)]
        told = self.foyer_a.declare("classique", {**child(), **departure(), "declarant_qualite": "educateur"})
        for feed in feeds:
            self.assertTrue(feed.until(feed.tells(told["episode"]["id"])))
        self.assertEqual(self.service.stop(), 0)
        for feed in feeds:  # an end that is said: one that is cut short raises
            feed.plug.settimeout(5)
            while feed.plug.recv(65536):
                pass
            feed.close()


class Configuring(TlsTest):
    def refusal(self, text, *more):
        file = self.configuration("essai.toml", text)
        done = self.service.cli("serve", "--config", file, *(more or ("--listen", "127.0.0.1:0")), check=False)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("[configuration_invalide]", done.stderr)
        self.assertFrench(done.stderr)
        return done.stderr

    def pair(self, certificate=None, key=None):
        return f'tls_certificate = "{certificate or self.certificate}"\ntls_key = "{key or self.key}"\n'

    def test_a_certificate_or_a_key_that_cannot_serve_stops_the_start_and_is_named(self):
        weak, weak_key = certificates.make(self.room, "faible", key="weak")
        _, other = certificates.make(self.room, "autre")
        text = self.configuration("texte.pem", "ceci n’est pas un certificat")
        locked = os.path.join(self.room, "fermee.cle")
        os.system(f"openssl ec -in {self.key} -aes128 -passout pass:secret -out {locked} 2>/dev/null")
        for pair, named in ((self.pair(certificate="/nulle/part.pem"), "/nulle/part.pem"), (self.pair(certificate=self.room), self.room),
                            (self.pair(certificate=text), text), (self.pair(key=other), other), (self.pair(key=self.certificate), self.certificate),
                            (self.pair(key=locked), locked), (self.pair(weak, weak_key), "faible")):
            with self.subTest(named):
                self.assertIn(named, self.refusal(pair))
        self.assertIn("tls_key", self.refusal(f'tls_certificate = "{self.certificate}"\n'))
        self.assertIn("tls_key", self.refusal(f'tls_key = "{self.key}"\n'))

    def test_without_tls_only_the_loopback_is_listened_to_even_with_a_declared_proxy(self):
        for text in ("", 'trusted_proxies = ["10.0.0.1"]\n'):
            for address in ("0.0.0.0:0", "[::]:0", "10.0.0.1:0"):
                with self.subTest(f"{text} {address}"):
                    self.assertIn("boucle locale", self.refusal(text, "--listen", address))

    def test_with_tls_any_address_is_listened_to(self):
        other = vigie.prepared()
        self.addCleanup(other.close)
        other.tls = self.service.tls
        other.start("--config", self.configuration("tout.toml", self.pair()), listen="0.0.0.0:0")
        other.as_(None).get("/livez")

    def test_doctor_says_until_when_the_certificate_serves(self):
        done = self.service.cli("doctor", *self.options)
        self.assertRegex(done.stdout, r"attention TLS : le certificat prend fin le \d{4}-")  # within thirty days
        ended = certificates.make_ended(self.room, "fini")
        done = self.service.cli("doctor", "--config", self.configuration("fini.toml", self.pair(*ended)), check=False)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, r"PROBLÈME  TLS : le certificat prend fin le")
