"""schemas/openapi.yaml as the judge of every answer that the tests get."""
import datetime
import json
import pathlib
import re
import urllib.parse

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILE = ROOT / "schemas" / "openapi.yaml"
METHODS = ("get", "post", "put", "patch", "delete")

formats = jsonschema.FormatChecker(formats=("uuid", "date"))


@formats.checks("date-time", raises=ValueError)
def is_instant(value):
    """RFC 3339 with an offset, to the second."""
    if not isinstance(value, str):
        return True
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value):
        return False
    datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return True


class Mismatch(AssertionError):
    """An answer that the description does not promise."""


def escape(part):
    return part.replace("~", "~0").replace("/", "~1")


class Description:
    def __init__(self, text=None):
        self.text = text if text is not None else FILE.read_text(encoding="utf-8")
        self.whole = yaml.safe_load(self.text)
        self.seen = set()  # (method, path, status) met so far
        self._resolver = jsonschema.RefResolver("", self.whole)
        self._validators = {}

    def operations(self):
        """(METHOD, path, operation) of everything described."""
        for path, item in self.whole["paths"].items():
            for method in METHODS:
                if method in item:
                    yield method.upper(), path, item[method]

    def find_path(self, target):
        """The described path that takes this one, the more literal first; None when there is none."""
        path = urllib.parse.unquote(target.split("?", 1)[0])
        fits = [one for one in self.whole["paths"]
                if re.fullmatch(re.sub(r"\\\{[a-z_]+\\\}", "[^/]+", re.escape(one)), path)]
        return min(fits, key=lambda one: one.count("{"), default=None)

    def deref(self, pointer):
        """The object at a JSON pointer, its $ref followed, with the pointer where it really is."""
        value = self._resolver.resolve_fragment(self.whole, pointer)
        if isinstance(value, dict) and "$ref" in value:
            return self.deref(value["$ref"].removeprefix("#"))
        return value, pointer

    def errors(self, pointer, value):
        """What is wrong with a value under the schema at a JSON pointer."""
        if pointer not in self._validators:
            self._validators[pointer] = jsonschema.Draft202012Validator(
                {"$ref": "#" + pointer}, resolver=self._resolver, format_checker=formats)
        found = self._validators[pointer].iter_errors(value)
        return [f"{'/'.join(map(str, e.absolute_path)) or '(racine)'}: {e.message[:300]}" for e in self._leaves(found)]

    def _leaves(self, errors):
        for error in errors:
            if error.context:
                yield from self._leaves(error.context)
            else:
                yield error

    def check(self, method, target, answer, body=None):
        """Raises Mismatch unless this answer is one that the description promises for this request."""
        where = f"{method} {target} -> {answer.status}"
        path = self.find_path(target)
        described = "get" if method == "HEAD" else method.lower()
        operation = self.whole["paths"].get(path, {}).get(described) if path else None
        if operation is None:
            self._check_undescribed(where, path, target, answer)
            return
        pointer = f"/paths/{escape(path)}/{described}/responses/{answer.status}"
        if str(answer.status) not in operation["responses"]:
            if self._is_page(target, answer):
                return
            raise Mismatch(f"{where}: this status is not described; {answer.text[:300]}")
        response, pointer = self.deref(pointer)
        self._check_headers(where, response, answer)
        self._check_content(where, response, pointer, answer, with_body=method != "HEAD")
        self.seen.add((described.upper(), path, answer.status))
        if 200 <= answer.status < 300:
            self._check_request(where, path, described, operation, body)

    def _check_undescribed(self, where, path, target, answer):
        """A path or method that is not there is refused, and says so. Pages are for people: nothing describes them."""
        if path is None and not target.startswith("/api") and answer.media_type == "text/html" and answer.status != 405:
            return
        expected = (400, 404, 405, 408, 411, 413, 431, 503)
        if answer.status not in expected or (path is None and answer.status == 405):
            raise Mismatch(f"{where}: not described, and not refused as such; {answer.text[:300]}")
        if answer.status == 405 and not answer.header("Allow"):
            raise Mismatch(f"{where}: no Allow")
        if not self._is_page(target, answer):
            self._check_problem(where, answer)

    def _is_page(self, target, answer):
        """Outside /api a refusal of the router is a page."""
        return (not target.startswith("/api") and answer.status >= 400
                and answer.header("Content-Type", "").startswith("text/html"))

    def _check_problem(self, where, answer):
        if answer.media_type != "application/problem+json":
            raise Mismatch(f"{where}: {answer.media_type} instead of a problem")
        if answer.body:
            self._refuse(where, self.errors("/components/schemas/Problem", answer.json))

    def _check_headers(self, where, response, answer):
        for name, header in response.get("headers", {}).items():
            header = self.deref(header["$ref"].removeprefix("#"))[0] if "$ref" in header else header
            values = answer.headers_named(name)
            if len(values) > 1:
                raise Mismatch(f"{where}: {name} is there {len(values)} times: {values}")
            if not values:
                if header.get("required"):
                    raise Mismatch(f"{where}: no {name}")
                continue
            errors = [e.message for e in jsonschema.Draft202012Validator(header["schema"]).iter_errors(values[0])]
            self._refuse(f"{where}: {name}", errors)

    def _check_content(self, where, response, pointer, answer, with_body):
        content = response.get("content")
        if content is None:
            if answer.body:
                raise Mismatch(f"{where}: a body where none is described")
            return
        if answer.media_type not in content:
            raise Mismatch(f"{where}: {answer.media_type}, described: {', '.join(content)}")
        if answer.status >= 400 and answer.media_type.endswith("json") and with_body:
            if answer.json.get("status", answer.status) not in (answer.status, "indisponible"):
                raise Mismatch(f"{where}: the body says {answer.json.get('status')}")
        if not with_body:
            if answer.body:
                raise Mismatch(f"{where}: a body in answer to HEAD")
            return
        if answer.media_type.endswith("json"):
            self._refuse(where, self.errors(f"{pointer}/content/{escape(answer.media_type)}/schema", answer.json))

    def _check_request(self, where, path, method, operation, body):
        """What the service takes is what the description says it takes."""
        if "requestBody" not in operation:
            if body not in (None, b"", {}):
                raise Mismatch(f"{where}: took a body that is not described")
            return
        value = json.loads(body) if isinstance(body, (bytes, str)) else body
        self._refuse(f"{where}: request", self.errors(
            f"/paths/{escape(path)}/{method}/requestBody/content/application~1json/schema", value))

    def _refuse(self, where, errors):
        if errors:
            raise Mismatch(where + ":\n  " + "\n  ".join(errors[:8]))


description = Description()
