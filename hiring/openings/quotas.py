"""How many referees of which kind an opening wants at least. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from hiring.i18n import N_


class RefereeKind(StrEnum):
    """From which side somebody has seen a candidate work: figures of referees are grouped by it."""

    BOSS = "boss"
    COLLEAGUE = "colleague"
    COMMUNITY = "community"
    OTHER = "other"


REFEREE_KIND_NAMES = {
    RefereeKind.BOSS: N_("Line managers"),
    RefereeKind.COLLEAGUE: N_("Colleagues and direct reports"),
    RefereeKind.COMMUNITY: N_("The community side: partners and clients"),
    RefereeKind.OTHER: N_("Others"),
}
#: More than this many of one kind no opening asks for.
MOST_OF_A_KIND = 3


@dataclass(frozen=True, slots=True)
class RefereeQuotas:
    """The least number of referees of each kind that a candidate names; the rest may be anybody."""

    bosses: int = 0
    colleagues: int = 0
    community: int = 0

    @property
    def by_kind(self) -> dict[RefereeKind, int]:
        """Return the kinds of which somebody is wanted, each with its number."""
        wanted = {
            RefereeKind.BOSS: self.bosses,
            RefereeKind.COLLEAGUE: self.colleagues,
            RefereeKind.COMMUNITY: self.community,
        }
        return {kind: number for kind, number in wanted.items() if number}

    @property
    def together(self) -> int:
        return sum(self.by_kind.values())


NO_QUOTAS = RefereeQuotas()
