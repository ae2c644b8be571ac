"""A candidate who says in every answer who she is: no page of a reviewer tells it."""

import pytest
from sqlalchemy import select

from hiring.openings.models import CandidateFacts
from hiring.scoring.actions import allocate_reviews
from hiring.scoring.models import Review
from tests.banks.tasks import NEGOTIATION, TABLE, both
from tests.factories.banks import hashed_anew
from tests.factories.openings import ApplicationFactory, CandidateFactory
from tests.factories.scoring import a_panel, allocated, handed_in, locked
from tests.factories.sittings import AnswerRevisionFactory
from tests.scoring.crawling import leaks, spellings, walk

pytestmark = pytest.mark.thorough

TOKENS = {
    "name": "Zakiyatunnisa Kenarisatu",
    "short form": "Zakiya",
    "email": "kenaridua@pos.example",
    "phone": "0812-0000-7788",
    "phone otherwise": "+62 812 0000 7788",
    "account": "@kenari.tiga",
    "link": "kenariempat.example.com",
    "employer": "Kenari Lima Abadi",
    "school": "Universitas Kenari Enam Lintas Nusantara Timur",
    "initials": "UKELNT",  # long enough not to stand in a random id by chance
}
SAYS_IT = (
    "Saya {name}, panggil Mbak {short form}, WA {phone} atau {phone otherwise}, {email}, {account}, {link}. "
    "Dulu di PT {employer}, lulusan {school} ({initials})."
).format(**TOKENS)


@pytest.fixture
def canary(session):
    """One letter, one table and one talk in which all of it stands, and a panel of two."""
    panel = a_panel(2)
    letter = panel.letters[0]
    named = {"title": both("Part"), "prompt": both("Write.")}
    more = [TABLE | named | {"rated": True}, NEGOTIATION | named]
    letter.content = letter.content | {"parts": [*letter.content["parts"], *more]}
    hashed_anew(letter)
    application = ApplicationFactory(
        opening=panel.opening,
        candidate=CandidateFactory(name=TOKENS["name"], email=TOKENS["email"]),
        consented=True,
        stage="handed_in",
    )
    claim = {"title": "Staf", "organisation": f"PT {TOKENS['employer']}", "start": "", "end": ""}
    session.add(
        CandidateFacts(
            application_id=application.id,
            education=f"S1, {TOKENS['school']}, 2015",
            experience="",
            claims=[claim],
        )
    )
    session.flush()
    sitting = handed_in(panel, SAYS_IT, application=application)
    for part, value in (
        ("budget", {"rows": [{"item": SAYS_IT, "amount": "1.000"}]}),
        ("talk", {"replies": ["Baik.", SAYS_IT]}),
    ):
        AnswerRevisionFactory(sitting=sitting, item=letter, part=part, value=value)
    allocate_reviews(session, sitting.id)
    return panel, sitting


@pytest.mark.parametrize("locale", ["id", "en"])
def test_nothing_a_reviewer_can_reach_says_what_the_answers_say_of_their_writer(
    session, canary, signed_in, locale
):
    panel, _sitting = canary
    reviewer = panel.reviewers[0]
    reviewer.locale = locale
    review = session.scalars(select(Review).where(Review.reviewer_id == reviewer.id)).one()
    word = "[nama]" if locale == "id" else "[name]"

    for locking in (False, True):
        if locking:
            locked(review, 4, quote=f"Saya {word}, panggil {word}")
        found = walk(signed_in(reviewer))
        page = "".join(found[f"/reviews/{review.public_id}"])
        assert spellings(page).count(f"saya {word}, panggil {word}, wa [") >= 3
        assert leaks(TOKENS.values(), found) == set()


def test_the_same_walk_finds_all_of_it_on_hrs_pages(canary, signed_in):
    panel, _sitting = canary

    found = walk(signed_in(panel.hr))

    assert {token for token, _address in leaks(TOKENS.values(), found)} == set(TOKENS.values())


def test_answers_that_differ_in_what_is_masked_alone_look_alike(session, signed_in):
    panel = a_panel(1)
    people = {
        "Zakiyatunnisa Kenarisatu": "Salam, Zakiyatunnisa Kenarisatu, 0812-0000-1111, terima kasih.",
        "Bo": "Salam, Bo, +62 812 0000 222233, terima kasih.",
    }
    pages = []
    client = signed_in(panel.reviewers[0])
    for name, text in people.items():
        application = ApplicationFactory(
            opening=panel.opening,
            candidate=CandidateFactory(name=name),
            consented=True,
            stage="handed_in",
        )
        sitting = allocated(panel, text, application=application)
        review = session.scalars(select(Review).where(Review.sitting_id == sitting.id)).one()
        reply = client.get(f"/reviews/{review.public_id}")
        answer = reply.text.partition("data-answer>")[2].partition("data-quote-tool")[0]
        pages.append((answer, reply.headers.get("ETag"), reply.headers.get("Last-Modified")))

    assert pages[0] == pages[1]
    assert "Salam, [" in pages[0][0]
