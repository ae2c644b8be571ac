"""What can be decided."""

from hiring.audit.events import OfApplication, event
from hiring.decisions.rules import OUTCOME_NAMES, SCORE_TABLES_TOLD, WAYS_OF_TELLING
from hiring.i18n import N_


@event("application.decided", N_("%(actor)s recorded a decision: %(outcome)s."), outcome=OUTCOME_NAMES)
class ApplicationDecided(OfApplication):
    outcome: str


@event(
    "application.decision_superseded",
    N_("%(actor)s recorded another decision, %(outcome)s, in place of the earlier one; both are kept."),
    outcome=OUTCOME_NAMES,
)
class DecisionSuperseded(OfApplication):
    outcome: str


@event(
    "application.decided_against_order",
    N_("%(actor)s decided otherwise than the order of the bands (%(outcome)s), and wrote why."),
    outcome=OUTCOME_NAMES,
)
class DecidedAgainstOrder(OfApplication):
    outcome: str


@event(
    "opening.scores_taken",
    N_("%(actor)s downloaded %(table)s of this opening (%(ending)s, rows: %(rows)s)."),
    table=SCORE_TABLES_TOLD,
)
class ScoresTaken:
    opening_id: int
    table: str
    ending: str
    rows: int


@event(
    "application.told",
    N_("%(actor)s sent a letter to the candidate: %(outcome)s."),
    outcome=OUTCOME_NAMES,
)
class CandidateTold(OfApplication):
    outcome: str


@event(
    "application.letter_taken_back",
    N_("The letter “%(outcome)s” had not gone out yet and was taken back, as %(actor)s decided otherwise."),
    outcome=OUTCOME_NAMES,
)
class LetterTakenBack(OfApplication):
    outcome: str


@event(
    "application.told_another_way",
    N_("%(actor)s noted that the candidate was told without a letter: %(outcome)s, %(way)s."),
    outcome=OUTCOME_NAMES,
    way=WAYS_OF_TELLING,
)
class ToldAnotherWay(OfApplication):
    outcome: str
    way: str


@event(
    "application.told_another_way_taken_back",
    N_("%(actor)s removed the note that the candidate was told without a letter: %(outcome)s."),
    outcome=OUTCOME_NAMES,
)
class ToldAnotherWayTakenBack(OfApplication):
    outcome: str


@event(
    "application.letter_set_aside",
    N_("%(actor)s set aside the letter “%(outcome)s”, which could not be delivered, to write it again."),
    outcome=OUTCOME_NAMES,
)
class LetterSetAside(OfApplication):
    outcome: str


@event("opening.letters_from_set", N_("%(actor)s set the time from which candidates are told the decision."))
class LettersFromSet:
    opening_id: int
    moment: str
    """ISO 8601; empty: at once."""
