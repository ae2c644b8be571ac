"""Add to the impact assessment what is different here, and sign it."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import Actor
from hiring.audit.actions import Doer
from hiring.db.once import insert_once
from hiring.errors import StalePage
from hiring.fingerprints import mark_of, text_hash
from hiring.privacy import events, queries
from hiring.privacy.impact import ImpactSection, SignatureFacts
from hiring.privacy.models import ImpactNote, ImpactSignature


def impact_mark(shipped: str, notes: Mapping[str, str]) -> str:
    """Return the mark of the text that is signed: as shipped (its hash), with what was added to it."""
    return mark_of([shipped, *(notes.get(section, "") for section in ImpactSection)])


def change_impact_notes(
    session: Session, wanted: Mapping[str, str], *, shipped: str, seen: str, by: Doer
) -> None:
    """Say what is different here, by the part of the text.

    Raises StalePage when somebody else has changed it since the page was shown.
    """
    for section in ImpactSection:
        session.execute(insert_once(session, ImpactNote, "section").values(section=section, text=""))
    locked = select(ImpactNote).order_by(ImpactNote.section).with_for_update(key_share=True)
    rows = {row.section: row for row in session.scalars(locked.execution_options(populate_existing=True))}
    before = {section: row.text for section, row in rows.items()}
    if all(wanted.get(section, "") == text for section, text in before.items()):
        return
    if seen != impact_mark(shipped, before):
        raise StalePage
    for row in rows.values():
        row.text = wanted.get(row.section, "")
    session.flush()
    audit.record(session, events.ImpactNotesChanged(), by=by)


def sign_impact_assessment(
    session: Session, facts: SignatureFacts, text: str, *, shipped: str, seen: str | None, by: Doer
) -> ImpactSignature:
    """Sign the text as it stands, in the words in which it was read; every signature is kept.

    `seen` is the mark of what the signer's page showed; None = whatever there is. Raises StalePage when
    that has changed since.
    """
    if seen is not None and seen != impact_mark(shipped, queries.impact_notes(session)):
        raise StalePage
    signature = ImpactSignature(
        shipped_hash=shipped,
        text=text,
        text_hash=text_hash(text),
        assessed_by=facts.assessed_by,
        officer=facts.officer,
        review_on=facts.review_on,
        signed_by=by.id if isinstance(by, Actor) else None,
        signed_at=clock.now(),
    )
    session.add(signature)
    session.flush()
    audit.record(session, events.ImpactSigned(signature.id), by=by)
    return signature
