"""A text in both languages of the house, kept together as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar


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
    def from_json(cls, value: object) -> Localised:
        """Return the value `as_json` was made from.

        Raises ValueError when it is not exactly two texts, `id` and `en`.
        """
        if not isinstance(value, Mapping) or set(value) != {"id", "en"}:
            raise ValueError("a text in two languages has the keys id and en, and no other")
        indonesian, english = value["id"], value["en"]
        if not isinstance(indonesian, str) or not isinstance(english, str):
            raise ValueError("id and en are texts")
        return cls(id=indonesian, en=english)
