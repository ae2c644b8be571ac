"""The sentence that tells a person what a fact says; every capability's `facts.py` adds its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

#: Sentence by fact name, in English source text with %(placeholders)s of the fact's fields,
#: and %(actor)s for who did it.
SENTENCES: dict[str, str] = {}
#: By fact name and field: the words for the codes that the field may hold.
WORDS: dict[str, Mapping[str, Mapping[Any, str]]] = {}

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def fact(sentence: str, **words: Mapping[Any, str]) -> Callable[[type[T]], type[T]]:
    """Make a class a fact: a frozen dataclass of plain values with a sentence for its readers.

    Mark the sentence with `N_` so that it reaches the catalogues. A field that
    holds codes gets their names by keyword: `@fact(N_("..."), roles=ROLE_NAMES)`.
    """

    def make(cls: type[T]) -> type[T]:
        SENTENCES[cls.__name__], WORDS[cls.__name__] = sentence, words
        return dataclass(frozen=True)(cls)

    return make
