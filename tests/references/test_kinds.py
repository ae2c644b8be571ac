"""Kinds of referees: how many of which are wanted, a way out, and figures by kind."""

import pytest

from hiring.accounts.rules import Audience, Role
from hiring.references import actions, queries
from hiring.references.models import KindExcuse
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.references import ReferenceFactory, ReferenceRequestFactory, sent_answers
from tests.page import hidden_fields
from tests.references.test_actions import events
from tests.references.test_candidate_page import PAGE, person


@pytest.fixture
def wanted(opening):
    """The opening wants a line manager and somebody from the community side."""
    opening.bosses_wanted = opening.community_wanted = 1
    return opening


@pytest.fixture
def candidate(wanted, application, signed_in):
    application.referees_at = None
    return signed_in(application, Audience.CANDIDATE)


@pytest.fixture
def excuse(session, application):
    excuse = KindExcuse(application_id=application.id, kind="community", reason="Belum pernah ke desa.")
    session.add(excuse)
    session.flush()
    return excuse


def said(session, application):
    return [(each.kind, each.reason, each.state) for each in queries.excuses_of(session, application.id)]


def test_the_page_says_whom_it_looks_for(candidate):
    page = candidate.get(PAGE).text

    assert "<li>Atasan langsung: 1</li>" in page
    assert "<li>Pihak komunitas: mitra dan klien: 1</li>" in page


def test_nobody_goes_on_before_enough_of_each_kind_are_named(session, application, candidate):
    reply = candidate.edit(PAGE, **person(0), **person(1, relationship="line_manager"))

    assert reply.status_code == 422
    assert 'href="#no_community"' in reply.text
    assert "no_boss-error" not in reply.text
    assert queries.requests_of_application(session, application.id) == []
    assert application.referees_at is None


def test_with_enough_of_each_kind_the_candidate_goes_on(session, application, candidate):
    both = {**person(0, relationship="client"), **person(1, relationship="line_manager")}
    assert candidate.edit(PAGE, **both).status_code == 302
    assert said(session, application) == []


def test_saying_why_nobody_can_be_named_is_a_way_out_that_hr_sees(
    session, application, candidate, hr, signed_in
):
    people = {**person(0), **person(1, relationship="line_manager")}
    assert candidate.edit(PAGE, **people, no_community="Belum pernah ke desa.").status_code == 302

    page = signed_in(hr).get(f"/applications/{application.public_id}/references").text
    assert said(session, application) == [("community", "Belum pernah ke desa.", "stated")]
    assert "Belum pernah ke desa." in page
    assert "Menunggu HR" in page
    assert "application.kind_excused" in events(session)


def test_what_is_said_of_a_kind_that_is_named_is_not_kept(session, application, candidate, excuse):
    people = {**person(0, relationship="partner"), **person(1, relationship="line_manager")}
    assert candidate.edit(PAGE, **people, no_community="Belum pernah ke desa.").status_code == 302

    assert said(session, application) == []


def test_the_same_words_saved_again_stay_accepted(session, application, candidate, excuse, hr):
    actions.accept_excuse(session, queries.excuse_by_public_id(session, excuse.public_id), by=actor_of(hr))
    people = {**person(0), **person(1, relationship="line_manager")}

    candidate.edit(PAGE, **people, no_community="Belum pernah ke desa.")
    assert said(session, application) == [("community", "Belum pernah ke desa.", "accepted")]
    candidate.edit(PAGE, **people, no_community="Saya baru lulus.")
    assert said(session, application) == [("community", "Saya baru lulus.", "stated")]


def test_hr_accepts_with_one_click_and_only_once(session, application, excuse, hr, signed_in):
    client = signed_in(hr)
    page = f"/applications/{application.public_id}/references"

    assert "Menunggu HR" in client.get(page).text
    accept = f"/kinds-excused/{excuse.public_id}/accept"
    assert client.send(accept).status_code == 302
    again = client.send(accept)

    session.refresh(excuse)
    assert (excuse.state, excuse.settled_by) == ("accepted", hr.id)
    assert "Hal ini sudah diselesaikan" in again.text
    assert events(session).count("application.kind_excuse_accepted") == 1


def test_hr_asks_again_with_a_word_that_the_candidate_reads(
    session, application, excuse, hr, signed_in, candidate, work, mails
):
    page = f"/kinds-excused/{excuse.public_id}/ask-again"
    client = signed_in(hr)
    assert "Belum pernah ke desa." in client.get(page).text
    assert client.edit(page, answer="").status_code == 422

    assert client.edit(page, answer="Mitra saat KKN juga membantu.").status_code == 302
    work()

    assert "Mitra saat KKN juga membantu." in mails()[-1].get_content()
    assert "Mitra saat KKN juga membantu." in candidate.get(PAGE).text
    assert said(session, application) == [("community", "Belum pernah ke desa.", "asked_again")]


def test_whoever_asks_again_second_is_told_so_and_keeps_the_words(
    session, application, excuse, hr, signed_in
):
    page, client = f"/kinds-excused/{excuse.public_id}/ask-again", signed_in(hr)
    held = client.hidden(page)
    client.send(f"/kinds-excused/{excuse.public_id}/accept")

    reply = client.send(page, **held, answer="Mitra saat KKN juga membantu.")

    assert reply.status_code == 409
    assert "Hal ini sudah diselesaikan" in reply.text
    assert "Mitra saat KKN juga membantu.</textarea>" in reply.text
    assert said(session, application) == [("community", "Belum pernah ke desa.", "accepted")]
    assert client.get(page).status_code == 302


def test_hr_of_another_opening_settles_nothing(session, excuse, signed_in):
    stranger = signed_in(UserFactory(roles=["hr"]))

    assert stranger.send(f"/kinds-excused/{excuse.public_id}/accept").status_code == 404
    assert stranger.get(f"/kinds-excused/{excuse.public_id}/ask-again").status_code == 404


def test_words_of_a_kind_saved_in_another_window_are_shown_beside(session, application, candidate):
    old = hidden_fields(candidate.get(PAGE).text)
    people = {**person(0), **person(1, relationship="line_manager")}
    candidate.edit(PAGE, **people, no_community="Saya baru lulus.")

    reply = candidate.send(PAGE, **old, **people, no_community="Tidak ada.")

    assert reply.status_code == 409
    assert "Saya baru lulus." in reply.text
    assert said(session, application) == [("community", "Saya baru lulus.", "stated")]


def test_means_are_grouped_by_how_the_referee_knows_the_candidate(session, application):
    application.stage = "scored"
    for relation, level in (("line_manager", 2), ("line_manager", 4), ("partner", 5)):
        answers = sent_answers(R1a=level, R1b=6 - level)
        ReferenceFactory(
            request__application=application, answers=answers | {"R0d": {"value": relation, "text": ""}}
        )
    session.flush()

    bosses, community = queries.references_by_kind(session, application.id, "id")

    assert (bosses.kind, bosses.n_referees, str(bosses.sum_of("COMW").mean)) == ("boss", 2, "3.00")
    assert (community.kind, community.n_referees, community.sums) == ("community", 1, ())


def test_of_a_kind_with_one_referee_hr_reads_words_and_no_mean(session, application, hr, signed_in):
    application.stage = "scored"
    ReferenceFactory(request__application=application)
    ReferenceFactory(request__application=application)
    ReferenceFactory(
        request__application=application, answers=sent_answers() | {"R0d": {"value": "client", "text": ""}}
    )
    session.flush()
    client = signed_in(hr)

    for page in (
        client.get(f"/applications/{application.public_id}/references").text,
        client.get(f"/applications/{application.public_id}").text,
    ):
        assert "Menurut hubungan dengan kandidat" in page
        assert "Pihak komunitas: mitra dan klien: satu orang menjawab." in page


def test_by_kind_nobody_reads_anything_before_the_scores_are_locked(session, application):
    ReferenceFactory(request__application=application)
    session.flush()

    assert queries.references_by_kind(session, application.id, "id") == ()


def test_somebody_who_fell_away_no_longer_counts_for_a_kind(session, application, candidate):
    ReferenceRequestFactory(application=application, sent=True, relationship_kind="partner", state="declined")
    ReferenceRequestFactory(application=application, sent=True, relationship_kind="line_manager")
    session.flush()

    reply = candidate.edit(PAGE, **person(0))

    assert reply.status_code == 422
    assert 'href="#no_community"' in reply.text


def test_who_waits_for_an_answer_about_a_kind_stands_on_the_first_page_of_hr(
    session, application, excuse, hr, signed_in
):
    client, line = signed_in(hr), "Kandidat tidak dapat menyebut siapa pun dari 1 jenis pemberi referensi"
    shown = client.get("/").text
    assert line in shown
    assert f'href="/applications/{application.public_id}/references"' in shown
    assert line not in signed_in(UserFactory(roles=[Role.HR])).get("/").text

    actions.accept_excuse(session, queries.excuse_by_public_id(session, excuse.public_id), by=actor_of(hr))
    session.commit()

    assert line not in client.get("/").text
