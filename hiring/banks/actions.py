"""Load a bank that was read and found sound: new versions are added, old ones stay."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from hiring import audit, clock
from hiring.accounts.rules import SystemActor
from hiring.banks import events, queries
from hiring.banks.bank import BankDocument, RubricWeights
from hiring.banks.documents import as_json, content_hash
from hiring.banks.models import Bank, BankItem, ItemKind
from hiring.banks.rubric import RubricText
from hiring.banks.rules import template_code
from hiring.i18n.localised import Localised
from hiring.rubrics.actions import adopt_from_bank
from hiring.rubrics.rules import CompetencyContent, RubricContent

_TITLES = {
    ItemKind.RUBRIC: Localised(id="Rubrik", en="Rubric"),
    ItemKind.REFERENCE_FORM: Localised(id="Formulir referensi", en="Reference form"),
    ItemKind.INTERVIEW_GUIDE: Localised(id="Panduan wawancara", en="Interview guide"),
    ItemKind.NOTICES: Localised(id="Pemberitahuan", en="Notices"),
}


def load_bank(session: Session, document: BankDocument, *, by: SystemActor) -> Bank:
    """Bring the database up to `document`, whole or not at all.

    What was loaded before and is no longer in the bank stays, for the assessments
    that use it; it is only no longer offered. Loading the same bank again changes nothing.
    """
    whole = content_hash(document)
    bank = queries.bank_by_code(session, document.about.code)
    if bank is not None and bank.content_hash == whole:
        return bank
    if bank is None:
        bank = Bank(code=document.about.code)
        session.add(bank)
    bank.title, bank.about = document.about.title, _about(document)
    bank.content_hash, bank.loaded_at = whole, clock.now()
    session.flush()
    new = _load_items(session, bank, document)
    # The bank's own rubric comes last: the newest is offered first where one is chosen.
    for template in document.about.templates:
        content = _weighed(template.rubric, document.rubric)
        adopt_from_bank(session, template_code(bank.code, template.key), content, by=by)
    adopt_from_bank(session, bank.code, _rubric_content(document), by=by)
    loaded = events.BankLoaded(bank.id, bank.title.id, len(document.tasks), new, whole)
    audit.record(session, loaded, by=by)
    return bank


def _about(document: BankDocument) -> dict[str, Any]:
    """Return what holds for the whole bank: what its scale says of every task, coverage, standards."""
    about = {**as_json(document.about), "never_scored": as_json(document.rubric.scale.never_scored)}
    more = {"coverage": document.coverage, "standards": document.standards}
    return about | {name: as_json(value) for name, value in more.items() if value is not None}


def _load_items(session: Session, bank: Bank, document: BankDocument) -> int:
    """Add the versions that are not there yet, mark which ones are current; return how many are new."""
    known = queries.items_of(session, bank.id)
    for earlier in known.values():
        earlier.current = False
    new = 0
    for kind, code, title, content in _contents(document):
        digest = content_hash(content)
        item = known.get((kind.value, code, digest))
        if item is not None:
            item.current = True
            continue
        new += 1
        session.add(
            BankItem(bank=bank, kind=kind, code=code, title=title, content=content, content_hash=digest)
        )
    session.flush()
    return new


def _contents(document: BankDocument) -> Iterator[tuple[ItemKind, str, Localised, dict[str, object]]]:
    for task in document.tasks:
        yield ItemKind.TASK, task.code, task.title, as_json(task)
    for kind, value in (
        (ItemKind.RUBRIC, document.rubric),
        (ItemKind.REFERENCE_FORM, document.references),
        (ItemKind.INTERVIEW_GUIDE, document.interview),
        (ItemKind.NOTICES, document.notices),
    ):
        yield kind, kind.value, _TITLES[kind], as_json(value)


def _rubric_content(document: BankDocument) -> RubricContent:
    weights = {each.code: each.weight for each in document.rubric.competencies}
    return _weighed(RubricWeights(title=document.rubric.title, weights=weights), document.rubric)


def _weighed(wanted: RubricWeights, rubric: RubricText) -> RubricContent:
    """Return the rubric of those competencies that have a weight, in the order of `wanted`."""
    everyone = {each.code: each for each in rubric.everyone}
    weighed = [(everyone[code], weight) for code, weight in wanted.weights.items()]
    competencies = (
        CompetencyContent(each.code, each.name, each.definition, weight, each.anchors)
        for each, weight in weighed
    )
    return RubricContent(wanted.title, tuple(competencies))
