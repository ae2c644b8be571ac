"""Assessments: published, one section of 30 minutes with the letter and the scenario."""

from factory import LazyAttribute, Sequence, SubFactory

from hiring import clock
from hiring.assessments.models import Assessment, AssessmentVersion, Section, SectionTask
from hiring.i18n.localised import Localised
from tests.factories import ModelFactory
from tests.factories.banks import BankFactory, letter, scenario
from tests.factories.rubrics import RubricVersionFactory


class AssessmentFactory(ModelFactory):
    class Meta:
        model = Assessment

    title = Localised(id="Asesmen petugas komunitas", en="Community officer assessment")


class AssessmentVersionFactory(ModelFactory):
    """`sections=[[item, item], [item]]`; by default one section with T90 and T91."""

    class Meta:
        model = AssessmentVersion

    assessment = SubFactory(AssessmentFactory)
    rubric_version = SubFactory(RubricVersionFactory)
    number = 1
    title = LazyAttribute(lambda version: version.assessment.title)
    state = "published"
    published_at = LazyAttribute(lambda _: clock.now())
    content_hash = Sequence(lambda n: f"{n:064d}")

    @classmethod
    def _create(cls, model_class, *args, sections=None, minutes=30, **values):
        if sections is None:
            bank = BankFactory()
            sections = [[letter(bank=bank), scenario(bank=bank)]]
        rows = [
            Section(
                position=number,
                title=Localised(id=f"Bagian {number}", en=f"Section {number}"),
                minutes=minutes,
                tasks=[SectionTask(position=place, item=item) for place, item in enumerate(items, 1)],
            )
            for number, items in enumerate(sections, 1)
        ]
        return super()._create(model_class, *args, sections=rows, **values)
