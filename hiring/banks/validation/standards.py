"""Whether every unit of a standard names what there is."""

import re
from collections.abc import Collection, Iterator

from hiring.banks import messages as expect
from hiring.banks.problems import Path, Problem
from hiring.banks.standards import CompetenceStandards
from hiring.banks.validation import checks

#: Groups of capital letters and digits with dots between them, such as M.70HMS00.032.2.
_UNIT_CODE = re.compile(r"[A-Z0-9]{1,10}(\.[A-Z0-9]{1,10}){2,5}")


def standards_remarks(standards: CompetenceStandards, competencies: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the standards of a bank; `competencies` are the rubric's codes."""
    yield from checks.text_remarks(standards)
    keys = [(each.key, ("standards", n, "key")) for n, each in enumerate(standards.standards)]
    yield from checks.once(keys, "standard")
    for key, path in keys:
        yield from checks.formed(key, checks.SMALL_KEY, path, expect.SMALL_KEY)
    codes = [(each.code, ("units", n, "code")) for n, each in enumerate(standards.units)]
    yield from checks.once(codes, "unit")
    for code, path in codes:
        yield from checks.formed(code, _UNIT_CODE, path, expect.UNIT_CODE)
    for n, unit in enumerate(standards.units):
        here: Path = ("units", n)
        known = [key for key, _ in keys]
        yield from checks.known(unit.standard, known, (*here, "standard"), expect.KNOWN_STANDARD)
        yield from checks.at_least(1, unit.competencies, "competency", (*here, "competencies"))
        for m, code in enumerate(unit.competencies):
            yield from checks.competency_known(code, competencies, (*here, "competencies", m))
