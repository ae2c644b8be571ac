"""Whether a rubric can be scored with: weights, anchors, codes."""

from collections.abc import Iterator

from hiring.banks import messages as expect
from hiring.banks.problems import Problem
from hiring.banks.rubric import RubricText
from hiring.banks.validation import checks


def rubric_remarks(rubric: RubricText) -> Iterator[Problem]:
    yield from checks.text_remarks(rubric)
    yield from checks.every_level(rubric.scale.levels, ("scale", "levels"))
    yield from checks.at_least(1, rubric.competencies, "competency", ("competencies",))
    yield from _code_remarks(rubric)
    for n, scored in enumerate(rubric.competencies):
        yield from checks.every_level(scored.anchors, ("competencies", n, "anchors"))
        yield from checks.between(scored.weight, 1, 100, ("competencies", n, "weight"))
    for n, other in enumerate(rubric.other_competencies):
        yield from checks.only_levels(other.anchors, ("other_competencies", n, "anchors"))
        yield from checks.at_least(1, other.anchors, "anchor", ("other_competencies", n, "anchors"))
    total = sum(each.weight for each in rubric.competencies)
    if rubric.competencies and total != 100:
        yield Problem(("competencies",), expect.say(expect.WEIGHTS_ADD_UP, total=total), on_key=True)


def _code_remarks(rubric: RubricText) -> Iterator[Problem]:
    codes = [(each.code, ("competencies", n, "code")) for n, each in enumerate(rubric.competencies)]
    codes += [
        (each.code, ("other_competencies", n, "code")) for n, each in enumerate(rubric.other_competencies)
    ]
    yield from checks.once(codes, "competency")
    for code, path in codes:
        yield from checks.formed(code, checks.COMPETENCY_CODE, path, expect.COMPETENCY_CODE)
