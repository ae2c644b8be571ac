"""Read who processes personal data for the organisation."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.db.keyset import Cursor, Key, Page, read_page, read_whole
from hiring.privacy.models import Processor
from hiring.privacy.rules import MOST_PROCESSORS

_ON_A_PAGE = 50


def processor_by_public_id(session: Session, public_id: str) -> Processor | None:
    """Return a processor."""
    return session.scalar(select(Processor).where(Processor.public_id == public_id))


def processors_page(session: Session, cursor: Cursor) -> Page[Processor]:
    """Return one page of those listed, also of the ended ones, the newest first."""
    newest = [Key(Processor.id, read_whole, descending=True)]
    page = read_page(session, select(Processor), newest, cursor, size=_ON_A_PAGE)
    return page.of([row[0] for row in page.rows])


def present_processors(session: Session) -> Sequence[Processor]:
    """Return those who work for the organisation now, in the order in which they began."""
    present = select(Processor).where(Processor.until.is_(None)).order_by(Processor.since, Processor.id)
    return session.scalars(present.limit(MOST_PROCESSORS)).all()


def number_of_present_processors(session: Session) -> int:
    """Return how many work for the organisation now."""
    return session.scalars(select(func.count()).where(Processor.until.is_(None))).one()
