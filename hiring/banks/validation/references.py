"""Whether a referee can answer the form: kinds with what they need, codes, scale."""

from collections.abc import Collection, Iterator

from hiring.banks import messages as expect
from hiring.banks.problems import Path, Problem
from hiring.banks.reference_form import (
    MAY_CANDIDATE_SEE,
    MAY_SEE_ANSWERS,
    RELATIONSHIP,
    SECTION_KINDS,
    ReferenceForm,
    ReferenceItem,
)
from hiring.banks.rules import ReferenceKind
from hiring.banks.validation import checks

_WITH_OPTIONS = (ReferenceKind.CHOICE, ReferenceKind.PERIOD)


def reference_remarks(form: ReferenceForm, competencies: Collection[str] | None) -> Iterator[Problem]:
    yield from checks.text_remarks(form)
    yield from _scale_remarks(form)
    yield from checks.between(form.referees_wanted, 1, 10, ("referees_wanted",))
    yield from checks.between(form.minutes_from, 1, form.minutes_to, ("minutes_from",))
    days = form.reminders.after_days
    if list(days) != sorted(set(days)) or any(day < 1 for day in days):
        yield Problem(("reminders", "after_days"), expect.ASCENDING_DAYS)
    yield from checks.at_least(1, form.sections, "section", ("sections",))
    yield from checks.once(
        [(each.key, ("sections", n, "key")) for n, each in enumerate(form.sections)], "section"
    )
    placed = [
        (item, ("sections", n, "items", m))
        for n, section in enumerate(form.sections)
        for m, item in enumerate(section.items)
    ]
    yield from checks.once([(item.code, (*path, "code")) for item, path in placed], "item")
    for item, path in placed:
        yield from _item_remarks(item, competencies, path)
    yield from _remarks_on_what_is_shown(form)


def _remarks_on_what_is_shown(form: ReferenceForm) -> Iterator[Problem]:
    """Yield what the software relies on: nothing is asked that nobody would read."""
    periods = 0
    for n, section in enumerate(form.sections):
        path: Path = ("sections", n, "key")
        shown = SECTION_KINDS.get(section.key)
        if shown is None:
            yield Problem(
                path, expect.say(expect.KNOWN_SECTION, known=", ".join(SECTION_KINDS), key=section.key)
            )
            continue
        for m, item in enumerate(section.items):
            here: Path = ("sections", n, "items", m, "kind")
            if item.kind not in shown:
                kinds = " or ".join(shown)
                yield Problem(here, expect.say(expect.SHOWN_IN_SECTION, kinds=kinds, key=section.key))
            periods += item.kind is ReferenceKind.PERIOD
            if item.kind is ReferenceKind.PERIOD and periods == 2:
                yield Problem(here, expect.ONE_PERIOD)
            if item.code == MAY_CANDIDATE_SEE and [o.key for o in item.options] != list(MAY_SEE_ANSWERS):
                known = ", ".join(MAY_SEE_ANSWERS)
                yield Problem((*here[:-1], "code"), expect.say(expect.MAY_SEE_OPTIONS, known=known))
    yield from _relationship_remarks(form)


def _relationship_remarks(form: ReferenceForm) -> Iterator[Problem]:
    first = {item.code: item for section in form.sections if section.key == "R0" for item in section.items}
    relationship = first.get(RELATIONSHIP)
    if relationship is None or relationship.kind is not ReferenceKind.CHOICE:
        yield Problem(("sections",), expect.say(expect.RELATIONSHIP_ASKED, code=RELATIONSHIP, key="R0"))


def _scale_remarks(form: ReferenceForm) -> Iterator[Problem]:
    yield from checks.every_level(form.scale.labels, ("scale", "labels"))
    for n, level in enumerate(form.scale.example_required_for):
        yield from checks.between(level, 1, 5, ("scale", "example_required_for", n))


def _item_remarks(item: ReferenceItem, competencies: Collection[str] | None, path: Path) -> Iterator[Problem]:
    yield from checks.competency_known(item.competency, competencies, (*path, "competency"))
    for n, facet in enumerate(item.facets):
        for m, code in enumerate(facet.competencies):
            yield from checks.competency_known(code, competencies, (*path, "facets", n, "competencies", m))
    if item.kind is ReferenceKind.FREQUENCY and item.competency is None:
        yield Problem((*path, "code"), expect.FREQUENCY_HAS_COMPETENCY)
    yield from _only_for(item, "reversed", (ReferenceKind.FREQUENCY,), path)
    yield from _only_for(item, "min_words", (ReferenceKind.TEXT,), path)
    yield from _only_for(item, "facets", (ReferenceKind.PERCENTILE,), path)
    yield from _only_for(item, "options", _WITH_OPTIONS, path)
    if item.kind in _WITH_OPTIONS:
        yield from _option_remarks(item, path)
    if item.kind is ReferenceKind.PERCENTILE:
        yield from checks.at_least(1, item.facets, "facet", (*path, "facets"))


def _only_for(
    item: ReferenceItem, name: str, kinds: Collection[ReferenceKind], path: Path
) -> Iterator[Problem]:
    if getattr(item, name) and item.kind not in kinds:
        expected = expect.say(expect.ONLY_FOR_KIND, key=name, kinds=" or ".join(kinds))
        yield Problem((*path, name), expected, on_key=True)


def _option_remarks(item: ReferenceItem, path: Path) -> Iterator[Problem]:
    yield from checks.at_least(2, item.options, "options", (*path, "options"))
    options = [option.key for option in item.options]
    yield from checks.once([(key, (*path, "options", n, "key")) for n, key in enumerate(options)], "option")
    for n, key in enumerate(item.comment.required_for if item.comment else ()):
        yield from checks.known(key, options, (*path, "comment", "required_for", n), expect.KNOWN_OPTION)
