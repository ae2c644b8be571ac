"""The mails about references, to referees and to the candidate: what is filled into their texts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask_babel import gettext as _

from hiring.i18n import N_
from hiring.i18n.choice import localised
from hiring.mail.kinds import ORGANISATION, Particulars, Placeholder, ReaderGroup, mail_kind
from hiring.openings.mails import CANDIDATE, CONTACT, SAMPLE_OPENING, TITLE, title_and_place
from hiring.openings.quotas import REFEREE_KIND_NAMES, RefereeKind

#: What a mail says that was queued without a number of minutes.
_MINUTES = 15
_TITLE = Placeholder.title(TITLE.meaning, "opening")
_TO_REFEREE = (
    Placeholder.reader(N_("the name of the referee")),
    Placeholder.given("candidate", N_("the name of the candidate")),
    ORGANISATION,
    CONTACT,
)
_WITH_LINK = (
    *_TO_REFEREE,
    Placeholder(
        "minutes",
        N_("how many minutes the answer takes at most"),
        lambda about: str(about.values.get("minutes", _MINUTES)),
    ),
    Placeholder.link(N_("the referee's own link")),
    Placeholder.moment("until", N_("the moment until which the link works"), value="ends_at"),
)


def _so_far(about: Particulars) -> str:
    if about.values["begun"]:
        sentence = N_(
            "You have begun to answer about %(candidate)s, who has applied to %(organisation)s for the "
            "position %(opening)s. What you wrote is saved; please complete it and send it."
        )
    else:
        sentence = N_(
            "%(candidate)s, who has applied to %(organisation)s for the position %(opening)s, named "
            "you as somebody who knows their work. We have not had your answer yet."
        )
    candidate, opening = about.values["candidate"], localised(about.values["opening"])
    organisation = about.settings.organisation
    return _(sentence, candidate=candidate, organisation=organisation, opening=opening)


def _last(about: Particulars) -> str:
    return _("This is our last reminder.") if about.values["is_last"] else ""


def _sample(now: datetime) -> Mapping[str, Any]:
    return {
        **{name: SAMPLE_OPENING[name] for name in ("place", "zone", "contact")},
        "opening": SAMPLE_OPENING["title"],
        "candidate": "Rina Wati",
        "referee": "Bambang Hartono",
        "ends_at": now + timedelta(days=14),
        "minutes": _MINUTES,
        "is_last": True,
        "begun": False,
        "kind": RefereeKind.COMMUNITY,
        "answer": "Mitra dari desa yang pernah Anda dampingi juga membantu.",
    }


_to_referee = partial(mail_kind, group=ReaderGroup.REFEREES, sample=_sample)
_with_link = partial(
    _to_referee, sample_link={"purpose": "reference", "row_id": 0, "generation": 1, "path": "/r/{token}"}
)

KINDS = (
    _with_link(
        "reference_request",
        N_("Request for a reference"),
        N_("when the candidate has handed in, or HR asks"),
        *_WITH_LINK,
        title_and_place("opening"),
        reader=N_("the referee"),
        needed=("link", "candidate"),
        order=10,
    ),
    _with_link(
        "reference_reminder",
        N_("Reminder of a reference"),
        N_("a few days after the request, and when HR reminds"),
        *_WITH_LINK,
        _TITLE,
        Placeholder(
            "so_far",
            N_("a sentence: that an answer was begun and is saved, or that none has come yet"),
            _so_far,
        ),
        Placeholder("last", N_("a sentence: that this is the last reminder, where it is"), _last),
        reader=N_("the referee who has not answered"),
        needed=("link",),
        order=20,
    ),
    _with_link(
        "reference_thanks",
        N_("Thanks for a reference"),
        N_("when the answer has arrived"),
        *_TO_REFEREE,
        Placeholder.link(N_("where the referee says that nobody is to write again")),
        reader=N_("the referee"),
        order=30,
    ),
    mail_kind(
        "reference_replacement",
        N_("Request to name another referee"),
        N_("when a referee declines or cannot be reached"),
        CANDIDATE,
        Placeholder.given("referee", N_("the name of the referee")),
        _TITLE,
        ORGANISATION,
        Placeholder.page("/candidate/referees", N_("the address of the page on which referees are named")),
        CONTACT,
        group=ReaderGroup.CANDIDATES,
        reader=N_("the candidate"),
        sample=_sample,
        needed=("link",),
        order=120,
    ),
    mail_kind(
        "reference_kind_wanted",
        N_("Request to name a referee of a kind"),
        N_("when HR does not do without somebody of a kind that the candidate could not name"),
        CANDIDATE,
        Placeholder(
            "kind",
            N_("whom is looked for, such as line managers"),
            lambda about: _(REFEREE_KIND_NAMES[RefereeKind(about.values["kind"])]),
        ),
        Placeholder.given("answer", N_("what HR wrote to the candidate")),
        _TITLE,
        Placeholder.page("/candidate/referees", N_("the address of the page on which referees are named")),
        CONTACT,
        group=ReaderGroup.CANDIDATES,
        reader=N_("the candidate"),
        sample=_sample,
        needed=("link", "answer"),
        order=130,
    ),
)
