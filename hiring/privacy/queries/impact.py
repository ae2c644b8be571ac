"""Read what was added to the impact assessment, and who has signed it."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from hiring.privacy.models import ImpactNote, ImpactSignature

#: For a statement that asks for something else, too: whether openings may be opened.
AN_IMPACT_SIGNATURE_IS_THERE = exists(select(ImpactSignature.id))
#: The page names so many; an organisation signs once a year.
_SHOWN = 20


def impact_notes(session: Session) -> dict[str, str]:
    """Return what is different here, by the part of the text; of most parts nothing is."""
    rows = session.execute(select(ImpactNote.section, ImpactNote.text))
    return {row.section: row.text for row in rows if row.text}


def latest_impact_signatures(session: Session) -> Sequence[ImpactSignature]:
    """Return the signatures, the newest first."""
    newest = select(ImpactSignature).options(joinedload(ImpactSignature.signer))
    return session.scalars(newest.order_by(ImpactSignature.id.desc()).limit(_SHOWN)).all()


def impact_signature(session: Session) -> ImpactSignature | None:
    """Return the newest signature."""
    return session.scalar(select(ImpactSignature).order_by(ImpactSignature.id.desc()).limit(1))


def impact_signature_by_public_id(session: Session, public_id: str) -> ImpactSignature | None:
    """Return a signature."""
    named = select(ImpactSignature).where(ImpactSignature.public_id == public_id)
    return session.scalar(named.options(joinedload(ImpactSignature.signer)))
