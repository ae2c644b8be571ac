"""HR's part of the home page: what needs a person, and the openings that run."""

from collections.abc import Iterator
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.i18n.choice import relative_text
from hiring.openings import queries
from hiring.openings.models import Opening
from hiring.openings.progress import Standing
from hiring.openings.rules import MemberRole, OpeningState
from hiring.openings.views.blueprint import opening_title
from hiring.web.needs import Need, Panel, Urgency

#: From so long before its end an opening with unfinished candidates is worth a look.
CLOSING_SOON = timedelta(days=3)


def needs_of_hr(session: Session, actor: Actor) -> list[Need]:
    """Return what the openings of this HR member need: mails that failed, closings, drafts."""
    openings = queries.openings_with_member(session, actor.id, MemberRole.HR)
    ids = [opening.id for opening in openings]
    standings, failed = queries.standings(session, ids), queries.failed_mails(session, ids)
    needs: list[Need] = []
    for opening in openings:
        needs += _needs_of(opening, standings[opening.id], failed.get(opening.id, 0))
    return needs


def _needs_of(opening: Opening, standing: Standing, failed: int) -> Iterator[Need]:
    title = opening_title(opening)
    here = url_for("openings.opening", public_id=opening.public_id)
    if failed:
        sentence = ngettext(
            "%(num)d e-mail could not be delivered", "%(num)d e-mails could not be delivered", failed
        )
        yield Need(Urgency.NOW, sentence, title, url_for("oversight.outbox", state="failed"))
    if opening.state == OpeningState.DRAFT:
        yield _need_of_draft(opening, title, here)
    if opening.state == OpeningState.OPEN and opening.closes_at is not None:
        if not standing.invited:
            invite = url_for("openings.invite", public_id=opening.public_id)
            yield Need(Urgency.SOON, _("Nobody has been invited yet"), title, invite)
        elif opening.closes_at - clock.now() < CLOSING_SOON and standing.unfinished:
            sentence = ngettext(
                "Closes %(when)s, %(num)d candidate has not finished",
                "Closes %(when)s, %(num)d candidates have not finished",
                standing.unfinished,
                when=relative_text(opening.closes_at),
            )
            yield Need(Urgency.SOON, sentence, title, here)


def _need_of_draft(opening: Opening, title: str, here: str) -> Need:
    missing = len(queries.faults_of(opening))
    if not missing:
        ready = url_for("openings.open_for_candidates", public_id=opening.public_id)
        return Need(Urgency.SOON, _("This draft is complete and can be opened"), title, ready)
    sentence = ngettext("A draft lacks %(num)d thing", "A draft lacks %(num)d things", missing)
    return Need(Urgency.SOMETIME, sentence, title, here)


def running_openings(session: Session, actor: Actor) -> Panel:
    """Return the openings that are open or in the making, with how far the candidates are."""
    openings = [
        opening
        for opening in queries.openings_with_member(session, actor.id, MemberRole.HR)
        if opening.state != OpeningState.CLOSED
    ]
    standings = queries.standings(session, [opening.id for opening in openings])
    return Panel("home/running.html", {"openings": openings, "standings": standings})
