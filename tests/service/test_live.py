"""The live feed: in order, without gap or repetition, to each what it may read; through kills, silence and crowds."""
import json
import os
import selectors
import socket
import sqlite3
import threading
import time

import vigie
from vigie import child, departure

FILES = ("declaration", "episode", "assessment", "alert")


class Feed:
    """One who listens, as an EventSource does: bytes to events (HTML Living Standard, 9.2.6)."""

    def __init__(self, port, token, after=None, last=None, headers=(), tls=None):
        self.plug = socket.create_connection(("127.0.0.1", port), timeout=30)
        if tls:
            self.plug = tls.wrap_socket(self.plug)
        target = "/api/v1/live" + ("" if after is None else f"?after={after}")
        lines = [f"GET {target} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers]
        if token:
            lines.append(f"Authorization: Bearer {token}")
        if last is not None:
            lines.append(f"Last-Event-ID: {last}")
        self.plug.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.unread, self.events, self.comments = b"", [], 0
        self.last = last  # what an EventSource would send next
        self.retry = None
        self.status, self.headers = None, None

    def close(self):
        self.plug.close()

    def receive(self, seconds=20):
        """Reads once; False at the end of the stream, or when nothing came."""
        self.plug.settimeout(seconds)
        try:
            more = self.plug.recv(1 << 18)
        except (TimeoutError, socket.timeout):
            return False
        except ConnectionResetError:
            more = b""
        self.take(more)
        return bool(more)

    def take(self, more):
        self.ended = not more
        self.unread += more
        if self.status is None:
            if b"\r\n\r\n" not in self.unread:
                return
            head, self.unread = self.unread.split(b"\r\n\r\n", 1)
            lines = head.decode().split("\r\n")
            self.status = int(lines[0].split()[1])
            self.headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in lines[1:])}
        if self.status != 200:
            return
        *blocks, self.unread = self.unread.split(b"\n\n")
        for block in blocks:
            self.dispatch(block.decode())

    def dispatch(self, block):
        fields = {}
        for line in block.split("\n"):
            name, _, value = line.partition(":")
            if not name:
                self.comments += 1
            fields[name] = value.removeprefix(" ")
        self.last = fields.get("id", self.last)
        self.retry = fields.get("retry", self.retry)
        if "data" in fields:
            self.events.append((int(self.last), fields.get("event", "message"), json.loads(fields["data"])))

    def until(self, happens, seconds=20):
        """Reads until it happens; whether it did."""
        end = time.monotonic() + seconds
        while not happens() and time.monotonic() < end:
            if not self.receive(max(0.01, end - time.monotonic())) and getattr(self, "ended", False):
                break
        return happens()

    def open(self):
        assert self.until(lambda: self.status is not None), "no answer"
        if self.status == 200:
            self.until(lambda: self.retry is not None)
        return self

    def numbers(self):
        return [number for number, _, _ in self.events]

    def told(self):
        """(number, kind, id, version) of each event."""
        return [(number, data["kind"], data["id"], data["version"]) for number, _, data in self.events]

    def tells(self, id, kind=None):
        return lambda: any(data["id"] == id and kind in (None, data["kind"]) for _, _, data in self.events)


class LiveTest(vigie.ServiceTest):
    def feed(self, login, **more):
        token = self.service.tokens[login] if login else None
        feed = Feed(self.service.port, token, **more).open()
        self.addCleanup(feed.close)
        return feed

    def log(self, kinds=FILES, after=0):
        """The log of changes itself."""
        base = sqlite3.connect(f"file:{self.service.directory}/vigie.db?mode=ro", uri=True)
        rows = base.execute("SELECT number, kind, subject, version FROM change WHERE number > ? ORDER BY number", (after,)).fetchall()
        base.close()
        return [row for row in rows if row[1] in kinds]

    def signable(self, **more):
        return {**child(), **departure(), "declarant_qualite": "educateur", **more}


class Telling(LiveTest):
    def test_a_change_is_told_with_its_number_kind_id_and_version_and_nothing_else(self):
        feed = self.feed("police")
        self.assertEqual(feed.status, 200)
        self.assertEqual(feed.headers["content-type"], "text/event-stream; charset=utf-8")
        self.assertIn("no-store", feed.headers["cache-control"])
        self.assertNotIn("content-length", feed.headers)
        self.assertTrue(1000 <= int(feed.retry) <= 5000)
        start = int(feed.last)
        made = self.foyer_a.declare("inquietante", self.signable(revelation="oui"))
        alert = made["alerts"][0]
        self.assertTrue(feed.until(feed.tells(alert["id"], "alert")))
        self.police.post(f"/api/v1/alerts/{alert['id']}/acknowledge", None, 200)
        self.assertTrue(feed.until(lambda: (alert["id"], 2) in [(t[2], t[3]) for t in feed.told()]))
        self.assertEqual(feed.told(), self.log(after=start))
        for id, kind in ((made["id"], "declaration"), (made["episode"]["id"], "episode"), (made["assessment"]["id"], "assessment")):
            self.assertTrue(feed.tells(id, kind)())
        for _, name, data in feed.events:
            self.assertEqual(name, "message")
            self.assertEqual(set(data), {"kind", "id", "version"})
            self.assertEqual(vigie.description.errors("/components/schemas/LiveEvent", data), [])

    def test_the_past_is_told_by_number_once_and_in_order(self):
        for _ in range(5):
            self.foyer_a.declare("classique", self.signable())
        log = self.log()
        for after in (0, log[0][0], log[-2][0], log[-1][0]):
            feed = self.feed("police", after=after)
            expected = [row for row in log if row[0] > after]
            self.assertTrue(feed.until(lambda: len(feed.events) >= len(expected)))
            self.assertFalse(feed.receive(0.3))
            self.assertEqual(feed.told(), expected)

    def test_the_header_goes_before_after(self):
        self.foyer_a.declare("classique", self.signable())
        head = self.log(FILES + ("account", "organisation"))[-1][0]
        feed = self.feed("police", after=0, last=head)
        self.assertFalse(feed.receive(0.3))
        self.assertEqual(feed.events, [])
        self.assertTrue(Feed(self.service.port, self.service.tokens["police"], after=0, last="").open().until(
            lambda: True))  # an empty header is none

    def test_422_for_what_is_no_number(self):
        for bad in ("x", "-1", "1.5", "1e3", "0x10", "99999999999999999999", "1 2"):
            with self.subTest(bad):
                answer = self.police.get("/api/v1/live", None, headers={"Last-Event-ID": bad})
                self.assertRefused(answer, 422, "champ_invalide", {"/Last-Event-ID": "numero_invalide"})
                answer = self.police.get(f"/api/v1/live?after={bad.replace(' ', '%20')}", None)
                self.assertRefused(answer, 422, "champ_invalide", {"/after": "numero_invalide"})
        self.assertRefused(self.police.get("/api/v1/live?after=", None), 422, "champ_invalide", {"/after": "numero_invalide"})

    def test_a_number_of_another_past_is_told_to_read_everything_again(self):
        feed = self.feed("police", last=10**12)
        self.assertTrue(feed.until(lambda: feed.events))
        number, name, data = feed.events[0]
        self.assertEqual((name, data), ("reset", {"kind": "reset", "id": None, "version": None}))
        self.assertEqual(number, self.log(FILES + ("account", "organisation"))[-1][0])
        made = self.foyer_a.declare("classique", self.signable())
        self.assertTrue(feed.until(feed.tells(made["id"])))

    def test_what_another_process_wrote_is_told_too(self):
        feed = self.feed("admin")
        begun = time.monotonic()
        self.service.add_account("venu_d_ailleurs", "suivi", "Une organisation nouvelle")
        self.assertTrue(feed.until(lambda: len(feed.events) == 2, 10))
        self.assertEqual([data["kind"] for _, _, data in feed.events], ["organisation", "account"])
        print(f"\n  un compte ajouté par un autre processus : dit {time.monotonic() - begun:.2f} s après le début de la commande")

    def test_a_stream_needs_credentials_and_takes_the_cookie(self):
        self.assertEqual(Feed(self.service.port, None).open().status, 401)
        session = self.nobody.post("/api/v1/session", {"login": "police", "password": vigie.PASSWORD}, 200)
        cookie = session.header("Set-Cookie").split(";")[0]
        feed = Feed(self.service.port, None, headers=[f"Cookie: {cookie}"]).open()
        self.addCleanup(feed.close)
        self.assertEqual(feed.status, 200)

    def test_a_session_that_is_closed_ends_its_stream_and_no_other(self):
        session = self.nobody.post("/api/v1/session", {"login": "police", "password": vigie.PASSWORD}, 200).json
        ended, stays = Feed(self.service.port, session["token"]).open(), self.feed("police")
        vigie.Client(self.service.port, session["token"]).request("DELETE", "/api/v1/session", expect=204)
        begun = time.monotonic()
        self.assertTrue(ended.until(lambda: ended.ended, 10))
        print(f"\n  le flux d’une session fermée s’arrête en {time.monotonic() - begun:.2f} s")
        made = self.foyer_a.declare("classique", self.signable())
        self.assertTrue(stays.until(stays.tells(made["id"])))
        self.assertEqual(ended.events, [])


class Rights(LiveTest):
    def everything_of(self, login):
        """The absences and alerts in its lists."""
        client = getattr(self, login)
        lists = {"admin": (), "analyste": ("/api/v1/episodes",)}.get(login, ("/api/v1/episodes", "/api/v1/alerts"))
        return {item["id"] for target in lists for item in client.every(target)}

    def test_each_role_hears_what_it_may_read(self):
        known = {login: self.everything_of(login) for login in vigie.CAST}
        feeds = {login: self.feed(login) for login in vigie.CAST}
        who = child()
        one = self.foyer_a.declare("inquietante", {**who, **departure(), "declarant_qualite": "educateur", "revelation": "oui"})
        two = self.ecoutant.declare("appel", {**child(), **departure(), "appelant_qualite": "mere", "categorie": "fugue"})
        shared = self.foyer_b.declare("classique", {**who, **departure(), "declarant_qualite": "educateur"})
        self.assertEqual(shared["minor"]["id"], one["minor"]["id"])
        nothing = self.ecoutant.declare("appel", {"appelant_qualite": "autre", "categorie": "information"})
        self.foyer_b.declare("preventive", {**child(), "declarant_qualite": "educateur"})
        last = self.foyer_a.declare("classique", self.signable())
        self.admin.post("/api/v1/accounts", {"login": "dernier", "role": "suivi", "organisation": "Nouvelle", "password": "assez long pour tenir"}, 201)
        for login in ("police", "police2", "ecoutant", "suivi", "foyer_a", "foyer_a2"):
            self.assertTrue(feeds[login].until(feeds[login].tells(last["episode"]["id"])), login)
        self.assertTrue(feeds["analyste"].until(feeds["analyste"].tells(last["episode"]["id"])))
        self.assertTrue(feeds["admin"].until(lambda: len(feeds["admin"].events) >= 2))
        while feeds["foyer_b"].receive(0.5):
            pass

        def ids(login, kind):
            return {data["id"] for _, _, data in feeds[login].events if data["kind"] == kind}
        declarations = {d["id"] for d in (one, two, shared, nothing, last)}
        for login in ("police", "ecoutant", "suivi"):
            self.assertLessEqual(declarations, ids(login, "declaration"))
        self.assertEqual(ids("foyer_a", "declaration"), {one["id"], last["id"]})
        self.assertEqual(ids("foyer_a2", "declaration"), {one["id"], last["id"]})
        self.assertIn(shared["id"], ids("foyer_b", "declaration"))
        self.assertTrue(ids("foyer_b", "declaration").isdisjoint({one["id"], two["id"], nothing["id"], last["id"]}))
        for login in vigie.CAST:
            client = getattr(self, login)
            for kind, target in (("episode", "/api/v1/episodes"), ("declaration", "/api/v1/declarations")):
                for id in ids(login, kind):
                    client.get(f"{target}/{id}")  # 200
            self.assertEqual(ids(login, "episode") | ids(login, "alert"), self.everything_of(login) - known[login], login)
        self.assertEqual({data["kind"] for _, _, data in feeds["analyste"].events}, {"episode"})
        self.assertEqual({data["kind"] for _, _, data in feeds["admin"].events}, {"account", "organisation"})
        for login in ("police", "analyste", "foyer_a"):
            self.assertNotIn(one["minor"]["id"], json.dumps(feeds[login].events))

    def test_a_home_that_comes_back_hears_no_more_than_one_that_stayed(self):
        stayed = self.feed("foyer_b")
        start = stayed.last
        who = child()
        self.foyer_a.declare("classique", {**who, **departure(), "declarant_qualite": "educateur"})
        for _ in range(3):
            self.foyer_a.declare("classique", self.signable())
        made = self.foyer_b.declare("classique", {**who, **departure(), "declarant_qualite": "educateur"})
        self.assertTrue(stayed.until(stayed.tells(made["episode"]["id"])))
        while stayed.receive(0.3):
            pass
        back = self.feed("foyer_b", last=start)
        self.assertTrue(back.until(lambda: len(back.events) >= len(stayed.events)))
        self.assertEqual(back.told(), stayed.told())


class Resuming(LiveTest):
    def test_no_gap_and_no_repetition_through_kills(self):
        """One writes on, the service is killed five times; who listens comes back by its last number."""
        stop, told = threading.Event(), []

        def write():
            while not stop.is_set():
                client = self.service.as_("foyer_a")
                try:
                    client.declare("classique", self.signable(hotel_ou_location="oui"))
                except Exception:
                    time.sleep(0.05)
                finally:
                    client.close()
        writer = threading.Thread(target=write)
        feed = self.feed("police")
        start = last = int(feed.last)
        writer.start()
        try:
            for _ in range(5):
                feed.until(lambda: False, 0.7)
                self.service.kill()
                while feed.receive(2):
                    pass
                told, last = told + feed.told(), feed.last
                self.service.start()
                feed = self.feed("police", last=last)
        finally:
            stop.set()
            writer.join()
        expected = self.log(after=start)
        feed.until(lambda: feed.events and feed.numbers()[-1] >= expected[-1][0])
        told += feed.told()
        self.assertGreater(len(expected), 20)
        self.assertEqual(told, expected)

    def test_an_hour_away_is_made_up_within_a_second(self):
        """Ten thousand changes were missed; two hundred come back together."""
        self.foyer_a.declare("classique", self.signable())
        start = self.log(FILES + ("account", "organisation"))[-1][0]
        self.service.stop()
        base = sqlite3.connect(f"{self.service.directory}/vigie.db")
        kind, subject, version, minor = base.execute("SELECT kind, subject, version, minor FROM change WHERE kind = 'episode'").fetchone()
        base.executemany("INSERT INTO change (number, at, kind, subject, version, minor) VALUES (?, 0, ?, ?, ?, ?)",
                         [(start + i, kind, subject, version + i, minor) for i in range(1, 10_001)])
        base.commit()
        base.close()
        self.service.start()
        for login in vigie.CAST:
            setattr(type(self), login, self.service.as_(login))
        begun = time.monotonic()
        feed = self.feed("police", last=start)
        self.assertTrue(feed.until(lambda: len(feed.events) >= 10_000))
        took = time.monotonic() - begun
        self.assertEqual(feed.numbers(), list(range(start + 1, start + 10_001)))
        print(f"\n  un retour après 10 000 changements : {took:.2f} s")
        self.assertLess(took, 3)
        begun = time.monotonic()
        feeds = [Feed(self.service.port, self.service.tokens["police"], last=start) for _ in range(200)]
        heard = self.hear_all(feeds, f"id: {start + 10_000}\ndata".encode())
        print(f"\n  200 retours ensemble après 10 000 changements : {time.monotonic() - begun:.2f} s, "
              f"service à {self.service.memory() // 1024} Mio")
        whole = [bytes(text[text.index(f"id: {start + 1}\n".encode()):]) for text in heard]
        self.assertEqual(len(set(whole)), 1)
        self.assertEqual(whole[0].count(b'"kind"'), 10_000)

    def hear_all(self, feeds, last):
        """What each says until it has said `last`."""
        crowd, heard = selectors.DefaultSelector(), [bytearray() for _ in feeds]
        for i, feed in enumerate(feeds):
            self.addCleanup(feed.close)
            crowd.register(feed.plug, selectors.EVENT_READ, i)
        end = time.monotonic() + 60
        while crowd.get_map() and time.monotonic() < end:
            for key, _ in crowd.select(1):
                heard[key.data] += key.fileobj.recv(1 << 20)
                if last in heard[key.data][-400:]:
                    crowd.unregister(key.fileobj)
        self.assertFalse(crowd.get_map(), "some were not told everything")
        return heard


class Crowd(LiveTest):
    def test_a_thousand_hear_each_change_and_the_service_answers_on(self):
        before = self.service.memory()
        feeds = [Feed(self.service.port, self.service.tokens["police" if i % 2 else "ecoutant"]) for i in range(1000)]
        for feed in feeds:
            self.addCleanup(feed.close)
        for feed in feeds:
            self.assertEqual(feed.open().status, 200)
        held = self.service.memory() - before
        crowd = selectors.DefaultSelector()
        for feed in feeds:
            crowd.register(feed.plug, selectors.EVENT_READ, feed)
        times = []
        for _ in range(10):
            begun = time.monotonic()
            made = self.foyer_a.declare("classique", self.signable())
            heard = set()
            while len(heard) < 1000 and time.monotonic() - begun < 20:
                for key, _ in crowd.select(1):
                    key.data.take(key.fileobj.recv(65536))
                    if key.data.tells(made["episode"]["id"], "episode")():
                        heard.add(id(key.data))
            self.assertEqual(len(heard), 1000)
            times.append(time.monotonic() - begun)
        print(f"\n  1 000 abonnés : {held} Kio de plus ; le dernier entend en {sorted(times)[5]:.3f} s (médiane), {max(times):.3f} s au plus")
        self.police.get("/api/v1/episodes")
        self.assertLess(held, 100_000)

    def test_too_many_of_one_account_are_told_to_come_back(self):
        feeds = [Feed(self.service.port, self.service.tokens["suivi"]) for _ in range(1200)]
        for feed in feeds:
            self.addCleanup(feed.close)
            self.assertEqual(feed.open().status, 200)  # come all at once, they wait their turn
        refused = self.suivi.get("/api/v1/live", None)
        self.assertRefused(refused, 429, "trop_de_flux", {})
        self.assertTrue(1 <= int(refused.header("Retry-After")))
        self.police.get("/api/v1/live", 200)
        feeds[0].close()
        self.assertTrue(vigie.wait_until(lambda: self.suivi.get("/api/v1/live", None).status == 200))

    def test_a_stop_ends_every_stream_and_the_program_soon(self):
        service = vigie.prepared()
        self.addCleanup(service.close)
        service.start()
        feeds = [Feed(service.port, service.tokens["police"]).open() for _ in range(100)]
        begun = time.monotonic()
        self.assertEqual(service.stop(), 0)
        self.assertLess(time.monotonic() - begun, 4)
        for feed in feeds:
            self.assertTrue(feed.until(lambda: feed.ended, 5))
            feed.close()


class Heartbeat(LiveTest):
    @classmethod
    def setUpClass(cls):
        os.environ["VIGIE_HEARTBEAT"] = "1"
        try:
            super().setUpClass()
        finally:
            del os.environ["VIGIE_HEARTBEAT"]

    def test_a_heartbeat_that_is_no_number_of_seconds_stops_the_start(self):
        for bad in ("0", "301", "dix", "1.5", "-1"):
            done = self.service.cli("doctor", check=False, env={**os.environ, "VIGIE_HEARTBEAT": bad})
            self.assertEqual(done.returncode, 1, bad)
            self.assertIn("configuration_invalide", done.stderr)

    def test_a_silent_stream_beats_and_says_how_far_it_is(self):
        feed = self.feed("foyer_b")
        self.foyer_a.declare("classique", self.signable())  # of which it hears nothing
        self.assertTrue(feed.until(lambda: feed.comments >= 4, 10))
        self.assertEqual(feed.events, [])
        self.assertEqual(int(feed.last), self.log(FILES + ("account", "organisation"))[-1][0])
