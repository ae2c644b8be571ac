"""Sittings and answers."""

import secrets
import uuid
from datetime import timedelta

from factory import LazyAttribute, LazyFunction, SubFactory, Trait

from hiring import clock
from hiring.banks.answer_texts import word_count
from hiring.sittings.models import AnswerRevision, SectionClock, Sitting
from hiring.sittings.normalising import fingerprint
from tests.factories import ModelFactory
from tests.factories.openings import ApplicationFactory


class SittingFactory(ModelFactory):
    """Running, every section begun, `closes_in` a timedelta; traits: handed_in."""

    class Meta:
        model = Sitting

    class Params:
        handed_in = Trait(
            state="handed_in",
            handed_in_at=LazyFunction(clock.now),
            receipt_code=LazyFunction(lambda: secrets.token_hex(4).upper()),
            application__stage="handed_in",
        )

    application = SubFactory(ApplicationFactory, consented=True, stage="sitting")
    assessment_version = LazyAttribute(lambda sitting: sitting.application.opening.assessment_version)

    @classmethod
    def _create(cls, model_class, *args, closes_in=timedelta(minutes=30), **values):
        closes_at = clock.now() + closes_in
        clocks = [
            SectionClock(
                section=section,
                started_at=closes_at - timedelta(minutes=section.minutes),
                closes_at=closes_at,
            )
            for section in values["assessment_version"].sections
        ]
        return super()._create(model_class, *args, sections=clocks, **values)


class AnswerRevisionFactory(ModelFactory):
    """`AnswerRevisionFactory(sitting=..., item=..., part="a", value={"text": "..."})`."""

    class Meta:
        model = AnswerRevision

    part = "a"
    revision = 1
    operation_id = LazyFunction(lambda: str(uuid.uuid4()))
    value = {"text": "Terima kasih atas surat Ibu tanggal 3 November."}
    sha256 = LazyAttribute(lambda answer: fingerprint(answer.value))
    words = LazyAttribute(lambda answer: word_count(str(answer.value.get("text", ""))))
