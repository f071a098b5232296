"""Behind a proxy: what a declared one says is believed, what anybody else says is not."""
import os

import vigie

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OVER_TLS = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "vigie.example"}


class ProxyTest(vigie.ServiceTest):
    def sign_in(self, headers):
        return self.nobody.post("/api/v1/session", {"login": "police", "password": vigie.PASSWORD}, 200, headers=headers)

    def from_page_of(self, origin, headers):
        """The status of a form that a page of this origin sends; 422: it was taken."""
        return self.nobody.request("POST", "/connexion", b"identifiant=x", headers={**FORM, "Origin": origin, **headers}).status


class Declared(ProxyTest):
    configured = 'trusted_proxies = ["127.0.0.0/8"]\n'

    def test_what_it_carries_over_tls_is_over_tls(self):
        answer = self.sign_in(OVER_TLS)
        self.assertRegex(answer.header("Set-Cookie"), r"^__Host-vigie_session=.*; Secure$")
        self.assertIn("Strict-Transport-Security", dict(answer.headers))
        clear = self.sign_in({**OVER_TLS, "X-Forwarded-Proto": "http"})
        self.assertRegex(clear.header("Set-Cookie"), r"^vigie_session=.*SameSite=Strict$")
        self.assertNotIn("Strict-Transport-Security", dict(clear.headers))

    def test_what_is_refused_before_the_words_of_the_proxy_are_read_keeps_browsers_on_tls(self):
        for sent in (b"BONJOUR\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 20_000 + b"\r\n\r\n"):
            heard = vigie.talk(self.service.port, sent)
            self.assertRegex(heard.split(b"\r\n")[0], b"^HTTP/1.1 4(00|31) ")
            self.assertIn(b"Strict-Transport-Security: ", heard)

    def test_the_origin_of_a_page_is_held_against_the_host_that_the_browser_sees(self):
        self.assertEqual(self.from_page_of("https://vigie.example", OVER_TLS), 422)
        self.assertEqual(self.from_page_of("http://vigie.example", OVER_TLS), 403)
        self.assertEqual(self.from_page_of("https://ailleurs.example", OVER_TLS), 403)
        self.assertEqual(self.from_page_of(f"https://127.0.0.1:{self.service.port}", OVER_TLS), 403)

    def test_the_other_header_is_not_looked_at(self):
        answer = self.sign_in({"Forwarded": "for=192.0.2.7;proto=https;host=vigie.example"})
        self.assertRegex(answer.header("Set-Cookie"), r"^vigie_session=")


class DeclaredToWriteForwarded(ProxyTest):
    configured = 'trusted_proxies = ["127.0.0.1"]\nproxy_header = "forwarded"\n'

    def test_it_is_believed_in_forwarded_and_not_in_the_others(self):
        told = {"Forwarded": "for=192.0.2.7;proto=https;host=vigie.example"}
        self.assertRegex(self.sign_in(told).header("Set-Cookie"), r"^__Host-vigie_session=")
        self.assertEqual(self.from_page_of("https://vigie.example", told), 422)
        self.assertRegex(self.sign_in(OVER_TLS).header("Set-Cookie"), r"^vigie_session=")


class Undeclared(ProxyTest):
    configured = 'trusted_proxies = ["10.0.0.1", "fd00::/8"]\n'

    def test_nobody_else_is_believed(self):
        answer = self.sign_in({**OVER_TLS, "Forwarded": "for=192.0.2.7;proto=https"})
        self.assertRegex(answer.header("Set-Cookie"), r"^vigie_session=")
        self.assertNotIn("Strict-Transport-Security", dict(answer.headers))
        self.assertEqual(self.from_page_of("https://vigie.example", OVER_TLS), 403)
        self.assertNotIn(b"Strict-Transport-Security", vigie.talk(self.service.port, b"BONJOUR\r\n\r\n"))

    def test_what_is_no_network_and_no_header_stops_the_start_and_is_named(self):
        for text, named in (('trusted_proxies = ["mandataire"]', "mandataire"), ('trusted_proxies = [1]', "trusted_proxies"),
                            ('trusted_proxies = "10.0.0.0/40"', "10.0.0.0/40"), ('proxy_header = "x-real-ip"', "x-real-ip")):
            with self.subTest(text):
                file = os.path.join(self.service.room, "essai.toml")
                with open(file, "w", encoding="utf-8") as out:
                    out.write(text + "\n")
                done = self.service.cli("serve", "--config", file, "--listen", "127.0.0.1:0", check=False)
                self.assertEqual(done.returncode, 1)
                self.assertIn(named, done.stderr)
                self.assertIn("[configuration_invalide]", done.stderr)
