"""What a candidate said about referees: what they may confirm, and of which kinds nobody can be named."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.openings.quotas import REFEREE_KIND_NAMES, RefereeKind
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section
from hiring.references.queries import achievements_of, excuses_of
from hiring.references.rules import EXCUSE_STATE_NAMES, ExcuseState


def section_about_claims(session: Session, application_id: int) -> ArchiveSection:
    """Return what the candidate stated for referees to confirm."""
    stated = achievements_of(session, application_id)
    record = [
        HeldValue("event", _("An event you led"), stated.event),
        HeldValue("people", _("About how many took part"), stated.people),
        HeldValue("budget", _("About which budget"), stated.budget),
        HeldValue("partner", _("A partner you won"), stated.partner),
        HeldValue("result", _("A result with its figure"), stated.result),
    ]
    return section("claims", _("What your referees may confirm"), [record] if stated.claims else [])


def section_about_kinds(session: Session, application_id: int) -> ArchiveSection:
    """Return what the candidate said about each kind, as it stands."""
    return section(
        "kinds",
        _("Kinds of referees you could not name"),
        (
            [
                HeldValue("kind", _("Kind"), _(REFEREE_KIND_NAMES[RefereeKind(each.kind)])),
                HeldValue("reason", _("Reason"), each.reason),
                HeldValue("stated_at", _("Stated"), each.stated_at),
                HeldValue("state", _("State"), _(EXCUSE_STATE_NAMES[ExcuseState(each.state)])),
                HeldValue("answer", _("What HR answered"), each.answer),
                HeldValue("settled_at", _("Answered on"), each.settled_at),
            ]
            for each in excuses_of(session, application_id)
        ),
    )
