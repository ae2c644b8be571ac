"""Draws the pictures of the pages about scores anew, for `make pictures` alone.

They show candidates compared, the quality of marking, and an answer by which reviewers are compared.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hiring.banks.documents import as_json
from hiring.i18n import LOCALES
from hiring.openings.models import Application
from hiring.quality.actions import COMPUTE
from hiring.standings.computing import computed
from tests.factories.banks import hashed_anew
from tests.factories.scoring import a_panel, allocated
from tests.factories.standings import rated_opening
from tests.pictures.pages import SCORES
from tests.pictures.wanted import SCREENS, Picture

#: What each candidate does on the whole, by level.
CANDIDATES = {
    "Sri Wahyuningsih": 4.4,
    "Dewi Anggraini": 4.1,
    "Yohanes Kambu": 3.3,
    "Bagus Prasetyo": 3.2,
    "Siti Aminah": 3.0,
    "Made Suardana": 2.6,
    "Rina Marpaung": 2.4,
    "Fitri Handayani": 1.4,
    "Agus Salim": 2.9,
    "Nur Hidayah": 3.6,
}
REVIEWERS = {"Agnes Simatupang": -0.3, "Laras Wulandari": 0.0, "Yusuf Pratama": 0.4}
WEIGHTS = (("COMW", 60), ("NETW", 40))
TASKS = ("T01", "T05", "T06", "T10")


def ratings():
    """Return levels that two of three reviewers gave each answer; nothing is drawn by lot."""
    for candidate, ability in enumerate(CANDIDATES.values()):
        for task in range(len(TASKS)):
            for at in (task, task + 1 + candidate % 2):
                rater, kindness = at % 3, list(REVIEWERS.values())[at % 3]
                for number, (code, _) in enumerate(WEIGHTS):
                    turn = ((candidate * 7 + task * 5 + rater * 3 + number * 4) % 9 - 4) / 3
                    level = min(5, max(1, round(ability + kindness + turn)))
                    yield f"K-{candidate:02}", f"T{task}", f"R{rater}", code, level


@pytest.fixture
def scored(session, shipped, work, on_day, monkeypatch):
    """Return an opening whose scores stand with their errors, and whose marking was looked at."""
    monkeypatch.setattr("hiring.standings.jobs.computed_in_child", computed)
    monkeypatch.setattr("hiring.standings.actions.wait_before", lambda *_: timedelta(0))
    panel, manager = rated_opening(list(ratings()), WEIGHTS, positions=2, decide_before_closing=True)
    for user, name in zip(panel.reviewers, REVIEWERS, strict=True):
        user.name = name
    for item, code in zip(panel.letters, TASKS, strict=True):
        item.title = next(task.title for task in shipped.tasks if task.code == code)
    for application in session.scalars(select(Application).options(joinedload(Application.candidate))):
        application.candidate.name = list(CANDIDATES)[int(application.code[2:])]
    work()
    on_day(COMPUTE)
    return panel, manager


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", SCREENS)
def draws_candidates_compared_and_the_quality_of_their_marking(session, scored, draw, locale, width):
    panel, manager = scored
    manager.locale = panel.hr.locale = locale
    opening = f"/openings/{panel.opening.public_id}"

    draw(Picture("board", locale, width, SCORES), manager, f"{opening}/shortlist", place=".notice")
    draw(Picture("quality", locale, width, SCORES), panel.hr, f"{opening}/quality", place="figure, svg")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", SCREENS)
def draws_an_answer_by_which_reviewers_are_compared_with_an_expert(session, shipped, draw, locale, width):
    panel = a_panel(2, competencies=WEIGHTS)
    panel.opening.calibration_within = 1
    [letter] = panel.letters
    letter.content = as_json(next(task for task in shipped.tasks if task.code == "T01"))
    hashed_anew(letter)
    allocated(panel)
    reviewer = panel.reviewers[0]
    reviewer.locale = locale
    session.commit()

    address = f"/calibration/{panel.opening.public_id}/{letter.public_id}"
    draw(Picture("calibration", locale, width, SCORES), reviewer, address)
