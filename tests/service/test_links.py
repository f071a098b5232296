"""Links between children over HTTP: on the page and in the API, with whom by what, for whoever may read both sides."""
import html
import random
import re

import vigie
from test_file_pages import said
from test_pages import Browser
from vigie import child, departure

DECLARANT = {"declarant_qualite": "educateur"}


def number():
    return "06 39 98 {:02} {:02}".format(random.randrange(100), random.randrange(100))


def plate():
    letters = "ABCDEFGHJKLMNPQRSTVWXYZ"
    return "{}{}-{:03}-{}{}".format("A", random.choice(letters), random.randrange(1, 1000), "B", random.choice(letters))


def read(page):
    """What a page shows, its unbreakable spaces as spaces, none before a colon twice."""
    return re.sub(r"\s+", " ", html.unescape(said(page)).replace("\u00a0", " "))


class Links(vigie.ServiceTest):
    def browser(self, login):
        one = Browser(self.service.port)
        self.addCleanup(one.close)
        self.assertEqual(one.sign_in(login).status, 200)
        return one

    def absent(self, by, **answers):
        made = by.declare("classique", {**child(), **departure(), **DECLARANT, **answers})
        return made["minor"]["id"], made["id"]

    def links(self, by, minor):
        return by.get(f"/api/v1/minors/{minor}", 200).json["links"]

    def test_a_shared_number_and_plate_link_two_children_with_the_evidence_on_both_sides(self):
        phone, car = number(), plate()
        one, told = self.absent(self.police, telephones=[phone], vehicule_plaque=car)
        other, told_of_other = self.absent(self.police, telephones=["+33" + phone.replace(" ", "")[1:]], vehicule_plaque=car.lower().replace("-", " "))
        links = self.links(self.suivi, one)
        self.assertFalse(links["withheld"])
        self.assertEqual([link["minor"]["id"] for link in links["items"]], [other])
        evidence = links["items"][0]["evidence"]
        self.assertEqual([(e["kind"], e["own"]["field"], e["other"]["field"]) for e in evidence],
                         [("plaque", "vehicule_plaque", "vehicule_plaque"), ("telephone", "telephones", "telephones")])
        self.assertEqual({(e["own"]["declaration"], e["other"]["declaration"]) for e in evidence}, {(told, told_of_other)})
        page = self.browser("police").visit("GET", f"/mineurs/{one}")
        self.assertIn("1 autre mineur. Des questions à vérifier", read(page))
        self.assertRegex(read(page), r"Même plaque \(Plaque du véhicule\) : .* et, pour l’autre, déclaration du ")
        self.assertIn(f'href="/declarations/{told_of_other}"', page.text)

    def test_a_home_is_told_that_another_service_holds_something_and_neither_whom_nor_what(self):
        phone = number()
        own, _ = self.absent(self.foyer_a, telephones=[phone])
        other, _ = self.absent(self.foyer_b, telephones=[phone])
        for client, minor, stranger in ((self.foyer_a, own, other), (self.foyer_b, other, own)):
            answer = client.get(f"/api/v1/minors/{minor}", 200)
            self.assertEqual(answer.json["links"], {"items": [], "withheld": True})
            self.assertNotIn(stranger, answer.text)
        page = self.browser("foyer_a").visit("GET", f"/mineurs/{own}")
        links = read(page).split("Liens avec d’autres mineurs")[-1].split("Décisions")[0]
        self.assertIn("Élément détenu par un autre service : un lien avec un autre mineur", links)
        self.assertNotIn(other, page.text)
        self.assertNotRegex(links, r"06 39 98|Téléphone|téléphone")
        self.assertEqual([link["minor"]["id"] for link in self.links(self.police, own)["items"]], [other])

    def test_the_number_of_a_caller_is_never_a_link_for_police(self):
        phone = number()
        called = self.ecoutant.declare("appel", {**child(), **departure(), "categorie": "fugue", "appelant_qualite": "ami", "declarant_telephone": phone})
        other, _ = self.absent(self.police, telephones=[phone])
        self.assertEqual(self.links(self.police, other), {"items": [], "withheld": True})
        self.assertEqual(self.links(self.police, called["minor"]["id"]), {"items": [], "withheld": True})
        self.assertEqual([link["minor"]["id"] for link in self.links(self.ecoutant, other)["items"]], [called["minor"]["id"]])

    def test_the_number_of_a_home_links_none_of_its_children(self):
        phone = number()
        told = [self.absent(self.police, telephones=[phone], etablissement_telephones=[phone])[0] for _ in range(3)]
        for minor in told:
            self.assertEqual(self.links(self.police, minor), {"items": [], "withheld": False})

    def test_a_whole_plate_finds_its_children_on_the_page_and_in_the_api(self):
        car = plate()
        told = {self.absent(self.police, vehicule_plaque=car)[0] for _ in range(2)}
        found = self.suivi.post("/api/v1/minors/search", {"q": car.lower()}, 200).json["items"]
        self.assertEqual({one["id"] for one in found}, told)
        self.assertEqual({tuple(one["reasons"]) for one in found}, {("plaque dite dans une déclaration",)})
        self.assertEqual(self.foyer_a.post("/api/v1/minors/search", {"q": car}, 200).json["items"], [])
        page = self.browser("ecoutant").visit("POST", "/recherche", {"q": car})
        self.assertIn("2 mineurs trouvés", read(page))

    def test_an_analyst_reads_links_under_pseudonyms(self):
        phone = number()
        one = self.police.declare("classique", {**child(), **departure(), **DECLARANT, "telephones": [phone]})
        other = self.police.declare("classique", {**child(), **departure(), **DECLARANT, "telephones": [phone]})
        pseudonym = self.analyste.get(f"/api/v1/episodes/{other['episode']['id']}", 200).json["minor"]
        page = self.browser("analyste").visit("GET", f"/absences/{one['episode']['id']}")
        self.assertIn(f"Mineur {pseudonym} : Même téléphone", read(page))
        for hidden in (one["minor"]["id"], other["minor"]["id"], phone):
            self.assertNotIn(hidden, page.text)
        caller = number()  # who calls is no analyst's to know, nor that two children share it
        called = self.ecoutant.declare("appel", {**child(), **departure(), "categorie": "fugue", "appelant_qualite": "ami", "declarant_telephone": caller})
        self.police.declare("classique", {**child(), **departure(), **DECLARANT, "telephones": [caller]})
        self.assertNotIn("Même téléphone", read(self.browser("analyste").visit("GET", f"/absences/{called['episode']['id']}")))
