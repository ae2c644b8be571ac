"""What scoring puts on the home page: for reviewers what waits, for HR what needs a decision."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.db.keyset import Cursor
from hiring.i18n import N_
from hiring.i18n.choice import localised
from hiring.scoring import queries
from hiring.scoring.queries import Need
from hiring.scoring.queries.progress import MOST_COUNTED_FOR_HOME
from hiring.scoring.queue import queue_of_reviewer
from hiring.web.todo import LINES_OF_A_KIND, TodoItem, Urgency

#: What stands here later, for whoever has nothing to do yet.
COMES_TO_REVIEWERS = N_(
    "Answers wait for you here once candidates have handed in. "
    "HR chooses in which openings you are a reviewer."
)


def todo_of_reviewer(session: Session, actor: Actor) -> list[TodoItem]:
    """Return the tasks in which answers wait for this reviewer, one line per opening."""
    return [
        TodoItem(
            Urgency.SOON,
            ngettext(
                "%(num)d answer waits for your rating, about %(minutes)s min",
                "%(num)d answers wait for your rating, about %(minutes)s min",
                opening.open,
                minutes=opening.minutes,
            ),
            localised(opening.title),
            url_for("scoring.reviews"),
        )
        for opening in queue_of_reviewer(session, actor.id, Cursor(), size=LINES_OF_A_KIND).rows
    ]


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return the openings in which answers lack reviewers, reviewers differ, or HR has to decide."""
    found = queries.needy_openings(session, actor.id, *_NEEDS, most=LINES_OF_A_KIND)
    return [
        TodoItem(
            line.urgency,
            line.sentence(opening.number),
            localised(opening.title),
            url_for(line.endpoint, public_id=opening.public_id),
        )
        for need, line in _NEEDS.items()
        for opening in found[need]
    ]


def todo_of_admin(session: Session, _actor: Actor) -> list[TodoItem]:
    """Return where other rules wait: in an opening with one person of HR nobody else can decide."""
    return [
        TodoItem(
            Urgency.SOMETIME,
            _("%(name)s proposes other rules of scoring: a second person decides", name=change.proposer),
            localised(change.title),
            url_for("scoring.decide_rules", public_id=change.public_id, change_id=change.change_id),
        )
        for change in queries.changes_to_decide(session, most=LINES_OF_A_KIND)
    ]


def _lacking(number: int) -> str:
    if number > MOST_COUNTED_FOR_HOME:
        return _("More than %(number)s answers lack reviewers", number=MOST_COUNTED_FOR_HOME)
    return ngettext("%(num)d answer lacks reviewers", "%(num)d answers lack reviewers", number)


def _unjudged(number: int) -> str:
    if number > MOST_COUNTED_FOR_HOME:
        return _("More than %(number)s answers could not be judged", number=MOST_COUNTED_FOR_HOME)
    return ngettext("%(num)d answer could not be judged", "%(num)d answers could not be judged", number)


def _proposed(number: int) -> str:
    return ngettext(
        "%(num)d proposal about what counts needs your decision",
        "%(num)d proposals about what counts need your decision",
        number,
    )


def _rules_proposed(_number: int) -> str:
    return _("Other rules of scoring are proposed and need your decision")


def _differing(number: int) -> str:
    if number > MOST_COUNTED_FOR_HOME:
        return _("Reviewers differ on more than %(number)s candidates", number=MOST_COUNTED_FOR_HOME)
    return ngettext("Reviewers differ on %(num)d candidate", "Reviewers differ on %(num)d candidates", number)


@dataclass(frozen=True, slots=True)
class _Line:
    urgency: Urgency
    sentence: Callable[[int], str]
    endpoint: str


#: How each need is told, in this order.
_NEEDS = {
    Need.LACKING: _Line(Urgency.NOW, _lacking, "scoring.unallocated"),
    Need.UNJUDGED: _Line(Urgency.NOW, _unjudged, "scoring.abstentions"),
    Need.PROPOSED: _Line(Urgency.SOON, _proposed, "scoring.proposals"),
    Need.RULES: _Line(Urgency.SOON, _rules_proposed, "scoring.rules"),
    Need.DIFFERING: _Line(Urgency.SOON, _differing, "scoring.differences"),
}
