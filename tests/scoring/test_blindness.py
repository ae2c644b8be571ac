"""A reviewer cannot learn who the candidate is, nor what another reviewer gave."""

import itertools
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from hiring import clock
from hiring.openings.models import CandidateFacts
from hiring.scoring import actions
from hiring.scoring.models import Review
from hiring.scoring.views import reviewer as reviewer_views
from tests.factories.openings import ApplicationFactory, CandidateFactory
from tests.factories.references import ReferenceRequestFactory
from tests.factories.scoring import LETTER, REASON, a_panel, allocated, locked
from tests.scoring.crawling import leaks, spellings, walk
from tests.scoring.twins import NOON, Pages, read_twin
from tests.statements import statements_noted
from tests.trail import told

pytestmark = pytest.mark.thorough

OTHER_REASON, OTHER_QUOTE = "Kenaridari penilai lain: fakta lengkap.", "tanggal 3 November"
#: A year in which nothing else happens: what a reviewer sees of it tells when an answer came.
LONG_AGO = datetime(2019, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def canary(session):
    """One candidate each of whose words is found nowhere else, and a panel of two."""
    tokens = {
        "name": "Zakiyatunnisa Kenarisatu",
        "e-mail": "kenaridua@surel.example",
        "code": "K-QX7Z",
        "education": "Universitas Kenaritiga",
        "experience": "Bekerja di PT Kenariempat",
        "link": "https://kenarilima.example/karya",
        "post": "Koordinator Kenarienam",
        "organisation": "Yayasan Kenaritujuh",
        "CV": "cv-kenaridelapan.pdf",
        "referee": "Bapak Kenarisembilan",
        "referee's e-mail": "kenarisepuluh@surel.example",
        "referee's organisation": "Dinas Kenarisebelas",
    }
    panel = a_panel(2, letters=2)
    application = ApplicationFactory(
        opening=panel.opening,
        candidate=CandidateFactory(name=tokens["name"], email=tokens["e-mail"]),
        code=tokens["code"],
        consented=True,
        stage="handed_in",
        created_at=LONG_AGO,
        stage_at=LONG_AGO,
    )
    session.add(_facts(session, application, tokens))
    ReferenceRequestFactory(
        application=application,
        name=tokens["referee"],
        email=tokens["referee's e-mail"],
        organisation=tokens["referee's organisation"],
    )
    with time_machine.travel(LONG_AGO, tick=False):
        sitting = allocated(panel, application=application)
    return panel, sitting, tokens


def _facts(session, application, tokens):
    from hiring.files.models import StoredFile

    cv = StoredFile(
        sha256="0" * 64, size=1, media_type="application/pdf", original_name=tokens["CV"], purpose="cv"
    )
    session.add(cv)
    session.flush()
    claim = {"title": tokens["post"], "organisation": tokens["organisation"], "start": "", "end": ""}
    return CandidateFacts(
        application_id=application.id,
        education=tokens["education"],
        experience=tokens["experience"],
        links=[tokens["link"]],
        claims=[claim],
        cv_file_id=cv.id,
    )


def _secrets(panel, sitting, tokens):
    """Everything of the candidate and of the other reviewer that must stay hidden."""
    other = panel.reviewers[1]
    application = sitting.application
    return [
        *tokens.values(),
        *("Zakiyatunnisa", "kenarisatu", "2019-02-03", "3 Feb", "2019"),
        *(application.public_id, application.candidate.public_id, sitting.public_id),
        *(other.name, other.email, other.public_id),
        *(OTHER_REASON, "Kenaridari"),
    ]


def _mine(session, panel, reviewer):
    rows = session.scalars(select(Review).where(Review.reviewer_id == reviewer.id).order_by(Review.id))
    return list(rows)


def test_nothing_a_reviewer_can_reach_tells_who_it_is_or_what_the_other_gave(session, canary, signed_in):
    panel, sitting, tokens = canary
    reviewer, other = panel.reviewers
    mine = _mine(session, panel, reviewer)
    theirs = _mine(session, panel, other)
    for review in theirs:
        locked(review, 1, reason=OTHER_REASON, quote=OTHER_QUOTE)
    hidden = [*_secrets(panel, sitting, tokens), *(f"{each.pseudonym}" for each in theirs)]

    for moment in ("before", "own locked", "settled"):
        if moment == "own locked":
            locked(mine[0], 5)
        if moment == "settled":
            locked(mine[1], 5)
            assert actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
        found = walk(signed_in(reviewer))
        assert f"/reviews/{mine[0].public_id}" in found, moment
        assert LETTER in "".join(found[f"/reviews/{mine[0].public_id}"]), moment
        assert leaks(hidden, found) == set(), moment


def test_the_same_walk_finds_the_candidate_on_hrs_pages(session, canary, signed_in):
    panel, sitting, tokens = canary
    for review in session.scalars(select(Review)):
        locked(review, 1 if review.reviewer_id == panel.reviewers[1].id else 5)
    actions.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    panel.hr.locale = "en"

    found = walk(signed_in(panel.hr))
    caught = {token for token, _ in leaks(_secrets(panel, sitting, tokens), found)}

    assert caught >= {tokens[word] for word in ("name", "e-mail", "code", "education", "experience", "CV")}
    assert caught >= {sitting.application.public_id, panel.reviewers[1].name}


def test_a_planted_leak_is_found(session, canary, signed_in, monkeypatch):
    panel, sitting, tokens = canary
    drawn = reviewer_views.page
    hidden_words = f"<!-- {tokens['code']} -->"
    monkeypatch.setattr(reviewer_views, "page", lambda *a, **values: drawn(*a, **values) + hidden_words)

    found = leaks(_secrets(panel, sitting, tokens), walk(signed_in(panel.reviewers[0])))

    assert {token for token, _ in found} == {tokens["code"]}
    assert "/reviews" in {address for _, address in found}


@pytest.mark.parametrize(
    "page",
    [
        "Zakiyatunnisa Kenarisatu",
        "zakiyatunnisa&#32;kenarisatu",
        "<!-- zakiyatunnisa kenarisatu -->",
        "/search?q=Zakiyatunnisa+Kenarisatu",
        '{"name": "\\u005aakiyatunnisa Kenarisatu"}',
        "Zakiyatunnisa <b>Kenarisatu</b>",
        "WmFraXlhdHVubmlzYSBLZW5hcmlzYXR1",
    ],
)
def test_the_search_sees_through_the_ways_in_which_words_hide(page):
    assert "zakiyatunnisa kenarisatu" in spellings(page)


def test_no_address_of_the_application_shows_a_reviewer_anything_of_the_candidate(
    app, session, canary, signed_in
):
    panel, sitting, tokens = canary
    application = sitting.application
    other = _mine(session, panel, panel.reviewers[1])[0]
    ids = [
        *(application.public_id, application.candidate.public_id, sitting.public_id),
        *(panel.opening.public_id, other.public_id, tokens["code"]),
    ]
    client = signed_in(panel.reviewers[0])
    addresses = {
        address
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods
        for address in _filled(rule.rule, ids)
        if address != "/sign-out"
    }

    found = {address: [client.get(address).text] for address in addresses}

    assert len(addresses) > 50
    assert leaks([*tokens.values(), "Zakiyatunnisa"], found) <= {
        (tokens["code"], address)
        for address in addresses
        if tokens["code"] in address  # its own echo
    }


def _filled(rule: str, ids: list[str]) -> list[str]:
    places = re.findall(r"<[^>]*>", rule)
    if len(places) > 2:
        return []
    filled = []
    for chosen in itertools.product(ids, repeat=len(places)):
        words = iter(chosen)
        filled.append(re.sub(r"<[^>]*>", lambda _, words=words: next(words), rule))
    return filled


def test_no_statement_behind_a_reviewers_page_touches_what_identifies_a_candidate(session, canary, signed_in):
    panel, _sitting, _tokens = canary
    review = _mine(session, panel, panel.reviewers[0])[0]
    client = signed_in(panel.reviewers[0])
    fields = {f"{code}-{name}": words for code in ("COMW", "NETW") for name, words in _RATED.items()}

    with statements_noted() as said:
        for path in ("/", "/reviews", f"/reviews/{review.public_id}"):
            assert client.get(path).status_code == 200
        locked_reply = client.send(f"/reviews/{review.public_id}/lock", seen="0", writer="", **fields)

    assert locked_reply.status_code == 302
    names = re.compile(
        r"\b(candidate|candidate_facts|invitation|reference_request|stored_file|answer_revision\.saved_at)\b"
    )
    assert len(said) > 20
    assert [statement for statement in said if names.search(statement)] == []


_RATED = {"level": "4", "reason": REASON, "quote": ""}


def test_refusals_tell_nothing_either(session, canary, signed_in):
    panel, sitting, tokens = canary
    reviewer, other = panel.reviewers
    review = _mine(session, panel, reviewer)[0]
    for each in _mine(session, panel, other):
        locked(each, 1, reason=OTHER_REASON)
    client = signed_in(reviewer)
    here = f"/reviews/{review.public_id}"
    sent = {"COMW-level": "5", "COMW-reason": "pendek", "NETW-level": "9", "seen": "0", "writer": ""}

    replies = {
        "incomplete": client.send(f"{here}/lock", **sent),
        "conflict": client.send(f"{here}/conflict", reason=""),
        "too late": client.send(f"{here}/undo"),
        "wrong method": client.put(here),
        "foreign": client.get(f"/reviews/{_mine(session, panel, other)[0].public_id}"),
        "no token": client.post(f"{here}/lock", data=sent),
    }

    found = {name: [reply.text + str(reply.headers)] for name, reply in replies.items()}
    assert leaks(_secrets(panel, sitting, tokens), found) == set()


def test_foreign_and_missing_reviews_answer_alike(session, canary, signed_in):
    panel, _sitting, _tokens = canary
    foreign = _mine(session, panel, panel.reviewers[1])[0].public_id
    missing = "A" * len(foreign)
    client = signed_in(panel.reviewers[0])

    bodies = [
        re.sub(r'(name="csrf_token" value=")[^"]*', r"\1", client.get(f"/reviews/{one}").text).replace(
            one, ""
        )
        for one in (foreign, missing)
    ]

    assert bodies[0] == bodies[1]


# Two worlds with swapped names

BUDI, SITI = ("Budi Santoso", "budi@surel.example"), ("Siti Aminah", "siti@surel.example")


def _world(folder: Path, monkeypatch: pytest.MonkeyPatch, people) -> Pages:
    """Read as a reviewer a world in which everything but the names is the same each time."""

    def fill(session, panel):
        for number, (name, email) in enumerate(people):
            application = ApplicationFactory(
                opening=panel.opening,
                candidate=CandidateFactory(name=name, email=email),
                code=f"K-{name[:4].upper()}",
                consented=True,
                stage="handed_in",
            )
            allocated(panel, f"Surat yang ke-{number + 1}, kepada Ibu Lastri.", application=application)
        locked(_mine(session, panel, panel.reviewers[0])[0], 4)

    return read_twin(folder, monkeypatch, fill)


def test_with_swapped_names_a_reviewer_sees_the_same_bytes(tmp_path, monkeypatch):
    with time_machine.travel(NOON, tick=False):
        one = _world(tmp_path / "one", monkeypatch, [BUDI, SITI])
        other = _world(tmp_path / "other", monkeypatch, [SITI, BUDI])

    assert sum(address.startswith("/reviews/") for address in one) > 8
    assert one == other


def test_with_another_answer_a_reviewer_sees_other_bytes(tmp_path, monkeypatch):
    with time_machine.travel(NOON, tick=False):
        one = _world(tmp_path / "one", monkeypatch, [BUDI, SITI])
        other = _world(tmp_path / "other", monkeypatch, [BUDI])

    assert one != other


def test_reasons_of_reviewers_stand_in_no_entry_of_the_audit_trail(session, canary):
    panel, _sitting, _tokens = canary
    locked(_mine(session, panel, panel.reviewers[0])[0], 4)

    assert REASON not in str(told(session))
