"""A text in both languages of the house, kept together as one value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self


@dataclass(frozen=True, slots=True)
class Localised:
    """The same text in Indonesian and in English."""

    # What pydantic asks of a plain dataclass: no other key, no guessed type.
    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"extra": "forbid", "strict": True}

    id: str
    en: str

    def text(self, locale: str) -> str:
        """Return the text for `locale` ("en", "en_GB", ...); Indonesian for any other."""
        language = locale.replace("-", "_").split("_")[0].lower()
        return self.en if language == "en" else self.id

    def as_json(self) -> dict[str, str]:
        return {"id": self.id, "en": self.en}

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return the value `as_json` was made from.

        Raises ValueError when it is not exactly two texts, `id` and `en`.
        """
        match value:
            case {"id": str(indonesian), "en": str(english), **rest} if not rest:
                return cls(id=indonesian, en=english)
        raise ValueError("a text in two languages is exactly two texts, id and en")


#: A text that nobody has written yet.
EMPTY = Localised(id="", en="")


def place_beside(title: str, place: str) -> str:
    """Return where a job is, to be shown beside its title; nothing where the title says so itself."""
    return "" if place.casefold() in title.casefold() else place


def at_place(title: str, place: str) -> str:
    """Return the title of a job with where it is, unless the title says so itself."""
    return f"{title}, {place}" if place_beside(title, place) else title
