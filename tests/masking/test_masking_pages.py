"""Candidates learn before handing in what reviewers will not read; HR masks words and lifts masks."""

import re

import pytest

from hiring.accounts.rules import Audience
from hiring.masking.actions import mask_answers
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.openings import ApplicationFactory, CandidateFactory, OpeningFactory
from tests.factories.scoring import a_panel, allocated
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.page import words as words_of
from tests.people import sign_in
from tests.postgres import on_both
from tests.trail import told

TEXT = "Kepada Ibu Lastri. Salam dari Kampung Melati. Hormat saya, Damarwulan Sekarputih"


@pytest.fixture
def handed(session):
    panel = a_panel(1)
    panel.hr.locale = "en"
    application = ApplicationFactory(
        opening=panel.opening,
        candidate=CandidateFactory(name="Damarwulan Sekarputih"),
        consented=True,
        stage="handed_in",
        handed_in_at=panel.opening.created_at,
    )
    sitting = allocated(panel, TEXT, application=application)
    session.commit()
    return panel, sitting


def page_of_answer(client, sitting):
    listed = client.get(f"/applications/{sitting.application.public_id}/masks").text
    return re.findall(r'"(/applications/[^"]+/masks/[^"]+)"', listed)[0], words_of(listed)


def test_hr_finds_the_masks_of_an_opening_from_its_tab(handed, signed_in):
    panel, sitting = handed
    client = signed_in(panel.hr)

    tab = client.get(f"/openings/{panel.opening.public_id}/masks").text
    _address, listed = page_of_answer(client, sitting)

    assert f"/applications/{sitting.application.public_id}/masks" in tab
    assert "Damarwulan Sekarputih" in words_of(tab)
    assert "“ Damarwulan Sekarputih ” Name" in listed


def test_hr_masks_words_wherever_they_stand_and_the_trail_tells_without_them(session, handed, signed_in):
    panel, sitting = handed
    client = signed_in(panel.hr)
    address, _listed = page_of_answer(client, sitting)

    client.send(address, words="kampung  MELATI", kind="employer", seen="1")

    page = client.get(address).text
    assert "<mark>Kampung Melati</mark>" in page
    assert "“ Kampung Melati ” Employer · by HR" in words_of(page)
    [(_event, _actor, details)] = [each for each in told(session) if each[0] == "masking.added"]
    assert (details["task"], details["kind"]) == ("T90", "employer")
    assert "Kampung" not in str(told(session))


def test_hr_lifts_a_mask_and_puts_it_back(session, handed, signed_in):
    panel, sitting = handed
    client = signed_in(panel.hr)
    address, _listed = page_of_answer(client, sitting)

    for change, shown in (("lift-0", "Lifted"), ("lift-0", "Lifted"), ("back-0", "Lift")):
        client.send(f"{address}/change", change=change, seen="1")
        assert shown in words_of(client.get(address).text)

    happened = [event for event, _actor, _details in told(session) if event.startswith("masking.")]
    assert happened == ["masking.lifted", "masking.put_back"]


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"words": "Surabaya"}, 422, "These words are not in the answer."),
        ({"words": "sekarputih"}, 422, "These words are masked already."),
        ({"words": " "}, 422, "These words are not in the answer."),
        ({"words": "Melati", "seen": "7"}, 409, "The candidate has handed in another answer since."),
    ],
)
def test_what_cannot_be_masked_says_why(handed, signed_in, sent, status, sentence):
    panel, sitting = handed
    client = signed_in(panel.hr)
    address, _listed = page_of_answer(client, sitting)

    reply = client.send(address, **{"kind": "name", "seen": "1", **sent})

    assert reply.status_code == status
    assert sentence in words_of(reply.text)


def test_nobody_but_hr_of_the_opening_sees_masks(handed, signed_in):
    panel, sitting = handed
    stranger = a_panel(1, letters=2)
    for user in (panel.reviewers[0], stranger.hr):
        client = signed_in(user)
        assert client.get(f"/applications/{sitting.application.public_id}/masks").status_code == 404
        assert client.get(f"/openings/{panel.opening.public_id}/masks").status_code == 404


@pytest.fixture
def writing(app, session):
    """A candidate with everything written and nothing handed in."""

    def begin(text, locale="en"):
        version = AssessmentVersionFactory()
        opening = OpeningFactory(assessment_version=version)
        application = ApplicationFactory(
            opening=opening,
            candidate=CandidateFactory(name="Damarwulan Sekarputih"),
            consented=True,
            stage="sitting",
            locale=locale,
        )
        sitting = SittingFactory(application=application, assessment_version=version)
        item = version.sections[0].tasks[0].item
        AnswerRevisionFactory(sitting=sitting, item=item, value={"text": text})
        session.commit()
        return sign_in(app, session, application, Audience.CANDIDATE)

    return begin


@pytest.mark.parametrize(
    ("locale", "heading", "place"),
    [
        ("en", "Hidden from reviewers", "“ Damarwulan ” (Name), “ 0812-0000-4455 ” (Phone number)"),
        ("id", "Tidak dibaca penilai", "“ Damarwulan ” (Nama), “ 0812-0000-4455 ” (Nomor telepon)"),
    ],
)
def test_candidates_see_on_the_overview_what_reviewers_will_not_read(writing, locale, heading, place):
    client = writing("Salam, Damarwulan, 0812-0000-4455", locale)

    page = words_of(client.get("/candidate/overview", headers={"Accept-Language": locale}).text)

    assert heading in page
    assert place in page


def test_where_nothing_says_who_wrote_it_nothing_is_said(writing):
    page = words_of(writing("Terima kasih atas surat Ibu.").get("/candidate/overview").text)

    assert "Hidden from reviewers" not in page
    assert "Tidak dibaca penilai" not in page


@on_both
def test_hr_reads_what_was_not_carried_over_until_it_is_noted(session, handed, signed_in):
    panel, sitting = handed
    client, item = signed_in(panel.hr), panel.letters[0]
    address, _listed = page_of_answer(client, sitting)
    client.send(address, words="Kampung Melati", kind="employer", seen="1")
    AnswerRevisionFactory(sitting=sitting, item=item, part="a", revision=2, value={"text": "Kepada Ibu."})
    mask_answers(session, sitting.id)
    session.commit()
    line = "“ Kampung Melati ” Employer : masked by HR before, not in the answer any more"
    opening, answers = f"/openings/{panel.opening.public_id}/masks", address.partition("/masks")[0] + "/masks"

    assert "Corrections that were not carried over" in words_of(client.get(opening).text)
    assert line in words_of(client.get(answers).text)
    assert line in words_of(client.get(address).text)
    assert client.send(f"{address}/change", change="noted", seen="1").status_code == 409
    client.send(f"{address}/change", change="noted", seen="2")
    client.send(f"{address}/change", change="noted", seen="2")

    for page in (opening, answers, address):
        assert "not carried over" not in words_of(client.get(page).text)
    happened = [event for event, _actor, _details in told(session) if event.startswith("masking.")]
    assert happened == ["masking.added", "masking.carried_over", "masking.left_behind_seen"]
