"""Whether an interview can be held with the guide."""

from collections.abc import Collection, Iterator

from hiring.banks import messages as expect
from hiring.banks.interview_guide import InterviewGuide
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks


def interview_remarks(guide: InterviewGuide, competencies: Collection[str] | None) -> Iterator[Problem]:
    yield from checks.text_remarks(guide)
    yield from checks.between(guide.minutes, 10, 240, ("minutes",))
    yield from checks.between(guide.interviewers, 1, 6, ("interviewers",))
    yield from checks.at_least(1, guide.questions, "question", ("questions",))
    codes = [question.code for question in guide.questions]
    yield from checks.once([(code, ("questions", n, "code")) for n, code in enumerate(codes)], "question")
    for n, question in enumerate(guide.questions):
        path: Path = ("questions", n)
        yield from checks.competency_known(question.competency, competencies, (*path, "competency"))
        yield from checks.at_least(1, question.types, "type", (*path, "types"))
        yield from checks.at_least(1, question.positive, "positive sign", (*path, "positive"))
        yield from checks.at_least(1, question.negative, "negative sign", (*path, "negative"))
    for n, code in enumerate(guide.core_set.questions):
        if code not in codes:
            yield Problem(("core_set", "questions", n), expect.say(expect.KNOWN_QUESTION, code=code))
