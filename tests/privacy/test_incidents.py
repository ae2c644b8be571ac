"""An incident about personal data: the 72 hours, whom it concerns, the letters, the agency, the end."""

from datetime import timedelta

import pytest

from hiring import clock
from hiring.accounts.rules import Role
from hiring.audit import record
from hiring.dossiers.events import CvDownloaded
from hiring.mail.models import Message
from hiring.privacy import actions, erasing, queries
from hiring.privacy.jobs import erase_now
from hiring.privacy.models import Incident
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import IncidentFactory
from tests.factories.references import ReferenceRequestFactory
from tests.page import words
from tests.postgres import on_both
from tests.trail import told

DAY = timedelta(days=1)
#: What is typed for an incident that everybody is concerned by.
KNOWN = {
    "noticed_on": "2026-11-20",
    "noticed_at": "09:30",
    "began_on": "2026-11-19",
    "began_at": "20:00",
    "ended_on": "",
    "ended_at": "",
    "happened_id": "Satu akun dipakai orang lain.",
    "happened_en": "An account was used by somebody else.",
    "data": ["names", "facts"],
    "measures_id": "Akun itu ditutup.",
    "measures_en": "That account was closed.",
    "whom": "everybody",
    "accounts": "",
    "applications": "",
}
NOTICED = "2026-11-20T02:30:00+00:00"


@pytest.fixture
def admin(session):
    return UserFactory(roles=[Role.ADMIN], locale="en", name="Ayu")


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en", name="Ratna")


@pytest.fixture
def client(admin, signed_in):
    return signed_in(admin)


def application_of(opening, name, **values):
    return ApplicationFactory(
        opening=opening,
        candidate__name=name,
        candidate__email=f"{name.lower()}@surel.example",
        created_at=clock.now() - 5 * DAY,
        **values,
    )


def referee_of(application, name):
    return ReferenceRequestFactory(
        application=application,
        name=name,
        email=f"{name.lower()}@surel.example",
        created_at=clock.now() - 5 * DAY,
    )


def names(session, incident):
    return [each.name for each in queries.affected_people(session, incident)]


def page_of(incident):
    return f"/incidents/{incident.public_id}"


def test_an_administrator_records_it_and_the_72_hours_run_from_the_moment_it_was_noticed(
    admin, client, session
):
    made = client.edit("/incidents/new", **KNOWN)

    incident = session.query(Incident).one()
    assert made.location == page_of(incident)
    assert (incident.noticed_at.isoformat(), incident.due_at - incident.noticed_at) == (NOTICED, 3 * DAY)
    assert (incident.everybody, incident.data, incident.ended_at) == (True, ["names", "facts"], None)
    assert told(session) == [("privacy.incident_recorded", f"staff:{admin.id}", {"number": incident.id})]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"noticed_on": "2099-01-01"}, "Please enter a day and time in the past."),
        ({"began_on": "2026-11-21"}, "It cannot have begun after it was noticed."),
        ({"ended_on": "2026-11-18", "ended_at": "10:00"}, "The end lies between the beginning and now."),
        ({"ended_on": "2026-11-20"}, "Please enter day and time of the end, or neither."),
        ({"data": []}, "Please choose at least one kind of data."),
        ({"whom": "some"}, "Please name at least one account, opening or application below."),
        (
            {"whom": "some", "accounts": "siapa@contoh.example"},
            "Not known, or the code of several applications: siapa@contoh.example",
        ),
        (
            {"whom": "some", "applications": "K-0000"},
            "Not known, or the code of several applications: K-0000",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(client, session, typed, said):
    reply = client.edit("/incidents/new", **{**KNOWN, **typed})

    assert (reply.status_code, said in reply.text) == (422, True)
    assert "An account was used by somebody else.</textarea>" in reply.text
    assert session.query(Incident).count() == 0


def test_a_code_that_two_openings_use_is_not_guessed(client, session):
    for opening in (OpeningFactory(), OpeningFactory()):
        ApplicationFactory(opening=opening, code="K-7F3K")

    reply = client.edit("/incidents/new", **{**KNOWN, "whom": "some", "applications": "K-7F3K"})

    assert (reply.status_code, session.query(Incident).count()) == (422, 0)


@on_both
def test_an_opening_concerns_its_candidates_and_referees_and_an_application_its_own(session):
    one, other = OpeningFactory(), OpeningFactory()
    siti, budi = application_of(one, "Siti"), application_of(one, "Budi")
    application_of(other, "Tono")
    referee_of(siti, "Wati"), referee_of(budi, "Joko")

    whole = IncidentFactory(concerned={"openings": [one.id]})
    single = IncidentFactory(concerned={"applications": [siti.id]})

    assert names(session, whole) == ["Siti", "Budi", "Wati", "Joko"]
    assert names(session, single) == ["Siti", "Wati"]


@on_both
def test_an_account_concerns_its_owner_and_whose_data_it_downloaded_at_that_time(session, hr):
    opening = OpeningFactory(hr=[hr])
    siti, _budi = application_of(opening, "Siti"), application_of(opening, "Budi")
    hr.created_at = clock.now() - 9 * DAY
    record(session, CvDownloaded(opening.id, siti.id), by=actor_of(hr))
    session.commit()
    only = {"accounts": [hr.id]}
    going_on = IncidentFactory(concerned=only, began_at=clock.now() - timedelta(hours=1), ended_at=None)
    over_before = IncidentFactory(concerned=only, noticed_at=clock.now() - DAY)

    assert names(session, going_on) == ["Siti", "Ratna"]
    assert names(session, over_before) == ["Ratna"]


def test_everybody_means_whoever_was_there_at_that_time_and_is_not_erased(session, admin):
    admin.created_at = clock.now() - 9 * DAY
    opening = OpeningFactory()
    gone, _ = application_of(opening, "Tono"), application_of(opening, "Siti")
    ApplicationFactory(opening=opening, candidate__name="Baru")
    session.commit()
    erasing.begin_application(session, gone, tell=False, by=actor_of(admin))
    session.commit()
    erase_now(session, gone.id)
    incident = IncidentFactory(by=admin)

    assert names(session, incident) == ["Siti", "Ayu"]
    numbers = queries.affected_numbers(session, incident)
    assert (numbers.candidates, numbers.referees, numbers.staff, numbers.told) == (1, 0, 1, 0)


@on_both
def test_each_address_gets_one_letter_and_who_is_concerned_later_gets_it_then(session, admin):
    one, other = OpeningFactory(), OpeningFactory()
    siti = application_of(one, "Siti", locale="en")
    referee_of(siti, "Wati")
    application_of(other, "Wati")
    incident = IncidentFactory(by=admin, concerned={"openings": [one.id]})

    first = actions.tell_affected(session, incident, by=actor_of(admin))
    incident.concerned = {"openings": [one.id, other.id]}
    application_of(other, "Budi")
    session.flush()
    then = actions.tell_affected(session, incident, by=actor_of(admin))

    assert (first, then) == (2, 1)
    sent = session.query(Message).order_by(Message.id)
    assert [(each.to_email, each.locale, each.opening_id) for each in sent] == [
        ("siti@surel.example", "en", one.id),
        ("wati@surel.example", "id", one.id),
        ("budi@surel.example", "id", other.id),
    ]
    letters = [details for event, _, details in told(session) if event == "privacy.incident_told"]
    assert letters == [{"number": incident.id, "letters": 2}, {"number": incident.id, "letters": 1}]


def test_the_letter_says_what_when_which_data_and_what_is_done(session, admin, client):
    incident = IncidentFactory(by=admin)

    page = words(client.get(page_of(incident)).text)

    assert "What happened: A copy of the database was lost." in page
    assert "– Names and e-mail addresses – Answers to tasks" in page
    assert "What we do about it: All keys were changed." in page
    assert "Apa yang terjadi: Salinan basis data hilang." in page
    assert "– Nama dan alamat email – Jawaban tugas" in page


def test_the_button_writes_to_everybody_concerned_and_says_how_many(session, admin, client):
    opening = OpeningFactory()
    application_of(opening, "Siti"), application_of(opening, "Budi")
    incident = IncidentFactory(by=admin, concerned={"openings": [opening.id]})

    client.send(f"{page_of(incident)}/tell")

    page = words(client.get(page_of(incident)).text)
    assert "2 letters are on their way." in page
    assert session.query(Message).count() == 2


def test_the_list_names_people_of_ones_own_openings_only_and_leaves_a_trace(session, admin, hr, signed_in):
    mine, foreign = OpeningFactory(hr=[hr]), OpeningFactory()
    siti, budi = application_of(mine, "Siti"), application_of(foreign, "Budi")
    incident = IncidentFactory(by=admin, concerned={"openings": [mine.id, foreign.id]})

    lists = [signed_in(who).send(f"{page_of(incident)}/people").text for who in (hr, admin)]

    assert ["Siti" in each for each in lists] == [True, False]
    assert ["Budi" in each for each in lists] == [False, False]
    assert all(siti.code in each and budi.code in each for each in lists)
    taken = [actor for event, actor, _ in told(session) if event == "privacy.incident_list_taken"]
    assert taken == [f"staff:{hr.id}", f"staff:{admin.id}"]


def test_the_first_page_counts_the_hours_until_all_are_told_and_the_incident_is_closed(
    session, admin, hr, signed_in
):
    incident = IncidentFactory(by=admin, noticed_at=clock.now() - timedelta(hours=10, minutes=5))
    pages = [signed_in(who) for who in (admin, hr)]
    left = f"Incident no. {incident.id}: 61 hours left to tell those concerned and the agency"

    assert [left in client.get("/").text for client in pages] == [True, True]

    actions.tell_affected(session, incident, by=actor_of(admin))
    actions.note_agency_told(session, incident, by=actor_of(admin))
    session.commit()
    still = f"Incident no. {incident.id} is not closed yet"
    assert [still in client.get("/").text for client in pages] == [True, True]

    actions.close_incident(session, incident, "Semua beres.", by=actor_of(admin))
    session.commit()
    assert [f"Incident no. {incident.id}" in client.get("/").text for client in pages] == [False, False]


def test_once_the_72_hours_are_over_the_first_page_says_so(session, admin, client):
    incident = IncidentFactory(by=admin, noticed_at=clock.now() - 3 * DAY - timedelta(hours=1))

    said = f"Incident no. {incident.id}: the time to tell those concerned and the agency is over"
    assert said in client.get("/").text
    assert "The 72 hours are over" in client.get(page_of(incident)).text


def test_who_is_hr_and_administrator_reads_of_an_incident_once(session, signed_in):
    both = UserFactory(roles=[Role.ADMIN, Role.HR], locale="en")
    incident = IncidentFactory(by=both)

    assert signed_in(both).get("/").text.count(f"Incident no. {incident.id}") == 1


def test_the_agency_gets_a_text_with_numbers_and_without_names(session, admin, client):
    opening = OpeningFactory()
    application_of(opening, "Siti")
    incident = IncidentFactory(by=admin, concerned={"openings": [opening.id]})

    text = client.get(f"{page_of(incident)}/agency").text

    assert "What happened:\nA copy of the database was lost." in text
    assert "Candidates: 1; referees: 0; staff: 0" in text
    assert "Those concerned were contacted:\nnot yet" in text
    assert "Siti" not in text


def test_that_the_agency_was_told_is_noted_once(session, admin, client):
    incident = IncidentFactory(by=admin)

    for _ in range(2):
        client.send(f"{page_of(incident)}/agency-told")

    events = [event for event, _, _ in told(session)]
    assert events.count("privacy.incident_agency_told") == 1


def test_a_closed_incident_changes_no_more_and_what_was_typed_is_given_back(session, admin, client):
    incident = IncidentFactory(by=admin)
    closed = client.send(f"{page_of(incident)}/close", outcome="Kunci diganti, cadangan disandikan.")
    again = client.send(f"{page_of(incident)}/close", outcome="Teks yang lain.")

    assert closed.location == page_of(incident)
    assert (again.status_code, "Teks yang lain." in again.text) == (409, True)
    assert client.send(f"{page_of(incident)}/tell").status_code == 409
    assert "Kunci diganti, cadangan disandikan." in client.get(page_of(incident)).text
    assert session.query(Message).count() == 0


def test_what_is_known_is_put_right_and_the_trail_says_so(session, admin, client):
    incident = IncidentFactory(by=admin, noticed_at=clock.now() - DAY)

    saved = client.edit(f"{page_of(incident)}/edit", **KNOWN)

    assert saved.location == page_of(incident)
    assert incident.happened.en == "An account was used by somebody else."
    assert told(session)[-1][0] == "privacy.incident_changed"


def test_hr_reads_it_but_an_administrator_sees_to_it(session, admin, hr, signed_in):
    incident = IncidentFactory(by=admin)
    client = signed_in(hr)

    assert client.get(page_of(incident)).status_code == 200
    assert "Write to everybody concerned" not in client.get(page_of(incident)).text
    assert client.get("/incidents/new").status_code == 404
    for deed in ("tell", "agency-told", "close"):
        assert client.send(f"{page_of(incident)}/{deed}").status_code == 404


def test_a_letter_goes_with_its_reader(session, admin):
    application = application_of(OpeningFactory(), "Siti")
    incident = IncidentFactory(by=admin, concerned={"applications": [application.id]})
    actions.tell_affected(session, incident, by=actor_of(admin))
    session.commit()

    erasing.begin_application(session, application, tell=False, by=actor_of(admin))
    session.commit()
    erase_now(session, application.id)

    assert "siti@surel.example" not in [each.to_email for each in session.query(Message)]


def test_a_referee_without_an_address_is_named_with_the_number_to_hr_of_the_opening(session, hr, signed_in):
    opening = OpeningFactory(hr=[hr])
    sari = application_of(opening, "Sari")
    code = sari.code
    known = {"email": "", "phone": "+6281234567890", "created_at": clock.now() - 5 * DAY}
    ReferenceRequestFactory(application=sari, name="Pak RW", **known)
    referee_of(sari, "Dewi")
    incident = IncidentFactory()
    other = UserFactory(roles=[Role.HR], locale="en")

    mine, theirs = (words(signed_in(each).get(page_of(incident)).text) for each in (hr, other))

    assert "To be told by telephone" in mine
    assert f"Pak RW , +6281234567890 ({code})" in mine
    assert "Pak RW" not in theirs
    assert f"who have the number ({code})" in theirs


def test_where_everybody_has_an_address_nobody_is_to_be_called(session, hr, signed_in):
    referee_of(application_of(OpeningFactory(hr=[hr]), "Sari"), "Dewi")

    assert "To be told by telephone" not in signed_in(hr).get(page_of(IncidentFactory())).text
