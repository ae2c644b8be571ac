"""Tell candidates what has changed for them: a later closing moment, an early end, their own leaving."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.rules import Actor
from hiring.i18n import N_
from hiring.jobs.batches import ask_batch
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES
from hiring.mail.actions import Mailing, send_all, take_back
from hiring.mail.models import Message
from hiring.openings import queries
from hiring.openings.actions.invitations import mailing_with_newest
from hiring.openings.models import Application, Opening
from hiring.openings.rules import News, Stage

TELL = JobKind("openings.tell", BATCHES, N_("Tell candidates that an opening closes later or has closed"))
#: So many people are written to in one transaction.
AT_ONCE = 50


def tell_soon(session: Session, opening: Opening, news: News, *, by: Actor | None = None) -> None:
    """Have a worker tell everybody whom it concerns what was just done to the opening; None: by the clock."""
    about, total = _about(opening, news), queries.number_concerned(session, opening, news)
    if not total:
        return
    ask_batch(
        session,
        TELL,
        f"{opening.id}:{news}:{about}",
        total=total,
        opening_id=opening.id,
        asked_by=by.id if by else None,
        payload={"opening_id": opening.id, "news": news.value, "about": about},
    )


def tell_some(
    session: Session, opening_id: int, news: News, about: str, *, after: int
) -> tuple[int, int | None]:
    """Tell a piece of them, whose ids are above `after`.

    Return how many were looked at, and after which id the next piece begins, or None. Nobody is told
    twice, and nobody what has been changed once more meanwhile.
    """
    opening = session.get_one(Opening, opening_id, populate_existing=True)
    if _about(opening, news) != about:
        return 0, None
    found = queries.concerned(session, opening, news, after=after, limit=AT_ONCE)
    going = {_key(one, news, about): one for one in found if _concerns(opening, one, news)}
    for known in queries.keys_known(session, list(going)):
        del going[known]
    mailings = [replace(news_to(opening, one, news), key=key) for key, one in going.items()]
    send_all(session, news.value, mailings, opening_id=opening.id)
    return len(found), found[-1].id if len(found) == AT_ONCE else None


def _about(opening: Opening, news: News) -> str:
    moment = opening.closes_at if news is News.MOVED else opening.closed_at
    return moment.isoformat() if moment else ""


def _concerns(opening: Opening, application: Application, news: News) -> bool:
    """Say whether it makes a difference: who has a later closing of their own keeps it."""
    own = application.granted.closes_at
    if news is not News.MOVED:
        return own is None or own <= clock.now()
    return own is None or opening.closes_at is None or own <= opening.closes_at


def _key(application: Application, news: News, about: str) -> str:
    return f"{news}:{application.id}:{about}"


def news_to(
    opening: Opening, application: Application, news: News, *, closes_at: datetime | None = None
) -> Mailing:
    """Return the mail that tells one candidate; `closes_at` in place of the present one, for a preview."""
    mailing = mailing_with_newest(opening, application)
    return replace(
        mailing,
        key=_key(application, news, clock.now().isoformat()),
        link=mailing.link if news is News.MOVED else None,
        values={**mailing.values, "closes_at": closes_at or application.closes_at},
    )


def tell_one(session: Session, application_id: int, news: News, *, wait: timedelta | None = None) -> None:
    """Tell one candidate what has happened to the application, now or after `wait`."""
    application = queries.application_by_id(session, application_id)
    assert application is not None  # noqa: S101 (nobody removes applications)
    opening, not_before = application.opening, clock.now() + wait if wait else None
    mailings = [news_to(opening, application, news)]
    send_all(session, news.value, mailings, opening_id=opening.id, not_before=not_before)


def tell_if_expired(session: Session, application_id: int) -> None:
    """Tell a candidate whose own later closing moment has passed before they began; once for each moment."""
    application = queries.application_by_id(session, application_id)
    own = application.granted.closes_at if application else None
    if application is None or own is None or own > clock.now() or application.stage != Stage.EXPIRED:
        return
    mailing = news_to(application.opening, application, News.EXPIRED)
    key = _key(application, News.EXPIRED, own.isoformat())
    if not queries.keys_known(session, [key]):
        mailings = [replace(mailing, key=key)]
        send_all(session, News.EXPIRED, mailings, opening_id=application.opening_id)


def take_news_back(session: Session, application_id: int, news: News) -> None:
    """Have a mail not go out that is no longer true."""
    take_back(session, Message.application_id == application_id, Message.template == news.value)
