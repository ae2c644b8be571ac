"""Words of an opening that may ask for what the work does not ask for: HR changes them, or says why. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hiring.lawful_wording import Ground, findings
from hiring.openings.completeness import OpeningPlan


@dataclass(frozen=True, slots=True)
class WordingRemark:
    """One passage of a text that candidates read, and by what it tells them apart."""

    field: str
    """The field of the form where it stands."""
    ground: Ground
    passage: str


def wording_remarks(plan: OpeningPlan) -> list[WordingRemark]:
    """Return each passage once for every field of an opening's languages in which it stands."""
    found = (
        WordingRemark(field, each.ground, " ".join(each.passage.split()))
        for field, text in _texts(plan)
        for each in findings(text)
    )
    return list(dict.fromkeys(found))


def remarks_added(before: OpeningPlan, plan: OpeningPlan) -> list[WordingRemark]:
    """Return what only the new texts would say: who changes something else is not asked again."""
    known = set(wording_remarks(before))
    return [remark for remark in wording_remarks(plan) if remark not in known]


def grounds_of(remarks: Sequence[WordingRemark]) -> list[str]:
    """Return the grounds of remarks as the trail keeps them, in the order in which they are listed."""
    concerned = {remark.ground for remark in remarks}
    return [ground.value for ground in Ground if ground in concerned]


def _texts(plan: OpeningPlan) -> Iterator[tuple[str, str]]:
    for language in plan.languages:
        yield f"title_{language}", plan.title.text(language)
    yield "place", plan.place
    for language in plan.languages:
        yield f"description_{language}", plan.description.text(language)
