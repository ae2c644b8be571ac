"""The letters that tell candidates what was decided: which there are, and what each is about."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from hiring.decisions.models import Decision
from hiring.decisions.rules import Outcome
from hiring.i18n import N_
from hiring.i18n.choice import date_text, localised
from hiring.i18n.localised import at_place
from hiring.mail.actions import Mailing, Recipient
from hiring.mail.kinds import MailKind, Particulars, ReaderGroup
from hiring.openings.closing_time import kept_until
from hiring.openings.mails import SAMPLE_OPENING
from hiring.openings.models import Application, Opening
from hiring.openings.queries import contact_of
from hiring.settings import Settings

#: Outcome -> the mail that tells it.
LETTERS = {
    Outcome.OFFER: "decision_offer",
    Outcome.RESERVE: "decision_reserve",
    Outcome.REJECT: "decision_reject",
}
_TITLES = {
    Outcome.OFFER: N_("Letter about the decision: offer"),
    Outcome.RESERVE: N_("Letter about the decision: reserve"),
    Outcome.REJECT: N_("Letter about the decision: not taken further"),
}
PLACEHOLDERS = {
    "name": N_("the name of the candidate"),
    "position": N_("title and place of the opening"),
    "organisation": N_("the name of the organisation"),
    "contact": N_("the contact person of the opening, with address and WhatsApp number"),
    "kept_until": N_("the day until which data are kept, as the privacy notice says"),
}


def _fill(about: Particulars) -> Mapping[str, str]:
    values = about.values
    return {
        "name": about.to_name,
        "position": at_place(localised(values["title"]), values["place"]),
        "organisation": about.settings.organisation,
        "contact": about.contact,
        "kept_until": date_text(values["kept_until"], values["zone"]),
    }


def _sample(now: datetime) -> Mapping[str, Any]:
    return {**SAMPLE_OPENING, "kept_until": now + timedelta(days=365)}


KINDS = tuple(
    MailKind(
        name,
        ReaderGroup.CANDIDATES,
        title=_TITLES[outcome],
        reader=N_("candidates about whom this was decided"),
        moment=N_("when HR sends the letters of an opening, not before the moment set there"),
        placeholders=PLACEHOLDERS,
        fill=_fill,
        sample=_sample,
        needed=frozenset({"contact"}),
        order=200 + place,
    )
    for place, (outcome, name) in enumerate(LETTERS.items())
)


def letter_about(
    opening: Opening, application: Application, decision: Decision, *, earlier: int, settings: Settings
) -> Mailing:
    """Return the letter that tells `decision`; `earlier` = how many letters the candidate had before."""
    candidate = application.candidate
    until = kept_until(
        opening.closes_at, decision.decided_at, settings.retention_days, agreed=application.kept_until
    )
    return Mailing(
        Recipient(candidate.name, candidate.email, application.locale),
        key=f"decision:{decision.public_id}:{earlier}",
        application_id=application.id,
        values={
            "title": opening.title,
            "place": opening.place,
            "zone": opening.zone,
            "contact": contact_of(opening),
            "kept_until": until,
        },
    )
