"""The letters that tell candidates what was decided: which there are, and what each is about."""

from datetime import timedelta

from hiring.decisions.models import Decision
from hiring.decisions.rules import Outcome
from hiring.i18n import N_
from hiring.i18n.choice import date_text
from hiring.mail.actions import Mailing
from hiring.mail.kinds import ORGANISATION, Placeholder, ReaderGroup, mail_kind
from hiring.openings.actions import recipient_of
from hiring.openings.closing_time import kept_until
from hiring.openings.mails import CANDIDATE, CONTACT, SAMPLE_OPENING, title_and_place
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
KINDS = tuple(
    mail_kind(
        name,
        _TITLES[outcome],
        N_("when HR sends the letters of an opening, not before the moment set there"),
        CANDIDATE,
        title_and_place(),
        ORGANISATION,
        CONTACT,
        Placeholder(
            "kept_until",
            N_("the day until which data are kept, as the privacy notice says"),
            lambda about: date_text(about.values["kept_until"], about.values["zone"]),
        ),
        group=ReaderGroup.CANDIDATES,
        reader=N_("candidates about whom this was decided"),
        sample=lambda now: {**SAMPLE_OPENING, "kept_until": now + timedelta(days=365)},
        needed=("contact",),
        order=200 + place,
    )
    for place, (outcome, name) in enumerate(LETTERS.items())
)


def letter_about(
    opening: Opening, application: Application, decision: Decision, *, earlier: int, settings: Settings
) -> Mailing:
    """Return the letter that tells `decision`; `earlier` = how many letters the candidate had before."""
    until = kept_until(
        opening.closes_at, decision.decided_at, settings.retention_days, agreed=application.kept_until
    )
    return Mailing(
        recipient_of(application),
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
