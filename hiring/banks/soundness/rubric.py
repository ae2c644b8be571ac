"""Whether a rubric can be scored with: weights, anchors, codes."""

from collections.abc import Iterator

from hiring.banks import expectations as expect
from hiring.banks.faults import Remark
from hiring.banks.rubric import RubricText
from hiring.banks.soundness import marks


def rubric_remarks(rubric: RubricText) -> Iterator[Remark]:
    yield from marks.text_remarks(rubric)
    yield from marks.every_level(rubric.scale.levels, ("scale", "levels"))
    yield from marks.at_least(1, rubric.competencies, "competency", ("competencies",))
    yield from _code_remarks(rubric)
    for n, scored in enumerate(rubric.competencies):
        yield from marks.every_level(scored.anchors, ("competencies", n, "anchors"))
        yield from marks.between(scored.weight, 1, 100, ("competencies", n, "weight"))
    for n, other in enumerate(rubric.other_competencies):
        yield from marks.only_levels(other.anchors, ("other_competencies", n, "anchors"))
        yield from marks.at_least(1, other.anchors, "anchor", ("other_competencies", n, "anchors"))
    total = sum(each.weight for each in rubric.competencies)
    if rubric.competencies and total != 100:
        yield Remark(("competencies",), expect.say(expect.WEIGHTS_ADD_UP, total=total), on_key=True)


def _code_remarks(rubric: RubricText) -> Iterator[Remark]:
    codes = [(each.code, ("competencies", n, "code")) for n, each in enumerate(rubric.competencies)]
    codes += [
        (each.code, ("other_competencies", n, "code")) for n, each in enumerate(rubric.other_competencies)
    ]
    yield from marks.once(codes, "competency")
    for code, path in codes:
        yield from marks.formed(code, marks.COMPETENCY_CODE, path, expect.COMPETENCY_CODE)
