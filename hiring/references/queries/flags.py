"""Find what HR is to look at about referees, and what the hints rest on."""

from collections.abc import Iterator

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import User
from hiring.banks.documents import from_json
from hiring.banks.reference_form import ReferenceForm
from hiring.i18n.localised import Localised
from hiring.masking.queries import masked_parts
from hiring.openings.models import Application, Opening
from hiring.references.free_mail import is_free
from hiring.references.mailboxes import host_of
from hiring.references.models import Reference, ReferenceFlag, ReferenceRequest


def flags_of(session: Session, application_id: int) -> dict[int, list[ReferenceFlag]]:
    """Return the hints about the referees of an application, those that are open first: request -> hints."""
    found: dict[int, list[ReferenceFlag]] = {}
    statement = (
        select(ReferenceFlag)
        .join(ReferenceRequest, ReferenceRequest.id == ReferenceFlag.request_id)
        .where(ReferenceRequest.application_id == application_id)
        .options(joinedload(ReferenceFlag.closer))
        .order_by(ReferenceFlag.closed_at.is_not(None), ReferenceFlag.id)
        .execution_options(populate_existing=True)
    )
    for each in session.scalars(statement):
        found.setdefault(each.request_id, []).append(each)
    return found


def flag_by_public_id(session: Session, public_id: str) -> ReferenceFlag | None:
    """Return a hint with its request, application, candidate, and opening with its members."""
    application = joinedload(ReferenceFlag.request).joinedload(ReferenceRequest.application)
    return session.scalar(
        select(ReferenceFlag)
        .where(ReferenceFlag.public_id == public_id)
        .options(
            application.joinedload(Application.candidate),
            application.joinedload(Application.opening).selectinload(Opening.members),
        )
    )


def flags_by_kind(session: Session, request_id: int) -> dict[str, ReferenceFlag]:
    """Return the hints about one referee, held against everybody else until the transaction ends."""
    held = select(ReferenceFlag).where(ReferenceFlag.request_id == request_id).order_by(ReferenceFlag.id)
    statement = held.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {each.kind: each for each in session.scalars(statement)}


def lock_flag(session: Session, flag: ReferenceFlag) -> None:
    """Hold it against everybody else until the transaction ends, and read it as it is now."""
    columns = ["basis", "percent", "found_at", "closed_at", "closed_by", "reason"]
    session.refresh(flag, columns, with_for_update={"of": ReferenceFlag, "key_share": True})


def is_of_staff(session: Session, address: str) -> bool:
    """Say whether an address is that of an account, or at the host of one that is no free provider's."""
    if not address:
        return False
    same = [User.email == address]
    host = host_of(address)
    if not is_free(host):
        same.append(User.email.endswith(f"@{host}", autoescape=True))
    return bool(session.scalar(select(exists().where(or_(*same)))))


def texts_of(reference: Reference) -> list[str]:
    """Return what a referee wrote in own words."""
    return [text for answer in reference.answers.values() if (text := str(answer.get("text", "")))]


def words_of_form(request: ReferenceRequest) -> Iterator[str]:
    """Yield the questions and notes of the form, in both languages: who repeats them has copied nobody."""
    if request.form_item is None:
        return
    form = from_json(ReferenceForm, request.form_item.content)
    for section in form.sections:
        for item in section.items:
            texts: list[Localised] = [item.text, *(option.text for option in item.options)]
            yield from (words for text in texts for words in (text.id, text.en))


def others_answers(session: Session, request: ReferenceRequest) -> dict[int, list[str]]:
    """Return what the other referees of the candidate wrote: request -> texts."""
    rows = session.scalars(
        select(Reference)
        .join(ReferenceRequest, ReferenceRequest.id == Reference.request_id)
        .where(
            ReferenceRequest.application_id == request.application_id,
            ReferenceRequest.id != request.id,
        )
        .order_by(Reference.id)
    )
    return {each.request_id: texts_of(each) for each in rows}


def written_by_candidate(session: Session, application_id: int) -> list[str]:
    """Return what the candidate handed in, in own words."""
    return [text for part in masked_parts(session, application_id) for text in part.texts]
