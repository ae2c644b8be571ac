"""What a candidate states beside posts is asked of each referee, and shown claim by claim."""

import pytest

from hiring.accounts.rules import Audience
from hiring.references import actions, queries
from hiring.references.claims import Achievements, ClaimWord, word_of
from hiring.references.questions import steps_of
from tests.factories.banks import shipped_bank
from tests.factories.references import ReferenceFactory, sent_answers, token_of
from tests.page import hidden_fields
from tests.references.test_candidate_page import PAGE, person

STATED = {
    "event": "Pasar Warga 2023",
    "participants": "400",
    "budget": "30 juta rupiah",
    "partner": "Karang Taruna RW 07",
    "result": "sampah turun 20%",
}
ACHIEVEMENTS = Achievements(
    "Pasar Warga 2023", "400", "30 juta rupiah", "Karang Taruna RW 07", "sampah turun 20%"
)


@pytest.fixture
def candidate(application, signed_in):
    application.referees_at = None
    return signed_in(application, Audience.CANDIDATE)


def test_claims_are_what_was_stated_each_by_itself():
    assert [set(claim) for claim in ACHIEVEMENTS.claims] == [
        {"event", "n", "budget"},
        {"partner"},
        {"result"},
    ]
    assert Achievements(people="400").claims == []


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("led", ClaimWord.CONFIRMED),
        ("supported", ClaimWord.PARTLY),
        ("never_was", ClaimWord.NOT_CONFIRMED),
        ("do_not_know", ClaimWord.CANNOT_SAY),
        ("something else", ClaimWord.IN_WORDS),
    ],
)
def test_an_answer_says_whether_the_claim_is_confirmed(value, word):
    assert word_of({"value": value}) is word


def test_a_candidate_states_them_beside_the_referees_and_may_change_them(session, application, candidate):
    candidate.edit(PAGE, **person(0), **person(1), **STATED)
    assert queries.achievements_of(session, application.id) == ACHIEVEMENTS

    candidate.edit(PAGE, **person(0), **person(1), **STATED | {"event": "", "participants": ""})
    session.expire_all()
    assert queries.achievements_of(session, application.id).claims[0] == {"partner": "Karang Taruna RW 07"}


def test_what_another_window_stated_is_not_undone(session, application, candidate):
    old = hidden_fields(candidate.get(PAGE).text)
    candidate.edit(PAGE, **person(0), **person(1), **STATED)

    reply = candidate.send(PAGE, **old, **person(0), **person(1), event="Bazar")

    assert reply.status_code == 409
    assert queries.achievements_of(session, application.id) == ACHIEVEMENTS


def test_each_referee_is_asked_about_them(session, application, candidate, client, secret_key):
    candidate.edit(PAGE, **person(0, organisation="RT 05"), **person(1), **STATED)
    actions.ask_referees(session, application.id, secret_key=secret_key)
    session.commit()
    asked = queries.requests_of_application(session, application.id)

    for request in asked:
        client.send(f"/r/{token_of(request)}/begin")
        client.edit("/reference/consent", R0a="yes", R0b="no")
        page = client.get("/reference/statements").text
        assert "“Pasar Warga 2023” untuk sekitar 400 peserta dengan anggaran sekitar" in page
        assert "kemitraan dengan “Karang Taruna RW 07”" in page
        assert "hasil “sampah turun 20%”" in page


def test_hr_reads_claim_by_claim_who_confirms_it(session, application, hr, signed_in):
    application.stage = "scored"
    asked = {"id": "Kandidat menyatakan hasil “20%”.", "en": "The candidate gives the result “20%”."}
    for value in ("yes", "no"):
        answers = sent_answers() | {"RV4": {"value": value, "text": "", "asked": asked}}
        ReferenceFactory(request__application=application, answers=answers)
    ReferenceFactory(request__application=application)
    session.flush()

    found = queries.references_of_application(session, application.id, "id").claims
    page = signed_in(hr).get(f"/applications/{application.public_id}/references").text

    words = {claim.asked: dict(claim.words) for claim in found}
    assert words["Kandidat menyatakan hasil “20%”."] == {1: "confirmed", 2: "not_confirmed"}
    assert "Apa yang dinyatakan kandidat, dan siapa yang mengonfirmasinya" in page
    assert "tidak ditanya" in page


def test_a_part_that_was_left_out_is_said_to_be_so():
    bank = shipped_bank()
    claims = Achievements(event="Bazar").claims
    steps = steps_of(bank.references, [one.code for one in bank.rubric.competencies], claims)
    asked = {code: question for step in steps for code, question in ((q.code, q) for q in step.questions)}

    assert "“Bazar” untuk sekitar (tidak disebutkan) peserta" in asked["RV2"].text.id
    assert asked.keys().isdisjoint({"RV1", "RV3", "RV4"})
