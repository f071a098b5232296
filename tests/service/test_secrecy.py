"""Nothing that identifies is readable on the disk or in the log, in any writing."""
import datetime
import os
import pathlib
import subprocess
import tempfile
import unicodedata
import unittest

import vigie
from vigie import ago, came_back, departure

WORDS = "marelune brisecote ondemer falquet dorlinde surcouval perlandin"  # words that no form, rule or schema holds


def fold(text):
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def needles(secret):
    """The ways in which a secret could stand in a file whose ASCII letters were made small and whose NULs were taken out."""
    texts = {secret, secret.lower(), secret.upper(), fold(secret), unicodedata.normalize("NFD", secret),
             fold(secret).replace("-", " ").replace("'", ""), secret.replace(" ", "")}
    for text in texts:
        for encoding in ("utf-8", "latin-1"):  # without its NULs, UTF-16 is Latin-1
            yield text.encode(encoding, "ignore").lower()


def dates(day):
    """A date as people and programs write it."""
    return [day.isoformat(), day.strftime("%d/%m/%Y"), day.strftime("%Y%m%d"), day.strftime("%d-%m-%Y"), day.strftime("%d.%m.%Y")]


def leaks(files, secrets):
    """(file, what) of everything found: in UTF-8, Latin-1 and UTF-16, small or capital, with accents or folded."""
    found = []
    with tempfile.TemporaryDirectory() as room:
        wanted = {one for secret in secrets for one in needles(secret) if len(one) >= 6}
        pathlib.Path(room, "wanted").write_bytes(b"\n".join(sorted(wanted)))
        for file in files:
            content = pathlib.Path(file).read_bytes().lower()
            pathlib.Path(room, "content").write_bytes(content + b"\n" + content.replace(b"\0", b""))
            grep = subprocess.run(["grep", "-a", "-o", "-F", "-f", "wanted", "content"], cwd=room, capture_output=True,
                                  env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
            if grep.returncode not in (0, 1):
                raise AssertionError(grep.stderr)
            found += [(os.path.basename(file), one) for one in sorted(set(grep.stdout.splitlines()))]
    return found


class ThisTest(unittest.TestCase):
    def test_can_find_what_it_looks_for(self):
        for written in ("Marélune".encode(), "marelune".encode("utf-16-le"), "MARELUNE".encode("utf-16-be")):
            with tempfile.NamedTemporaryFile() as file:
                file.write(b"\0" * 1000 + written + b"\xff" * 10)
                file.flush()
                self.assertTrue(leaks([file.name], ["Marélune"]), written)
                self.assertEqual(leaks([file.name], ["Brisecôte"]), [])


class Secrecy(vigie.ServiceTest):
    """Every identifying or free answer of every form is given a value of its own, then looked for in every file."""

    def files(self):
        top = pathlib.Path(self.service.directory)
        return [p for p in [*top.rglob("*"), pathlib.Path(self.service.log)] if p.is_file()]

    def answer_for(self, field, secrets, rank):
        """A recognisable value for one field, its traces noted in `secrets`; None when it can hold none."""
        kind = field["type"]
        mark = f"Z{rank}q{WORDS.split()[rank % 7].capitalize()}é"
        if kind in ("text", "narrative"):
            text = f"{mark} de l’Étang-Gris" if kind == "text" else f"Il a dit {mark} et puis plus rien."
            secrets.append(text)
            secrets.append(mark)
            return text
        if kind == "texts":
            secrets.append(mark)
            return [mark]
        if kind == "phones":
            secrets.extend([f"06 39 98 {rank % 100:02} 17", f"063998{rank % 100:02}17", f"+33639 98{rank % 100:02}17", f"63998{rank % 100:02}17"])
            return [f"06 39 98 {rank % 100:02} 17"]
        if kind == "records":
            record = {}
            for i, part in enumerate(field["parts"]):
                value = self.answer_for(part, secrets, rank * 40 + i) if part["type"] in ("text", "phones") else None
                if value is not None:
                    record[part["id"]] = value
            return [record] if record else None
        return None

    def test_no_name_date_number_or_sentence_is_on_the_disk(self):
        secrets, rank = [], 100
        birth = datetime.date.fromisoformat(vigie.born(15))
        secrets += dates(birth)
        made = {}
        for form, client in (("classique", self.foyer_a), ("inquietante", self.police), ("appel", self.ecoutant), ("preventive", self.foyer_a)):
            answers = {**departure(), "declarant_qualite": "educateur", "date_naissance": birth.isoformat(), "departement": "69"}
            if form == "appel":
                answers |= {"categorie": "fugue", "appelant_qualite": "mere"}
            if form == "preventive":
                answers = {k: v for k, v in answers.items() if not k.startswith("depart_")}
            for field in client.get(f"/api/v1/forms/{form}").json["fields"]:
                rank += 1
                value = self.answer_for(field, secrets, rank)
                if value is not None:
                    answers[field["id"]] = value
            made[form] = client.declare(form, answers, headers={"Idempotency-Key": f"cle-marelune-{form}"})
        id = made["classique"]["episode"]["id"]
        back = came_back()
        for field in self.foyer_a.get("/api/v1/forms/retour").json["fields"]:
            rank += 1
            value = self.answer_for(field, secrets, rank)
            if value is not None:
                back[field["id"]] = value
        spoken = {"decision": "Motif Ondemer-la-Haute de l’officier.", "fpr": "FPR-Surcouval-3319", "service": "Brigade Perlandin",
                  "note": "Note Falquet sur l’alerte.", "fpr2": "Circonstances Dorlinde opposées.", "login": "mot de passe Brisecôte"}
        secrets += spoken.values()
        shown = self.police.episode(id)
        self.police.post(f"/api/v1/episodes/{id}/decision", {"assessment": shown["assessments"][-1]["id"], "qualification": "inquietante",
                                                             "level": "critique", "reason": spoken["decision"]}, 201)
        self.police.post(f"/api/v1/episodes/{id}/fpr", {"inscrit_le": ago(hours=1), "numero": spoken["fpr"], "service": spoken["service"]}, 200)
        other = made["appel"]["episode"]["id"]
        self.police.post(f"/api/v1/episodes/{other}/fpr", {"motif_de_non_inscription": spoken["fpr2"]}, 200)
        self.foyer_a.come_back(id, back)
        danger = self.police.declare("inquietante", {"nom": "Quolibet", "danger_immediat": "oui", "declarant_qualite": "police", **departure()})
        self.police.post(f"/api/v1/alerts/{danger['alerts'][0]['id']}/resolve", {"outcome": "confirme", "note": spoken["note"]}, 200)
        self.police.search(next(s for s in secrets if s.startswith("Z")))
        self.nobody.post("/api/v1/session", {"login": "police", "password": spoken["login"]}, 401)
        self.police.preview("classique", {"nom": "Previsualise-Marelune", "recit": "Jamais signé, jamais gardé."})
        secrets += ["Previsualise-Marelune", "Jamais signé, jamais gardé.", "Quolibet", "cle-marelune-classique", vigie.PASSWORD, self.service.tokens["police"]]
        self.assertGreater(len(secrets), 300)

        names = [p.name for p in self.files()]
        self.assertIn("vigie.db", names)
        self.assertIn("vigie.db-wal", names)
        self.assertEqual(leaks(self.files(), secrets), [])
        self.service.cli("doctor")
        self.service.cli("backup", self.service.directory + "/sauvegarde-essai.db", check=False)
        self.service.stop()
        self.assertEqual(leaks(self.files(), secrets), [])
        self.service.start()
        self.assertEqual(leaks(self.files(), secrets), [])
        # And it is all there for who may read it.
        kept = self.service.as_("foyer_a").get(f"/api/v1/declarations/{made['classique']['id']}").json["answers"]
        self.assertEqual(kept["date_naissance"], birth.isoformat())

    def test_the_directory_and_its_key_are_for_their_owner_alone(self):
        self.assertEqual(os.stat(self.service.directory).st_mode & 0o077, 0)
        self.assertEqual(os.stat(self.service.directory + ".key").st_mode & 0o777, 0o600)


class Demo(unittest.TestCase):
    def test_a_directory_that_is_no_demo_is_given_no_account_whose_password_is_known(self):
        service = vigie.prepared()
        self.addCleanup(service.close)
        refused = subprocess.run([vigie.BINARY, "demo", "--data", service.directory, "--listen", "127.0.0.1:0"],
                                 capture_output=True, text=True, timeout=60)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("n’est pas celui d’une démonstration", refused.stderr)
        service.start()
        nobody = service.as_(None)
        self.addCleanup(nobody.close)
        nobody.post("/api/v1/session", {"login": "analyste", "password": "vigie-demo"}, 401)

    def test_a_demo_directory_hides_the_names_of_its_own_cohort(self):
        service = vigie.Service()
        self.addCleanup(service.close)
        service.start("--password", "vigie-demo", verb="demo")
        nobody = service.as_(None)
        self.addCleanup(nobody.close)
        token = nobody.post("/api/v1/session", {"login": "police", "password": "vigie-demo"}, 200).json["token"]
        police = vigie.Client(service.port, token)
        self.addCleanup(police.close)
        secrets = set()
        for episode in police.get("/api/v1/episodes?limit=60").json["items"]:
            who = police.minor(episode["minor"])["identity"]
            for name in who["names"]:
                told = name["value"]
                if told["nom"] and told["prenoms"]:
                    secrets.add(told["nom"] + " " + told["prenoms"])
            for day in who["dates_naissance"]:
                secrets.update(dates(datetime.date.fromisoformat(day["value"])))
            for phone in who["telephones"]:
                secrets.update((phone["value"], phone["value"].replace(" ", "")))
            for declaration in episode["declarations"][:2]:
                answers = police.get(f"/api/v1/declarations/{declaration}").json["answers"]
                secrets.update(v for k, v in answers.items() if k in ("recit", "signes_recit", "declarant_nom") and len(v) > 8)
        self.assertGreater(len(secrets), 150)
        top = pathlib.Path(service.directory)
        files = [p for p in [*top.rglob("*"), pathlib.Path(service.log)] if p.is_file()]
        self.assertEqual(leaks(files, secrets), [])
