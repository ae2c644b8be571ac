"""Move revisions into a pack: nothing of them is lost, and they share a place."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.sittings.histories import Bundle
from hiring.sittings.models import AnswerPack, AnswerRevision, Sitting


def keep_pack(session: Session, bundle: Bundle) -> bool:
    """Keep a bundle and let its rows go; False where another worker was quicker.

    Revisions never change, so what was read before is still what stands there: only whether all
    of it is still there has to be looked at again.
    """
    place = bundle.place
    session.execute(select(Sitting.id).where(Sitting.id == place.sitting_id).with_for_update(key_share=True))
    those = (
        AnswerRevision.sitting_id == place.sitting_id,
        AnswerRevision.item_id == place.item_id,
        AnswerRevision.part == place.part,
        AnswerRevision.revision.between(bundle.first, bundle.last),
        AnswerRevision.late.is_(False),
    )
    if session.scalar(select(func.count(AnswerRevision.id)).where(*those)) != bundle.number:
        return False
    pack = AnswerPack(
        **place._asdict(), first_revision=bundle.first, last_revision=bundle.last, packed=bundle.packed
    )
    session.add(pack)
    session.flush()
    session.execute(delete(AnswerRevision).where(*those), execution_options={"synchronize_session": False})
    session.expunge(pack)
    return True


def note_packed(session: Session, sitting_id: int) -> None:
    """Note that nothing is left to pack in a sitting."""
    session.get_one(Sitting, sitting_id).packed_at = clock.now()
    session.flush()
