"""Consent: separate ticks, none of them set beforehand, kept word for word."""

import hashlib
import re
from datetime import timedelta

import pytest

from hiring import clock
from hiring.audit.models import AuditEntry
from hiring.db import Base
from hiring.i18n import LOCALES
from hiring.privacy import queries
from hiring.privacy.models import Consent
from hiring.privacy.rules import Purpose
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import scenario
from tests.factories.openings import InvitationFactory, OpeningFactory
from tests.promises.test_estimates import reading, words_of

TICKS = {"assessment": "y", "references": "y", "honesty": "y"}


def seal(page):
    return re.search(r'name="seal"[^>]*value="([0-9a-f]{64})"', page).group(1)


def agree(client, **ticks):
    page = client.get("/candidate/consent").text
    return client.send("/candidate/consent", seal=seal(page), **(ticks or TICKS))


def test_the_notice_says_what_is_measured_how_long_it_takes_and_until_when_data_are_kept(newcomer):
    application, client = newcomer()
    application.opening.closes_at = clock.now().replace(year=2030, month=3, day=10, hour=3)

    page = client.get("/candidate/consent").text

    assert "mengukur competency comw (id) dan competency netw (id) untuk posisi" in " ".join(
        page.lower().split()
    )
    assert "untuk posisi Petugas Komunitas, Bekasi." in page
    assert "Anda mengerjakan 2 tugas selama kurang lebih 30 menit." in page
    assert "Data disimpan sampai 10 Maret 2031" in page
    assert "privasi@contoh.example" in page
    assert not re.search(r"\{[a-z_]+\}", page)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_notice_and_its_boxes_are_read_in_three_minutes(newcomer, locale):
    _application, client = newcomer(locale=locale)

    page = re.sub(r"<[^>]+>", " ", client.get("/candidate/consent").text.split("<h1>")[1])

    assert 1 < reading(words_of(page)) < 3


@pytest.mark.parametrize("counts", [True, False])
def test_what_only_a_provisional_key_measures_is_named_where_such_keys_count(newcomer, counts):
    version = AssessmentVersionFactory(sections=[[scenario(provisional=True)]])
    _application, client = newcomer(
        opening=OpeningFactory(assessment_version=version, provisional_keys_count=counts)
    )
    [name] = [one.name.id.lower() for one in version.rubric_version.competencies if one.code == "COMW"]

    assert (name in client.get("/candidate/consent").text.lower()) is counts


def test_no_box_is_ticked_beforehand(newcomer):
    page = newcomer()[1].get("/candidate/consent").text

    assert len(re.findall(r'type="checkbox"', page)) == 3
    assert "checked" not in page


def test_agreeing_moves_the_application_on_and_keeps_each_text_with_its_hash(newcomer, session):
    application, client = newcomer()

    assert agree(client).location == "/candidate"

    rows = session.query(Consent).order_by(Consent.id).all()
    assert [row.purpose for row in rows] == ["assessment", "references", "honesty"]
    assert [row.notice_hash for row in rows] == [
        hashlib.sha256(row.notice_text.encode()).hexdigest() for row in rows
    ]
    assert {(row.notice_version, row.locale, row.given) for row in rows} == {("ab12ab12ab12", "id", True)}
    assert (application.stage, application.consented_at) == ("consented", rows[0].at)
    events = [entry.event for entry in session.query(AuditEntry).order_by(AuditEntry.id)]
    assert events == ["consent.given", "consent.references_allowed", "consent.honesty_stated"]


def test_the_text_kept_is_the_text_that_was_shown(newcomer, session):
    _, client = newcomer()
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get("/candidate/consent").text))
    agree(client)

    notice, sentence = session.query(Consent).filter_by(purpose="references").one().notice_text.split("\n\n")

    assert sentence in shown
    assert all(part.strip() in shown for part in notice.split(". "))


@pytest.mark.parametrize("missing", TICKS)
def test_each_tick_is_needed(newcomer, session, missing):
    application, client = newcomer()

    reply = agree(client, **{name: value for name, value in TICKS.items() if name != missing})

    assert reply.status_code == 422
    assert "Tanpa persetujuan ini Anda tidak dapat ikut serta." in reply.text
    assert (session.query(Consent).count(), application.stage) == (0, "invited")


def test_references_are_not_asked_about_where_none_are_wanted(newcomer, session):
    application, client = newcomer(opening__references_wanted=0)

    assert "pemberi referensi" not in client.get("/candidate/consent").text
    assert agree(client, assessment="y", honesty="y").status_code == 302
    assert [row.purpose for row in session.query(Consent)] == ["assessment", "honesty"]
    assert not queries.agreed_to_references(session, application.id)


def test_what_was_agreed_to_can_be_asked(newcomer, session):
    application, client = newcomer()
    agree(client)

    assert queries.agreed_to_references(session, application.id)
    assert queries.agreed_to(session, application.id, Purpose.ASSESSMENT)
    assert not queries.agreed_to_references(session, application.id + 1)


def test_agreeing_twice_is_agreeing_once(newcomer, session):
    _, client = newcomer()
    page = client.get("/candidate/consent").text
    client.send("/candidate/consent", seal=seal(page), **TICKS)
    client.send("/candidate/consent", seal=seal(page), **TICKS)

    assert session.query(Consent).count() == 3


def test_a_notice_that_changed_while_it_was_read_is_shown_again(newcomer, session):
    application, client = newcomer()
    page = client.get("/candidate/consent").text
    application.opening.closes_at += timedelta(days=5)

    reply = client.send("/candidate/consent", seal=seal(page), **TICKS)

    assert (reply.status_code, session.query(Consent).count()) == (422, 0)
    assert "Pemberitahuan ini berubah" in reply.text
    assert client.send("/candidate/consent", seal=seal(reply.text), **TICKS).status_code == 302


def test_the_notice_is_agreed_to_in_the_language_in_which_it_was_read(newcomer, session):
    _, client = newcomer(locale="en")

    page = client.get("/candidate/consent").text
    agree(client)

    assert "This assessment measures" in page
    assert {row.locale for row in session.query(Consent)} == {"en"}


def test_nobody_agrees_after_the_opening_has_closed(newcomer, session):
    application, client = newcomer()
    page = client.get("/candidate/consent").text
    application.opening.closes_at = clock.now() - timedelta(seconds=1)
    fresh = seal(client.get("/candidate/consent").text)

    assert seal(page) != fresh
    assert client.send("/candidate/consent", seal=fresh, **TICKS).status_code == 409
    assert session.query(Consent).count() == 0


def test_the_texts_agreed_to_can_be_read_again(newcomer):
    _, client = newcomer()
    agree(client)

    page = client.get("/candidate/consent").text

    assert "Saya telah membaca pemberitahuan ini" in page
    assert "Versi pemberitahuan: ab12ab12ab12" in page


def test_whoever_does_not_agree_is_told_what_that_means_and_may_withdraw(newcomer):
    page = newcomer()[1].get("/candidate/no-consent").text

    assert 'href="/candidate/withdraw"' in page
    assert 'href="/candidate/consent"' in page


def test_whoever_has_not_agreed_yet_may_still_agree_later(newcomer, session):
    application, client = newcomer()
    client.get("/candidate/no-consent")
    agree(client, assessment="y")

    assert (application.stage, session.query(Consent).count()) == ("invited", 0)
    assert agree(client).location == "/candidate"
    assert application.stage == "consented"


def test_before_consent_only_the_invitation_and_its_moments_are_stored(newcomer, session):
    application, client = newcomer()
    InvitationFactory(application=application, claimed=True)
    for page in ("", "/consent", "/no-consent", "/facts", "/referees", "/how-it-works", "/status"):
        client.get(f"/candidate{page}")
    agree(client, assessment="y", honesty="y")
    client.send("/candidate/facts", education="S1 Komunikasi")

    rows = {
        table.name: session.query(table).filter_by(application_id=application.id).count()
        for table in Base.metadata.sorted_tables
        if "application_id" in table.columns
    }
    assert {name for name, number in rows.items() if number} == {"invitation"}
    assert (application.consented_at, application.facts_at, application.stage) == (None, None, "invited")


def test_withdrawing_asks_once_more_and_then_ends_the_application(newcomer, session):
    application, client = newcomer()

    assert "<form" in client.get("/candidate/withdraw").text
    assert application.stage == "invited"
    reply = client.send("/candidate/withdraw")

    assert (reply.location, application.stage) == ("/candidate/status", "withdrawn")
    assert "Ditarik oleh Anda" in client.get("/candidate/status").text
    assert client.get("/candidate").location == "/candidate/status"
    assert client.get("/candidate/withdraw").location == "/candidate/status"


def test_an_opening_without_notices_says_so_and_stores_nothing(session, signed_in):
    from hiring.accounts.rules import Audience
    from tests.factories.openings import ApplicationFactory

    client = signed_in(ApplicationFactory(), Audience.CANDIDATE)

    reply = client.get("/candidate/consent")

    assert (reply.status_code, "Mohon beri tahu HR" in reply.text) == (409, True)
    assert session.query(Consent).count() == 0


def test_a_stranger_is_sent_to_the_candidates_door(client):
    assert client.get("/candidate/consent").location.startswith("/candidate/return?next=")
