"""A database with many of everything, filled directly: a great opening, many others, mails, events.

What stands in it is what the product itself would have written, only faster: scores come out of the
product's own arithmetic, so that `hiring scores verify` finds nothing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session, selectinload

from bench.scale.interviews import interview, plan
from bench.scale.ratings import Drawn
from bench.scale.rows import decision, entry, masks, message, revision
from hiring import clock
from hiring.accounts.actions import add_user
from hiring.accounts.models import User
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import SYSTEM, Role
from hiring.assessments.models import Assessment, AssessmentVersion, Section, SectionTask
from hiring.audit.models import AuditEntry
from hiring.banks.actions import load_bank
from hiring.banks.models import BankItem
from hiring.banks.reading import read_bank
from hiring.db import Base
from hiring.decisions.models import Decision
from hiring.i18n.localised import Localised
from hiring.interviews.models import Interview, InterviewCard, InterviewScore
from hiring.mail.models import Message
from hiring.masking.models import AnswerMasks
from hiring.openings.models import Application, Candidate, CandidateFacts, Opening, OpeningMember
from hiring.openings.rules import MemberRole, listed_as
from hiring.paths import QUESTION_BANKS
from hiring.references.models import ReferenceRequest
from hiring.rubrics.models import RubricVersion
from hiring.scoring.actions import note_counts
from hiring.scoring.models import (
    AnswerToRate,
    ApplicationScore,
    CompetencyFigure,
    Rating,
    Review,
    Settlement,
)
from hiring.scoring.queries.counting import has_many_answers, review_counts
from hiring.sittings.models import AnswerRevision, Sitting
from hiring.standings.actions import compute_soon, end_computing
from hiring.standings.computing import computed
from hiring.standings.jobs import write_run
from hiring.standings.models import OpeningStandings
from hiring.standings.queries import evidence_of_opening

TASKS, RATERS, REVIEWERS, INTERVIEWERS = 6, 2, 10, 2
#: Whoever holds interviews, beside the roles: they mark nobody's answers.
INTERVIEWER = "interviewer"
PASSWORD = "eine Leiter aus Papier 27"
#: Of so many settled applications one more is still being rated, and one is decided.
ONE_IN = 10
_AT_ONCE = 500
#: One row, and of which table.
Row = tuple[type[Base], dict[str, Any]]


@dataclass
class World:
    """Who and what stands in the database, for the addresses of pages."""

    people: dict[str, User] = field(default_factory=dict)
    """By role; who holds interviews stands beside the roles."""
    reviewers: list[User] = field(default_factory=list)
    interviewers: list[User] = field(default_factory=list)
    measured: int = 10
    """So many competencies of the rubric are rated on every task."""
    opening: Opening | None = None
    version: AssessmentVersion | None = None
    items: list[BankItem] = field(default_factory=list)


def build(session: Session, applications: int, openings: int, *, measured: int = 10) -> World:
    """Fill an empty database with `openings`, of which the first has `applications` settled ones."""
    world = World(measured=measured)
    _hire(session, world, staff=max(applications // 10, 20))
    _assess(session, world)
    _open(session, world, openings)
    session.commit()
    for rows in _applications(world, applications):
        for model, wanted in rows.items():
            session.execute(insert(model), wanted)
        session.commit()
    _count_on(session)
    if world.opening and has_many_answers(session, world.opening.id):
        note_counts(session, world.opening.id, review_counts(session, world.opening.id), clock.now())
    session.commit()
    session.expunge_all()  # what stands in `world` stays loaded, whatever the computing ends
    if world.opening:
        _compute(session, world.opening.id)
    return world


def _compute(session: Session, opening_id: int) -> None:
    """Have the scores computed with their errors, as a worker would."""
    compute_soon(session, opening_id)
    session.execute(update(OpeningStandings).values(begun=OpeningStandings.asked))
    session.commit()
    evidence = evidence_of_opening(session, opening_id)
    run_id = write_run(session, opening_id, evidence, evidence.digest(), computed(evidence))
    end_computing(session, opening_id, 1, run_id)
    session.commit()


def _hire(session: Session, world: World, staff: int) -> None:
    for role in (Role.ADMIN, Role.HR, Role.HIRING_MANAGER):
        world.people[role] = _person(session, f"{role}@bench.example", f"Staf {role}", role)
    world.reviewers = [
        _person(session, f"penilai{n}@bench.example", f"Penilai {n}", Role.REVIEWER) for n in range(REVIEWERS)
    ]
    world.people[Role.REVIEWER] = world.reviewers[0]
    world.interviewers = [
        _person(session, f"pewawancara{n}@bench.example", f"Pewawancara {n}", Role.REVIEWER)
        for n in range(INTERVIEWERS)
    ]
    world.people[INTERVIEWER] = world.interviewers[0]
    session.flush()
    rows = [
        {"email": f"staf{n}@bench.example", "name": f"Staf {n}", "password_hash": "none"}
        for n in range(staff)
    ]
    session.execute(insert(User), rows)


def _person(session: Session, email: str, name: str, role: Role) -> User:
    secret = hash_password(PASSWORD)
    return add_user(session, email=email, name=name, password_hash=secret, roles=[role], by=SYSTEM)


def _assess(session: Session, world: World) -> None:
    """Load the shipped bank, and make of its first task six that measure so many competencies."""
    bank = load_bank(session, read_bank(QUESTION_BANKS / "community-officer"), by=SYSTEM)
    own = select(RubricVersion).order_by(RubricVersion.id).limit(1)  # that of all ten
    rubric = session.scalars(own.options(selectinload(RubricVersion.competencies))).one()
    first = session.scalars(
        select(BankItem).where(BankItem.bank_id == bank.id, BankItem.kind == "task", BankItem.code == "T01")
    ).one()
    measures = [
        {"competency": one.code, "weight": "primary"} for one in rubric.competencies[: world.measured]
    ]
    for n in range(1, TASKS + 1):
        content = {**first.content, "code": f"S{n}", "measures": measures}
        world.items.append(
            BankItem(
                bank_id=bank.id,
                kind="task",
                code=f"S{n}",
                title=first.title,
                content=content,
                content_hash=hashlib.sha256(f"great assessment, task {n}".encode()).hexdigest(),
            )
        )
    title = Localised(id="Asesmen besar", en="Great assessment")
    section = Section(position=1, title=title, minutes=120)
    section.tasks = [SectionTask(position=place, item=item) for place, item in enumerate(world.items, 1)]
    world.version = AssessmentVersion(
        assessment=Assessment(title=title),
        rubric_version=rubric,
        number=1,
        title=title,
        state="published",
        published_at=clock.now(),
        content_hash="0" * 64,
        sections=[section],
    )
    session.add(world.version)
    session.flush()


def _open(session: Session, world: World, openings: int) -> None:
    now, version = clock.now(), world.version
    assert version is not None
    rows = [
        {
            "title": Localised(id=f"Petugas komunitas {n}", en=f"Community officer {n}"),
            "description": Localised(id="Menjembatani warga.", en="Between residents and us."),
            "state": "open" if n < openings // 2 else "closed",
            "assessment_version_id": version.id,
            "rubric_version_id": version.rubric_version_id,
            "closes_at": now + timedelta(days=7 if n < openings // 2 else -7),
            "opened_at": now - timedelta(days=14),
            "decide_before_closing": True,
        }
        for n in range(openings)
    ]
    session.execute(insert(Opening), rows)
    world.opening = session.scalars(select(Opening).order_by(Opening.id).limit(1)).one()
    roles = {
        MemberRole.HR: [world.people[Role.HR]],
        MemberRole.HIRING_MANAGER: [world.people[Role.HIRING_MANAGER]],
    }
    roles[MemberRole.REVIEWER] = world.reviewers
    members = [
        {"opening_id": opening_id, "user_id": user.id, "role": role}
        for opening_id in session.scalars(select(Opening.id)).all()
        for role, users in roles.items()
        for user in users
    ]
    session.execute(insert(OpeningMember), members)
    plan(session, world.opening, world.interviewers)


def _applications(world: World, settled: int) -> Iterator[dict[type[Base], list[dict[str, Any]]]]:
    """Yield rows by model, in pieces, models in the order in which they hang on each other."""
    number = settled + max(settled // ONE_IN, 1)
    for start in range(0, number, _AT_ONCE):
        rows: dict[type[Base], list[dict[str, Any]]] = {}
        for n in range(start, min(start + _AT_ONCE, number)):
            for model, row in _application(world, n + 1, settled=n < settled):
                rows.setdefault(model, []).append(row)
        yield rows


def _application(world: World, n: int, *, settled: bool) -> Iterator[Row]:
    opening, version = world.opening, world.version
    assert opening is not None and version is not None  # noqa: PT018 (made before)
    now, code, name = clock.now(), f"K-{n:05d}", f"Kandidat {n * 7919 % 99_991}"
    email = f"kandidat{n}@surel.example"
    stage = ("decided" if n % ONE_IN == 0 else "scored") if settled else "scoring"
    yield Candidate, {"id": n, "name": name, "email": email}
    yield (
        Application,
        {
            "id": n,
            "opening_id": opening.id,
            "candidate_id": n,
            "code": code,
            "listed_as": listed_as(name, email, code),
            "stage": stage,
            "stage_at": now - timedelta(minutes=n),
            "consented_at": now,
            "started_at": now,
            "handed_in_at": now,
            "seconds_used": 3000 + n % 600,
            "outcome": "reserve" if stage == "decided" else None,
            "awaits_letter": stage == "decided",
        },
    )
    yield CandidateFacts, {"application_id": n, "education": "S1 Komunikasi", "experience": "Tiga tahun."}
    yield (
        Sitting,
        {
            "id": n,
            "application_id": n,
            "assessment_version_id": version.id,
            "state": "handed_in",
            "handed_in_at": now,
            "receipt_code": f"R{n:07d}",
            "receipt": [],
        },
    )
    for request in range(2):
        yield (
            ReferenceRequest,
            {
                "application_id": n,
                "name": f"Perujuk {request}",
                "email": f"perujuk{n}-{request}@surel.example",
                "relationship_kind": "manager",
                "state": "sent",
                "sent_at": now,
            },
        )
    yield Message, message(n, opening.id, name, email)
    yield AuditEntry, entry(n, opening.id)
    yield from _answers(world, n, opening, settled=settled)


def _answers(
    world: World, n: int, opening: Opening, *, settled: bool
) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    rubric = world.version.rubric_version if world.version else None
    assert rubric is not None
    items, reviewers = [item.id for item in world.items], [user.id for user in world.reviewers]
    drawn = Drawn(n, items, reviewers, rubric.competencies, world.measured)
    for item in world.items:
        yield AnswerRevision, revision(n, item.id)
        yield AnswerToRate, {"sitting_id": n, "item_id": item.id, "opening_id": opening.id, "raters": RATERS}
        yield AnswerMasks, masks(n, item.id)
    yield from ((Review, row) for row in drawn.reviews(opening.id, settled=settled))
    if settled:
        yield from ((Rating, row) for row in drawn.ratings())
        yield Settlement, {"sitting_id": n, "opening_id": opening.id}
        score, figures = drawn.scores(opening.id)
        yield ApplicationScore, score
        yield from ((CompetencyFigure, row) for row in figures)
        if n % ONE_IN == 0:
            yield Decision, decision(n, world.people[Role.HIRING_MANAGER].id)
        yield from interview(drawn, opening, world.interviewers, list(rubric.competencies))


def _count_on(session: Session) -> None:
    """Have PostgreSQL's counters go on behind the ids that were given, and its planner know the tables."""
    if session.get_bind().dialect.name != "postgresql":
        return
    given = (Candidate, Application, Sitting, Review, ApplicationScore)
    for model in (*given, Interview, InterviewCard, InterviewScore):
        table = model.__tablename__
        session.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        )
