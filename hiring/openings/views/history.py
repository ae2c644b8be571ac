"""HR: what happened to an opening or an application, as sentences in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.audit.models import AuditEntry
from hiring.audit.rendering import render_entries
from hiring.db import current_session
from hiring.openings import policy, queries
from hiring.openings.models import Opening
from hiring.openings.queries import Whose
from hiring.openings.views.blueprint import bp
from hiring.web.paging import cursor_in


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened: when, the sentence, and whose application it was about."""

    at: datetime
    sentence: str
    whose: Whose | None


@bp.get("/openings/<string:public_id>/history")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def history(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Tell what happened to the opening, newest first."""
    session = current_session()
    page = queries.history_page(session, opening.id, cursor_in(request.args))
    lines = told(session, page.rows, opening.zone)
    return render_template("openings/history.html", opening=opening, page=page.of(lines))


def told(session: Session, entries: Sequence[AuditEntry], zone: str) -> list[HistoryLine]:
    """Return audit entries as lines, each with the candidate it is about."""
    whose = queries.whose(session, {e.application_id for e in entries if e.application_id is not None})
    return [
        HistoryLine(entry.at, entry.sentence, whose.get(entry.application_id or 0))
        for entry in render_entries(session, entries, zone=zone)
    ]
