"""The mails about interviews, to candidates and to interviewers: what is filled into their texts."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parseaddr
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from hiring.i18n import N_
from hiring.i18n.choice import list_text, localised, moment_text
from hiring.i18n.localised import Localised
from hiring.interviews.calendar_file import CalendarEntry, CalendarMethod, Mailbox, calendar_file
from hiring.interviews.rules import PanelNews
from hiring.mail.headers import CalendarPart
from hiring.mail.kinds import ORGANISATION, Particulars, Placeholder, ReaderGroup, mail_kind
from hiring.mail.rules import AsWritten, lively, plain
from hiring.openings.mails import CANDIDATE, CONTACT, SAMPLE_OPENING, TITLE
from hiring.settings import Settings


def _when(about: Particulars) -> str:
    """Return day and time in the opening's zone, with the zone's name and its distance from UTC."""
    starts_at, zone = about.values["starts_at"], about.values["zone"]
    offset = starts_at.astimezone(ZoneInfo(zone)).strftime("%z")
    return f"{moment_text(starts_at, zone)} (UTC{offset[:3]}:{offset[3:]})"


def _minutes(about: Particulars) -> str:
    minutes: str = ngettext("%(num)d minute", "%(num)d minutes", about.values["minutes"])
    return minutes


def _people(about: Particulars) -> str:
    people: str = ngettext("%(num)d interviewer", "%(num)d interviewers", about.values["interviewers"])
    return people


def _about(about: Particulars) -> str:
    return list_text(localised(each) for each in about.values["about"])


def _words(about: Particulars) -> str:
    heading, words = _("HR writes:"), about.values["words"]
    return f"{heading}\n{words}" if words else ""


def calendar_of(about: Particulars, method: CalendarMethod, *, of_candidate: bool) -> CalendarPart | None:
    """Return what the calendar of the reader gets of an interview, in the language at work.

    None where nobody is named who reads what is answered.
    """
    values, organiser = about.values, _organiser(about)
    if "uid" not in values or organiser is None:
        return None
    position = localised(values["title"])
    if of_candidate:
        title = _("Interview: %(position)s, %(organisation)s", **_names(about, position))
        page = about.page("/candidate/status")
    else:
        title = _("Interview with %(candidate)s: %(position)s", **_names(about, position))
        page = about.page("/interviews")
    entry = CalendarEntry(
        uid=values["uid"],
        sequence=values["number"],
        changed_at=values["changed_at"],
        starts_at=values["starts_at"],
        minutes=values["minutes"],
        zone=values["zone"],
        title=title,
        place=values["where"],
        text="\n".join((title, _when(about), values["where"], about.contact, page)),
        organiser=organiser,
        attendee=Mailbox(about.to_name, about.to_email),
    )
    return CalendarPart(method, calendar_file(method, entry))


def _names(about: Particulars, position: str) -> dict[str, str]:
    organisation, candidate = about.settings.organisation, about.values["candidate"]
    return {"position": position, "organisation": organisation, "candidate": candidate}


def _organiser(about: Particulars) -> Mailbox | None:
    contact = about.values.get("contact")
    if contact:
        return Mailbox(contact.name, contact.email)
    address = parseaddr(about.settings.contact)[1]
    return Mailbox(about.settings.organisation, address) if "@" in address else None


def of_download(values: Mapping[str, Any], to: Mailbox, settings: Settings) -> Particulars:
    """Return what an interview says to whom downloads it, from the values of a mail about it."""
    read = {name: lively(value) for name, value in plain(values).items()}
    return Particulars(to.name, "", read, settings, to.email)


def _of_candidate(method: CalendarMethod) -> Callable[[Particulars], CalendarPart | None]:
    return partial(calendar_of, method=method, of_candidate=True)


def _of_panel(about: Particulars) -> CalendarPart | None:
    gone = about.values["news"] == PanelNews.CALLED_OFF
    return calendar_of(about, CalendarMethod.CANCEL if gone else CalendarMethod.REQUEST, of_candidate=False)


_SUBJECTS = {
    PanelNews.ARRANGED: N_("You are to hold an interview"),
    PanelNews.MOVED: N_("An interview of yours has been changed"),
    PanelNews.CALLED_OFF: N_("An interview of yours has been called off"),
}
_SENTENCES = {
    PanelNews.ARRANGED: N_(
        "You are one of the interviewers of %(candidate)s. Each of you rates alone, against the written "
        "levels, before you talk about it."
    ),
    PanelNews.MOVED: N_("The interview of %(candidate)s has another time or place. This is what counts now:"),
    PanelNews.CALLED_OFF: N_(
        "You no longer interview %(candidate)s at this time. Take it out of your calendar:"
    ),
}


def _subject(about: Particulars) -> str:
    return _(_SUBJECTS[PanelNews(about.values["news"])])


def _news(about: Particulars) -> str:
    return _(_SENTENCES[PanelNews(about.values["news"])], candidate=about.values["candidate"])


def _sample(now: datetime) -> Mapping[str, Any]:
    return {
        **{name: SAMPLE_OPENING[name] for name in ("title", "zone", "contact")},
        "starts_at": now + timedelta(days=5),
        "minutes": 60,
        "where": AsWritten("Jl. Melati 7, Bekasi, lantai 2"),
        "interviewers": 2,
        "about": [
            Localised(id="Komunikasi lisan", en="Spoken communication"),
            Localised(id="Jejaring", en="Networking"),
        ],
        "words": "Silakan hubungi saya bila Anda memerlukan penerjemah.",
        "candidate": "Rina Wati",
        "news": PanelNews.ARRANGED,
    }


_WHERE = (
    Placeholder("when", N_("day and time of the interview, with its time zone"), _when),
    Placeholder("length", N_("how long the interview takes"), _minutes),
    Placeholder.given("where", N_("the place of the interview, or its link")),
)
_WORDS = Placeholder("words", N_("what HR writes, under “HR writes:”, where HR writes anything"), _words)
_OF_CANDIDATE = (CANDIDATE, TITLE, ORGANISATION, *_WHERE, _WORDS, CONTACT)
_PAGE = Placeholder.page(
    "/candidate/status", N_("the address of the page on which the candidate sees the interview")
)
_INVITED = (
    *_OF_CANDIDATE,
    Placeholder("interviewers", N_("how many people hold the interview"), _people),
    Placeholder("about", N_("the competencies that are asked about"), _about),
    _PAGE,
)
_to_candidate = partial(mail_kind, group=ReaderGroup.CANDIDATES, reader=N_("the candidate"), sample=_sample)

KINDS = (
    _to_candidate(
        "interview_invitation",
        N_("Invitation to an interview"),
        N_("when HR arranges an interview"),
        *_INVITED,
        needed=("when", "where", "words"),
        calendar=_of_candidate(CalendarMethod.REQUEST),
        order=105,
    ),
    _to_candidate(
        "interview_moved",
        N_("Interview changed"),
        N_("when HR changes time or place of an interview"),
        *_INVITED,
        needed=("when", "where", "words"),
        calendar=_of_candidate(CalendarMethod.REQUEST),
        order=106,
    ),
    _to_candidate(
        "interview_called_off",
        N_("Interview called off"),
        N_("when HR calls an interview off"),
        *_OF_CANDIDATE,
        needed=("when", "words"),
        calendar=_of_candidate(CalendarMethod.CANCEL),
        order=107,
    ),
    _to_candidate(
        "interview_kept",
        N_("Time of the interview kept"),
        N_("when a candidate asks for another time and HR keeps the one that is set"),
        *_OF_CANDIDATE,
        _PAGE,
        needed=("when", "words"),
        order=108,
    ),
    mail_kind(
        "interview_panel",
        N_("An interview to hold"),
        N_("when HR arranges, changes or calls off an interview"),
        Placeholder.reader(N_("the name of the interviewer")),
        TITLE,
        ORGANISATION,
        *_WHERE,
        Placeholder("subject", N_("what is new, in a few words"), _subject),
        Placeholder("news", N_("a sentence: what is new, and whose interview it is"), _news),
        Placeholder.page("/interviews", N_("the address of the page of one’s own interviews")),
        CONTACT,
        group=ReaderGroup.REVIEWERS,
        reader=N_("an interviewer"),
        sample=_sample,
        needed=("news", "when", "link"),
        calendar=_of_panel,
        order=110,
    ),
)
