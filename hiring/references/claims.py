"""What a candidate states beside posts, and whether each referee confirms it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hiring.i18n import N_


@dataclass(frozen=True, slots=True)
class Achievements:
    """What referees are asked to confirm: an event, a partner, a result. Empty: nothing is asked of it."""

    event: str = ""
    people: str = ""
    """About how many took part in the event."""
    budget: str = ""
    partner: str = ""
    result: str = ""

    @property
    def claims(self) -> list[dict[str, str]]:
        """Return them as the places of the form call them, each a claim of its own."""
        event = {"event": self.event, "n": self.people, "budget": self.budget}
        each = (event if self.event else {}, {"partner": self.partner}, {"result": self.result})
        return [claim for claim in each if any(claim.values())]


NOTHING_STATED = Achievements()


class ClaimWord(StrEnum):
    """What a referee says of a claim."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    NOT_CONFIRMED = "not_confirmed"
    CANNOT_SAY = "cannot_say"
    IN_WORDS = "in_words"
    """Answered in words alone, as forms of earlier banks ask for it."""


CLAIM_WORD_NAMES = {
    ClaimWord.CONFIRMED: N_("Confirmed"),
    ClaimWord.PARTLY: N_("Partly confirmed"),
    ClaimWord.NOT_CONFIRMED: N_("Not confirmed"),
    ClaimWord.CANNOT_SAY: N_("Cannot say"),
    ClaimWord.IN_WORDS: N_("Answered in words"),
}
#: What the options of a question about a claim mean; whatever is not here is read in words.
_MEANINGS = {
    **dict.fromkeys(("correct", "led", "yes", "exists", "ended"), ClaimWord.CONFIRMED),
    **dict.fromkeys(("partly", "roughly", "part_of_a_team", "supported"), ClaimWord.PARTLY),
    **dict.fromkeys(("incorrect", "no", "not_involved", "never_was"), ClaimWord.NOT_CONFIRMED),
    "do_not_know": ClaimWord.CANNOT_SAY,
}


def word_of(answer: Mapping[str, object]) -> ClaimWord:
    """Return what an answer says of the claim it was asked about.

    >>> word_of({"value": "part_of_a_team"}), word_of({"value": None, "text": "Masih."})
    (<ClaimWord.PARTLY: 'partly'>, <ClaimWord.IN_WORDS: 'in_words'>)
    """
    return _MEANINGS.get(str(answer.get("value")), ClaimWord.IN_WORDS)


@dataclass(frozen=True, slots=True)
class ClaimHeard:
    """One claim as it was put to referees: number of the referee -> what that one said."""

    asked: str
    words: Mapping[int, ClaimWord]
