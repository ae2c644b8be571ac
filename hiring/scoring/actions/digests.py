"""Mail reviewers once a day what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from hiring import clock
from hiring.db.keyset import Cursor
from hiring.i18n import N_
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import CLOCK
from hiring.mail.actions import Recipient, send
from hiring.scoring import queries
from hiring.scoring.mails import REVIEWER_DIGEST
from hiring.scoring.queue import QueuedOpening, queue_of_reviewer

DIGEST = JobKind("scoring.digest", CLOCK, N_("E-mail reviewers what is waiting for them"))

#: A mail names no more openings than this.
MOST_OPENINGS = 50


@dataclass(frozen=True, slots=True)
class Digest:
    """What is waiting for one reviewer."""

    user_id: int
    to: Recipient
    openings: Sequence[QueuedOpening]


def digests(session: Session) -> list[Digest]:
    """Return what waits for every reviewer who wants to be told; nothing is written."""
    return [
        Digest(
            user.id,
            Recipient(user.name, user.email, user.locale),
            queue_of_reviewer(session, user.id, Cursor(), size=MOST_OPENINGS).rows,
        )
        for user in queries.reviewers_to_tell(session)
    ]


def send_digests(session: Session, found: Sequence[Digest]) -> None:
    """Queue a mail for each; on one day nobody gets a second one."""
    today = clock.now().date()
    for each in found:
        if each.openings:
            send(
                session,
                REVIEWER_DIGEST,
                each.to,
                key=f"{REVIEWER_DIGEST}:{today}:{each.user_id}",
                openings=[_said(opening) for opening in each.openings],
            )


def _said(opening: QueuedOpening) -> dict[str, Any]:
    return {
        "title": opening.title,
        "number": opening.open,
        "minutes": opening.minutes,
        "due": opening.due,
        "zone": opening.zone,
    }
