"""Import and export by the program's own verbs: once per key, whatever is refused is said, killed and run again, tables."""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time
import unittest

import vigie
from vigie import BINARY, Service

sys.path.insert(0, str(vigie.ROOT / "tests" / "support"))
import make_past  # noqa: E402

FILES = pathlib.Path(__file__).resolve().parent / "fichiers"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def line(key, form="classique", signed_at="2024-03-02T22:00:00+01:00", **more):
    answers = {"nom": "Zylkavane", "prenoms": "Ina", "date_naissance": "2011-05-14", "depart_au_plus_tard": "2024-03-02T20:00:00+01:00",
               "declarant_qualite": "educateur"}
    return {"key": key, "form": form, "organisation": "Foyer des Tilleuls", "signed_at": signed_at, "answers": answers, **more}


def without_ids(text):
    """The same text with each id replaced by its rank of appearance."""
    seen = {}
    return ID.sub(lambda found: seen.setdefault(found[0], f"id{len(seen)}"), text)


class Directory(unittest.TestCase):
    def setUp(self):
        self.service = Service()
        self.addCleanup(self.service.close)
        self.room = pathlib.Path(self.service.room)

    def file(self, lines, name="lignes.jsonl"):
        path = self.room / name
        data = lines if isinstance(lines, bytes) else "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines).encode()
        path.write_bytes(data)
        return str(path)

    def take(self, file, *more, expect=0, service=None, **how):
        done = (service or self.service).cli("import", str(file), *more, check=False, **how)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def export(self, *more, service=None):
        return (service or self.service).cli("export", *more).stdout

    def refused(self, lines, *more):
        """{line: [(pointer, code)]} of what an import refuses."""
        report = self.room / "rapport.jsonl"
        self.take(self.file(lines) if not isinstance(lines, (str, pathlib.Path)) else lines, "--report", str(report), *more, expect=1)
        self.assertEqual(os.stat(report).st_mode & 0o777, 0o600)
        found = {}
        for text in report.read_text().splitlines():
            said = json.loads(text)
            self.assertRegex(said["detail"], r"[a-zé]{3}")
            self.assertNotIn("key", said)
            found[said["line"]] = [(e["pointer"], e["code"]) for e in said["errors"]] or [("", said["code"])]
        return found

    def audit(self):
        self.service.add_account("chef", "admin", "Informatique")
        self.service.start()
        lines = self.service.as_("chef").every("/api/v1/audit")
        self.service.stop()
        return lines


class OncePerKey(Directory):
    def test_the_same_import_twice_changes_nothing(self):
        file = self.file(make_past.lines(60))
        first = self.take(file).stdout
        self.assertRegex(first, r"Import : \d+ lignes reprises, 0 déjà connues, 0 refusées")
        before = self.export()
        self.assertEqual(before.count("\n"), len(make_past.lines(60)))
        self.assertRegex(self.take(file).stdout, r"Import : 0 lignes reprises, \d+ déjà connues, 0 refusées ; alertes revues pour 0")
        self.assertEqual(self.export(), before)
        self.assertIn("Rien de cassé", self.service.cli("doctor").stdout)

    def test_the_key_with_other_words_is_refused_and_changes_nothing(self):
        self.take(self.file([line("a")]))
        before = self.export()
        other = line("a")
        other["answers"]["nom"] = "Zylkavanne"
        for told in (other, {**line("a"), "organisation": "Foyer des Acacias"}):
            self.assertEqual(self.refused([told]), {1: [("/key", "cle_reutilisee")]})
        self.assertEqual(self.export(), before)

    def test_an_export_imported_elsewhere_exports_the_same_and_is_known_at_home(self):
        self.take(self.file(make_past.lines(40)))
        said = self.export()
        self.assertEqual(said, self.export(), "the same state, the same bytes")
        self.assertRegex(self.take(self.file(said.encode())).stdout, r"Import : 0 lignes reprises")
        elsewhere = Service()
        self.addCleanup(elsewhere.close)
        self.take(self.file(said.encode()), service=elsewhere)
        self.assertEqual(without_ids(self.export(service=elsewhere)), without_ids(said))
        self.assertIn("Rien de cassé", elsewhere.cli("doctor").stdout)

    def test_what_was_decided_leaves_and_comes_back_byte_for_byte(self):
        self.service.start()
        for login, role, organisation in (("zylagent", "police", "BPM"), ("tilleuls", "foyer", "Les Tilleuls")):
            self.service.add_account(login, role, organisation)
        police, home = self.service.as_("zylagent"), self.service.as_("tilleuls")
        told = home.declare("classique", vigie.child(declarant_qualite="educateur", **vigie.departure()))
        absence = told["episode"]["id"]
        act = lambda name, body: police.post(f"/api/v1/episodes/{absence}/{name}", body)
        act("fpr", {"inscrit_le": vigie.ago(hours=3), "numero": "F-2026-116", "service": "BPM, groupe 2"})
        act("decision", {"assessment": told["assessment"]["id"], "qualification": "inquietante", "level": "eleve", "reason": "Vu avec le foyer."})
        act("disagreement", {"declarant": "M. Zylba, père", "reason": "Il conteste."})
        act("fpr", {"desinscrit_le": vigie.ago(hours=1)})
        before = police.episode(absence)
        said = self.export()
        self.service.stop()
        self.assertEqual([json.loads(one).get("act") for one in said.splitlines()], [None, "decision", "disagreement", "fpr"])
        self.assertNotIn("F-2026-116", said)
        self.assertRegex(self.take(self.file(said.encode())).stdout, r"Import : 0 lignes reprises, 4 déjà connues, 0 refusées")
        elsewhere = Service()
        self.addCleanup(elsewhere.close)
        self.take(self.file(said.encode()), service=elsewhere)
        self.assertEqual(without_ids(self.export(service=elsewhere)), without_ids(said))
        self.assertIn("Rien de cassé", elsewhere.cli("doctor").stdout)
        elsewhere.start()
        elsewhere.add_account("autre", "police", "Commissariat de Lyon")
        reader = elsewhere.as_("autre")
        after = reader.episode(reader.get("/api/v1/episodes").json["items"][0]["id"])
        for member in ("status", "departed", "fpr", "proposed", "qualification", "level"):
            self.assertEqual(after[member], before[member], member)
        kept = lambda one: {key: value for key, value in one.items() if key not in ("id", "assessment", "decision")}
        for member in ("decisions", "disagreements"):
            self.assertEqual([kept(one) for one in after[member]], [kept(one) for one in before[member]])
        page = reader.get(f"/absences/{after['id']}").text
        self.assertIn("zylagent", page, "who decided, as told")
        elsewhere.stop()

    def test_the_order_of_the_file_changes_nothing(self):
        lines = list(make_past.with_acts(make_past.lines(40)))
        self.take(self.file(lines))
        shuffled = list(lines)
        random.Random(3).shuffle(shuffled)
        elsewhere = Service()
        self.addCleanup(elsewhere.close)
        self.take(self.file(shuffled), service=elsewhere)
        self.assertEqual(without_ids(self.export(service=elsewhere)), without_ids(self.export()))

    def test_from_standard_input_with_a_byte_order_mark_crlf_and_empty_lines(self):
        text = "\ufeff" + json.dumps(line("a")) + "\r\n\r\n  \n" + json.dumps(line("b", signed_at="2024-03-03T10:00")) + "\r\n"
        self.assertIn("2 lignes reprises", self.take("-", input=text).stdout)

    def test_imports_exports_and_organisations_leave_their_lines_in_the_audit(self):
        self.take(self.file([line("a"), line("b", form="autre")]), expect=1)
        self.export()
        lines = self.audit()
        self.assertEqual([one["detail"] for one in lines if one["act"] == "import"], ["taken=1 known=0 refused=1"])
        self.assertEqual(len([one for one in lines if one["act"] == "export"]), 1)
        self.assertEqual([one["motive"] for one in lines if one["act"] == "organisation"], ["import"])
        self.assertEqual([(one["motive"], one["at"][:10]) for one in lines if one["act"] == "declaration"], [("import", "2024-03-02")])

    def test_the_account_import_cannot_log_in_and_alerts_are_those_of_what_is_still_open(self):
        open_now = line("o", form="inquietante", signed_at=vigie.ago(0, 3), minor_key="x")
        open_now["answers"] = {**open_now["answers"], "depart_au_plus_tard": vigie.ago(0, 5), "danger_immediat": "oui"}
        self.take(self.file([line("a", minor_key="y"), open_now,
                             {**line("r", form="retour", signed_at="2024-03-05T10:00", minor_key="y"),
                              "answers": {"retour_au_plus_tard": "2024-03-05T09:00", "retour_verifie": "non", "declarant_qualite": "police"}}]))
        self.service.start()
        self.service.add_account("agent", "police", "Commissariat")
        alerts = self.service.as_("agent").every("/api/v1/alerts?state=ouverte")
        self.assertEqual({one["kind"] for one in alerts}, {"inquietante", "fpr_a_inscrire", "parquet_a_aviser"})
        refused = self.service.as_(None).post("/api/v1/session", {"login": "import", "password": "import"})
        self.assertEqual(refused.status, 401)
        done = self.service.cli("import", self.file([line("b")]), check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("repertoire_occupe", done.stderr)
        self.assertEqual(self.export().count("\n"), 3, "an export works while the service runs")


class Refused(Directory):
    def test_every_refused_line_is_said_with_its_number_place_and_reason_and_the_others_go_on(self):
        adult = line("adulte")
        adult["answers"]["date_naissance"] = "1990-05-14"
        wrong = line("faux")
        wrong["answers"] |= {"date_naissance": "2011-02-31", "taille": 3}
        ahead = line("demain", signed_at=vigie.ago(-2))
        lonely = {**line("seul", form="retour", signed_at="2024-03-05T10:00"), "answers": {"retour_au_plus_tard": "2024-03-05T09:00", "declarant_qualite": "police"}}
        texts = [json.dumps(one).encode() for one in (line("bon-1"), adult, wrong, ahead, lonely)]
        texts += [b'{"key": "\xff"}', b"[]", b"{" + b" " * (5 << 20) + b"}", b"nul\x00", json.dumps(line("bon-2")).encode(),
                  json.dumps({"kind": "inconnu"}).encode(), json.dumps(line("tronquee"))[:80].encode()]
        self.assertEqual(self.refused(self.file(b"\n".join(texts))), {
            2: [("/answers/date_naissance", "majeur")],
            3: [("/answers/date_naissance", "date_invalide"), ("/answers/taille", "champ_inconnu")],
            4: [("/signed_at", "instant_futur")],
            5: [("/minor_key", "retour_sans_mineur")],
            6: [("", "utf8_invalide")],
            7: [("", "objet_attendu")],
            8: [("", "ligne_trop_longue")],
            9: [("", "utf8_invalide")],
            11: [("/kind", "genre_inconnu")],
            12: [("", "json_invalide")],
        })
        self.assertEqual(sorted(json.loads(one)["key"] for one in self.export().splitlines()), ["bon-1", "bon-2"])

    def test_a_refused_act_is_said_like_any_line(self):
        about = {"organisation": "BPM", "signed_at": "2024-03-03T10:00:00+01:00", "declaration": "bon"}
        decision = {"act": "decision", **about, "qualification": "inquietante", "level": "eleve"}
        self.assertEqual(self.refused([line("bon"), {"key": "1", **decision}, {"key": "2", **decision, "level": "grave"}, {"key": "3", **decision, "declaration": "autre"},
                                       {"key": "4", "act": "oubli", **about}, {"key": "5", "act": "fpr", **about}, {"key": "1", **decision, "reason": "Autre."}]),
                         {3: [("/level", "choix_invalide")], 4: [("/declaration", "declaration_inconnue")], 5: [("/act", "acte_inconnu")],
                          6: [("/inscrit_le", "fpr_vide")], 7: [("/key", "cle_reutilisee")]})
        done = self.take(self.file([line("bon"), {"key": "2", **decision, "level": "grave"}]), "--check", expect=1)
        self.assertIn("ligne 2 : /level", done.stderr)

    def test_check_says_what_would_be_refused_and_writes_nothing(self):
        wrong = line("faux")
        wrong["answers"]["sexe"] = "?"
        done = self.take(self.file([line("bon"), wrong]), "--check", expect=1)
        self.assertIn("ligne 2 : /answers/sexe", done.stderr)
        self.assertIn("rien n’a été écrit", done.stdout)
        self.assertFalse(os.path.exists(self.service.directory))

    def test_what_cannot_begin_exits_2(self):
        self.take(str(self.room / "absent.jsonl"), expect=2)
        self.take(str(self.room), expect=2)
        self.assertEqual(subprocess.run([BINARY, "import"], capture_output=True).returncode, 2)
        self.assertEqual(self.service.cli("export", check=False).returncode, 2)


class Killed(Directory):
    def test_killed_anywhere_and_run_again_it_ends_the_same(self):
        lines = list(make_past.with_acts(make_past.lines(900)))
        file = self.file(lines)
        whole = Service()
        self.addCleanup(whole.close)
        self.take(file, service=whole)
        kills = 0
        for wait in (0.25, 0.6, 0.9, 1.3, 0.05, 0.45):
            words = [BINARY, "import", file, "--data", self.service.directory]
            process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(wait)
            kills += process.poll() is None
            process.kill()
            process.wait()
        self.assertGreater(kills, 2)
        self.take(file)
        self.assertEqual(without_ids(self.export()), without_ids(self.export(service=whole)))
        self.assertIn("Rien de cassé", self.service.cli("doctor").stdout)
        kinds = [self.alerts(one) for one in (self.service, whole)]
        self.assertEqual(kinds[0], kinds[1])
        self.assertGreater(sum(kinds[0].values()), 3)

    def alerts(self, service):
        service.start()
        service.add_account("agent", "police", "Commissariat")
        counted = {}
        for one in service.as_("agent").every("/api/v1/alerts?state=ouverte"):
            counted[one["kind"]] = counted.get(one["kind"], 0) + 1
        service.stop()
        return counted


class Tables(Directory):
    def test_the_example_of_a_home_becomes_declarations_and_returns(self):
        self.assertEqual(self.refused(FILES / "foyer.csv", "--mapping", str(FILES / "foyer.toml")),
                         {5: [("/answers/date_naissance", "date_invalide")]})
        said = {one["key"]: one for one in map(json.loads, self.export().splitlines())}
        self.assertEqual(sorted(said), ["tilleuls-1", "tilleuls-1-retour", "tilleuls-2", "tilleuls-3", "tilleuls-3-retour"])
        first, back, second = said["tilleuls-1"], said["tilleuls-1-retour"], said["tilleuls-2"]
        self.assertEqual(first["minor_key"], second["minor_key"])
        self.assertEqual(first["episode_key"], back["episode_key"])
        self.assertNotEqual(first["episode_key"], second["episode_key"])
        answers = first["answers"]
        self.assertEqual((answers["prenoms"], answers["date_naissance"], answers["hotel_ou_location"], answers["surnoms"], answers["declarant_qualite"]),
                         ("Maëlys", "2012-03-14", "inconnu", ["May", "Lys"], "educateur"))
        self.assertEqual(answers["recit"], 'Partie après le repas ; "elle semblait calme".')
        self.assertEqual(answers["depart_au_plus_tard"], "2024-02-02T22:30:00+01:00")
        self.assertNotIn("alcool", answers)
        self.assertEqual(second["answers"]["depart_au_plus_tot"], "2024-02-17T00:00:00+01:00")
        self.assertEqual(second["answers"]["depart_au_plus_tard"], "2024-02-18T23:59:00+01:00")
        before = self.export()
        self.take(FILES / "foyer.csv", "--mapping", str(FILES / "foyer.toml"), expect=1)
        self.assertEqual(self.export(), before)

    def test_the_mistakes_of_a_mapping_stop_it_with_file_place_and_reason(self):
        text = (FILES / "foyer.toml").read_text().replace('nom = "Nom"', 'patronyme = "Nom"')
        done = self.take(FILES / "foyer.csv", "--mapping", self.file(text.encode(), "faux.toml"), expect=2)
        self.assertRegex(done.stderr, r"faux\.toml : /declaration/answers/patronyme : le formulaire classique n’a pas ce champ")
        text = (FILES / "foyer.toml").read_text().replace('"N° dossier"', '"Dossier"')
        done = self.take(FILES / "foyer.csv", "--mapping", self.file(text.encode(), "faux.toml"), expect=2)
        self.assertIn("n’a pas de colonne « Dossier »", done.stderr)


if __name__ == "__main__":
    unittest.main()
