"""Keep what a candidate agrees to, word for word."""

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.audit.actions import Doer
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings import actions as openings
from hiring.openings.models import Application
from hiring.openings.rules import Stage
from hiring.privacy import events
from hiring.privacy.models import Consent
from hiring.privacy.notices import Notice
from hiring.privacy.rules import Purpose

_EVENTS = {
    Purpose.ASSESSMENT: events.ConsentGiven,
    Purpose.REFERENCES: events.ReferencesAllowed,
    Purpose.HONESTY: events.HonestyStated,
}


class TooLateToConsent(HiringError):
    """The opening takes nobody any more, or the application has ended."""

    sentence = N_("This opening has closed or your application has ended, so nothing more is asked of you.")


def give_consent(session: Session, application: Application, notice: Notice, *, by: Doer) -> None:
    """Keep every box of `notice` as ticked, and the day it names; agreeing twice is agreeing once.

    Raises TooLateToConsent.
    """
    session.refresh(application, ["stage", "consented_at"], with_for_update={"key_share": True})
    if application.consented_at is not None:
        return
    now = clock.now()
    if application.stage != Stage.INVITED or not application.may_begin_at(now):
        raise TooLateToConsent
    session.add_all(
        Consent(
            application_id=application.id,
            purpose=box.purpose,
            given=True,
            notice_version=notice.version,
            notice_hash=box.sha256,
            notice_text=box.text,
            locale=notice.locale,
            at=now,
        )
        for box in notice.boxes
    )
    application.consented_at, application.kept_until = now, notice.kept_until
    session.flush()
    openings.move_to(session, application, Stage.CONSENTED, at=now)
    for box in notice.boxes:
        event = _EVENTS[box.purpose](application.opening_id, application.id, notice.version)
        audit.record(session, event, by=by)
