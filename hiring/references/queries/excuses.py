"""Find of which kinds a candidate can name nobody."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hiring.openings.models import Application, Opening
from hiring.references.models import KindExcuse


def excuses_of(session: Session, application_id: int) -> list[KindExcuse]:
    """Return what a candidate has said about kinds of referees, as it stands in the database."""
    wanted = select(KindExcuse).where(KindExcuse.application_id == application_id).order_by(KindExcuse.id)
    return list(session.scalars(wanted.execution_options(populate_existing=True)))


def excuse_by_public_id(session: Session, public_id: str) -> KindExcuse | None:
    """Return one of them, with application, candidate, and opening with its members."""
    application = joinedload(KindExcuse.application)
    return session.scalar(
        select(KindExcuse)
        .where(KindExcuse.public_id == public_id)
        .options(
            application.joinedload(Application.candidate),
            application.joinedload(Application.opening).selectinload(Opening.members),
        )
    )


def lock_excuse(session: Session, excuse: KindExcuse) -> None:
    """Hold it against everybody else until the transaction ends, and read it as it is now."""
    columns = ["state", "reason", "answer", "settled_at", "settled_by"]
    session.refresh(excuse, columns, with_for_update={"of": KindExcuse, "key_share": True})
