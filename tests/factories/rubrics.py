"""Rubrics: a published version with two competencies unless told otherwise."""

from factory import LazyAttribute, Sequence, SubFactory, Trait

from hiring import clock
from hiring.i18n.localised import Localised
from hiring.rubrics.models import Competency, Rubric, RubricVersion
from tests.factories import ModelFactory


def both(text: str) -> Localised:
    return Localised(id=f"{text} (id)", en=f"{text} (en)")


class RubricFactory(ModelFactory):
    class Meta:
        model = Rubric

    title = both("Community officer")


class RubricVersionFactory(ModelFactory):
    """`competencies=[("COMW", 60), ("NETW", 40)]`; traits: draft."""

    class Meta:
        model = RubricVersion

    class Params:
        draft = Trait(state="draft", published_at=None, content_hash=None)

    rubric = SubFactory(RubricFactory)
    number = 1
    title = LazyAttribute(lambda version: version.rubric.title)
    state = "published"
    published_at = clock.now()
    content_hash = Sequence(lambda n: f"{n:064d}")
    competencies = (("COMW", 60), ("NETW", 40))

    @classmethod
    def _create(cls, model_class, *args, competencies=(), **values):
        rows = [
            CompetencyFactory.build(code=code, weight=weight, position=position)
            for position, (code, weight) in enumerate(competencies, 1)
        ]
        return super()._create(model_class, *args, competencies=rows, **values)


class CompetencyFactory(ModelFactory):
    class Meta:
        model = Competency

    code = Sequence(lambda n: f"C{n}")
    position = Sequence(lambda n: n + 1)
    name = LazyAttribute(lambda competency: both(f"Competency {competency.code}"))
    definition = both("What it means")
    weight = 100
    anchors = {str(level): both(f"Behaviour of level {level}").as_json() for level in range(1, 6)}
