"""Who processes personal data for the organisation: the list, its grounds abroad, its end, the officer."""

from datetime import date

import pytest

from hiring.accounts.rules import Role
from hiring.privacy.models import Processor
from hiring.privacy.rules import MOST_PROCESSORS
from hiring.privacy.services import Service, services_named
from hiring.settings import load_settings
from tests.factories.accounts import UserFactory
from tests.factories.privacy import ProcessorFactory
from tests.page import words
from tests.trail import told

PAGE = "/privacy/processors"
KNOWN = {
    "name": "PT Awan Biru",
    "purpose": "Menyewakan server kepada kami.",
    "data": ["names", "answers"],
    "country": "ID",
    "contract": "PKS-12/2026",
    "contract_on": "2026-02-01",
    "contact": "Sari, sari@awan.example",
    "since": "2026-02-03",
}


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def client(hr, signed_in):
    return signed_in(hr)


def address_of(processor):
    return f"{PAGE}/{processor.public_id}"


def test_hr_puts_a_firm_on_the_list_and_the_trail_says_so(hr, client, session):
    assert client.edit(f"{PAGE}/new", **KNOWN).location == PAGE

    made = session.query(Processor).one()
    assert (made.name, made.data, made.country, made.transfer_ground) == (
        "PT Awan Biru",
        ["names", "answers"],
        "ID",
        "",
    )
    assert (made.contract_on, made.since, made.until) == (date(2026, 2, 1), date(2026, 2, 3), None)
    assert told(session) == [("privacy.processor_added", f"staff:{hr.id}", {"number": made.id})]
    text = words(client.get(PAGE).text)
    for said in (
        "PT Awan Biru",
        "Answers to tasks",
        "Indonesia",
        "PKS-12/2026",
        "1 February 2026",
        "Sari, sari@",
    ):
        assert said in text


def test_data_in_another_country_need_a_ground(client, session):
    reply = client.edit(f"{PAGE}/new", **{**KNOWN, "country": "SG"})

    assert reply.status_code == 422
    assert "Data in another country need one of these grounds (Law 27 of 2022, article 56)." in reply.text
    assert "Menyewakan server kepada kami." in reply.text

    client.edit(f"{PAGE}/new", **{**KNOWN, "country": "SG", "transfer_ground": "safeguards"})
    assert "Singapore A contract or other safeguards bind the recipient" in words(client.get(PAGE).text)


def test_in_indonesia_no_ground_is_kept(client, session):
    client.edit(f"{PAGE}/new", **{**KNOWN, "transfer_ground": "consent"})

    assert session.query(Processor).one().transfer_ground == ""


def test_a_firm_without_a_contract_is_marked(client, session):
    ProcessorFactory(contract="", contract_on=None)

    assert "No contract noted" in client.get(PAGE).text


def test_what_the_list_says_is_put_right(client, session):
    processor = ProcessorFactory()
    page = address_of(processor)

    client.edit(page, **{**KNOWN, "name": "PT Surat Kilat"})

    session.refresh(processor)
    assert processor.name == "PT Surat Kilat"
    assert [event for event, _, _ in told(session)] == ["privacy.processor_changed"]


def test_one_more_than_the_record_of_processing_names_is_refused_and_given_back(client, session):
    firms = ProcessorFactory.create_batch(MOST_PROCESSORS)

    refused = client.edit(f"{PAGE}/new", **KNOWN)

    assert refused.status_code == 409
    assert "The list holds 200 processors at a time, so this one was not added." in words(refused.text)
    assert "Menyewakan server kepada kami." in refused.text
    client.send(f"{address_of(firms[0])}/end", until="2026-03-01")
    assert client.edit(f"{PAGE}/new", **KNOWN).location == PAGE
    assert len(client.get("/privacy/record.json").json["processors"]) == MOST_PROCESSORS


def test_an_ended_firm_stays_on_the_list_and_nothing_about_it_changes(client, session):
    processor = ProcessorFactory()
    page = address_of(processor)

    client.send(f"{page}/end", until="2026-03-01")

    session.refresh(processor)
    assert processor.until == date(2026, 3, 1)
    assert "10 January 2026 until 1 March 2026" in words(client.get(PAGE).text)
    assert "Nothing about it changes any more." in client.get(page).text
    refused = client.send(page, **{**KNOWN, "seen": "x"})
    assert "This processor has been ended, so nothing about it was changed." in refused.text
    session.refresh(processor)
    assert processor.name == "PT Surat Cepat"
    assert [event for event, _, _ in told(session)] == ["privacy.processor_ended"]


@pytest.mark.parametrize("day", ["2026-01-09", "2099-01-01"])
def test_the_last_day_lies_between_the_first_and_today(client, session, day):
    processor = ProcessorFactory()

    reply = client.send(f"{address_of(processor)}/end", until=day)

    assert (reply.status_code, "The last day lies between the first day and today." in reply.text) == (
        422,
        True,
    )
    session.refresh(processor)
    assert processor.until is None


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.HIRING_MANAGER])
def test_nobody_but_hr_and_administrators_sees_it(signed_in, session, role):
    client = signed_in(UserFactory(roles=[role]))

    assert {client.get(each).status_code for each in (PAGE, f"{PAGE}/new")} == {404}


def test_the_page_names_the_hosts_that_the_settings_name_and_no_password(tmp_path):
    settings = load_settings(
        {},
        instance=tmp_path,
        mail_url="smtps://kirim:rahasia@mail.surat.example:465",
        database_url="postgresql://app:rahasia@db.awan.example/hiring",
        broker_url="redis://localhost:6379",
    )

    assert services_named(settings) == {
        Service.MAIL: "mail.surat.example",
        Service.DATABASE: "db.awan.example",
    }
    assert services_named(load_settings({}, instance=tmp_path)) == {}


def test_without_a_service_elsewhere_the_page_says_so(client):
    assert "They name no other machine" in client.get(PAGE).text


def test_questions_about_data_go_to_the_officer_where_there_is_one(newcomer, session, signed_in):
    _application, candidate = newcomer()
    admin = signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))
    officer = {"officer_name": "Bima Putra", "officer_email": "pdp@sinar.example"}
    whole = {"name": "PT Sinar", "contact_email": "wulan@sinar.example", "colour": "#7a1f5c"}

    admin.edit("/organisation", **whole)
    before = words(candidate.get("/candidate/consent").text)
    admin.edit("/organisation", **whole, **officer)
    after = words(candidate.get("/candidate/consent").text)

    assert ("wulan@sinar.example" in before, "wulan@sinar.example" in after) == (True, False)
    assert after.count("Bima Putra (pdp@sinar.example)") == before.count("wulan@sinar.example")
    refused = admin.edit("/organisation", **{**whole, **officer, "officer_email": ""})
    assert "Write the e-mail address of the officer, too." in refused.text
