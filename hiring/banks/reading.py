"""A bank's folder read into one frozen value, or every fault in it named with its place.

Nothing partial comes out: a bank with one fault is not read at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from hiring.banks import messages as expect
from hiring.banks.bank import AboutBank, BankDocument, Notices
from hiring.banks.bank_files import UnreadableFile, task_files, text_of
from hiring.banks.coverage import Coverage
from hiring.banks.interview_guide import InterviewGuide
from hiring.banks.parsing import Shaped, shaped
from hiring.banks.problems import BankFaults, LocatedProblem, Problem, TextPlace
from hiring.banks.problems import Path as DocumentPath
from hiring.banks.reference_form import ReferenceForm
from hiring.banks.rubric import RubricText
from hiring.banks.standards import CompetenceStandards
from hiring.banks.tasks import Task
from hiring.banks.validation.advice import (
    bank_advice,
    interview_advice,
    reference_advice,
    rubric_advice,
    task_advice,
)
from hiring.banks.validation.checks import text_remarks
from hiring.banks.validation.coverage import coverage_remarks
from hiring.banks.validation.interview import interview_remarks
from hiring.banks.validation.languages import language_advice
from hiring.banks.validation.references import reference_remarks
from hiring.banks.validation.rubric import rubric_remarks
from hiring.banks.validation.standards import standards_remarks
from hiring.banks.validation.tasks import task_remarks
from hiring.banks.validation.whole import TaskFile, about_remarks, listing_remarks
from hiring.banks.validation.wording import wording_advice
from hiring.banks.yaml_source import PlacedDocument, read_yaml

Shape = TypeVar("Shape")

#: The files that a bank may lack.
COVERAGE, STANDARDS = "coverage.yaml", "standards.yaml"

#: Where a section of a task is judged by another: a stand-in there would make false remarks here.
_JUDGED_BY = {
    "key": ("parts",),
    "exemplars": ("parts",),
    "look_fors": ("measures",),
    "calibration": ("parts", "measures"),
    "controls": ("parts", "measures"),
}


def read_bank(folder: Path) -> BankDocument:
    """Read the bank in `folder`.

    Raises BankFaults with every fault found in any of its files.
    """
    return _Reading(folder).sound_bank()


@dataclass(frozen=True, slots=True)
class BankReview:
    """A sound bank, and what could be better in it, in order of place."""

    document: BankDocument
    advice: tuple[LocatedProblem, ...]


def review_bank(folder: Path, today: date) -> BankReview:
    """Read the bank in `folder`, and see what could be better in it.

    Raises BankFaults as `read_bank` does.
    """
    reading = _Reading(folder)
    document = reading.sound_bank()
    advice = {
        reading.located(file, problem)
        for file in reading.files
        for problem in _advice_on(file, document, today)
    }
    return BankReview(document, tuple(sorted(advice)))


def _advice_on(file: "_File[Any]", document: BankDocument, today: date) -> Iterator[Problem]:
    if isinstance(file.value, Task):
        yield from task_advice(file.value, today)
    elif file.name in _ADVICE_ON:
        yield from _ADVICE_ON[file.name](document)
    yield from wording_advice(file.value)
    yield from language_advice(file.value)


#: Advice that needs the whole bank, by the file that it is about.
_ADVICE_ON = {
    "bank.yaml": bank_advice,
    "rubric.yaml": rubric_advice,
    "references.yaml": reference_advice,
    "interview.yaml": interview_advice,
}


@dataclass(frozen=True, slots=True)
class _File(Generic[Shape]):
    """A file as far as it could be read."""

    name: str
    placed: PlacedDocument
    shaped: Shaped[Shape]

    @property
    def value(self) -> Shape | None:
        return self.shaped.value

    def is_sure_of(self, *path: str) -> bool:
        """Say whether the author wrote what stands at `path`."""
        return self.value is not None and not self.shaped.is_about_a_stand_in(path)


class _Reading:
    """One reading of a folder, and the faults it has met so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[LocatedProblem] = []
        self.files: list[_File[Any]] = []

    def sound_bank(self) -> BankDocument:
        """Return the bank, or raise BankFaults."""
        document = self.read()
        if document is None or self.faults:
            raise BankFaults(tuple(sorted(set(self.faults))))
        return document

    def located(self, file: _File[Any], problem: Problem) -> LocatedProblem:
        """Return a problem with the place in its file."""
        place = file.placed.place(problem)
        return LocatedProblem(file.name, place.line, place.column, problem.expected)

    def read(self) -> BankDocument | None:
        """Return the bank, or None where so much is missing that there is none."""
        if not self.folder.is_dir():
            self.faults.append(LocatedProblem(".", 1, 1, expect.FOLDER_THERE))
            return None
        rubric = self._file("rubric.yaml", RubricText, rubric_remarks)
        codes = _competency_codes(rubric)
        known = rubric.value if codes is not None else None
        about = self._file("bank.yaml", AboutBank, lambda about: about_remarks(about, known))
        tasks = [
            self._file(name, Task, lambda task: task_remarks(task, codes)) for name in task_files(self.folder)
        ]
        references = self._file("references.yaml", ReferenceForm, lambda f: reference_remarks(f, codes))
        interview = self._file("interview.yaml", InterviewGuide, lambda g: interview_remarks(g, codes))
        notices = self._file("notices.yaml", Notices, text_remarks)
        self._judge_listing(about, tasks)
        found = {file.value.code: file.value for file in tasks if file.value is not None}
        bank = _bank(about.value, rubric.value, found, references.value, interview.value, notices.value)
        return self._with_more(bank) if bank is not None and not self.faults else bank

    def _with_more(self, bank: BankDocument) -> BankDocument:
        """Read the files that a bank may lack: they name what the other files hold."""
        coverage, standards = bank.coverage, bank.standards
        if (self.folder / COVERAGE).exists():
            coverage = self._file(COVERAGE, Coverage, lambda read: coverage_remarks(read, bank)).value
        if (self.folder / STANDARDS).exists():
            codes = [each.code for each in bank.rubric.everyone]
            standards = self._file(
                STANDARDS, CompetenceStandards, lambda read: standards_remarks(read, codes)
            ).value
        return replace(bank, coverage=coverage, standards=standards)

    def _file(
        self, name: str, shape: type[Shape], remarks_on: Callable[[Shape], Iterator[Problem]]
    ) -> _File[Shape]:
        """Read a file, and keep the faults of its text, its YAML, its shape and its sense."""
        try:
            placed = read_yaml(text_of(self.folder, name))
        except UnreadableFile as error:
            self._fault(name, error.place, error.expected)
            return _File(name, PlacedDocument(), Shaped(None))
        for place, expected in placed.faults:
            self._fault(name, place, expected)
        if not placed.values:
            return _File(name, placed, Shaped(None))
        file = _File(name, placed, shaped(shape, placed.plain))
        self.files.append(file)
        self._keep(file, file.shaped.remarks)
        if file.value is not None:
            told = remarks_on(file.value)
            self._keep(file, (each for each in told if not _rests_on_a_stand_in(file.shaped, each.path)))
        return file

    def _judge_listing(self, about: _File[AboutBank], tasks: list[_File[Task]]) -> None:
        """Keep what does not agree between the list in bank.yaml and the task files."""
        if about.value is None or not about.is_sure_of("tasks"):
            return
        codes = [file.value.code if file.value and file.is_sure_of("code") else None for file in tasks]
        named = [TaskFile(file.name, code) for file, code in zip(tasks, codes, strict=True)]
        files: dict[str, _File[Any]] = {about.name: about}
        files.update({file.name: file for file in tasks})
        for name, remark in listing_remarks(about.name, about.value.tasks, named):
            self._keep(files[name], [remark])

    def _keep(self, file: _File[Shape], remarks: Iterable[Problem]) -> None:
        """Keep remarks as faults, but not about what already is a fault of the YAML."""
        spoken_of = {place for place, _ in file.placed.faults}
        for remark in remarks:
            if (place := file.placed.place(remark)) not in spoken_of:
                self._fault(file.name, place, remark.expected)

    def _fault(self, name: str, place: TextPlace, expected: str) -> None:
        self.faults.append(LocatedProblem(name, place.line, place.column, expected))


def _bank(
    about: AboutBank | None,
    rubric: RubricText | None,
    tasks: Mapping[str, Task],
    references: ReferenceForm | None,
    interview: InterviewGuide | None,
    notices: Notices | None,
) -> BankDocument | None:
    """Return the bank with its tasks in the order of bank.yaml, or None while a part is missing."""
    if about is None or rubric is None or references is None or interview is None or notices is None:
        return None
    return BankDocument(
        about=about,
        rubric=rubric,
        tasks=tuple(tasks[code] for code in about.tasks if code in tasks),
        references=references,
        interview=interview,
        notices=notices,
    )


def _competency_codes(rubric: _File[RubricText]) -> frozenset[str] | None:
    """Return the codes tasks may speak of, or None where the rubric cannot be relied on."""
    if rubric.value is None or rubric.shaped.stand_ins:
        return None
    everyone = (*rubric.value.competencies, *rubric.value.other_competencies)
    return frozenset(each.code for each in everyone)


def _rests_on_a_stand_in(read: Shaped[Any], path: DocumentPath) -> bool:
    """Say whether a remark rests on what the author never wrote, itself or by what judges it."""
    if read.is_about_a_stand_in(path):
        return True
    judges = _JUDGED_BY.get(str(path[0]), ()) if path else ()
    return any(each[:1] == (judge,) for each in read.stand_ins for judge in judges)
