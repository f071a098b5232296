"""Nobody saw the window open: what is not known exactly is told as a least and a most."""
import datetime

import vigie
from vigie import ago, child, instant


class Windows(vigie.ServiceTest):
    def night(self, days=3):
        """22:00 to 07:00 of a past night, without offset: local to the département."""
        day = datetime.date.today() - datetime.timedelta(days=days)
        return {"depart_au_plus_tot": f"{day}T22:00", "depart_au_plus_tard": f"{day + datetime.timedelta(days=1)}T07:00"}

    def assertHours(self, hours, least, most, slack=0.05):
        self.assertAlmostEqual(hours["min"], least, delta=slack)
        if most is None:
            self.assertIsNone(hours["max"])
        else:
            self.assertAlmostEqual(hours["max"], most, delta=slack)

    def everywhere(self, made):
        """The same absence by id, in the list and in the minor's file."""
        id, minor = made["episode"]["id"], made["minor"]["id"]
        return [self.police.episode(id), next(e for e in self.police.every("/api/v1/episodes") if e["id"] == id),
                next(e for e in self.police.minor(minor)["episodes"] if e["id"] == id)]

    def test_a_departure_in_the_night_gives_a_least_and_a_most(self):
        night = self.night()
        made = self.foyer_a.declare("classique", {**child(), **night, "departement": "69", "declarant_qualite": "veilleur"})
        now = datetime.datetime.now(datetime.timezone.utc)
        for shown in [made["episode"], *self.everywhere(made)]:
            departed = shown["departed"]
            self.assertEqual(departed["earliest"][:16], night["depart_au_plus_tot"])
            self.assertEqual(departed["latest"][:16], night["depart_au_plus_tard"])
            self.assertHours(shown["absence_hours"], (now - instant(departed["latest"])).total_seconds() / 3600,
                             (now - instant(departed["earliest"])).total_seconds() / 3600, slack=0.1)
            self.assertEqual(shown["status"], "en_cours")

    def test_local_times_are_those_of_the_place_left(self):
        night = self.night()
        made = self.police.declare("classique", {**child(), **night, "departement": "974", "declarant_qualite": "mere"})
        self.assertEqual(made["episode"]["departed"]["earliest"], night["depart_au_plus_tot"] + ":00+04:00")

    def test_a_return_ends_the_absence_with_a_least_and_a_most(self):
        departed = {"depart_au_plus_tot": ago(3, 9), "depart_au_plus_tard": ago(3)}
        made = self.foyer_a.declare("classique", {**child(), **departed, "declarant_qualite": "veilleur"})
        self.foyer_a.come_back(made["episode"]["id"], {"retour_au_plus_tot": ago(1, 5), "retour_au_plus_tard": ago(1),
                                                       "retour_issue": "rentre", "retour_verifie": "oui"})
        for shown in self.everywhere(made):
            self.assertEqual(shown["status"], "rentre")
            self.assertHours(shown["absence_hours"], 48 - 5, 48 + 9)
            self.assertEqual(instant(shown["returned"]["latest"]) - instant(shown["returned"]["earliest"]),
                             datetime.timedelta(hours=5))

    def test_an_earliest_that_nobody_knows_stays_unknown(self):
        made = self.police.declare("classique", {**child(), "depart_au_plus_tard": ago(hours=10), "declarant_qualite": "pere"})
        for shown in [made["episode"], *self.everywhere(made)]:
            self.assertIsNone(shown["departed"]["earliest"])
            self.assertHours(shown["absence_hours"], 10, None)

    def test_a_latest_that_nobody_knows_is_the_time_of_telling(self):
        made = self.police.declare("classique", {**child(), "depart_au_plus_tot": ago(hours=6), "declarant_qualite": "pere"})
        self.assertLessEqual(abs(instant(made["episode"]["departed"]["latest"]) - instant(made["signed_at"])),
                             datetime.timedelta(seconds=2))
        self.assertHours(made["episode"]["absence_hours"], 0, 6)

    def test_several_voices_make_the_hull_and_stay_side_by_side(self):
        who = child()
        first = self.foyer_a.declare("classique", {**who, "depart_au_plus_tot": ago(hours=20), "depart_au_plus_tard": ago(hours=16),
                                                   "declarant_qualite": "veilleur"})
        second = self.police.declare("classique", {**who, "depart_au_plus_tot": ago(hours=18), "depart_au_plus_tard": ago(hours=12),
                                                   "declarant_qualite": "mere"})
        self.assertEqual(first["episode"]["id"], second["episode"]["id"])
        self.assertHours(second["episode"]["absence_hours"], 12, 20)
        for made, latest in ((first, 16), (second, 12)):
            kept = self.police.get(f"/api/v1/declarations/{made['id']}").json["answers"]
            told = instant(kept["depart_au_plus_tard"])
            self.assertAlmostEqual((instant(ago()) - told).total_seconds() / 3600, latest, delta=0.1)
