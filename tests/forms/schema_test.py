#!/usr/bin/python3
"""Holds the form files against schemas/form.schema.json, and the schema against forms that are not forms."""
import copy, json, pathlib, sys
from jsonschema import Draft202012Validator

root = pathlib.Path(__file__).resolve().parent.parent.parent
schema = json.loads((root / "schemas" / "form.schema.json").read_text())
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
bad = []

forms = sorted(file for file in (root / "forms").glob("*.json") if not file.name.startswith("triage"))
if len(forms) < 6:
    bad.append(f"six forms are expected, {len(forms)} found")
for file in forms:
    for error in validator.iter_errors(json.loads(file.read_text())):
        bad.append(f"{file.name}: {error.json_path}: {error.message[:200]}")

good = {
    "id": "essai", "version": 1, "title": "Essai", "about": "Un essai.",
    "sections": [{"id": "faits", "title": "Faits", "data": "circumstances"}], "to_sign": [["vu"]],
    "fields": [
        {"id": "vu", "section": "faits", "type": "tri", "label": "Vu", "observed": True},
        {"id": "nom", "section": "faits", "type": "text", "label": "Nom", "identifying": True},
        {"id": "ou", "section": "faits", "type": "choice", "label": "Où", "choices": [{"code": "17", "label": "17"}]},
        {"id": "age", "section": "faits", "type": "number", "label": "Âge", "least": 0, "most": 9},
        {"id": "amis", "section": "faits", "type": "records", "label": "Amis", "identifying": True,
         "parts": [{"id": "nom", "type": "text", "label": "Nom"}]},
    ],
}
if list(validator.iter_errors(good)):
    bad.append("the schema refuses a good form")

# (field, member, value): None takes the member away; each must make the form bad.
bends = [
    (0, "label", None), (0, "section", None), (0, "type", "bool"), (0, "id", "Vu"), (0, "libelle", "x"),
    (0, "data", "caller"), (0, "data", "fpr"), (0, "planned", True), (0, "choices", [{"code": "a", "label": "A"}]), (0, "least", 1),
    (1, "identifying", None), (1, "identifying", False), (1, "observed", True), (1, "parts", []),
    (2, "choices", None), (2, "choices", []), (3, "most", None), (4, "parts", None),
    (4, "parts", [{"id": "a", "type": "date", "label": "A"}]),
    (4, "parts", [{"id": "a", "type": "text", "label": "A", "section": "faits"}]),
]
for index, member, value in bends:
    form = copy.deepcopy(good)
    form["fields"][index].pop(member, None)
    if value is not None:
        form["fields"][index][member] = value
    if validator.is_valid(form):
        bad.append(f"the schema takes fields[{index}].{member} = {value}")

print("\n".join(bad) or f"{len(forms)} forms keep to the schema")
sys.exit(bool(bad))
