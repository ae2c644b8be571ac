"""The record of processing: generated from settings, openings and registers, and no table is forgotten."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from hiring import clock
from hiring.accounts.rules import Role
from hiring.db import schema
from hiring.db.keyset import Cursor
from hiring.privacy import erasing, queries
from hiring.privacy.activities import ACTIVITIES, OF_NOBODY
from hiring.privacy.commands import privacy
from hiring.privacy.holdings import GIVEN, WITHHELD
from hiring.privacy.impact_text import RISKS
from hiring.privacy.models import RetentionHold
from hiring.privacy.queries.record import RecordedYear
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import IncidentFactory, PrivacyRequestFactory, ProcessorFactory
from tests.page import words

PAGE = "/privacy/record"
DAY = timedelta(days=1)


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def client(hr, signed_in):
    return signed_in(hr)


def test_every_table_that_holds_something_about_a_person_is_part_of_one_activity():
    named = Counter(table for activity in ACTIVITIES for table in activity.tables)

    assert [table for table, times in named.items() if times > 1] == []
    assert (set(GIVEN) | set(WITHHELD)) - set(named) == set()


def test_every_other_table_is_part_of_an_activity_or_known_to_be_about_nobody():
    named = {table for activity in ACTIVITIES for table in activity.tables}

    assert named & OF_NOBODY == set()
    assert named | OF_NOBODY == set(schema.all_metadata().tables)


def test_the_page_says_purpose_basis_data_and_time_of_each_activity_and_every_measure(client):
    text = words(client.get(PAGE).text)

    for said in (
        "Assessing applicants Purpose To choose whom to hire",
        "Legal basis Consent (article 20 paragraph 2 letter a)",
        "as now set 365 days after the opening closes",
        "none appointed; the contact answers",
        *(words(risk.measures) for risk in RISKS),
    ):
        assert said in text


def test_processors_that_work_now_are_part_of_it(client, session):
    ProcessorFactory(country="SG", transfer_ground="safeguards")
    ProcessorFactory(name="PT Lama", until=clock.now().date())

    text = words(client.get(PAGE).text)

    assert "PT Surat Cepat Mengirim email kami. Names and e-mail addresses Singapore" in text
    assert "PT Lama" not in text


def test_an_opening_says_whose_data_are_held_until_when_and_how_many_holds(client, session, hr):
    closes = datetime(2026, 6, 1, 12, tzinfo=UTC)
    opening = OpeningFactory(hr=[hr], closes_at=closes)
    ApplicationFactory(opening=opening)
    ApplicationFactory(opening=opening, kept_until=closes + 400 * DAY)
    session.flush()
    session.add(RetentionHold(opening_id=opening.id, reason="Sengketa."))
    session.commit()

    [found] = queries.recorded_openings(session, Cursor()).rows
    assert (found.people, found.holds, found.latest) == (2, 1, closes + 400 * DAY)
    assert "2 applicants" in client.get(PAGE).text
    assert "6 July 2027" in client.get(PAGE).text


def test_whoever_is_erased_is_counted_no_more_but_in_the_year(session, hr):
    application = ApplicationFactory(opening=OpeningFactory(hr=[hr]))
    session.commit()
    erasing.begin_application(session, application, by=actor_of(hr))
    session.commit()

    [found] = queries.recorded_openings(session, Cursor()).rows
    assert (found.people, found.latest) == (0, None)
    assert queries.recorded_years(session) == [RecordedYear(clock.now().year, {}, 1, 0)]


def test_requests_and_incidents_are_counted_by_the_year(session):
    application = ApplicationFactory()
    early, late = datetime(2025, 12, 31, 23, 59, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    PrivacyRequestFactory(application=application, asked_at=early)
    PrivacyRequestFactory(application=application, asked_at=late)
    PrivacyRequestFactory(application=application, asked_at=late, asks_for="erasure")
    IncidentFactory(noticed_at=early)
    session.commit()

    assert queries.recorded_years(session) == [
        RecordedYear(2026, {("correction", "open"): 1, ("erasure", "open"): 1}, 0, 0),
        RecordedYear(2025, {("correction", "open"): 1}, 0, 1),
    ]


def test_it_is_downloaded_as_json_and_its_activities_as_a_table(client, session, hr):
    OpeningFactory(hr=[hr])

    plain = json.loads(client.get(f"{PAGE}.json").text)
    table = client.get(f"{PAGE}.csv").data.decode("utf-8-sig").splitlines()

    assert (len(plain["openings"]), plain["more_openings"]) == (1, False)
    assert plain["activities"][0]["name"] == "Assessing applicants"
    assert len(table) == 1 + len(plain["activities"])
    assert table[0] == "Activity;Purpose;Legal basis;Whose data;Which data;Who sees them;How long"


def test_the_command_prints_it_as_json(app, session):
    result = app.test_cli_runner().invoke(privacy, ["record"])

    assert json.loads(result.output)["activities"][0]["name"] == "Menilai pelamar"


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_but_hr_and_administrators_reads_it(signed_in, session, role):
    client = signed_in(UserFactory(roles=[role]))

    assert {client.get(f"{PAGE}{ending}").status_code for ending in ("", ".json", ".csv")} == {404}
