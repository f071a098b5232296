"""The verb that writes a national cohort: its lines, its table, its refusals."""
import json
import subprocess
import unittest

from vigie import BINARY


def cohort(*words, **more):
    return subprocess.run([BINARY, "cohort", *words], capture_output=True, text=True, timeout=60, **more)


class Cohort(unittest.TestCase):
    def test_it_writes_import_lines_in_the_order_of_time_the_same_each_time(self):
        written = cohort("--episodes", "40", "--seed", "7", "--from", "2024-01-01", "--to", "2025-01-01")
        self.assertEqual(0, written.returncode, written.stderr)
        self.assertEqual(written.stdout, cohort("--episodes", "40", "--seed", "7", "--years", "1", "--to", "2025-01-01").stdout)
        lines = [json.loads(line) for line in written.stdout.splitlines()]
        self.assertGreater(len(lines), 60)
        for line in lines:
            self.assertLessEqual({"key", "form", "organisation", "signed_at", "answers"}, set(line))
            self.assertLessEqual(set(line), {"key", "form", "organisation", "signed_at", "minor_key", "answers"})
            self.assertTrue("2024-01-01" <= line["signed_at"] < "2025-01-01", line["signed_at"])
        self.assertEqual(len(lines), len({line["key"] for line in lines}))
        absences = {line["key"].split("-")[0] + line["key"].split("-")[1] for line in lines
                    if ".m" in line["key"] and line["form"] != "preventive"}
        self.assertEqual(40, len(absences))

    def test_without_options_the_end_is_a_fixed_day_and_the_pace_that_of_the_country(self):
        table = cohort("--episodes", "200", "--distributions")
        self.assertEqual(0, table.returncode, table.stderr)
        self.assertIn("200 absences", table.stdout)
        self.assertIn("du 01/01/2025 au 01/01/2026 exclu, graine 116000", table.stdout)
        self.assertIn("inventé", table.stdout)
        self.assertIn("36 439", table.stdout)
        self.assertFalse(any(line.startswith("{") for line in table.stdout.splitlines()))

    def test_what_cannot_be_is_refused_in_french_and_nothing_is_written(self):
        for words, code in ((["--to", "2025-02-30"], "date_invalide"), (["--episodes", "0"], "nombre_hors_bornes"),
                            (["--years", "51"], "nombre_hors_bornes"), (["--from", "2025-12-01"], "periode_invalide"),
                            (["--from", "2027-01-01"], "periode_invalide"),
                            (["--from", "2024-01-01", "--years", "2"], "options_contraires")):
            refused = cohort(*words)
            self.assertEqual((1, ""), (refused.returncode, refused.stdout), words)
            self.assertIn(f"[{code}]", refused.stderr)

    def test_a_full_disk_is_said(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([BINARY, "cohort", "--episodes", "20"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(2, done.returncode)
        self.assertIn("écriture impossible", done.stderr)
