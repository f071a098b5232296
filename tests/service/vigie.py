"""The real binary on a port of its own, and a small JSON client whose every answer is held against the description."""
import datetime
import http.client
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import uuid

from description import ROOT, description

BINARY = os.environ.get("VIGIE_BINARY", str(ROOT / "build" / "release" / "vigie"))
if not os.path.isabs(BINARY):
    BINARY = str(ROOT / BINARY)
PASSWORD = "un mot de passe d’essai"
READY = re.compile(r"Vigie écoute sur https?://\S+:(\d+)")

# login: role, organisation. One account a role, and a second organisation where two must not see each other.
CAST = {
    "ecoutant": ("ecoutant", "116 000 Enfants disparus"),
    "suivi": ("suivi", "116 000 Enfants disparus"),
    "police": ("police", "Commissariat de Lyon 3"),
    "police2": ("police", "Commissariat de Nantes"),
    "foyer_a": ("foyer", "Foyer des Tilleuls"),
    "foyer_a2": ("foyer", "Foyer des Tilleuls"),
    "foyer_b": ("foyer", "Foyer des Acacias"),
    "analyste": ("analyste", "Observatoire"),
    "admin": ("admin", "Informatique"),
}


def allow_many_files(wanted=4096):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard), hard))


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # list of pairs
        self.body = body

    def headers_named(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def header(self, name, default=None):
        return next(iter(self.headers_named(name)), default)

    @property
    def media_type(self):
        return self.header("Content-Type", "").split(";")[0].strip()

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The stable code of a refusal."""
        return self.json["code"]

    def errors(self):
        """{pointer: code} of a refusal's fields."""
        return {one["pointer"]: one["code"] for one in self.json["errors"]}


class Client:
    """One account's way in. Keeps one connection; safe for one thread at a time."""

    def __init__(self, port, token=None, described=description, again=True, tls=None):
        self.again = again  # over a connection that was closed while idle
        self.tls = tls  # an ssl.SSLContext; None: in the clear
        self.port = port
        self.token = token
        self.described = described
        self.connection = None

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def request(self, method, target, body=None, headers=None, expect=None):
        """Sends, checks the answer against the description, and its status against `expect` (a status, or several)."""
        sent = dict(headers or {})
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        data = body
        if isinstance(body, (dict, list)):
            data = json.dumps(body, ensure_ascii=False).encode()
            sent.setdefault("Content-Type", "application/json")
        answer = self._exchange(method, target, data, sent)
        if self.described:
            self.described.check(method, target, answer, data)
        if expect is not None:
            wanted = expect if isinstance(expect, tuple) else (expect,)
            if answer.status not in wanted:
                raise AssertionError(f"{method} {target}: {answer.status} instead of {expect}: {answer.text[:800]}")
        return answer

    def _exchange(self, method, target, data, headers):
        fresh = self.connection is None
        if fresh:
            self.connection = (http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=self.tls) if self.tls
                               else http.client.HTTPConnection("127.0.0.1", self.port, timeout=30))
        try:
            self.connection.request(method, target, body=data, headers=headers)
            response = self.connection.getresponse()
            endless = response.getheader("Content-Type", "").startswith("text/event-stream")
            answer = Answer(response.status, response.getheaders(), b"" if endless else response.read())
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.close()
            if fresh or not self.again:
                raise
            return self._exchange(method, target, data, headers)  # an idle connection that was closed meanwhile
        except Exception:
            self.close()
            raise
        if response.will_close or endless:
            self.close()
        return answer

    def get(self, target, expect=200, **more):
        return self.request("GET", target, expect=expect, **more)

    def post(self, target, body=None, expect=None, **more):
        return self.request("POST", target, body, expect=expect, **more)

    # What the tests say most often.
    def declare(self, form, answers, expect=201, headers=None, **choices):
        answer = self.post("/api/v1/declarations", {"form": form, "answers": answers, **choices}, expect, headers=headers)
        return answer.json if answer.status == 201 else answer

    def preview(self, form, answers, **choices):
        return self.post("/api/v1/triage/preview", {"form": form, "answers": answers, **choices}, 200).json

    def come_back(self, episode, answers, expect=201, headers=None):
        answer = self.post(f"/api/v1/episodes/{episode}/return", {"answers": answers}, expect, headers=headers)
        return answer.json if answer.status == 201 else answer

    def episode(self, id):
        return self.get(f"/api/v1/episodes/{id}").json

    def minor(self, id):
        return self.get(f"/api/v1/minors/{id}").json

    def search(self, words):
        return self.post("/api/v1/minors/search", {"q": words}, 200).json["items"]

    def every(self, target):
        """All items of a list, page after page."""
        items, after = [], ""
        while True:
            joint = "&" if "?" in target else "?"
            page = self.get(f"{target}{joint}limit=500{after}").json
            items += page["items"]
            if page["next"] is None:
                return items
            after = f"&after={page['next']}"


class Service:
    """A data directory and, when started, the process that serves it."""

    def __init__(self, directory=None):
        self.room = None
        if directory is None:
            self.room = tempfile.mkdtemp(prefix="vigie-essai-")
            directory = os.path.join(self.room, "donnees")
        self.directory = str(directory)
        self.log = self.directory + ".log"
        self.tokens = {}
        self.process = None
        self.port = None
        self.tls = None  # the ssl.SSLContext of its clients

    def cli(self, *words, check=True, **more):
        """Runs a verb on this directory: cli("account", "add", …)."""
        done = subprocess.run([BINARY, *words, "--data", self.directory], capture_output=True, text=True, timeout=60, **more)
        if check and done.returncode != 0:
            raise AssertionError(f"vigie {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def add_account(self, login, role, organisation, password=PASSWORD):
        file = self.directory + ".mdp"
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            out.write(password + "\n")
        try:
            self.cli("account", "add", login, "--role", role, "--organisation", organisation, "--password-file", file)
        finally:
            os.remove(file)

    def add_token(self, login, label="essais"):
        lines = self.cli("account", "token", login, "--label", label).stdout.strip().splitlines()
        self.tokens[login] = lines[-1].strip()
        return self.tokens[login]

    def start(self, *options, verb="serve", listen="127.0.0.1:0"):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([BINARY, verb, "--data", self.directory, "--listen", listen, *options],
                                            stdout=subprocess.PIPE, stderr=log)
        watch = threading.Timer(30, self.process.kill)
        watch.start()
        said, line = None, "nothing"
        while not said and line:
            line = self.process.stdout.readline().decode("utf-8", "replace")
            said = READY.search(line)
        watch.cancel()
        if not said:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"vigie serve said {line!r}\n{self.log_text()[-2000:]}")
        self.port = int(said.group(1))
        # The pipe is read on, so that it never fills.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        return self

    def stop(self):
        """As an operator would; the exit code."""
        if self.process is None:
            return None
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError("vigie did not stop within 20 s")
        finally:
            self.process = None
        return code

    def kill(self):
        """As a power cut would, for the process."""
        self.process.kill()
        self.process.wait()
        self.process = None

    def close(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        if self.room:
            shutil.rmtree(self.room, ignore_errors=True)

    def as_(self, login):
        """A client of this account, by a token; None: nobody."""
        if login is None:
            return Client(self.port, tls=self.tls)
        if login not in self.tokens:
            self.add_token(login)
        return Client(self.port, self.tokens[login], tls=self.tls)

    def log_text(self):
        return pathlib.Path(self.log).read_text(encoding="utf-8", errors="replace") if os.path.exists(self.log) else ""

    def memory(self, what="VmRSS"):
        """Kilobytes of the process."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(what + r":\s+(\d+) kB", status).group(1))


_template = None


def prepared():
    """A directory with every account of CAST and its token; made once, then copied."""
    global _template
    if _template is None:
        _template = Service()
        _template.start()
        for login, (role, organisation) in CAST.items():
            _template.add_account(login, role, organisation)
            _template.add_token(login)
        _template.stop()
    service = Service()
    shutil.copytree(_template.directory, service.directory)
    shutil.copy2(_template.directory + ".key", service.directory + ".key")
    service.tokens = dict(_template.tokens)
    return service


def forget_template():
    global _template
    if _template is not None:
        _template.close()
        _template = None


class ServiceTest(unittest.TestCase):
    """A running service for the tests of a class, with a client of each account: self.police, self.foyer_a…"""

    options = ()
    configured = ""  # what the configuration file says; empty: there is none

    @classmethod
    def prepare(cls):
        """Before the service starts, with its directory made."""
        if cls.configured:
            file = os.path.join(cls.service.room, "vigie.toml")
            pathlib.Path(file).write_text(cls.configured, encoding="utf-8")
            cls.options = ("--config", file)

    @classmethod
    def setUpClass(cls):
        cls.service = prepared()
        cls.addClassCleanup(cls.service.close)
        cls.prepare()
        cls.service.start(*cls.options)
        for login in CAST:
            setattr(cls, login, cls.service.as_(login))
            cls.addClassCleanup(getattr(cls, login).close)
        cls.nobody = cls.service.as_(None)
        cls.addClassCleanup(cls.nobody.close)

    def assertFrench(self, text):
        """A sentence for a person: more than a word, French letters or words, no code."""
        self.assertGreater(len(text), 10, text)
        self.assertRegex(text, r"(?i)[éèàêçœ’«»]|\b(le|la|les|de|du|des|un|une|est|pas|votre|cette|ce|plus|entre|introuvable|pour|vous)\b", text)
        self.assertNotRegex(text, r"(?i)\b(the|invalid|error|must be|failed|unexpected)\b", text)

    def assertRefused(self, answer, status, code, pointers=None):
        """A refusal with this status and code, French, and, when told, exactly these fields {pointer: code}."""
        self.assertEqual(answer.status, status, answer.text[:500])
        self.assertEqual(answer.code, code, answer.text[:500])
        self.assertFrench(answer.json["detail"])
        for one in answer.json["errors"]:
            self.assertFrench(one["detail"])
        if pointers is not None:
            self.assertEqual(answer.errors(), pointers)


# --- Moments and children -------------------------------------------------------------------------------------------

def ago(days=0, hours=0, minutes=0):
    """An instant of the past, RFC 3339 UTC, to the second."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    return (now - datetime.timedelta(days=days, hours=hours, minutes=minutes)).isoformat()


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def born(years, shift_days=100):
    """A birth date that makes one `years` old, neither on 1 January nor on 31 December."""
    day = datetime.date.today() - datetime.timedelta(days=int(years * 365.25) + shift_days)
    if (day.month, day.day) in ((1, 1), (12, 31)):
        day -= datetime.timedelta(days=3)
    return day.isoformat()


_letters = "abcdefghijklmnopqrstuvwxyz"


def invented_name(prefix="Zyl"):
    """A name that nobody bears and that no other test uses."""
    n = uuid.uuid4().int
    text = ""
    for _ in range(10):
        n, at = divmod(n, 26)
        text += _letters[at]
    return prefix + text


def child(**more):
    """Identity answers of an invented child of fifteen."""
    return {"nom": invented_name(), "prenoms": invented_name("Ka"), "date_naissance": born(15), **more}


def departure(days=1, hours=0, width_hours=2):
    return {"depart_au_plus_tot": ago(days, hours + width_hours), "depart_au_plus_tard": ago(days, hours)}


def came_back(days=0, hours=1, **more):
    return {"retour_au_plus_tard": ago(days, hours), "retour_issue": "rentre", "retour_verifie": "oui", **more}


def wait_until(happens, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happens():
            return True
        time.sleep(0.05)
    return happens()


# --- Bytes on a socket ----------------------------------------------------------------------------------------------

def talk(port, *pieces, pause=0.0, timeout=30, half_close=False):
    """Sends raw bytes and returns all that comes back before the other side closes (or the time is over)."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as plug:
        try:
            for piece in pieces:
                plug.sendall(piece)
                if pause:
                    time.sleep(pause)
            if half_close:
                plug.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        heard = b""
        try:
            while True:
                more = plug.recv(65536)
                if not more:
                    break
                heard += more
        except OSError:
            pass
        return heard


def answers_in(heard):
    """The answers in what a socket said, as Answer objects."""
    found = []
    while heard.startswith(b"HTTP/1.1 ") and b"\r\n\r\n" in heard:
        head, heard = heard.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:]]
        status = int(lines[0].split()[1])
        length = next((int(v) for k, v in headers if k.lower() == "content-length"), 0)
        found.append(Answer(status, headers, heard[:length]))
        heard = heard[length:]
    return found
