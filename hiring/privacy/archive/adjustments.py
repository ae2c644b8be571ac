"""What a candidate has asked HR to make easier, and what was granted: theirs and HR's, nobody else's."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.adjustments.models import MinutesReturned
from hiring.adjustments.queries import requests_of
from hiring.openings.models import TimeAllowance
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section
from hiring.sittings.models import Sitting, SupersededReceipt


def section_about_adjustments(session: Session, application_id: int) -> ArchiveSection:
    """Return the adjustments of one candidate: each request, and the time that was granted."""
    records = [
        [
            HeldValue("wish", _("What would help"), each.wish),
            HeldValue("asked_at", _("Asked"), each.asked_at),
            HeldValue("answer", _("Answer"), each.answer),
            HeldValue("answered_at", _("Answered"), each.answered_at),
        ]
        for each in reversed(requests_of(session, application_id))
    ]
    allowance = session.get(TimeAllowance, application_id)
    if allowance is not None:
        records.append(
            [
                HeldValue("per_cent", _("More time, in per cent"), allowance.per_cent),
                HeldValue("minutes", _("More minutes in each section"), allowance.minutes),
                HeldValue("break_minutes", _("Minutes of break"), allowance.break_minutes),
                HeldValue("closes_at", _("Closes for you"), allowance.closes_at),
            ]
        )
    records += _given_back(session, application_id)
    return section("adjustments", _("What was made easier for you"), records)


def _given_back(session: Session, application_id: int) -> list[list[HeldValue]]:
    """Return minutes that were given back, and receipts that another one has superseded since."""
    minutes = session.scalars(
        select(MinutesReturned)
        .where(MinutesReturned.application_id == application_id)
        .order_by(MinutesReturned.id)
    )
    receipts = session.scalars(
        select(SupersededReceipt)
        .join(Sitting, Sitting.id == SupersededReceipt.sitting_id)
        .where(Sitting.application_id == application_id)
        .order_by(SupersededReceipt.id)
    )
    return [
        *(
            [
                HeldValue("minutes_returned", _("Minutes given back"), each.minutes),
                HeldValue("reason", _("Reason"), each.reason),
                HeldValue("given_at", _("Given back on"), each.given_at),
            ]
            for each in minutes
        ),
        *(
            [
                HeldValue("earlier_receipt", _("Earlier receipt"), each.code),
                HeldValue("handed_in_at", _("Handed in"), each.handed_in_at),
            ]
            for each in receipts
        ),
    ]
