"""The places of a mail's text that are filled in when it is written, such as {name}. Pure.

People of HR write these texts, so there is nothing but names in braces: no conditions, no
formulas, nothing that could read what it was not given.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

_PLACE = re.compile(r"\{([^{}\n]*)\}")
_LONE_LINE = re.compile(r"(?m)^\{([^{}\n]*)\}(?:\n\n?|\Z)")


class UnknownPlaceholder(Exception):
    """A text names something that nobody gives: a fault of ours, as texts are checked when saved."""


@dataclass(frozen=True, slots=True)
class MailWords:
    """Subject and body of a mail as somebody wrote them, with placeholders."""

    subject: str
    body: str

    @property
    def whole(self) -> str:
        return f"{self.subject}\n{self.body}"


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with each {name} replaced by its value; what is filled in is not read again.

    Raises UnknownPlaceholder.

    >>> filled("Dear {name},", {"name": "Siti {position}"})
    'Dear Siti {position},'
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise UnknownPlaceholder(found[0])
        return values[found[1]]

    return _PLACE.sub(value, text)


def written_out(body: str, values: Mapping[str, str]) -> str:
    """Return the text of a mail with its placeholders replaced.

    What is filled in only now and then, such as a sentence about an earlier receipt, has a line of its
    own: where it is empty that line goes, with the blank one below it. Raises UnknownPlaceholder.

    >>> written_out("Received.\\n\\n{earlier}\\n\\nThank you.", {"earlier": ""})
    'Received.\\n\\nThank you.'
    """
    return filled(_LONE_LINE.sub(lambda line: "" if values.get(line[1]) == "" else line[0], body), values)


def named_in(text: str) -> list[str]:
    """Return the placeholders of `text`, each once, in their order.

    >>> named_in("{name}, {link} and {name}")
    ['name', 'link']
    """
    return list(dict.fromkeys(_PLACE.findall(text)))


def unknown_in(words: MailWords, known: Collection[str]) -> list[str]:
    """Return what `words` name and nobody gives."""
    return [name for name in named_in(words.whole) if name not in known]


def missing_in(words: MailWords, needed: Collection[str]) -> list[str]:
    """Return what a mail of this kind must not lack and the body of `words` does not name."""
    there = named_in(words.body)
    return [name for name in needed if name not in there]
