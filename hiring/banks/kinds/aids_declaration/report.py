"""A declaration of AI aids as a report shows it."""

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class DeclaredAids:
    used: bool | None
    """None: how aids were used is told, but not whether."""
    how: str
    kind: Literal["declared_aids"] = "declared_aids"
    folder: ClassVar[str] = "kinds/aids_declaration"
