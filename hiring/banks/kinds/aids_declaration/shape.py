"""A declaration of AI aids, as the author of a task asks for it."""

from dataclasses import dataclass
from typing import Literal

from hiring.banks.parts import PartOfTask


@dataclass(frozen=True, slots=True, kw_only=True)
class AidsDeclaration(PartOfTask):
    """Whether AI aids were used, which ones, and for what. Nobody rates it, no key counts it."""

    kind: Literal["aids_declaration"]
