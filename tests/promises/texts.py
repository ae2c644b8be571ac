"""Every text a person may read, and whether a word in it sounds like a promise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from ruamel.yaml import YAML

from hiring.paths import CATALOGUES, CHECKOUT

BANKS = CHECKOUT / "question_banks"

#: Mails with a text for each language, each paragraph of one beside the same paragraph of the other.
MAILS = CHECKOUT / "templates" / "mail"

#: Sections of a task in which nobody promises anything: answers that are compared, and their levels.
SAID_BY_NOBODY = {"calibration", "controls"}

#: Words with which something is promised, allowed or ruled out, or which say how long it takes,
#: until when it holds, or who is told of it.
TELL_TALE = {
    "en": re.compile(
        r"\b(mails?|mailed|e-?mails?|hours?|days?|minutes?|deletes?|deleted|deletion|erased?|kept|keeps?|"
        r"asks?|may|will|always|never|only|nobody|no one|no longer|any more|until|at the latest|within|"
        r"automatically|at once|at any time|as soon as|from (then|now) on|sends|tells?|told|stays?|remains?|"
        r"expires?|undone|loses?|lost|without (knowing )?(your|the candidate's|a|their) names?|"
        r"nothing more|supersedes?|signed out|(is|are) noted)\b",
        re.IGNORECASE,
    ),
    "id": re.compile(
        r"\b(e-?mail(nya)?|hari|jam|menit|(meng|di|peng)?hapus(an)?|kabar|(di|me)ngabari|akan|dapat meminta|"
        r"selalu|tidak pernah|hanya|(di|ter)simpan|boleh|tidak (ada )?seorang pun|tidak ada yang|tidak lagi|"
        r"paling lambat|otomatis|kapan saja|sejak (saat itu|sekarang)|(di|mem)beri ?tahu|hilang)\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages.

    `id` is its English words where it comes from the source (the catalogue knows it by
    them) or from a mail that an organisation may change, and `file#place` where it comes
    from a question bank.
    """

    id: str
    en: str
    indonesian: str

    @property
    def sounds_like_a_promise(self) -> bool:
        return bool(TELL_TALE["en"].search(self.en) or TELL_TALE["id"].search(self.indonesian))


@cache
def every_text() -> tuple[Text, ...]:
    """Return the texts of the catalogue (pages, reports, most mails), of the other mails, of the banks."""
    return tuple(_every_text())


def _every_text() -> Iterator[Text]:
    with (CATALOGUES / "id" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        for message in read_po(file):
            if message.id:
                source, translated = _forms(message.id), _forms(message.string)
                yield Text(source[0], " ".join(source), " ".join(translated))
    for path in sorted(MAILS.glob("*.en.txt")):
        other = path.with_name(path.name.replace(".en.", ".id."))
        pairs = zip(_paragraphs(path), _paragraphs(other), strict=True)
        yield from (Text(english, english, indonesian) for english, indonesian in pairs)
    for path in sorted(BANKS.rglob("*.yaml")):
        name = path.relative_to(BANKS).with_suffix("").as_posix()
        yield from _of_bank(name, YAML(typ="safe", pure=True).load(path), ())


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _paragraphs(path: Path) -> list[str]:
    return [" ".join(each.split()) for each in path.read_text("utf-8").split("\n\n") if each.strip()]


def _of_bank(name: str, node: Any, place: tuple[str, ...]) -> Iterator[Text]:
    if isinstance(node, dict) and node.keys() == {"id", "en"}:
        yield Text(f"{name}#{'.'.join(place)}", str(node["en"]), str(node["id"]))
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in SAID_BY_NOBODY:
                yield from _of_bank(name, value, (*place, str(key)))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _of_bank(name, value, (*place, str(number)))
