"""The key of the directory changes while calls come in; what reached the end of its retention is erased; doctor finds what
stands in the clear."""
import json
import os
import pathlib
import shutil
import sqlite3
import threading
import time

import vigie
from vigie import ago, child, departure

DECLARANT = {"declarant_qualite": "educateur"}


def query(service, sql):
    with sqlite3.connect(service.directory + "/vigie.db") as database:
        rows = database.execute(sql).fetchall()
    database.close()
    return rows


class Changing(vigie.ServiceTest):
    def test_changing_the_key_while_declarations_come_in_loses_none(self):
        made, stop, faults = [], threading.Event(), []

        def call(login):
            client = self.service.as_(login)
            try:
                while not stop.is_set():
                    who = child(traitement_indispensable="oui")
                    answer = client.declare("classique", {**who, **departure(), **DECLARANT})
                    made.append((answer["id"], who["nom"]))
                    again = client.declare("classique", {**who, **departure(days=0, hours=3), **DECLARANT}, minor=answer["minor"]["id"])
                    made.append((again["id"], who["nom"]))
            except Exception as fault:  # seen below
                faults.append(fault)
            finally:
                client.close()

        callers = [threading.Thread(target=call, args=(login,)) for login in ("police", "foyer_a", "foyer_b")]
        for one in callers:
            one.start()
        turns = 0
        while turns < 5 and not faults:
            vigie.wait_until(lambda: len(made) > 20 * (turns + 1), 30)
            self.service.cli("key", "rotate")
            turns += 1
        time.sleep(0.3)
        stop.set()
        for one in callers:
            one.join()
        self.assertEqual(faults, [])
        self.assertGreater(len(made), 100)
        keys = pathlib.Path(self.service.directory + ".key").read_text().splitlines()
        self.assertEqual([line.split()[:2] for line in keys if line.startswith("sceau")], [["sceau", str(turns + 1)]])
        self.assertEqual(query(self.service, "SELECT DISTINCT key_number FROM minor"), [(turns + 1,)])
        self.assertEqual(os.stat(self.service.directory + ".key").st_mode & 0o777, 0o600)
        self.service.stop()
        self.service.start()
        police = self.service.as_("police")
        for id, nom in made:
            self.assertEqual(police.get(f"/api/v1/declarations/{id}").json["answers"]["nom"], nom)
        police.close()
        done = self.service.cli("doctor")
        self.assertIn("Rien de cassé", done.stdout)
        self.assertRegex(done.stdout, r"scellés : \d+ valeurs qui identifient, cherchées dans \d+ fichiers, aucune en clair")
        self.assertIn("toutes à leur place", self.service.cli("audit", "verify").stdout)


class Stopped(vigie.ServiceTest):
    """Each test on a directory of its own."""

    def setUp(self):
        self.service = vigie.prepared()
        self.addCleanup(self.service.close)

    def beside(self, backup, key):
        other = vigie.Service()
        self.addCleanup(other.close)
        shutil.copy(key, other.directory + ".key")
        return other, other.cli("restore", backup, check=False)

    def test_a_backup_older_than_the_change_opens_with_the_key_of_its_day_alone(self):
        who = child()
        self.service.start()
        self.service.as_("police").declare("classique", {**who, **departure(), **DECLARANT})
        self.service.stop()
        room = self.service.room
        shutil.copy(self.service.directory + ".key", room + "/ancienne.key")
        self.service.cli("backup", room + "/avant.db")
        self.service.cli("key", "rotate")
        self.service.cli("backup", room + "/apres.db")
        for backup, key, well in (("avant.db", "ancienne.key", True), ("apres.db", "donnees.key", True), ("avant.db", "donnees.key", False),
                                  ("apres.db", "ancienne.key", False)):
            with self.subTest(f"{backup} {key}"):
                other, done = self.beside(f"{room}/{backup}", f"{room}/{key}")
                if well:
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertIn(who["nom"], other.cli("export").stdout)
                else:
                    self.assertNotEqual(done.returncode, 0)
                    self.assertIn("cle_retiree", done.stderr)

    def test_a_change_that_was_stopped_is_taken_up_where_it_was(self):
        self.service.start()
        self.service.as_("police").declare("classique", {**child(), **departure(), **DECLARANT})
        self.service.stop()
        key = pathlib.Path(self.service.directory + ".key")
        lines = key.read_text().splitlines()
        key.write_text("\n".join(lines[:2] + ["sceau 2 " + "ab" * 32] + lines[2:]) + "\n")  # as a kill after the first step leaves it
        self.assertIn("la clé n° 2", self.service.cli("key", "rotate").stdout)
        self.assertNotIn("sceau 1", key.read_text())
        self.assertIn("Rien de cassé", self.service.cli("doctor").stdout)
        self.assertIn("la clé n° 3", self.service.cli("key", "rotate").stdout)

    def test_what_nobody_spoke_of_for_two_years_is_erased_and_the_rest_is_not(self):
        def line(key, who, days, **more):
            return {"key": key, "form": "classique", "organisation": "Foyer des Tilleuls", "signed_at": ago(days=days), "minor_key": who["nom"],
                    "answers": {**who, **DECLARANT, "departement": "75", "depart_au_plus_tard": ago(days=days, hours=2), **more}}

        def back(key, who, days):
            return {"key": key, "form": "retour", "organisation": "Foyer des Tilleuls", "signed_at": ago(days=days), "minor_key": who["nom"],
                    "answers": {"retour_au_plus_tard": ago(days=days, hours=1), "retour_verifie": "oui"}}
        old, heard_again, still_away, recent = (child(date_naissance=vigie.born(12)) for _ in range(4))
        lines = [line("a", old, 900), back("b", old, 890), line("c", heard_again, 900), back("d", heard_again, 890), line("e", heard_again, 300),
                 back("f", heard_again, 290), line("g", still_away, 900), line("h", recent, 20), back("i", recent, 15)]
        file = self.service.room + "/passe.jsonl"
        pathlib.Path(file).write_text("\n".join(json.dumps(one) for one in lines))
        self.service.cli("import", file)
        os.remove(file)
        self.assertIn("À effacer (--apply) : 1 mineurs", self.service.cli("purge").stdout)
        self.assertIn(old["nom"], self.service.cli("export").stdout)
        self.assertIn("Effacé : 1 mineurs dont rien n’a été dit depuis deux ans, 2 déclarations, 1 absences", self.service.cli("purge", "--apply").stdout)
        told = self.service.cli("export").stdout
        self.assertNotIn(old["nom"], told)
        for who in (heard_again, still_away, recent):
            self.assertIn(who["nom"], told)
        self.assertIn("Rien de cassé", self.service.cli("doctor").stdout)
        self.assertIn("toutes à leur place", self.service.cli("audit", "verify").stdout)
        self.assertIn("À effacer (--apply) : 0 mineurs", self.service.cli("purge").stdout)
        self.service.start()
        self.assertEqual(self.service.as_("police").search(old["nom"]), [])
        self.assertEqual(len(self.service.as_("police").search(recent["nom"])), 1)
        refused = self.service.cli("purge", "--apply", check=False)
        self.assertIn("repertoire_occupe", refused.stderr)
        self.assertIn("fin_de_conservation", [one["act"] for one in self.service.as_("admin").every("/api/v1/audit")])

    def test_audit_lines_end_with_what_they_were_kept_for_and_the_directory_and_its_copies_verify(self):
        who = child(date_naissance=vigie.born(14))
        lines = [{"key": key, "form": "classique", "organisation": "Foyer des Tilleuls", "signed_at": ago(days=days), "minor_key": "m",
                  "answers": {**who, **DECLARANT, "depart_au_plus_tard": ago(days=days, hours=2)}} for key, days in (("a", 1200), ("b", 1110), ("c", 300))]
        file = self.service.room + "/passe.jsonl"
        pathlib.Path(file).write_text("\n".join(json.dumps(one) for one in lines))
        self.service.cli("import", file)
        self.assertIn("Avec cela : 2 lignes du journal", self.service.cli("purge").stdout)
        self.assertIn("Avec cela : 2 lignes du journal", self.service.cli("purge", "--apply").stdout)
        self.assertIn("Avec cela : 0 lignes du journal", self.service.cli("purge").stdout)
        self.assertIn(who["nom"], self.service.cli("export").stdout)
        backup, export = self.service.room + "/copie.db", self.service.room + "/journal.jsonl"
        self.service.cli("backup", backup)
        self.service.cli("audit", "export", export)
        for copy in ([], [backup], [export]):
            said = self.service.cli("audit", "verify", *copy).stdout
            self.assertIn("toutes à leur place", said)
            self.assertIn("2 autres ont été effacées au terme de leur conservation", said)
        with sqlite3.connect(backup) as sql:
            first, last = sql.execute("SELECT first_number, last_number FROM audit_ended").fetchone()
        sql.close()
        self.assertLess(first, last)
        past = self.service.cli("audit", "verify", backup, "--anchor", f"{first}:{'0' * 64}", check=False)
        self.assertEqual((past.returncode, "toutes à leur place" in past.stdout, "PROBLÈME" in past.stdout), (2, True, False))
        self.assertIn("ancre_echue", past.stderr)
        kept = pathlib.Path(export).read_text().splitlines()
        pathlib.Path(export).write_text("\n".join(one for one in kept if "ended_from" not in one) + "\n")
        self.assertIn("retirée", self.service.cli("audit", "verify", export, check=False).stdout)
        with sqlite3.connect(backup) as sql:
            sql.execute("UPDATE audit_ended SET last_number = last_number + 1")
        sql.close()
        self.assertIn("retirée", self.service.cli("audit", "verify", backup, check=False).stdout)

    def test_doctor_finds_what_stands_in_the_clear(self):
        who = child(telephones=["06 39 98 12 34"], recit="Elle a dit qu’elle partait avec Zéphyrin de la gare.")
        self.service.start()
        self.service.as_("police").declare("classique", {**who, **departure(), **DECLARANT})
        log = self.service.room + "/technique.log"
        beside = pathlib.Path(self.service.directory, "oubli.txt")
        pathlib.Path(log).write_text("rien ici\n" * 1000)
        self.assertIn("aucune en clair", self.service.cli("doctor", "--also", log).stdout)
        day = who["date_naissance"]
        for written in (who["nom"].upper(), who["prenoms"], day, f"{day[8:]}/{day[5:7]}/{day[:4]}", "0639981234", "Elle a dit qu’elle partait avec Zéphyrin de la gare."):
            with self.subTest(written):
                beside.write_text("x" * ((1 << 20) - 3) + written + "\n")  # across what is read at a time
                done = self.service.cli("doctor", check=False)
                self.assertEqual(done.returncode, 1)
                self.assertIn("oubli.txt : 1 valeurs", done.stdout)
                self.assertNotIn(who["nom"], done.stdout)
        beside.unlink()
        pathlib.Path(log).write_text(f"GET /mineurs?nom={who['nom']}\n")
        self.assertIn("technique.log", self.service.cli("doctor", "--also", log, check=False).stdout)
