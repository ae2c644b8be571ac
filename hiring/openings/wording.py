"""Words to candidates that may ask what the work does not ask for: changed, or kept for a reason. Pure."""

from collections.abc import Iterable, Iterator, Sequence
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
    return remarks_in(_texts(plan))


def remarks_in(texts: Iterable[tuple[str, str]]) -> list[WordingRemark]:
    """Return each passage once for every field in which it stands; `texts` holds fields with their texts."""
    found = (
        WordingRemark(field, each.ground, " ".join(each.passage.split()))
        for field, text in texts
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
