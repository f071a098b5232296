"""What was answered 2xx is there after a kill, once; what was refused is not; a full disk refuses and nothing is lost."""
import http.client
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time
import unittest
import uuid

import vigie
from vigie import ago, child, departure

ROUNDS, WRITERS = 10, 8


class Writer(threading.Thread):
    """Signs declarations of new children one after the other, until the service is no more."""

    def __init__(self, service, ledger):
        super().__init__()
        self.client = vigie.Client(service.port, service.tokens["police"], again=False)
        self.ledger = ledger
        self.trouble = None

    def run(self):
        while True:
            key = str(uuid.uuid4())
            body = {"form": "classique", "new_minor": True,
                    "answers": {**child(), **departure(), "declarant_qualite": "mere", "recit": f"Essai {key}."}}
            self.ledger.sent[key] = body
            try:
                answer = self.client.post("/api/v1/declarations", body, headers={"Idempotency-Key": key})
            except (OSError, http.client.HTTPException):
                return  # killed; nobody knows whether it was kept
            except Exception as trouble:
                self.trouble = trouble
                return
            if answer.status != 201:
                self.trouble = AssertionError(answer.text)
                return
            self.ledger.kept[key] = answer.json


class Ledger:
    def __init__(self):
        self.sent, self.kept = {}, {}


def same_ids(one, other):
    def ids(made):
        return (made["id"], made["minor"]["id"], made["episode"]["id"], made["assessment"]["id"], [a["id"] for a in made["alerts"]])
    return ids(one) == ids(other)


class Killed(unittest.TestCase):
    def test_kill_9_while_eight_write_ten_times(self):
        service = vigie.prepared()
        self.addCleanup(service.close)
        everything = Ledger()
        for round in range(ROUNDS):
            service.start()
            ledger = Ledger()
            writers = [Writer(service, ledger) for _ in range(WRITERS)]
            for writer in writers:
                writer.start()
            vigie.wait_until(lambda: len(ledger.kept) > 20)
            time.sleep(0.05 + 0.037 * round)
            service.kill()
            for writer in writers:
                writer.join()
                self.assertIsNone(writer.trouble)
            self.assertGreater(len(ledger.kept), 20)
            self.assertIn("Rien de cassé", service.cli("doctor").stdout)
            service.start()
            self.hold(service, ledger)
            everything.sent |= ledger.sent
            everything.kept |= ledger.kept
            self.assertEqual(len(service.as_("police").every("/api/v1/episodes")), len(everything.sent), "one absence a key, none twice")
            service.kill()
        service.start()
        police = service.as_("police")
        ids = {d["id"] for d in everything.kept.values()}
        told = [id for episode in police.every("/api/v1/episodes") for id in episode["declarations"]]
        self.assertEqual(len(told), len(set(told)))
        self.assertEqual(len(told), len(everything.sent))
        self.assertLessEqual(ids, set(told))
        self.assertIn("Rien de cassé", service.cli("doctor").stdout)

    def hold(self, service, ledger):
        """By id, and by sending it again: the same. What nobody answered is sent again and is there once."""
        police = service.as_("police")
        for key, made in ledger.kept.items():
            found = police.get(f"/api/v1/declarations/{made['id']}").json
            self.assertEqual((found["minor"], found["episode"], found["answers"]["recit"]),
                             (made["minor"]["id"], made["episode"]["id"], f"Essai {key}."))
            self.assertTrue(same_ids(made, self.send_again(police, ledger, key)), key)
        for key in set(ledger.sent) - set(ledger.kept):
            first = self.send_again(police, ledger, key)
            self.assertTrue(same_ids(first, self.send_again(police, ledger, key)), key)
            self.assertEqual(len(police.search(ledger.sent[key]["answers"]["nom"])), 1)
        police.close()

    def send_again(self, police, ledger, key):
        return police.post("/api/v1/declarations", ledger.sent[key], 201, headers={"Idempotency-Key": key}).json


class Stopped(unittest.TestCase):
    def setUp(self):
        self.service = vigie.prepared()
        self.addCleanup(self.service.close)
        self.service.start()

    def test_SIGTERM_ends_it_with_0_and_what_was_begun_is_finished(self):
        ledger = Ledger()
        writers = [Writer(self.service, ledger) for _ in range(4)]
        for writer in writers:
            writer.start()
        vigie.wait_until(lambda: len(ledger.kept) > 20)
        self.assertEqual(self.service.stop(), 0)
        for writer in writers:
            writer.join()
        self.service.start()
        police = self.service.as_("police")
        for made in ledger.kept.values():
            police.get(f"/api/v1/declarations/{made['id']}")

    def test_a_directory_is_served_by_one_process(self):
        other = vigie.Service(self.service.directory)
        with self.assertRaises(AssertionError) as refused:
            other.start()
        self.assertIn("déjà servi", str(refused.exception))
        self.service.as_("police").get("/api/v1/episodes")

    def test_a_token_and_an_account_made_beside_it_work_at_once(self):
        self.service.add_account("tardif", "police", "Commissariat de Brest")
        token = self.service.add_token("tardif")
        client = vigie.Client(self.service.port, token)
        self.addCleanup(client.close)
        client.get("/api/v1/episodes")
        signed_in = client.post("/api/v1/session", {"login": "tardif", "password": vigie.PASSWORD}, 200).json
        self.assertEqual(signed_in["account"]["organisation"], "Commissariat de Brest")

    def test_without_its_key_a_directory_does_not_start(self):
        self.service.stop()
        os.rename(self.service.directory + ".key", self.service.directory + ".ailleurs")
        with self.assertRaises(AssertionError) as refused:
            self.service.start()
        self.assertIn("cle_absente", str(refused.exception))
        self.assertFalse(os.path.exists(self.service.directory + ".key"))
        os.rename(self.service.directory + ".ailleurs", self.service.directory + ".key")
        self.service.start()


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.room = tempfile.mkdtemp(prefix="vigie-disque-")
        self.addCleanup(shutil.rmtree, self.room, ignore_errors=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "vigie-essai", self.room], capture_output=True, text=True)
        if done.returncode != 0:
            self.skipTest(f"un petit tmpfs ne peut pas être monté ici : {done.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", "-l", self.room])
        model = vigie.prepared()
        self.addCleanup(model.close)
        shutil.copytree(model.directory, self.room + "/donnees")
        shutil.copy2(model.directory + ".key", self.room + "/donnees.key")
        self.service = vigie.Service(self.room + "/donnees")
        self.service.log = model.directory + ".log"  # elsewhere: the log is not what is tried here
        self.service.tokens = dict(model.tokens)
        self.addCleanup(self.service.close)
        self.service.start()
        self.police = self.service.as_("police")
        self.addCleanup(self.police.close)

    def fill(self):
        with open(self.room + "/remplissage", "ab", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError:
                    pass

    def body(self):
        return {"form": "classique", "new_minor": True,
                "answers": {**child(), **departure(), "declarant_qualite": "mere", "recit": "Un récit. " * 900}}

    def test_a_full_disk_refuses_loses_nothing_and_recovers(self):
        kept, refused = [], []
        for _ in range(5):
            kept.append(self.police.declare(**self.body()))
        self.fill()
        end = time.monotonic() + 30
        while len(refused) < 10 and time.monotonic() < end:
            key, body = {"Idempotency-Key": str(uuid.uuid4())}, self.body()
            answer = self.police.declare(**body, headers=key, expect=(201, 503))
            if isinstance(answer, dict):
                kept.append(answer)
                self.fill()
            else:
                self.assertEqual(answer.json["status"], 503)
                self.assertTrue(1 <= int(answer.header("Retry-After")))
                refused.append((key, body))
        self.assertEqual(len(refused), 10, "the disk never was full")
        self.police.get("/api/v1/forms")
        self.police.get("/api/v1/episodes")  # what needs no writing is answered on
        os.remove(self.room + "/remplissage")
        def takes():
            return self.police.post("/api/v1/declarations", self.body()).status == 201
        self.assertTrue(vigie.wait_until(takes, 15), "the service did not recover")
        for made in kept:
            self.police.get(f"/api/v1/declarations/{made['id']}")
        for key, body in refused:
            self.assertEqual(self.police.search(body["answers"]["nom"]), [])
            self.police.declare(**body, headers=key)
            self.assertEqual(len(self.police.search(body["answers"]["nom"])), 1)
        self.service.kill()
        self.service.start()
        again = self.service.as_("police")
        self.addCleanup(again.close)
        for made in kept:
            again.get(f"/api/v1/declarations/{made['id']}")
        self.assertEqual(len(again.every("/api/v1/episodes")), len(kept) + len(refused) + 1)
        self.service.stop()
        self.examine()

    def test_readyz_says_that_it_cannot_write_and_livez_that_it_runs(self):
        nobody = self.service.as_(None)
        self.addCleanup(nobody.close)
        self.assertEqual(nobody.get("/readyz", 200).json["status"], "ok")
        self.fill()
        for _ in range(10):
            self.police.declare(**self.body(), expect=(201, 503))
        nobody.get("/livez")
        self.assertEqual(nobody.get("/readyz", (200, 503)).json["status"], "indisponible")
        os.remove(self.room + "/remplissage")
        self.assertTrue(vigie.wait_until(lambda: self.police.post("/api/v1/declarations", self.body()).status == 201, 15))
        nobody.get("/readyz", 200)

    def test_a_kill_while_the_disk_is_full_loses_nothing(self):
        kept = [self.police.declare(**self.body()) for _ in range(5)]
        self.fill()
        for _ in range(5):
            answer = self.police.declare(**self.body(), expect=(201, 503))
            if isinstance(answer, dict):
                kept.append(answer)
        self.service.kill()
        os.remove(self.room + "/remplissage")
        self.service.start()
        again = self.service.as_("police")
        self.addCleanup(again.close)
        self.assertEqual({e["id"] for e in again.every("/api/v1/episodes")}, {made["episode"]["id"] for made in kept})
        self.service.stop()
        self.examine()

    def examine(self):
        """On a disk with room: doctor also minds how much is left."""
        copy = vigie.Service()
        self.addCleanup(copy.close)
        shutil.copytree(self.service.directory, copy.directory)
        shutil.copy2(self.service.directory + ".key", copy.directory + ".key")
        self.assertIn("Rien de cassé", copy.cli("doctor").stdout)
