#!/usr/bin/python3
"""Holds forms/triage.json against schemas/rules.schema.json, and the schema against what it must refuse."""
import copy, json, pathlib, sys, unittest

from jsonschema import Draft202012Validator

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMA = json.loads((ROOT / "schemas/rules.schema.json").read_text())
RULES = json.loads((ROOT / "forms/triage.json").read_text())


# Computed from the episodes, asked by no form (src/episodes/history.cpp).
HISTORY = set(
    """age heures_absence jours_depuis_dernier_retour ecarts_decroissants durees_croissantes departs_en_7_jours
    departs_nuit_90 departs_week_end_90 fugues_30_jours fugues_90_jours fugues_365_jours fugues_total
    absences_2_a_14_jours_90 absences_2_a_14_jours_365 retours_hotel_365 retours_meme_lieu_365
    retour_autre_departement""".split()
)


def comparisons(condition):
    """Every (fact, constants) of a condition."""
    (operator, operands), = condition.items()
    if operator == "!":
        yield from comparisons(operands)
    elif operator in ("and", "or", "at_least"):
        for part in operands[1] if operator == "at_least" else operands:
            yield from comparisons(part)
    else:
        yield operands[0]["var"], operands[1] if operator == "in" else [operands[1]]


def form_fields():
    forms = [json.loads(path.read_text()) for path in (ROOT / "forms").glob("*.json") if "triage" not in path.name]
    return {field["id"]: field for form in forms for field in form["fields"]}


def refused(change):
    rules = copy.deepcopy(RULES)
    rules["rules"] = [
        {
            "id": "essai",
            "label": "Essai",
            "source": "Essai",
            "kind": "signe",
            "when": {"==": [{"var": "isolement"}, "oui"]},
            "reads": ["isolement"],
            "effect": {"weight": 1},
        }
    ]
    change(rules["rules"][0], rules)
    return not Draft202012Validator(SCHEMA).is_valid(rules)


class RuleSchema(unittest.TestCase):
    def test_the_schema_is_a_schema(self):
        Draft202012Validator.check_schema(SCHEMA)

    def test_the_released_rules_follow_it(self):
        self.assertEqual([], [error.message for error in Draft202012Validator(SCHEMA).iter_errors(RULES)])

    def test_a_plain_rule_is_taken(self):
        self.assertFalse(refused(lambda rule, rules: None))

    def test_every_fact_read_is_asked_by_a_form_or_computed_and_every_code_is_one_of_its_choices(self):
        fields = form_fields()
        for rule in RULES["rules"]:
            for fact, constants in comparisons(rule["when"]):
                with self.subTest(rule=rule["id"], fact=fact):
                    self.assertTrue(fact in HISTORY or fact in fields)
                    field = fields.get(fact, {"type": "history"})
                    self.assertFalse(field.get("identifying"))
                    if field["type"] == "tri":
                        self.assertLessEqual(set(constants), {"oui", "non"})
                    if field["type"] == "number":
                        self.assertTrue(all(isinstance(constant, (int, float)) for constant in constants))
                    if field["type"] in ("choice", "choices"):
                        self.assertLessEqual(set(constants), {choice["code"] for choice in field["choices"]})

    def test_what_is_refused(self):
        fact = {"var": "isolement"}
        changes = {
            "unknown member of the file": lambda rule, rules: rules.update(extra=1),
            "unknown member of a rule": lambda rule, rules: rule.update(extra=1),
            "unknown operator": lambda rule, rules: rule.update(when={"method": [fact, "oui"]}),
            "two operators": lambda rule, rules: rule.update(when={"==": [fact, "oui"], "!=": [fact, "non"]}),
            "bad arity": lambda rule, rules: rule.update(when={"==": [fact, "oui", "non"]}),
            "a measured code": lambda rule, rules: rule.update(when={">=": [fact, "oui"]}),
            "a true constant": lambda rule, rules: rule.update(when={"==": [fact, True]}),
            "an empty and": lambda rule, rules: rule.update(when={"and": []}),
            "sex read": lambda rule, rules: rule.update(when={"==": [{"var": "sexe"}, "F"]}, reads=["sexe"]),
            "nationality declared": lambda rule, rules: rule.update(reads=["nationalites"]),
            "unknown kind": lambda rule, rules: rule.update(kind="score"),
            "a vulnerability with an effect": lambda rule, rules: rule.update(kind="vulnerabilite"),
            "a danger with a weight": lambda rule, rules: rule.update(kind="danger"),
            "a sign that is critique": lambda rule, rules: rule.update(effect={"level": "critique"}),
            "an effect that changes nothing": lambda rule, rules: rule.update(effect={"weight": 0}),
            "no source": lambda rule, rules: rule.pop("source"),
            "no effect": lambda rule, rules: rule.pop("effect"),
        }
        for name, change in changes.items():
            with self.subTest(name):
                self.assertTrue(refused(change))


if __name__ == "__main__":
    sys.exit(unittest.main())
