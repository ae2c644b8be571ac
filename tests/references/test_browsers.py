"""Candidate and referee in one browser within minutes: a hint for HR, made of a moment soon forgotten."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.openings.rules import Stage
from hiring.privacy.archive.referee import sections_about_referee
from hiring.privacy.erasing import begin_referee
from hiring.privacy.jobs import erase_referee_now
from hiring.references import actions, queries
from hiring.references.models import ReferenceFlag, ReferenceRequest
from hiring.references.views.writing import today
from tests.factories.accounts import actor_of
from tests.factories.openings import ApplicationFactory, InvitationFactory
from tests.factories.references import (
    ReferenceFactory,
    ReferenceRequestFactory,
    referee_actor,
    token_of,
    typed_draft,
)
from tests.page import words
from tests.people import sign_in
from tests.postgres import on_both
from tests.references.test_flags import hints

LONG_AGO = timedelta(days=2)


@pytest.fixture
def request_(session, application):
    """Has agreed, and needs only to send what is written already."""
    request = ReferenceRequestFactory(application=application, agreed=True, draft=typed_draft())
    session.commit()
    return request


def begin(client, request):
    assert client.send(f"/r/{token_of(request)}/begin").status_code == 302


def candidate_at_work(app, session, application, *, ago=timedelta()):
    """Return the candidate's browser; the last page of their own was seen so long ago."""
    client = sign_in(app, session, application, Audience.CANDIDATE)
    client.get("/candidate/status")
    session.execute(update(UserSession).values(seen_at=clock.now() - ago))
    session.commit()
    return client


def beside(session, request):
    session.expire_all()
    return session.get_one(ReferenceRequest, request.id).beside_at


def sent(session, request, work):
    by = referee_actor(request)
    actions.give_reference(session, queries.request_by_id(session, request.id), today(), by=by)
    work()


@pytest.mark.journey
def test_a_form_that_is_written_in_the_candidates_browser_is_a_hint(
    app, session, window, application, request_, hr, work
):
    page = window(cookie=sign_in(app, session, application, Audience.CANDIDATE).get_cookie("hiring"))
    page.goto("/candidate/status")
    page.goto(f"/r/{token_of(request_)}")
    expect(page.locator("main")).to_contain_text("HR mendapat petunjuk")
    page.locator("form[action$=begin] button").click()
    page.locator("main form .btn-primary").first.click()
    expect(page).to_have_url("/reference/thanks")
    work()

    assert hints(session, request_) == [("same_browser", True)]
    desk, address = window(cookie=sign_in(app, session, hr).get_cookie("hiring")), application.public_id
    session.commit()  # what is only read holds the database, too
    desk.goto(f"/applications/{address}/references")
    expect(desk.locator(".hints")).to_contain_text("browser")
    expect(desk.locator(".hints")).to_contain_text("Keluarga berbagi satu telepon")
    desk.get_by_role("link", name="Tutup dengan alasan").click()
    desk.locator("#reason").fill("Kantor desa hanya punya satu komputer; kepala desanya saya telepon.")
    desk.locator("main form button[type=submit]").click()
    expect(desk.locator(".hints")).to_contain_text("hanya punya satu komputer")
    assert beside(session, request_) is None


@pytest.mark.journey
def test_a_form_that_is_written_in_another_browser_is_none(app, session, window, application, request_, work):
    own = window(cookie=sign_in(app, session, application, Audience.CANDIDATE).get_cookie("hiring"))
    own.goto("/candidate/status")
    other = window()
    other.goto(f"/r/{token_of(request_)}")
    other.locator("form[action$=begin] button").click()
    other.locator("main form .btn-primary").first.click()
    expect(other).to_have_url("/reference/thanks")
    work()

    assert hints(session, request_) == []


@pytest.mark.journey
def test_the_candidates_browser_days_later_is_none_although_the_link_is_looked_at_first(
    app, session, window, application, request_, work
):
    page = window(cookie=sign_in(app, session, application, Audience.CANDIDATE).get_cookie("hiring"))
    page.goto("/candidate/status")
    session.execute(update(UserSession).values(seen_at=clock.now() - LONG_AGO))
    session.commit()
    page.goto(f"/r/{token_of(request_)}")
    page.reload()
    page.locator("form[action$=begin] button").click()
    page.locator("main form .btn-primary").first.click()
    expect(page).to_have_url("/reference/thanks")
    work()

    assert hints(session, request_) == []


@on_both
def test_the_hint_is_made_when_the_answers_are_sent_and_the_moment_is_forgotten_then(
    app, session, application, request_, work
):
    begin(candidate_at_work(app, session, application, ago=timedelta(minutes=29)), request_)
    assert beside(session, request_) is not None
    assert hints(session, request_) == []

    sent(session, request_, work)

    assert hints(session, request_) == [("same_browser", True)]
    assert beside(session, request_) is None


@on_both
def test_a_candidate_who_comes_in_by_the_browser_of_a_referee_is_a_hint_too(
    app, session, application, request_, work
):
    InvitationFactory(application=application, token="comes-back")
    session.commit()
    client = app.test_client()
    begin(client, request_)
    sent(session, request_, work)
    assert hints(session, request_) == []

    assert client.send("/i/comes-back").status_code == 302

    assert hints(session, request_) == [("same_browser", True)]
    assert beside(session, request_) is None


@on_both
def test_what_was_noted_ends_with_the_application_and_with_the_link(app, session, application, work):
    decided = ApplicationFactory(opening=application.opening, consented=True)
    hinted, noted, silent = (
        ReferenceRequestFactory(application=each, agreed=True, draft=typed_draft())
        for each in (decided, decided, application)
    )
    session.commit()
    for request in (hinted, noted, silent):
        begin(candidate_at_work(app, session, request.application), request)
    sent(session, hinted, work)
    decided.stage = Stage.DECIDED
    session.commit()
    actions.forget_browsers(session)
    session.commit()

    assert (hints(session, hinted), beside(session, noted)) == ([], None)
    assert beside(session, silent) is not None
    with clock.held_at(clock.now() + timedelta(days=22)):
        actions.forget_browsers(session)
    assert beside(session, silent) is None


@pytest.mark.parametrize("what", ["cancelled", "declined", "stopped"])
def test_whoever_does_not_answer_leaves_nothing_behind(app, session, application, request_, hr, what):
    begin(candidate_at_work(app, session, application), request_)
    request = queries.request_by_id(session, request_.id)
    by = referee_actor(request)

    match what:
        case "cancelled":
            actions.cancel_request(session, request, by=actor_of(hr))
        case "declined":
            actions.decline(session, request, "", by=by)
        case "stopped":
            actions.stop_use_of(session, request, by=by)

    assert beside(session, request_) is None


def test_somebody_elses_candidate_a_page_that_is_only_looked_at_and_thirty_minutes_are_no_hint(
    app, session, application, request_
):
    stranger = ApplicationFactory(opening=application.opening, consented=True)
    begin(candidate_at_work(app, session, stranger), request_)
    candidate_at_work(app, session, application).get(f"/r/{token_of(request_)}")
    begin(candidate_at_work(app, session, application, ago=timedelta(minutes=31)), request_)

    assert beside(session, request_) is None


def test_what_hr_writes_down_on_the_telephone_is_no_hint(app, session, application, request_, hr):
    begin(candidate_at_work(app, session, application), request_)
    ReferenceFactory(request=request_, taken_by=hr.id)

    actions.look_at_referee(session, request_.id)

    assert (hints(session, request_), beside(session, request_)) == ([], None)


def test_no_cookie_and_no_column_tells_browsers_apart(app, session, application, request_):
    client = candidate_at_work(app, session, application)
    before = {cookie.key for cookie in client._cookies.values()}
    begin(client, request_)

    assert {cookie.key for cookie in client._cookies.values()} == before
    told_apart = {"address", "agent", "browser", "device", "ip"}
    for table in (ReferenceRequest, ReferenceFlag, UserSession):
        for column in table.__table__.columns:
            assert told_apart.isdisjoint(column.name.split("_")), column


def test_referee_and_candidate_read_of_it_before_they_agree(session, application, request_, signed_in):
    request_.consented_at = None
    session.commit()
    notice = words(signed_in(request_, Audience.REFEREE).get("/reference/consent").text)
    named = words(signed_in(application, Audience.CANDIDATE).get("/candidate/referees").text)

    assert "Browser atau perangkat mana yang Anda pakai tidak disimpan" in notice
    assert "Mohon jangan membuka sendiri tautan mereka." in named


def test_a_referee_is_shown_it_and_an_erasure_takes_it_along(app, session, application, request_, work, hr):
    begin(candidate_at_work(app, session, application), request_)
    referee = queries.request_by_id(session, request_.id)
    (held,) = [each for each in sections_about_referee(session, referee) if each.key == "request"]
    assert "beside_at" in {value.key for record in held.records for value in record if value.value}
    sent(session, request_, work)

    begin_referee(session, request_.application, request_, by=actor_of(hr))
    session.commit()
    erase_referee_now(session, request_.id)

    assert (hints(session, request_), beside(session, request_)) == ([], None)
