"""The identity provider in the configuration: what it must say, and what the service does when the provider is away."""
import http.client
import os
import socket
import threading
import time

import vigie
from test_hostile import Neighbour

GOOD = {"issuer": "http://127.0.0.1:9", "client_id": "vigie", "base_url": "https://vigie.example", "contact": "l’assistance, poste 12 34"}


class ProviderTest(vigie.ServiceTest):
    @classmethod
    def prepare(cls):
        cls.secret = os.path.join(cls.service.room, "secret")
        with open(cls.secret, "w", encoding="utf-8") as out:
            out.write("un-secret\n")
        cls.options = ("--config", cls.configuration({**GOOD, "client_secret_file": cls.secret}))

    @classmethod
    def configuration(cls, told):
        file = os.path.join(cls.service.room, "vigie.toml")
        with open(file, "w", encoding="utf-8") as out:
            out.write("[oidc]\n")
            for key, value in told.items():
                out.write(f"{key} = {value if isinstance(value, (list, int)) else repr(value)}\n")
        return file


class Away(ProviderTest):
    def test_what_is_missing_or_wrong_in_the_table_stops_the_start_with_its_line(self):
        whole = {**GOOD, "client_secret_file": self.secret}
        wrong = [({k: v for k, v in whole.items() if k != gone}, gone) for gone in whole]
        wrong += [({**whole, key: value}, key) for key, value in (
            ("issuer", "http://id.example"), ("base_url", "ftp://vigie.example"), ("client_secret_file", "/nulle/part"), ("algorithm", "HS256"),
            ("algorithm", "none"), ("client_authentication", "none"), ("acr", "eidas2"), ("acr", [1]), ("max_age", 59), ("max_age", "une heure"), ("authorities", "/nulle/part"),
            ("client_id", 7), ("inconnue", "x"))]
        for told, key in wrong:
            with self.subTest(key):
                done = self.service.cli("serve", "--config", self.configuration(told), "--listen", "127.0.0.1:0", check=False)
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertRegex(done.stderr, rf"vigie\.toml:\d+ : \[oidc\] « {key} » .*\[configuration_invalide\]")
                self.assertNotIn("un-secret", done.stderr)

    def test_a_provider_that_is_away_is_said_in_french_with_a_contact(self):
        answer = self.nobody.request("GET", "/connexion/fournisseur")
        self.assertEqual(answer.status, 503)
        self.assertIn(GOOD["contact"], answer.text)
        self.assertIn("fournisseur_injoignable", answer.text)
        self.assertIsNone(answer.header("Set-Cookie"))
        self.assertGreater(int(answer.header("Retry-After")), 0)

    def test_a_return_that_did_not_begin_here_is_refused_without_asking_the_provider(self):
        for cookie in (None, "vigie_trajet=", "vigie_trajet=x.y", f"vigie_trajet={'A' * 43}", "vigie_session=x"):
            answer = self.nobody.request("GET", "/connexion/retour?code=c&state=s", headers={"Cookie": cookie} if cookie else {})
            self.assertEqual(answer.status, 403)
            self.assertIn("trajet_inconnu", answer.text)
            self.assertRegex(answer.header("Set-Cookie"), r"^vigie_trajet=; Path=/; Max-Age=0;")


class Silent(ProviderTest):
    """A provider that takes connections and says nothing."""

    @classmethod
    def prepare(cls):
        super().prepare()
        silence = socket.create_server(("127.0.0.1", 0), backlog=64)
        cls.addClassCleanup(silence.close)
        told = {**GOOD, "client_secret_file": cls.secret, "issuer": f"http://127.0.0.1:{silence.getsockname()[1]}"}
        cls.options = ("--config", cls.configuration(told))

    def test_who_waits_for_it_holds_nobody_else(self):
        def wait():
            try:
                self.service.as_(None).request("GET", "/connexion/fournisseur")
            except (OSError, http.client.HTTPException):
                pass  # the service was stopped under it

        waiting = [threading.Thread(target=wait) for _ in range(10)]
        with Neighbour(self.service) as neighbour:
            for one in waiting:
                one.start()
            time.sleep(2)
            self.nobody.post("/api/v1/session", {"login": "police", "password": vigie.PASSWORD}, 200)
        self.assertEqual(neighbour.trouble, [])
        self.assertLess(max(neighbour.took), 2)
        self.service.kill()
        for one in waiting:
            one.join()


class Elsewhere(ProviderTest):
    """A provider that answers that what is asked is at another address."""

    @classmethod
    def prepare(cls):
        super().prepare()
        cls.asked, cls.followed = [], []
        there = cls.listen(lambda path: (cls.followed.append(path), b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")[1])
        here = cls.listen(lambda path: (cls.asked.append(path), f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{there}{path}\r\n"
                                                               "Content-Length: 0\r\nConnection: close\r\n\r\n".encode())[1])
        cls.options = ("--config", cls.configuration({**GOOD, "client_secret_file": cls.secret, "issuer": f"http://127.0.0.1:{here}"}))

    @classmethod
    def listen(cls, answer):
        """Serves each connection once on a port of its own, until the tests are over."""
        listener = socket.create_server(("127.0.0.1", 0), backlog=16)

        def serve():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return  # the tests are over
                with connection:
                    connection.sendall(answer(connection.recv(65536).split()[1].decode()))

        threading.Thread(target=serve, daemon=True).start()
        cls.addClassCleanup(listener.close)
        return listener.getsockname()[1]

    def test_it_is_not_followed_there(self):
        answer = self.nobody.request("GET", "/connexion/fournisseur")
        self.assertEqual(answer.status, 503)
        self.assertIn("fournisseur_injoignable", answer.text)
        self.assertEqual(self.asked, ["/.well-known/openid-configuration"])
        self.assertEqual(self.followed, [])
