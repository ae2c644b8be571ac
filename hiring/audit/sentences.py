"""The sentence that tells a person what a fact says; every capability's `facts.py` adds its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

#: Sentence by fact name, in English source text with %(placeholders)s of the fact's fields,
#: and %(actor)s for who did it.
SENTENCES: dict[str, str] = {}

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def fact(sentence: str) -> Callable[[type[T]], type[T]]:
    """Make a class a fact: a frozen dataclass of plain values with a sentence for its readers.

    Mark the sentence with `N_` so that it reaches the catalogues.
    """

    def make(cls: type[T]) -> type[T]:
        SENTENCES[cls.__name__] = sentence
        return dataclass(frozen=True)(cls)

    return make
