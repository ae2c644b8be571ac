"""What candidates tell about groups is on no page but their own, in no file, and moves nothing."""

import re
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

import hiring
from hiring import clock
from hiring.accounts.rules import Audience
from hiring.fairness.models import GroupAnswers
from hiring.privacy.archive.contents import as_plain
from hiring.privacy.archive.groups import section_about_groups
from tests.factories.fairness import tell
from tests.factories.references import ReferenceRequestFactory
from tests.factories.reports import scored
from tests.people import sign_in
from tests.scoring.crawling import walk

TOLD = {"gender": "woman", "age": "35_or_older", "disability": "yes", "region": "elsewhere"}
PACKAGE = Path(hiring.__file__).parent
#: Who knows the table: fairness itself, and what gives people their own data, lists or erases them.
KNOWS = {
    "privacy/activities.py",
    "privacy/holdings.py",
    "privacy/archive/candidate.py",
    "privacy/archive/groups.py",
    "privacy/erasing/application.py",
}


def test_no_file_but_those_of_fairness_and_of_peoples_own_data_names_the_table():
    named = re.compile(r"group_answers|GroupAnswers|hiring\.fairness|section_about_groups")
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if named.search(path.read_text("utf-8"))
    }

    others = {name for name in found if not name.startswith(("fairness/", "db/migrations/"))}
    assert others == KNOWS | {"capabilities.py"}


@pytest.mark.thorough
def test_staff_and_referees_read_the_same_whether_or_not_something_was_told(app, session):
    ready = scored()
    referee = ReferenceRequestFactory(application=ready.application, state="sent")
    session.commit()
    with time_machine.travel(clock.now(), tick=False):
        staff = (ready.hr, ready.hiring_manager, ready.reviewers[0])
        readers = [(sign_in(app, session, who), "/") for who in staff]
        readers.append((sign_in(app, session, referee, Audience.REFEREE), "/reference"))
        before = [_read(*reader) for reader in readers]
        tell(session, ready.application, TOLD).agreed_to = "Kenarikelompok"
        session.commit()
        after = [_read(*reader) for reader in readers]

    assert sum(len(pages) for pages in after) > 40
    assert any(f"/applications/{ready.application.public_id}" in pages for pages in after)
    assert after == before


def _read(client, start):
    """Return all that somebody can reach, without what is drawn anew for every page."""
    drawn = r'(?<=name=")(csrf_token|operation(?:_id)?)"[^>]* value="[^"]*|Set-Cookie: .*\n'
    return {
        address: [re.sub(drawn, r"\1", text) for text in texts]
        for address, texts in walk(client, start).items()
    }


def test_the_person_alone_gets_it_with_everything_else_that_is_held(session):
    application = scored().application
    tell(session, application, TOLD)

    [record] = as_plain([section_about_groups(session, application.id)])["groups"]

    assert record.pop("agreed_at") == session.scalar(select(GroupAnswers.agreed_at)).isoformat()
    assert record == {
        "gender": "Perempuan",
        "age": "35 tahun ke atas",
        "disability": "Dengan disabilitas",
        "region": "Di luar Pulau Jawa",
        "agreed_to": "Saya setuju.",
    }
