"""HR's part of the home page: what needs a person, and the openings that run."""

from collections.abc import Callable
from datetime import timedelta

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.i18n import N_
from hiring.i18n.choice import relative_text
from hiring.openings import queries
from hiring.openings.models import Opening
from hiring.openings.queries import Deadlines, OpeningAtWork, OpeningWork, WorkOfKind
from hiring.openings.views.blueprint import opening_title
from hiring.web.destinations import Destination
from hiring.web.todo import LINES_OF_A_KIND, Panel, TodoItem, Urgency, with_rest

#: From so long before its end an opening with unfinished candidates is worth a look.
CLOSING_SOON = timedelta(days=3)
#: Who came by the link and has done nothing for so long may need a word.
STOPPED_AFTER = timedelta(days=3)
#: So long after somebody handed in, two reviewers should have found the time.
UNSCORED_AFTER = timedelta(days=7)
SCORING = Destination("how far the scoring of an opening is")
FAILED_MAILS = Destination("the mails that could not be delivered")

#: What stands here later, for whoever has nothing to do yet.
COMES_TO_HR = N_(
    "This list shows when candidates ask for something, when e-mails do not arrive, "
    "and when answers or decisions wait too long."
)


def todo_of_hr(session: Session, actor: Actor) -> list[TodoItem]:
    """Return what the openings of this HR member need: mails that failed, closings, drafts."""
    work = _open_work(session, actor)
    failed = FAILED_MAILS.address()
    return [
        *_lines(
            work[OpeningWork.UNDELIVERED], _undelivered, _("Openings with e-mails not delivered"), failed
        ),
        *_lines(work[OpeningWork.CLOSING], _closing, _("Openings that close soon"), _list("open")),
        *_lines(
            work[OpeningWork.UNSCORED],
            _unscored,
            _("Openings in which answers wait to be rated"),
            _list("all"),
        ),
        *_lines(
            work[OpeningWork.STOPPED], _stopped, _("Openings in which people have stopped"), _list("open")
        ),
        *_lines(
            work[OpeningWork.UNINVITED], _uninvited, _("Openings without candidates"), _list("uninvited")
        ),
        *_lines(work[OpeningWork.DRAFT], _draft, _("Drafts"), _list("draft")),
    ]


def running_openings(session: Session, actor: Actor) -> Panel:
    """Return the first openings that run, with how far the candidates are.

    One that has closed stays until everybody who handed in is decided on and told; drafts come last.
    """
    work = _open_work(session, actor)
    kinds = (work[OpeningWork.RUNNING], work[OpeningWork.UNSETTLED], work[OpeningWork.DRAFT])
    shown = tuple(one for kind in kinds for one in kind.first)
    rest = sum(kind.total for kind in kinds) - len(shown)
    return Panel("openings/running.html", {"shown": shown, "rest": rest})


def _open_work(session: Session, actor: Actor) -> dict[OpeningWork, WorkOfKind]:
    """Ask once for both parts of the page."""
    if "open_work" not in g:
        now = clock.now()
        when = Deadlines(now + CLOSING_SOON, now - STOPPED_AFTER, now - UNSCORED_AFTER)
        g.open_work = queries.open_work(session, actor.id, when=when, limit=LINES_OF_A_KIND)
    found: dict[OpeningWork, WorkOfKind] = g.open_work
    return found


def _list(chosen: str) -> str:
    return url_for("openings.openings", show=chosen)


def _lines(
    work: WorkOfKind, line: Callable[[OpeningAtWork], TodoItem], about: str, address: str
) -> list[TodoItem]:
    return with_rest([line(each) for each in work.first], work.total, about, address)


def _undelivered(work: OpeningAtWork) -> TodoItem:
    sentence = ngettext(
        "%(num)d e-mail could not be delivered", "%(num)d e-mails could not be delivered", work.number
    )
    failed = FAILED_MAILS.address()
    return TodoItem(Urgency.NOW, sentence, opening_title(work.opening), failed)


def _unscored(work: OpeningAtWork) -> TodoItem:
    sentence = ngettext(
        "%(num)d candidate handed in more than a week ago and is not scored yet",
        "%(num)d candidates handed in more than a week ago and are not scored yet",
        work.number,
    )
    address = SCORING.address(public_id=work.opening.public_id)
    return TodoItem(Urgency.SOON, sentence, opening_title(work.opening), address)


def _stopped(work: OpeningAtWork) -> TodoItem:
    sentence = ngettext(
        "%(num)d candidate opened the link and has not continued for three days",
        "%(num)d candidates opened the link and have not continued for three days",
        work.number,
    )
    return TodoItem(Urgency.SOMETIME, sentence, opening_title(work.opening), _page(work.opening))


def _uninvited(work: OpeningAtWork) -> TodoItem:
    invite = url_for("openings.invite", public_id=work.opening.public_id)
    return TodoItem(Urgency.SOON, _("Nobody has been invited yet"), opening_title(work.opening), invite)


def _closing(work: OpeningAtWork) -> TodoItem:
    unfinished, closes_at = work.standing.unfinished, work.opening.closes_at
    sentence = ngettext(
        "Closes %(when)s, %(num)d candidate has not finished",
        "Closes %(when)s, %(num)d candidates have not finished",
        unfinished,
        when=relative_text(closes_at) if closes_at else "",
    )
    return TodoItem(Urgency.SOON, sentence, opening_title(work.opening), _page(work.opening))


def _draft(work: OpeningAtWork) -> TodoItem:
    opening = work.opening
    missing, title = work.number, opening_title(opening)
    if not missing:
        ready = url_for("openings.open_for_candidates", public_id=opening.public_id)
        return TodoItem(Urgency.SOON, _("This draft is complete and can be opened"), title, ready)
    sentence = ngettext("A draft lacks %(num)d thing", "A draft lacks %(num)d things", missing)
    return TodoItem(Urgency.SOMETIME, sentence, title, _page(opening))


def _page(opening: Opening) -> str:
    return url_for("openings.opening", public_id=opening.public_id)
