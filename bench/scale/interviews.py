"""The interviews of a great opening: planned, rated by two, and the totals as the product computes them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.scale.ratings import Drawn, places
from hiring import clock
from hiring.accounts.models import User
from hiring.banks.models import BankItem, ItemKind
from hiring.db import Base
from hiring.interviews.models import (
    Interview,
    InterviewCard,
    Interviewer,
    InterviewFigure,
    InterviewNote,
    InterviewPlan,
    InterviewScore,
    InterviewWish,
)
from hiring.interviews.rules import CardState, shares_of_interviews
from hiring.interviews.scores import InterviewInput, InterviewLevel, InterviewPolicy, joined_scores
from hiring.openings.models import Opening
from hiring.rubrics.models import Competency
from hiring.scoring.score_rules import MEANS

#: What is asked, and of which competency it says something.
QUESTIONS = {"I-COMO1": "COMO", "I-NETW1": "NETW"}
#: Of so many candidates one was interviewed, and one more has an interview before them.
ONE_IN = 2
#: Every so many of these waits for an answer about the time.
ONE_ASKS_IN = 10


def plan(session: Session, opening: Opening, interviewers: list[User]) -> None:
    """Plan what is asked in the interviews of an opening, and who holds them."""
    guide = select(BankItem).where(BankItem.kind == ItemKind.INTERVIEW_GUIDE)
    item = session.scalars(guide.order_by(BankItem.id).limit(1)).one()
    session.add(InterviewPlan(opening_id=opening.id, item_id=item.id, questions=list(QUESTIONS)))
    session.add_all(Interviewer(opening_id=opening.id, user_id=user.id) for user in interviewers)


def interview(
    drawn: Drawn, opening: Opening, interviewers: list[User], competencies: list[Competency]
) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    """Yield the interview of one settled candidate: held and rated, or still before them."""
    n, held = drawn.n, drawn.n % ONE_IN == 0
    now = clock.now()
    yield (
        Interview,
        {
            "id": n,
            "application_id": n,
            "opening_id": opening.id,
            "starts_at": now + timedelta(minutes=-n if held else n + 60),
            "minutes": 45,
            "place": "Jl. Melati 7, Bekasi",
        },
    )
    for place, user in enumerate(interviewers):
        card_id = (n - 1) * len(interviewers) + place + 1
        yield (
            InterviewCard,
            {
                "id": card_id,
                "interview_id": n,
                "interviewer_id": user.id,
                "state": CardState.LOCKED if held else CardState.OPEN,
                "locked_at": now if held else None,
            },
        )
        if held:
            yield from ((InterviewNote, row) for row in _notes(n, place, card_id))
    if held:
        yield from _second_total(drawn, opening, interviewers, competencies)
    elif n // ONE_IN % ONE_ASKS_IN == 0:
        yield InterviewWish, _wish(n, opening.id)


def _level(n: int, place: int, question: str) -> int:
    return 1 + (n // ONE_IN + place + len(question) + list(QUESTIONS).index(question)) % 5


def _notes(n: int, place: int, card_id: int) -> Iterator[dict[str, Any]]:
    for question in QUESTIONS:
        yield {
            "card_id": card_id,
            "question": question,
            "asked": True,
            "level": _level(n, place, question),
            "notes": "Menyebut tiga pihak dan siapa yang menentang.",
        }


def _wish(n: int, opening_id: int) -> dict[str, Any]:
    return {
        "interview_id": n,
        "opening_id": opening_id,
        "kind": "other_time",
        "times": [(clock.now() + timedelta(days=9)).isoformat()],
        "reason": "Hari itu saya mengantar ibu ke dokter.",
    }


def _second_total(
    drawn: Drawn, opening: Opening, interviewers: list[User], competencies: list[Competency]
) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    given = _given(drawn, opening, interviewers, competencies)
    found, rule = joined_scores(given), given.policy.rule
    yield (
        InterviewScore,
        {
            "id": drawn.n,
            "application_id": drawn.n,
            "opening_id": opening.id,
            "number": 1,
            "rule": rule.name,
            "rule_version": rule.version,
            "policy": given.policy.as_json(),
            "input_hash": given.digest(),
            "total": found.total,
            **places(found.total),
            "weight_covered": found.weight_covered,
            "n_interviewers": len(interviewers),
        },
    )
    ids = {one.code: one.id for one in competencies}
    for one in found.competencies:
        yield (
            InterviewFigure,
            {
                "score_id": drawn.n,
                "competency_id": ids[one.code],
                "opening_id": opening.id,
                "score": one.score,
                **places(one.score),
                "by_tasks": one.tasks,
                "by_interviews": one.interviews,
                "share": one.share,
                "differs": one.differs,
                "interviewers": [[each.interviewer, str(each.mean), each.n] for each in one.interviewers],
            },
        )


def _given(
    drawn: Drawn, opening: Opening, interviewers: list[User], competencies: list[Competency]
) -> InterviewInput:
    by_tasks = drawn.given_to_rule()
    codes = {one.code for one in competencies}
    shares = shares_of_interviews(dict.fromkeys(QUESTIONS.values()), codes, {})
    policy = InterviewPolicy(by_tasks.policy.competencies, shares, opening.tolerance)
    levels = tuple(
        InterviewLevel(user.id, question, code, _level(drawn.n, place, question))
        for place, user in enumerate(interviewers)
        for question, code in QUESTIONS.items()
    )
    means = MEANS[by_tasks.policy.rule](by_tasks)
    return InterviewInput(policy, means, frozenset(user.id for user in interviewers), levels)
