"""Read notices and consents."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.assessments.models import Section, SectionTask
from hiring.audit.binding import HashedRow, HashedRows
from hiring.banks.bank import Notices
from hiring.banks.documents import from_json
from hiring.banks.models import BankItem, ItemKind
from hiring.i18n import N_
from hiring.privacy.models import Consent
from hiring.privacy.notices import NOTICES
from hiring.privacy.rules import Purpose
from hiring.rubrics.models import Competency

#: Consents whose texts are read at a time: each holds a whole notice.
_PIECE = 500


def notices_of(session: Session, assessment_version_id: int) -> tuple[Notices, str] | None:
    """Return the current notices of the bank an assessment draws on, and their version."""
    banks = (
        select(BankItem.bank_id)
        .join(SectionTask, SectionTask.item_id == BankItem.id)
        .join(Section, Section.id == SectionTask.section_id)
        .where(Section.version_id == assessment_version_id)
    )
    item = session.scalar(
        select(BankItem)
        .where(BankItem.bank_id.in_(banks), BankItem.kind == ItemKind.NOTICES, BankItem.current)
        .order_by(BankItem.bank_id, BankItem.id.desc())
        .limit(1)
    )
    return None if item is None else (from_json(Notices, item.content), item.content_hash[:12])


def competencies_of(session: Session, rubric_version_id: int, measured: Collection[str]) -> list[Competency]:
    """Return what the tasks of an opening measure (codes), in the rubric's order."""
    return list(
        session.scalars(
            select(Competency)
            .where(Competency.version_id == rubric_version_id, Competency.code.in_(measured))
            .order_by(Competency.position)
        )
    )


def consents_of(session: Session, application_id: int) -> list[Consent]:
    """Return what a candidate agreed to, as it stood on the page."""
    return list(
        session.scalars(select(Consent).where(Consent.application_id == application_id).order_by(Consent.id))
    )


def agreed_to(session: Session, application_id: int, purpose: Purpose) -> bool:
    """Say whether a candidate ticked the box about `purpose`."""
    given = select(Consent.id).where(
        Consent.application_id == application_id, Consent.purpose == purpose, Consent.given
    )
    return session.scalar(given) is not None


def agreed_to_references(session: Session, application_id: int) -> bool:
    """Say whether the people a candidate names may be asked."""
    return agreed_to(session, application_id, Purpose.REFERENCES)


def _agreed_texts(session: Session) -> Iterator[HashedRow]:
    last: int | None = 0
    while last is not None:
        rows = session.execute(
            select(Consent.id, Consent.application_id, Consent.notice_hash, Consent.notice_text)
            .where(Consent.id > last)
            .order_by(Consent.id)
            .limit(_PIECE)
        ).all()
        for row in rows:
            holds = NOTICES.again(row.notice_hash, row.notice_text) == row.notice_hash
            yield HashedRow(row.id, row.application_id, holds)
        last = rows[-1].id if rows else None


#: What candidates agreed to, as it stood on their page.
AGREED_TEXTS = HashedRows(
    N_("the text that somebody agreed to (consent number %(row)s) was changed: its hash is of another one"),
    _agreed_texts,
)
