"""Sittings and answers."""

import hashlib
import json
import secrets
import uuid
from datetime import timedelta

from factory import LazyAttribute, LazyFunction, SubFactory, Trait

from hiring import clock
from hiring.sittings.models import AnswerRevision, SectionClock, Sitting
from tests.factories import ModelFactory
from tests.factories.openings import ApplicationFactory


class SittingFactory(ModelFactory):
    """Running, every section begun; traits: handed_in."""

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
        clocks = [
            SectionClock(section=section, closes_at=clock.now() + closes_in)
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
    sha256 = LazyAttribute(
        lambda answer: hashlib.sha256(json.dumps(answer.value, sort_keys=True).encode()).hexdigest()
    )
    words = LazyAttribute(lambda answer: len(str(answer.value.get("text", "")).split()))
