"""HR's part of the home page about references: who has been silent for too long."""

from flask import url_for
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.i18n.choice import localised
from hiring.references import queries
from hiring.references.rules import SILENT_AFTER
from hiring.web.needs import Need, Urgency


def needs_of_hr(session: Session, actor: Actor) -> list[Need]:
    """Return, per application, how many referees have not answered for more than a week."""
    return [
        Need(
            Urgency.SOON,
            ngettext(
                "%(num)d referee has not answered for more than %(days)s days",
                "%(num)d referees have not answered for more than %(days)s days",
                silence.referees,
                days=SILENT_AFTER.days,
            ),
            f"{silence.candidate} – {localised(silence.opening)}",
            url_for("references.requests", public_id=silence.application_public_id),
        )
        for silence in queries.silent_referees(session, actor.id)
    ]
