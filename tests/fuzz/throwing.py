"""Odd requests from one seed: every rule, every method, every kind of body, by everybody."""

import json
import random
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import FileStorage
from werkzeug.routing import Rule

from tests.fuzz.world import World, kind_of, values_for

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
FORM = "application/x-www-form-urlencoded"
TYPES = (
    FORM,
    FORM + "; charset=utf-16",
    FORM + "; charset=nonsense",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=" + "b" * 300,
    "multipart/mixed; boundary=x",
    "application/json",
    "application/json; charset=latin-1",
    "application/merge-patch+json",
    "text/plain",
    "text/html",
    "application/xml",
    "application/octet-stream",
    "nonsense",
    "",
)
ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "�",
    "0",
    "-1",
    "1.5",
    "1e999",
    "NaN",
    "9" * 40,
    "-" + "9" * 40,
    "٣",
    "true",
    "null",
    "[]",
    "{}",
    "None",
    "2026-02-30",
    "0000-00-00T00:00",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "x" * 300,
    "kata " * 30_000,
    "\r\nSet-Cookie: a=b",
    "<b>x</b>",
    "=1+1",
    "' or 1=1 --",
    "%s%n{0}{x!r}",
    "../../settings.py",
    "rina@surel.example",
    "rina@surel.example, budi@surel.example",
    "on",
    "y",
    "\u202e\u200f\ufeff",
    "e" + "́" * 500,
    "🙂" * 100,
)
ODD_JSON: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    "x",
    "",
    [],
    [[]],
    [None] * 50,
    {},
    {"": ""},
    {"csrf_token": []},
    {"value": None},
    {"operation_id": 1, "based_on": "x", "value": []},
    {"operation_id": "x" * 400, "based_on": 10**30, "value": {"text": "\x00"}},
    {"operation_id": None, "based_on": -1, "value": {"text": {}}, "after": {"a": 1}},
    {"text": {"text": {"text": ["x"]}}},
    float("nan"),
    10**400,
)
ODD_QUERIES = ("page", "sort", "order", "stage", "q", "after", "before", "next", "way", "state", "kind", "of")


@dataclass(frozen=True)
class Thrown:
    """One request, with all that is needed to throw it again."""

    who: str
    method: str
    address: str
    headers: dict[str, str]
    body: bytes | dict[str, Any] | None
    content_type: str | None

    def __str__(self) -> str:
        body = f"{self.body!r}"[:300]
        return f"{self.who}: {self.method} {self.address[:200]} ({self.content_type}, {self.headers}): {body}"


class Thrower:
    """Draws requests: the same seed draws the same ones, for the same world."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.random = world, random.Random(seed)
        self.rules = sorted(world.app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
        self.people = sorted(world.clients)

    def draw(self, number: int) -> Thrown:
        """Return request `number`: rules come in turn, so that none is left out."""
        rule = self.rules[number % len(self.rules)]
        offered = sorted(rule.methods or {"GET"})
        method = self.random.choice(METHODS if self.random.random() < 0.2 else offered)
        body, content_type = self._body(rule) if method not in {"GET", "HEAD", "OPTIONS"} else (None, None)
        who, address = self._place(rule)
        return Thrown(
            who=who,
            method=method,
            address=address + self._query(),
            headers=self._headers(),
            body=body,
            content_type=content_type,
        )

    def _place(self, rule: Rule) -> tuple[str, str]:
        """Mostly somebody and an address that go together; else anybody, anywhere."""
        known = sorted(self.world.doors[rule.endpoint])
        if known and self.random.random() < 0.75:
            return self.random.choice(known)
        kind = kind_of(rule)
        likely = [name for name in self.people if name.startswith(kind)]
        who = self.random.choice(likely if likely and self.random.random() < 0.8 else self.people)
        options = values_for(rule, self.world.ids)
        parts = {
            part: self.random.choice(each) if each and self.random.random() < 0.9 else self._odd_part()
            for part, each in options.items()
        }
        return who, rule.build(parts)[1]

    def _query(self) -> str:
        if self.random.random() > 0.4:
            return ""
        chosen = self.random.sample(ODD_QUERIES, 3)
        return "?" + urlencode({name: self._text()[:2000] for name in chosen}, errors="replace")

    def _odd_part(self) -> str:
        return self.random.choice(["x", "0", "-", "a b", "%00", "é" * 5, "." * 3, "A" * 22, "A" * 3000])

    def _headers(self) -> dict[str, str]:
        headers = {}
        if self.random.random() < 0.3:
            headers["Accept"] = self.random.choice(["application/json", "*/*", "text/html;q=x", "", ","])
        if self.random.random() < 0.3:
            headers["Accept-Language"] = self.random.choice(["en", "id", "", "x-klingon", "en;q=9", "*;q=0"])
        if self.random.random() < 0.1:
            headers["Range"] = self.random.choice(["bytes=0-0", "bytes=9-1", "lines=1"])
        if self.random.random() < 0.1:
            headers["If-Modified-Since"] = self.random.choice(["never", "Sat, 29 Oct 1994 19:43:31 GMT"])
        return headers

    def _body(self, rule: Rule) -> tuple[bytes | dict[str, Any] | None, str | None]:
        if self.random.random() < 0.5:
            return self._form(rule), "as a form"
        content_type = self.random.choice(TYPES)
        draw = self.random.random()
        if "json" in content_type and draw < 0.7:
            return json.dumps(self.random.choice(ODD_JSON)).encode(), content_type
        if draw < 0.5:
            return self._urlencoded(rule), content_type
        if draw < 0.7:
            return b"", content_type
        return self.random.randbytes(self.random.choice([1, 20, 3000])), content_type

    def _form(self, rule: Rule) -> dict[str, Any]:
        """Fields as the page has them, some left out, some twice, some as a file."""
        form: dict[str, Any] = {}
        for name in sorted(self.world.fields.get(rule.endpoint, {"text"})):
            draw = self.random.random()
            if draw < 0.75:
                form[name] = self._text()
            elif draw < 0.85:
                form[name] = [self._text(), self._text()]
            elif draw < 0.9:
                form[name] = self._file()
        form["csrf_token"] = "TOKEN"
        return form

    def _file(self) -> FileStorage:
        from io import BytesIO

        content = self.random.choice([b"", b"%PDF-1.4\n", b"%PDF-1.7\n%%EOF", b"\x00" * 500, b"nama;surel\n"])
        name = self.random.choice(["cv.pdf", "", "../x.pdf", "a\x00.pdf", "x" * 300 + ".pdf", "daftar.csv"])
        kind = self.random.choice(["application/pdf", "text/csv", "nonsense", ""])
        return FileStorage(BytesIO(content), filename=name, content_type=kind)

    def _urlencoded(self, rule: Rule) -> bytes:
        names = sorted(self.world.fields.get(rule.endpoint, {"text"}))
        pairs = [(name, self.random.choice([self._text()[:3000], "\ud800"])) for name in names]
        return urlencode(pairs, errors="surrogatepass").encode()

    def _text(self) -> str:
        """A value: odd, or one that could be right."""
        if self.random.random() < 0.5:
            return self.random.choice(ODD_TEXTS)
        table = self.random.choice(sorted(self.world.ids))
        known = self.world.ids[table] or [""]
        return self.random.choice([self.random.choice(known), "1", "3", "id", "en", "y", "Sudah dibaca."])
