"""HR's part of the home page: what needs a person, and the openings that run."""

from collections.abc import Callable
from datetime import timedelta

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.i18n.choice import relative_text
from hiring.openings import queries
from hiring.openings.models import Opening
from hiring.openings.queries import OpeningAtWork, OpeningWork, WorkOfKind
from hiring.openings.views.blueprint import opening_title
from hiring.web.destinations import Destination
from hiring.web.todo import LINES_OF_A_KIND, Panel, TodoItem, Urgency, with_rest

#: From so long before its end an opening with unfinished candidates is worth a look.
CLOSING_SOON = timedelta(days=3)
FAILED_MAILS = Destination("the mails that could not be delivered")


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
            work[OpeningWork.UNINVITED], _uninvited, _("Openings without candidates"), _list("uninvited")
        ),
        *_lines(work[OpeningWork.DRAFT], _draft, _("Drafts"), _list("draft")),
    ]


def running_openings(session: Session, actor: Actor) -> Panel:
    """Return the first openings that are open or in the making, with how far the candidates are."""
    work = _open_work(session, actor)
    running, drafts = work[OpeningWork.RUNNING], work[OpeningWork.DRAFT]
    shown = (*running.first, *drafts.first)
    return Panel("openings/running.html", {"shown": shown, "rest": running.total + drafts.total - len(shown)})


def _open_work(session: Session, actor: Actor) -> dict[OpeningWork, WorkOfKind]:
    """Ask once for both parts of the page."""
    if "open_work" not in g:
        soon = clock.now() + CLOSING_SOON
        g.open_work = queries.open_work(session, actor.id, soon=soon, limit=LINES_OF_A_KIND)
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
