"""What the network can send: slow, endless, malformed, ambiguous. The service refuses it and answers the others."""
import random
import re
import socket
import threading
import time

import vigie
from vigie import answers_in, talk

MEGABYTE = 1 << 20


class Neighbour:
    """Someone who works meanwhile: asks all the time, and remembers how long each answer took."""

    def __init__(self, service):
        self.client = service.as_("police")
        self.took, self.trouble, self.over = [], [], threading.Event()
        self.thread = threading.Thread(target=self._work)

    def _work(self):
        while not self.over.is_set():
            begun = time.monotonic()
            try:
                self.client.get("/api/v1/episodes?limit=5", 200)
            except Exception as trouble:  # whatever it was, the test says it
                self.trouble.append(repr(trouble))
                return
            self.took.append(time.monotonic() - begun)
            time.sleep(0.02)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
        self.client.close()


class Hostile(vigie.ServiceTest):
    def assertUndisturbed(self, neighbour, seconds=2.0):
        self.assertEqual(neighbour.trouble, [])
        self.assertGreater(len(neighbour.took), 0)
        self.assertLess(max(neighbour.took), seconds)

    def alive(self):
        self.assertIsNone(self.service.process.poll(), self.service.log_text()[-500:])
        self.nobody.get("/livez")
        self.police.get("/api/v1/episodes?limit=1")

    def test_600_connections_that_say_nothing_or_half_a_request(self):
        self.alive()
        before = self.service.memory()
        plugs = []
        try:
            with Neighbour(self.service) as neighbour:
                for i in range(600):
                    plug = socket.create_connection(("127.0.0.1", self.service.port), timeout=5)
                    plugs.append(plug)
                    if i % 3 == 1:
                        plug.sendall(b"GET /api/v1/epi")
                    if i % 3 == 2:
                        plug.sendall(b"POST /api/v1/declarations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                     b"Content-Length: 1000000\r\n\r\n{")
                time.sleep(1)
                each = (self.service.memory() - before) / len(plugs)
            self.assertUndisturbed(neighbour)
            self.assertLess(each, 40, "kilobytes a connection")
        finally:
            for plug in plugs:
                plug.close()
        self.alive()

    def test_endless_messages_take_no_memory(self):
        start = b"POST /api/v1/declarations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        chunked = start + b"Transfer-Encoding: chunked\r\n\r\n"
        attacks = {
            "an endless chunk extension": (chunked + b"1;", b"a" * 65536, 411),
            "an endless trailer": (chunked + b"0\r\nX: ", b"a" * 65536, 411),
            "many small trailers": (chunked + b"0\r\n", b"X-Y: z\r\n" * 8192, 411),
            "endless chunks": (chunked, b"10000\r\n" + b"a" * 65536 + b"\r\n", 411),
            "an endless header": (start + b"X: ", b"a" * 65536, 431),
            "many small headers": (start, b"X-Y: z\r\n" * 8192, 431),
            "an endless target": (b"GET /", b"a" * 65536, 431),
            "an endless body": (start + b"Content-Length: 99999999\r\n\r\n", b" " * 65536, 413),
            "an endless first line of nothing": (b"\r\n", b"\r\n" * 32768, 400),
        }
        for name, (head, piece, status) in attacks.items():  # the first time, buffers and pages find their place
            talk(self.service.port, head, *[piece] * 8)
        for name, (head, piece, status) in attacks.items():
            with self.subTest(name), Neighbour(self.service) as neighbour:
                grown = []
                for _ in range(2):  # what takes memory takes it each time; a page that finds its place does not
                    before = self.service.memory()
                    heard, high = self.flood(head, piece, 20 * MEGABYTE)
                    grown.append(high - before)
                self.assertLess(min(grown), 1024, "kilobytes of growth")
                self.assertTrue(heard, "closed without an answer")
                self.assertEqual(heard[0].status, status)
                self.assertEqual(len(heard), 1)
                time.sleep(0.1)
            self.assertUndisturbed(neighbour)
        self.alive()

    def flood(self, head, piece, size):
        """Sends up to `size` bytes; the answers, and the most memory seen."""
        heard, high, sent = b"", 0, 0
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=10) as plug:
            try:
                plug.sendall(head)
                while sent < size:
                    plug.sendall(piece)
                    sent += len(piece)
                    high = max(high, self.service.memory())
                    if not heard:
                        plug.settimeout(0.05 if sent > 4 * len(piece) else 0.001)
                        try:
                            heard = plug.recv(65536)
                        except TimeoutError:
                            pass
                        plug.settimeout(10)
                plug.shutdown(socket.SHUT_WR)
                heard += plug.recv(65536)
            except OSError:
                pass
        return answers_in(heard), high

    def test_a_client_that_never_reads_its_answers_holds_nobody(self):
        request = b"GET /api/v1/forms/inquietante HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + self.service.tokens["police"].encode() + b"\r\n\r\n"
        before = self.service.memory()
        plugs = [socket.create_connection(("127.0.0.1", self.service.port), timeout=2) for _ in range(40)]
        try:
            with Neighbour(self.service) as neighbour:
                for plug in plugs:
                    plug.settimeout(0.2)
                    try:
                        plug.sendall(request * 200)
                    except TimeoutError:
                        pass
                time.sleep(1)
                self.assertLess(self.service.memory() - before, 24 * 1024)
            self.assertUndisturbed(neighbour)
        finally:
            for plug in plugs:
                plug.close()
        self.alive()

    def test_ambiguous_framing_is_refused_and_nothing_is_smuggled(self):
        """Each shape has one answer, with one exact status; the request hidden behind it is never answered."""
        hidden = b"GET /api/openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n"
        post = b"POST /api/v1/minors/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        get = b"GET /livez HTTP/1.1\r\n"
        length = str(len(hidden)).encode()
        shapes = [
            ("length and chunked", post + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("chunked and length", post + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400),
            ("chunked", post + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
            ("identity", post + b"Transfer-Encoding: identity\r\n\r\n", 411),
            ("xchunked", post + b"Transfer-Encoding: xchunked\r\n\r\n", 411),
            ("chunked twice", post + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
            ("chunked behind a tab", post + b"Transfer-Encoding:\tchunked\r\n\r\n", 411),
            ("a space before the colon", post + b"Transfer-Encoding : chunked\r\n\r\n", 400),
            ("a folded line", post + b"Transfer-Encoding:\r\n chunked\r\n\r\n", 400),
            ("a folded first header", b"GET /livez HTTP/1.1\r\n Host: x\r\n\r\n", 400),
            ("two equal lengths", post + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400),
            ("two lengths", post + b"Content-Length: 2\r\nContent-Length: " + length + b"\r\n\r\n{}", 400),
            ("a list of lengths", post + b"Content-Length: 2, 2\r\n\r\n{}", 400),
            ("a signed length", post + b"Content-Length: +2\r\n\r\n{}", 400),
            ("a negative length", post + b"Content-Length: -2\r\n\r\n{}", 400),
            ("a hexadecimal length", post + b"Content-Length: 0x2\r\n\r\n{}", 400),
            ("two words of length", post + b"Content-Length: 2 2\r\n\r\n{}", 400),
            ("a length of many digits", post + b"Content-Length: 18446744073709551618\r\n\r\n{}", 400),
            ("no digits", post + b"Content-Length: \r\n\r\n", 400),
            ("bare line feeds", b"GET /livez HTTP/1.1\nHost: x\n\n", 400),
            ("one bare line feed", get + b"Host: x\nX: y\r\n\r\n", 400),
            ("one bare carriage return", get + b"Host: x\rX: y\r\n\r\n", 400),
            ("a NUL in a header", get + b"Host: x\r\nX: a\x00b\r\n\r\n", 400),
            ("a NUL in the target", b"GET /livez\x00 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("a control in a header", get + b"Host: x\r\nX: a\x08b\r\n\r\n", 400),
            ("Latin-1 in a header", get + b"Host: x\r\nX: L\xe9a\r\n\r\n", 400),
            ("no host", get + b"\r\n", 400),
            ("two hosts", get + b"Host: x\r\nHost: y\r\n\r\n", 400),
            ("an odd host", get + b"Host: x/y@z\r\n\r\n", 400),
            ("an absolute target", b"GET http://x/livez HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("a star", b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("CONNECT", b"CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("a target without its slash", b"GET livez HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("dots", b"GET /api/v1/../../livez HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("encoded dots", b"GET /%2e%2e/livez HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("an encoded slash", b"GET /api%2fv1/forms HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("an encoded NUL", b"GET /livez%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("half an escape", b"GET /livez%2 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("escaped Latin-1", b"GET /l%e9vez HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("a backslash", b"GET /..\\livez HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("a fragment", b"GET /livez#x HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("two spaces", b"GET  /livez HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("no version", b"GET /livez\r\nHost: x\r\n\r\n", 400),
            ("lower case", b"GET /livez http/1.1\r\nHost: x\r\n\r\n", 400),
            ("HTTP/2 said aloud", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
            ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(64)), 400),
            ("an empty header name", get + b"Host: x\r\n: y\r\n\r\n", 400),
            ("a header without a colon", get + b"Host: x\r\nrien\r\n\r\n", 400),
            ("a space in a header name", get + b"Host: x\r\nX Y: z\r\n\r\n", 400),
            ("two authorizations", get + b"Host: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n", 400),
        ]
        for name, bytes_, status in shapes:
            with self.subTest(name):
                heard = answers_in(talk(self.service.port, bytes_ + hidden, half_close=True, timeout=10))
                self.assertEqual([a.status for a in heard], [status])
                self.assertEqual(heard[0].header("Connection"), "close")
                self.assertEqual(heard[0].media_type, "application/problem+json")
        self.alive()

    def test_a_body_is_never_read_as_a_request(self):
        hidden = b"GET /api/openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n"
        for line in (b"GET /livez", b"POST /api/v1/minors/search", b"DELETE /livez"):
            first = line + b" HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(hidden) + hidden
            heard = answers_in(talk(self.service.port, first + b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
            self.assertEqual(len(heard), 2)
            self.assertEqual(heard[1].json, {"status": "ok"})

    def test_requests_one_behind_the_other_are_answered_in_order(self):
        one = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
        other = b"GET /api/v1/rien HTTP/1.1\r\nHost: x\r\n\r\n"
        last = b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        heard = answers_in(talk(self.service.port, (one + other) * 20 + last))
        self.assertEqual([a.status for a in heard], [200, 404] * 20 + [200])
        heard = answers_in(talk(self.service.port, *[bytes([b]) for b in one + last], pause=0.002))
        self.assertEqual([a.status for a in heard], [200, 200])

    def test_an_old_client_is_answered_and_sent_away(self):
        heard = answers_in(talk(self.service.port, b"GET /livez HTTP/1.0\r\n\r\n"))
        self.assertEqual([a.status for a in heard], [200])

    def test_200_requests_of_garbage(self):
        dice = random.Random(116000)
        good = [b"GET /api/v1/episodes?limit=5 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + self.service.tokens["police"].encode() + b"\r\n\r\n",
                b'POST /api/v1/minors/search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer '
                + self.service.tokens["police"].encode() + b'\r\nContent-Length: 14\r\n\r\n{"q":"Kevin "}',
                b"DELETE /api/v1/session HTTP/1.1\r\nHost: x\r\nCookie: vigie_session=abc; x=y\r\nOrigin: http://x\r\n\r\n"]
        with Neighbour(self.service) as neighbour:
            for i in range(200):
                bytes_ = bytearray(dice.choice(good))
                if i % 4 == 0:
                    bytes_ = bytearray(dice.randbytes(dice.randrange(1, 600)))
                for _ in range(dice.randrange(1, 8)):
                    at = dice.randrange(len(bytes_))
                    what = dice.randrange(4)
                    if what == 0:
                        bytes_[at] = dice.randrange(256)
                    elif what == 1:
                        del bytes_[at:at + dice.randrange(1, 9)]
                    elif what == 2:
                        bytes_[at:at] = dice.randbytes(dice.randrange(1, 9))
                    else:
                        bytes_[at:at] = bytes_[:dice.randrange(1, 40)]
                    if not bytes_:
                        break
                for answer in answers_in(talk(self.service.port, bytes(bytes_), half_close=True, timeout=10)):
                    self.assertLess(answer.status, 500, bytes(bytes_))
                    self.assertEqual(answer.header("X-Content-Type-Options"), "nosniff")
        self.assertUndisturbed(neighbour)
        self.alive()

    def test_odd_json_is_refused_and_never_an_incident(self):
        """Wrong types everywhere an answer may stand."""
        dice = random.Random(59062)
        odd = [None, True, 0, -1, 1.5, 1e308, 10 ** 30, "", " ", "x", "é" * 300, "\u0000", "2026-11-21", [], [[]], [None], {}, {"a": {"b": []}},
               "'; DROP TABLE minor; --", "../../etc/passwd", "{{x}}", "😀", "99999-99-99T99:99"]
        form = self.police.get("/api/v1/forms/inquietante").json
        fields = [f["id"] for f in form["fields"]]
        for _ in range(150):
            answers = {name: dice.choice(odd) for name in dice.sample(fields, 12)}
            body = {"form": "inquietante", "answers": answers}
            for key in dice.sample(["minor", "new_minor", "episode", "new_episode", "amends", "form", "answers"], dice.randrange(3)):
                body[key] = dice.choice(odd)
            for target in ("/api/v1/triage/preview", "/api/v1/declarations"):
                answer = self.police.post(target, body)
                self.assertIn(answer.status, (200, 201, 403, 422), (body, answer.text[:300]))
        words = ["a'b", "%", "_", "*", "\"", "NEAR", "(", "é" * 100, "12/03/2010", "0612345678", "+33 6", "\\", "𝔊𝔬𝔱𝔥", "A\u0301", "ﬁn", "  ", "١٢"]
        for word in words:
            self.assertIn(self.police.post("/api/v1/minors/search", {"q": word}).status, (200, 422), word)

    def test_the_log_says_nothing_that_was_sent(self):
        sentence = "phrase-que-nul-ne-doit-lire"
        self.nobody.get(f"/api/v1/{sentence}", 404)
        self.nobody.post("/api/v1/session", {"login": sentence, "password": sentence + "-encore"}, 401)
        self.police.post("/api/v1/minors/search", {"q": sentence}, 200)
        talk(self.service.port, b"GET /" + sentence.encode() + b"\x00 HTTP/1.1\r\n\r\n", half_close=True)
        self.assertNotIn(sentence, self.service.log_text())
        self.assertNotRegex(self.service.log_text(), re.escape(self.service.tokens["police"]))
