"""What can be decided."""

from hiring.audit.events import event
from hiring.decisions.rules import OUTCOME_NAMES, SCORE_TABLES_TOLD
from hiring.i18n import N_


@event("application.decided", N_("%(actor)s recorded a decision: %(outcome)s."), outcome=OUTCOME_NAMES)
class ApplicationDecided:
    opening_id: int
    application_id: int
    outcome: str


@event(
    "application.decision_superseded",
    N_("%(actor)s recorded another decision, %(outcome)s, in place of the earlier one; both are kept."),
    outcome=OUTCOME_NAMES,
)
class DecisionSuperseded:
    opening_id: int
    application_id: int
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
