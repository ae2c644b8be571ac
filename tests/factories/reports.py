"""An application all of whose answers are rated as a test says, ready to be decided and reported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import Role
from hiring.banks.models import BankItem
from hiring.dossiers import queries as dossiers
from hiring.dossiers.assembly.whole import dossier_of as dossier_of_record
from hiring.openings.dossier_panel import ApplicationReader
from hiring.openings.models import Application, CandidateFacts
from hiring.reports import actions
from hiring.reports.freezing import FrozenDossier, freeze_dossier
from hiring.reports.models import Report
from hiring.scoring import actions as scoring
from hiring.scoring.models import Review
from hiring.scoring.rules import DraftRating, ReviewDraft
from hiring.sittings.models import Sitting
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.made_once import made_once
from tests.factories.openings import ApplicationFactory, CandidateFactory
from tests.factories.scoring import LETTER, Panel, a_panel, handed_in, session_of
from tests.factories.scoring import given as given_rating
from tests.factories.sittings import AnswerRevisionFactory

#: (task, competency) -> the level of rater A, of rater B; None is "nothing shown", or "no evidence" of old.
Levels = Mapping[tuple[str, str], tuple[int | None, ...]]

COMPETENCIES = (("COMW", 50), ("NETW", 30), ("EVNT", 20))
#: COMW 3.50 from two tasks, the raters 2 apart on one; NETW no evidence; EVNT no task.
LEVELS: Levels = {
    ("T90", "COMW"): (4, 2),
    ("T91", "COMW"): (4, 4),
    ("T90", "NETW"): (None, None),
    ("T91", "NETW"): (None, None),
}

#: Of two letters: the second is left empty, and nobody saw anything of NETW in the first.
#: COMW (3 + 1) / 2 = 2.00, NETW (1 + 1) / 2 = 1.00, EVNT is asked by no task.
LEVELS_OF_HALF: Levels = {("T90", "COMW"): (4, 2), ("T90", "NETW"): (None, None)}


@dataclass
class Ready:
    """A candidate whose scores stand, with the people around."""

    panel: Panel
    hr: User
    hiring_manager: User
    reviewers: list[User]
    sitting: Sitting
    application: Application = field(init=False)

    def __post_init__(self) -> None:
        self.application = self.sitting.application


def a_panel_with_hiring_manager(**values: object) -> tuple[Panel, User]:
    """Return an opening under the first rule of scores, whose figures above are easily seen; or another."""
    manager = UserFactory(roles=[Role.HIRING_MANAGER])
    values = {"letters": 2, "competencies": COMPETENCIES, "score_rule": "task-means"} | values
    return a_panel(2, hiring_managers=[manager], **values), manager


@made_once
def scored(
    levels: Levels = LEVELS,
    *,
    panel: Panel | None = None,
    hiring_manager: User | None = None,
    name: str = "Siti Rahmawati",
    text: str | None = LETTER,
    first: str | None = None,
    choice: Mapping[str, str] | None = None,
    reason: str = "Menyebut tanggal surat; {task} {competency} dari {rater}.",
    quote: str = "surat Ibu tanggal 3 November",
    settled: bool = True,
) -> Ready:
    """Return an application rated with `levels`; `settled=False` leaves its scoring open."""
    if panel is None:
        panel, hiring_manager = a_panel_with_hiring_manager()
    application = ApplicationFactory(
        opening=panel.opening, candidate=CandidateFactory(name=name), consented=True, stage="handed_in"
    )
    sitting = handed_in(panel, text, application=application)
    if first is not None:  # in the first letter alone
        AnswerRevisionFactory(sitting=sitting, item=panel.letters[0], value={"text": first})
    if choice is not None:
        AnswerRevisionFactory(
            sitting=sitting, item=panel.scenario, part="choice", value=dict(choice), words=0
        )
    session = session_of(sitting)
    scoring.allocate_reviews(session, sitting.id)
    if settled:
        _rate(sitting, levels, reason, quote)
        scoring.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    return Ready(panel, panel.hr, hiring_manager or panel.hr, panel.reviewers, sitting)


@made_once
def scored_together(*names: str) -> list[Ready]:
    """Return several people of one opening whose scores stand."""
    panel, manager = a_panel_with_hiring_manager()
    return [scored(panel=panel, hiring_manager=manager, name=name) for name in names]


@made_once
def half_answered(choice: Mapping[str, str] | None = None, **values: object) -> Ready:
    """Return somebody who wrote the first of two letters only, under the rule of cells."""
    panel, manager = a_panel_with_hiring_manager(**{"score_rule": "cells"} | values)
    return scored(LEVELS_OF_HALF, panel=panel, hiring_manager=manager, text=None, first=LETTER, choice=choice)


def _rate(sitting: Sitting, levels: Levels, reason: str, quote: str) -> None:
    session = session_of(sitting)
    reviews = session.scalars(select(Review).where(Review.sitting_id == sitting.id).order_by(Review.id)).all()
    order = list(dict.fromkeys(review.reviewer_id for review in reviews))
    codes = {row.id: row.code for row in session.execute(select(BankItem.id, BankItem.code))}
    by_cells = sitting.application.opening.score_rule == "cells"
    for review in reviews:
        rater, code = order.index(review.reviewer_id), codes[review.item_id]
        ratings = tuple(
            DraftRating(
                competency,
                **given_rating(given[rater], by_cells=by_cells),
                reason=reason.format(task=task, competency=competency, rater="AB"[rater]),
                quote="" if given[rater] is None else quote,
            )
            for (task, competency), given in levels.items()
            if task == code
        )
        reviewer = session.get_one(User, review.reviewer_id)
        session.refresh(reviewer, ["roles"])
        draft = ReviewDraft(ratings, seen=review.draft_revision)
        scoring.lock_review(session, review, draft, by=actor_of(reviewer))


def stated(application: Application, **values: object) -> CandidateFacts:
    """Have the candidate state facts: `education=`, `experience=`, `links=`, `claims=`."""
    facts = CandidateFacts(application_id=application.id, **values)
    session_of(application).add(facts)
    session_of(application).flush()
    return facts


def asked(ready: Ready, locale: str = "id", *, by: User | None = None, **values: object) -> Report:
    """Ask for a report the way the page does."""
    session = session_of(ready.application)
    asker = by or ready.hr
    session.refresh(asker, ["roles"])
    return actions.ask_report(
        session,
        ready.application,
        frozen(ready, locale),
        by=actor_of(asker),
        **values,
    )


def frozen(ready: Ready, locale: str = "id") -> FrozenDossier:
    """Put together what a report would say now."""
    session = session_of(ready.application)
    return freeze_dossier(session, ready.application, locale, organisation="PT Contoh Nusantara")


def dossier_of(ready: Ready, locale: str = "en"):
    """Return the dossier as it stands."""
    session = session_of(ready.application)
    session.expire_all()
    application = dossiers.application_to_read(session, ready.application.public_id)
    return dossier_of_record(
        dossiers.record_of(ApplicationReader(session, application), locale),
        locale=locale,
        code="HR-7F3K-2M9Q",
        generated_at=clock.now(),
        organisation="PT Contoh Nusantara",
        software="hiring 0.1.0",
    )
