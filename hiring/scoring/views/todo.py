"""What scoring puts on the home page: for reviewers what waits, for HR what needs a decision."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.db.keyset import Cursor
from hiring.i18n.choice import localised
from hiring.scoring import queries
from hiring.scoring.queries.progress import MOST_COUNTED_FOR_HOME, NeedyOpening
from hiring.scoring.views.queue_position import queue_of_reviewer
from hiring.web.todo import LINES_OF_A_KIND, TodoItem, Urgency


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
    lacking = queries.openings_that_lack(session, actor.id, most=LINES_OF_A_KIND)
    differing = queries.openings_that_differ(session, actor.id, most=LINES_OF_A_KIND)
    unjudged = queries.openings_that_abstain(session, actor.id, most=LINES_OF_A_KIND)
    proposed = queries.openings_to_excuse(session, actor.id, most=LINES_OF_A_KIND)
    return [
        *(_need(Urgency.NOW, one, _lacking(one.number), "scoring.unallocated") for one in lacking),
        *(_need(Urgency.NOW, one, _unjudged(one.number), "scoring.abstentions") for one in unjudged),
        *(_need(Urgency.SOON, one, _proposed(one.number), "scoring.proposals") for one in proposed),
        *(_need(Urgency.SOON, one, _differing(one.number), "scoring.differences") for one in differing),
    ]


def _lacking(number: int) -> str:
    if number > MOST_COUNTED_FOR_HOME:
        return str(_("More than %(number)s answers lack reviewers", number=MOST_COUNTED_FOR_HOME))
    return str(ngettext("%(num)d answer lacks reviewers", "%(num)d answers lack reviewers", number))


def _unjudged(number: int) -> str:
    if number > MOST_COUNTED_FOR_HOME:
        return str(_("More than %(number)s answers could not be judged", number=MOST_COUNTED_FOR_HOME))
    return str(ngettext("%(num)d answer could not be judged", "%(num)d answers could not be judged", number))


def _proposed(number: int) -> str:
    return str(
        ngettext(
            "%(num)d proposal about what counts needs your word",
            "%(num)d proposals about what counts need your word",
            number,
        )
    )


def _differing(number: int) -> str:
    if number > MOST_COUNTED_FOR_HOME:
        return str(_("Reviewers differ on more than %(number)s candidates", number=MOST_COUNTED_FOR_HOME))
    return str(
        ngettext("Reviewers differ on %(num)d candidate", "Reviewers differ on %(num)d candidates", number)
    )


def _need(urgency: Urgency, opening: NeedyOpening, sentence: str, endpoint: str) -> TodoItem:
    return TodoItem(
        urgency, sentence, localised(opening.title), url_for(endpoint, public_id=opening.public_id)
    )
