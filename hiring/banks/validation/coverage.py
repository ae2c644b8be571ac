"""Whether every row of a coverage names what there is, and says why where it names nothing."""

from collections.abc import Collection, Iterator, Mapping

from hiring.banks import messages as expect
from hiring.banks.bank import BankDocument
from hiring.banks.coverage import Coverage, RoleLine
from hiring.banks.measured import keyed_in, rated_in
from hiring.banks.problems import Path, Problem
from hiring.banks.rules import FACT_NAMES
from hiring.banks.validation import checks

#: The codes there are, by the key of a row that names them, each with the competencies it tells about.
_Told = Mapping[str, Mapping[str, Collection[str]]]


def coverage_remarks(coverage: Coverage, document: BankDocument) -> Iterator[Problem]:
    """Yield what is wrong with the coverage of a bank whose other files are sound."""
    yield from checks.text_remarks(coverage)
    yield from checks.once([(row.line, ("rows", n, "line")) for n, row in enumerate(coverage.rows)], "line")
    keys, told = [source.key for source in coverage.sources], _told_by(document)
    for n, row in enumerate(coverage.rows):
        path: Path = ("rows", n)
        if not row.line.startswith(tuple(keys)):
            known = ", ".join(keys)
            yield Problem((*path, "line"), expect.say(expect.LINE_OF_SOURCE, known=known, key=row.line))
        yield from _row_remarks(row, told, document, path)


def _told_by(document: BankDocument) -> _Told:
    items = [item for section in document.references.sections for item in section.items]
    by_facets = {item.code: {code for each in item.facets for code in each.competencies} for item in items}
    return {
        "tasks": {task.code: rated_in(task) | keyed_in(task) for task in document.tasks},
        "interview": {each.code: {each.competency or ""} for each in document.interview.questions},
        "references": {item.code: {item.competency or "", *by_facets[item.code]} for item in items},
        "facts": dict.fromkeys(FACT_NAMES, ()),
    }


def _row_remarks(row: RoleLine, told: _Told, document: BankDocument, path: Path) -> Iterator[Problem]:
    spoken_of: set[str] = set()
    for name, known in told.items():
        for n, code in enumerate(getattr(row, name)):
            where = (*path, name, n)
            yield from checks.known(code, list(known), where, expect.KNOWN_MEASURE)
            spoken_of |= set(known.get(code, ()))
    codes = [each.code for each in document.rubric.everyone]
    for n, code in enumerate(row.competencies):
        where = (*path, "competencies", n)
        yield from checks.competency_known(code, codes, where)
        if code in codes and code not in spoken_of:
            yield Problem(where, expect.say(expect.TOLD_BESIDE, code=code))
    if row.measured == (row.unmeasured is not None):
        yield Problem(path, expect.MEASURED_OR_WHY)
