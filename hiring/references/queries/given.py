"""What referees answered, as frozen plain values: for the dossier, the report and HR's page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hiring.banks.documents import from_json
from hiring.banks.reference_form import (
    MAY_CANDIDATE_SEE,
    RELATIONSHIP,
    FrequencyScale,
    ReferenceForm,
    ReferenceItem,
)
from hiring.banks.rules import ReferenceKind
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Opening
from hiring.openings.quotas import RefereeKind
from hiring.references.claims import ClaimHeard, ClaimWord, word_of
from hiring.references.models import Reference, ReferenceRequest
from hiring.references.queries.kinds import KindOfReferees
from hiring.references.queries.requests import requests_with_answers
from hiring.references.questions import period_text
from hiring.references.rules import KIND_OF, OPENED_TO_READERS, Relationship, RequestState
from hiring.references.sums import (
    DISAGREEMENT_FROM,
    LEAST_FOR_A_MEAN,
    CompetencySum,
    Observation,
    Seen,
    is_lenient,
    observations_in,
    seen_by_one,
    summed_up,
)
from hiring.rubrics.models import RubricVersion

_VERIFICATION, _LOOKING_BACK = "RV", "RX"


@dataclass(frozen=True, slots=True)
class Said:
    """A question, what was chosen of what the form offers, and what the referee wrote, alone or beside it."""

    question: str
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """One answer on the frequency scale, with the example told for it. None: not observed."""

    competency: str
    statement: str
    level: int | None
    label: str
    example: str
    reversed: bool


@dataclass(frozen=True, slots=True)
class GivenReference:
    """What one referee answered. Texts are in the language asked for; answers as they were written."""

    number: int
    name: str
    organisation: str
    relationship: str
    period: str
    """E.g. "March 2021 – now"; `how_often` says how often the work was seen."""
    how_often: str
    candidate_may_see: str
    """The key of the answer: yes, summary_only or no."""
    sent_at: datetime
    by_telephone: bool
    """HR wrote it down while the referee told it, and read it back."""
    locale: str
    about_the_referee: tuple[Said, ...]
    statements: tuple[Said, ...]
    """What the candidate states, and whether this referee confirms it."""
    seen: tuple[Seen, ...]
    observed: tuple[Observed, ...]
    compared: tuple[tuple[str, int], ...]
    """E.g. ("Networking", 80): better than 80 of a hundred such people."""
    open_answers: tuple[Said, ...]
    lenient: bool


@dataclass(frozen=True, slots=True)
class References:
    """All references of one application, and what they add up to per competency."""

    given: tuple[GivenReference, ...] = ()
    sums: tuple[CompetencySum, ...] = ()
    by_kind: tuple[KindOfReferees, ...] = ()
    claims: tuple[ClaimHeard, ...] = ()
    """What the candidate states, and what each referee says of it."""
    asked: int = 0
    """How many people were written to, whatever came of it."""

    def sum_of(self, competency: str) -> CompetencySum | None:
        return next((each for each in self.sums if each.competency == competency), None)


def references_of_application(
    session: Session, application_id: int, locale: str, *, before_scored: bool = False
) -> References | None:
    """Return what the referees answered, in `locale`; None while nobody may read it yet.

    References are opened only when the assessment scores are locked, so that they
    cannot colour them. `before_scored` is for whoever does not judge the candidate:
    an access copy, an erasure.
    """
    application = session.scalar(
        select(Application)
        .where(Application.id == application_id)
        .options(
            joinedload(Application.opening)
            .joinedload(Opening.rubric_version)
            .selectinload(RubricVersion.competencies)
        )
    )
    if application is None:
        return None
    rubric = application.opening.rubric_version
    codes = [competency.code for competency in rubric.competencies] if rubric else []
    requests = requests_with_answers(session, application_id)
    return read_references(application.stage, requests, codes, locale, before_scored=before_scored)


def references_by_kind(session: Session, application_id: int, locale: str) -> tuple[KindOfReferees, ...]:
    """Return what referees observed, by the side from which they saw the work; nothing before it may be read.

    Plain figures and numbers of people, without names or words: for whatever is drawn of them elsewhere.
    """
    found = references_of_application(session, application_id, locale)
    return found.by_kind if found else ()


def read_references(
    stage: str,
    requests: Iterable[ReferenceRequest],
    codes: list[str],
    locale: str,
    *,
    before_scored: bool = False,
) -> References | None:
    """Return what `references_of_application` does, from the requests of an application in this stage."""
    if stage not in OPENED_TO_READERS and not before_scored:
        return None
    used = (each for each in requests if each.state != RequestState.STOPPED)
    written_to = [each for each in used if each.sent_at is not None]
    found = [
        _Reading(number, request, request.reference, locale, codes)
        for number, request in enumerate((each for each in written_to if each.reference), 1)
        if request.reference is not None
    ]
    return References(
        given=tuple(reading.value() for reading in found),
        sums=summed_up([each.observations for each in found], codes, _disagreement_from(found)),
        by_kind=tuple(_by_kind(found, codes)),
        claims=_claims(found),
        asked=len(written_to),
    )


def _claims(found: Iterable["_Reading"]) -> tuple[ClaimHeard, ...]:
    heard: dict[str, dict[int, ClaimWord]] = {}
    for reading in found:
        for asked, word in reading.words_on_claims():
            heard.setdefault(asked, {})[reading.number] = word
    return tuple(ClaimHeard(asked, words) for asked, words in heard.items())


def _by_kind(found: Sequence["_Reading"], codes: list[str]) -> Iterator[KindOfReferees]:
    for kind in RefereeKind:
        own = [each for each in found if each.kind is kind]
        if len(own) >= LEAST_FOR_A_MEAN:
            sums = summed_up([each.observations for each in own], codes, _disagreement_from(own))
            yield KindOfReferees(kind, len(own), sums)
        elif own:
            yield KindOfReferees(kind, len(own))


def _disagreement_from(found: Iterable["_Reading"]) -> Decimal:
    """Return the bound of the strictest form that was used; normally there is one."""
    bounds = (Decimal(str(each.form.scoring.disagreement_from)) for each in found)
    return min(bounds, default=DISAGREEMENT_FROM)


class _Reading:
    """One reference being turned into plain values."""

    def __init__(
        self, number: int, request: ReferenceRequest, reference: Reference, locale: str, codes: list[str]
    ) -> None:
        self.number, self.request, self.reference = number, request, reference
        self.locale, self.codes = locale, codes
        if request.form_item is None:
            raise LookupError("a request that was answered has a form")
        self.form = from_json(ReferenceForm, request.form_item.content)
        self.answers: Mapping[str, Mapping[str, Any]] = reference.answers
        self.items = {item.code: item for section in self.form.sections for item in section.items}

    @property
    def observations(self) -> tuple[Observation, ...]:
        asked = {
            code: (item.competency, item.reversed)
            for code, item in self.items.items()
            if item.kind is ReferenceKind.FREQUENCY and item.competency in self.codes
        }
        return observations_in(self.answers, asked)

    @property
    def kind(self) -> RefereeKind:
        """From which side the referee saw the work: as the referee says, otherwise as the candidate does."""
        said = str(self._value(RELATIONSHIP))
        known = said if said in set(Relationship) else self.request.relationship_kind
        return KIND_OF[Relationship(known)]

    def words_on_claims(self) -> Iterator[tuple[str, ClaimWord]]:
        """Yield each statement of the candidate as it was put, and what this referee says of it."""
        for code in self._codes_in(_VERIFICATION):
            if self._item(code).claims:
                yield self._said(code).question, word_of(self.answers[code])

    def value(self) -> GivenReference:
        return GivenReference(
            number=self.number,
            name=self.request.name,
            organisation=self.request.organisation,
            # Forms that were loaded before banks had to ask for it may lack this item.
            relationship=self._relationship(),
            period=self._period(),
            how_often=self._how_often(),
            candidate_may_see=str(self._value(MAY_CANDIDATE_SEE) or "no"),
            sent_at=self.reference.sent_at,
            by_telephone=self.reference.taken_by is not None,
            locale=self.reference.locale,
            about_the_referee=self._about_the_referee(),
            statements=tuple(self._said(code) for code in self._codes_in(_VERIFICATION)),
            seen=seen_by_one(self.observations, self.codes),
            observed=tuple(self._observed()),
            compared=tuple(self._compared()),
            open_answers=tuple(
                self._said(code)
                for code in self._codes_in(_LOOKING_BACK)
                if self._item(code).kind is not ReferenceKind.PERCENTILE
            ),
            lenient=is_lenient(self.observations),
        )

    def _relationship(self) -> str:
        if RELATIONSHIP not in self.items:
            return ""
        said = self._said(RELATIONSHIP)
        return said.answer or said.note

    def _about_the_referee(self) -> tuple[Said, ...]:
        shown_elsewhere = {ReferenceKind.CONSENT, ReferenceKind.PERIOD}
        return tuple(
            self._said(code)
            for code in self._codes_in("R0")
            if code not in {MAY_CANDIDATE_SEE, RELATIONSHIP} and self._item(code).kind not in shown_elsewhere
        )

    def _codes_in(self, section_key: str) -> list[str]:
        """Return the answered codes of a section, in the order of the form."""
        own = [
            item.code
            for section in self.form.sections
            if section.key == section_key
            for item in section.items
        ]
        answered = [code for code in self.answers if self._item_code(code) in own]
        return sorted(answered, key=lambda code: own.index(self._item_code(code)))

    def _item_code(self, code: str) -> str:
        """Return the item an answer belongs to: RV1-2 is the second time RV1 was asked."""
        return code if code in self.items else code.rpartition("-")[0]

    def _item(self, code: str) -> ReferenceItem:
        return self.items[self._item_code(code)]

    def _value(self, code: str) -> Any:
        return self.answers.get(code, {}).get("value")

    def _said(self, code: str) -> Said:
        """Return question and answer; a text is the answer, beside a choice it is a note."""
        answer = self.answers.get(code, {})
        item, text = self._item(code), str(answer.get("text", ""))
        asked = Localised.from_json(answer["asked"]) if "asked" in answer else item.text
        if item.kind is ReferenceKind.TEXT:
            return Said(asked.text(self.locale), "", text)
        chosen = next((o.text.text(self.locale) for o in item.options if o.key == answer.get("value")), "")
        return Said(asked.text(self.locale), chosen, text)

    def _observed(self) -> Iterable[Observed]:
        scale: FrequencyScale = self.form.scale
        for code, item in self.items.items():
            if item.kind is not ReferenceKind.FREQUENCY or code not in self.answers:
                continue
            value = self._value(code)
            level = value if isinstance(value, int) else None
            label = scale.not_observed if level is None else scale.labels[level]
            yield Observed(
                competency=item.competency or "",
                statement=item.text.text(self.locale),
                level=level,
                label=label.text(self.locale),
                example=str(self.answers[code].get("text", "")),
                reversed=item.reversed,
            )

    def _compared(self) -> Iterable[tuple[str, int]]:
        for code, item in self.items.items():
            places = self._value(code)
            if item.kind is ReferenceKind.PERCENTILE and isinstance(places, Mapping):
                for facet in item.facets:
                    if facet.key in places:
                        yield facet.text.text(self.locale), int(places[facet.key])

    def _period_value(self) -> tuple[ReferenceItem | None, Mapping[str, str]]:
        for code, item in self.items.items():
            value = self._value(code)
            if item.kind is ReferenceKind.PERIOD and isinstance(value, Mapping):
                return item, value
        return None, {}

    def _period(self) -> str:
        value = self._period_value()[1]
        return period_text(value.get("from", ""), value.get("to", ""), self.locale)

    def _how_often(self) -> str:
        item, value = self._period_value()
        options = item.options if item else ()
        return next((o.text.text(self.locale) for o in options if o.key == value.get("often")), "")
