#!/usr/bin/python3
"""A fictitious past, as import lines, for tests and measures: tests/support/make_past.py MINORS [--seed N] > file.jsonl

Some children leave once, a few leave many times; an absence is told by one or two voices and most often its return.
Everything is invented; the lines come sorted by their signature."""
import argparse
import datetime
import json
import random

SYLLABLES = "ka lo mi ru ta ven dor bel sau gri non mar cel ou zan pé ré lys tho qui".split()
SIGNS = ["hotel_ou_location", "petit_ami_majeur", "argent_inexplique", "objets_de_luxe", "plusieurs_telephones", "alcool",
         "stupefiants", "rupture_scolaire", "isolement", "contacts_inconnus_en_ligne", "frequentations_inquietantes"]
PLACES = ["75", "59", "13", "69", "93", "33", "44", "2A", "974"]
HOMES = ["Foyer des Tilleuls", "Foyer des Acacias", "MECS du Port", "Commissariat de Lyon 3", "Commissariat de Nantes"]


def word(pick, parts):
    return "".join(pick.choice(SYLLABLES) for _ in range(parts)).capitalize()


def instant(moment):
    return moment.isoformat(timespec="seconds") + "Z"


def absences(pick):
    """How many times one child leaves: once most often, with a heavy tail."""
    return min(60, int(pick.paretovariate(1.4)))


def one_child(pick, number, begin, days):
    born = datetime.date(2008, 1, 5) + datetime.timedelta(days=pick.randrange(0, 1400))
    if (born.month, born.day) in ((1, 1), (12, 31)):
        born += datetime.timedelta(days=3)
    who = {"nom": word(pick, 3), "prenoms": word(pick, 2), "date_naissance": born.isoformat(), "sexe": pick.choice("FM")}
    place, home = pick.choice(PLACES), pick.choice(HOMES)
    minor_key = f"m{number:07d}"
    left = begin + datetime.timedelta(minutes=pick.randrange(0, days * 1440))
    for rank in range(absences(pick)):
        hours = min(900, pick.lognormvariate(2.8, 1.4)) + 1
        told = left + datetime.timedelta(minutes=pick.randrange(30, 600))
        key = f"{minor_key}-{rank:03d}"
        base = {"organisation": home, "minor_key": minor_key}
        answers = {**who, "departement": place, "lieu_de_vie": pick.choice(["foyer", "domicile", "mecs", "famille_accueil"]),
                   "depart_au_plus_tot": instant(left - datetime.timedelta(hours=pick.randrange(1, 5))), "depart_au_plus_tard": instant(left),
                   "premiere_fugue": "oui" if rank == 0 else "non", "accompagne": pick.choice(["oui", "non", "inconnu"]),
                   "injoignable": "oui", "declarant_qualite": "educateur", "recit": "Récit inventé : " + " ".join(word(pick, 2) for _ in range(20))}
        for sign in SIGNS:
            if pick.random() < 0.12:
                answers[sign] = pick.choice(["oui", "oui", "non", "inconnu"])
        form = "inquietante" if pick.random() < 0.3 else "classique"
        yield told, {"key": key + "-d", "form": form, "signed_at": instant(told), **base, "answers": answers}
        if pick.random() < 0.4:
            later = told + datetime.timedelta(minutes=pick.randrange(5, 300))
            call = {"appelant_qualite": "mere", "categorie": "fugue", **who, "depart_au_plus_tard": instant(left)}
            yield later, {"key": key + "-a", "form": "appel", "signed_at": instant(later), **base, "organisation": "116 000", "answers": call}
        back = left + datetime.timedelta(hours=hours)
        if pick.random() < 0.9:
            heard = max(back, told) + datetime.timedelta(minutes=pick.randrange(1, 400))
            answers = {"retour_au_plus_tard": instant(back), "retour_verifie": pick.choice(["oui", "oui", "non"]), "retour_mode": "seul",
                       "declarant_qualite": "educateur"}
            yield heard, {"key": key + "-r", "form": "retour", "signed_at": instant(heard), **base, "answers": answers}
            back = heard
        left = back + datetime.timedelta(days=pick.expovariate(1 / 40), hours=14)


def lines(minors, seed=116000, begin=datetime.datetime(2023, 1, 1), days=700):
    pick = random.Random(seed)
    until = begin + datetime.timedelta(days=days + 300)
    told = [one for number in range(minors) for one in one_child(pick, number, begin, days) if one[0] < until]
    told.sort(key=lambda one: one[0])
    return [line for _, line in told]


def with_acts(told, seed=17):
    """The same lines, with what police and families did about a good third of the absences, right after the lines about them."""
    pick = random.Random(seed)
    entered = set()
    for line in told:
        yield line
        absence, voice = line["key"][:-2], line["key"][-2:]
        about = {"organisation": "Commissariat de Nantes", "signed_at": line["signed_at"], "declaration": absence + "-d"}
        if voice == "-d" and pick.random() < 0.4:
            entered.add(absence)
            entry = {"inscrit_le": line["signed_at"], "numero": f"F-{pick.randrange(10 ** 6)}", "categorie": "M", "service": "BPM"}
            yield {"key": absence, "act": "fpr", **about, "by": "agent", **entry}
        if voice == "-d" and pick.random() < 0.4:
            decided = pick.choice([("inquietante", "critique"), ("inquietante", "eleve"), ("classique", "aucun")])
            yield {"key": absence, "act": "decision", **about, "by": word(pick, 3), "qualification": decided[0], "level": decided[1], "reason": "Revue avec le foyer."}
            if pick.random() < 0.3:
                yield {"key": absence, "act": "disagreement", **about, "decision": absence, "qualification": decided[0], "declarant": "La mère, " + word(pick, 3),
                       "reason": "Elle conteste."}
        if voice == "-r" and absence in entered:
            yield {"key": absence + "-fin", "act": "fpr", **about, "inscrit_le": line["signed_at"], "desinscrit_le": line["signed_at"], "categorie": "M"}


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("minors", type=int)
    words.add_argument("--seed", type=int, default=116000)
    asked = words.parse_args()
    for line in lines(asked.minors, asked.seed):
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
