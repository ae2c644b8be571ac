"""A referee answers, page by page."""

import re
from datetime import timedelta

import pytest
from markupsafe import escape
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.openings.rules import Stage
from hiring.references.models import Reference
from tests.factories.references import SITUATION, ReferenceRequestFactory, token_of, typed_draft

CONSENT = {"R0a": "yes", "R0b": "summary_only"}
RELATIONSHIP = {
    "R0c": "Koordinator; sekarang direktur.",
    "R0d": "line_manager",
    "R0e-from-month": "3",
    "R0e-from-year": "2021",
    "R0e-to-month": "6",
    "R0e-to-year": "2023",
    "R0e-often": "weekly",
    "R0f": "no",
}
STATEMENTS = {"RV1": "partly", "RV1-text": "Sampai akhir 2022.", "RV5": "own_wish"}
COMW = {"R1a": "5", "R1a-text": "Siaran pers banjir 2022.", "R1b": "not_observed"}
NETW = {"R3a": "4", "R3b": "3"}
LOOKING_BACK = {"RX1-communication": "80", "RX2": SITUATION, "RX4": "certainly", "RX5": "no"}
PAGES = {
    "consent": CONSENT,
    "relationship": RELATIONSHIP,
    "statements": STATEMENTS,
    "comw": COMW,
    "netw": NETW,
    "looking-back": LOOKING_BACK,
}


@pytest.fixture
def request_(application):
    return ReferenceRequestFactory(application=application, sent=True, claims=application_claims())


def application_claims():
    return [
        {
            "title": "Koordinator program",
            "organisation": "Yayasan Air Bersih",
            "start": "2021",
            "end": "2023",
        }
    ]


@pytest.fixture
def referee(client, request_):
    """A client that has come in by the link."""
    client.send(f"/r/{token_of(request_)}/begin")
    return client


def answer(client, *keys):
    for key in keys:
        client.edit(f"/reference/{key}", **PAGES[key])


def references(session):
    return session.scalar(select(func.count(Reference.id)))


def test_a_referee_answers_from_the_link_to_the_thanks(session, client, request_):
    reply = client.send(f"/r/{token_of(request_)}/begin")
    path = []
    while len(path) < 10:
        page = client.get(reply.location, follow_redirects=True)
        key = page.request.path.rsplit("/", 1)[1]
        path.append(key)
        if key == "review":
            break
        reply = client.edit(f"/reference/{key}", **PAGES[key])
    sent = client.send("/reference/send")
    thanks = client.get(sent.location)

    assert path == [*PAGES, "review"]
    assert "Tidak ada yang kurang." in page.text
    assert sent.location == "/reference/thanks"
    assert "Terima kasih, jawaban Anda telah terkirim" in thanks.text
    answers = session.scalars(select(Reference)).one().answers
    assert {code: kept["value"] for code, kept in answers.items()} == {
        "R0a": "yes",
        "R0b": "summary_only",
        "R0c": None,
        "R0d": "line_manager",
        "R0e": {"from": "2021-03", "to": "2023-06", "often": "weekly"},
        "R0f": "no",
        "RV1": "partly",
        "RV5": "own_wish",
        "R1a": 5,
        "R1b": "not_observed",
        "R3a": 4,
        "R3b": 3,
        "RX1": {"communication": 80},
        "RX2": None,
        "RX4": "certainly",
        "RX5": "no",
    }
    assert answers["R1a"]["text"] == "Siaran pers banjir 2022."
    assert request_.state == "answered"


def test_the_consent_that_is_kept_is_the_notice_that_was_read(session, request_, referee):
    page = referee.get("/reference/consent").text
    answer(referee, "consent")

    shown = re.findall(r"<li>(.*?)</li>", page.split('class="told"')[1].split("</ul>")[0], re.DOTALL)
    kept = request_.consent_text.split("\n")
    assert [line.replace("&#39;", "'") for line in shown] == kept[:-1]
    assert kept[-1].startswith("Saya telah membaca siapa yang meminta")
    assert request_.consented_at is not None


@pytest.mark.parametrize("typed", [{}, {"R0b": "yes"}, {"R0a": "no", "R0b": "yes"}])
def test_nothing_is_kept_before_the_referee_agrees(session, request_, referee, typed):
    reply = referee.edit("/reference/consent", **typed)

    assert reply.status_code == 422
    assert "Centanglah kotak ini untuk melanjutkan." in reply.text
    assert (request_.consented_at, request_.draft) == (None, None)


def test_no_page_opens_before_consent(session, request_, referee):
    assert referee.get("/reference/relationship").location == "/reference/consent"
    assert referee.edit("/reference/relationship", **RELATIONSHIP).location == "/reference/consent"
    assert referee.send("/reference/send").location == "/reference/consent"
    assert referee.edit("/reference/comw/draft", **COMW).status_code == 404
    assert request_.draft is None


def test_what_is_wrong_is_said_and_kept_all_the_same(session, request_, referee):
    answer(referee, "consent")

    reply = referee.edit("/reference/comw", **{"R1a": "2", "R1b": "4", "R1b-text": "Sekali, pada 2022."})

    assert reply.status_code == 422
    assert 'href="#R1a-text"' in reply.text
    assert "Sekali, pada 2022." in reply.text
    assert request_.draft["R1b"] == {"value": "4", "text": "Sekali, pada 2022."}
    assert "Sekali, pada 2022." in referee.get("/reference/comw").text


def test_an_answer_that_is_too_long_is_kept_and_counted(session, request_, referee):
    answer(referee, "consent")

    reply = referee.edit("/reference/relationship", **RELATIONSHIP | {"R0c": "x" * 6000})

    assert reply.status_code == 422
    assert "5000 karakter; sekarang 6000 karakter" in reply.text
    assert len(request_.draft["R0c"]["text"]) == 6000


def test_a_draft_is_saved_without_judging_it(session, request_, referee):
    answer(referee, "consent")

    reply = referee.post(
        "/reference/comw/draft",
        data=referee.hidden("/reference/comw") | {"R1a": "5"},
        headers={"Accept": "application/json"},
    )

    assert reply.json["seen"] == referee.hidden("/reference/comw")["seen"]
    assert (reply.status_code, reply.json["saved"].startswith("Tersimpan pukul ")) == (200, True)
    assert request_.draft["R1a"] == {"value": "5", "text": ""}
    assert request_.draft["R0a"] == {"value": "yes", "text": ""}


def test_going_back_and_going_on_later_save_too(session, request_, referee):
    answer(referee, "consent", "relationship")

    back = referee.edit("/reference/statements", go="back", RV5="other")
    later = referee.edit("/reference/comw", go="later", R1a="3")

    assert (back.location, later.location) == ("/reference/relationship", "/reference/later")
    assert (request_.draft["RV5"]["value"], request_.draft["R1a"]["value"]) == ("other", "3")
    assert "Jawaban Anda tersimpan" in referee.get("/reference/later").text


def test_the_link_leads_back_to_the_first_page_that_is_not_complete(app, request_, referee):
    answer(referee, "consent", "relationship")
    referee.edit("/reference/comw", **COMW)
    other = app.test_client()
    other.send(f"/r/{token_of(request_)}/begin")

    assert other.get("/reference").location == "/reference/statements"


def test_every_page_can_be_changed_from_the_overview(session, request_, referee):
    answer(referee, *PAGES)

    page = referee.get("/reference/comw?then=review").text
    reply = referee.edit("/reference/comw", then="review", **COMW | {"R1a": "4"})

    assert 'name="then" value="review"' in page
    assert reply.location == "/reference/review"
    assert "4 · Sering" in referee.get("/reference/review").text


def test_sending_too_early_names_every_missing_answer_with_its_place(session, request_, referee):
    answer(referee, "consent", "relationship", "statements", "looking-back")
    referee.edit("/reference/comw", R1a="1")

    reply = referee.send("/reference/send")

    assert reply.status_code == 422
    assert re.findall(r'href="(/reference/[^"]+#[^"]+)"', reply.text) == [
        "/reference/comw?then=review#R1a-text",
        "/reference/comw?then=review#R1b",
        "/reference/netw?then=review#R3a",
        "/reference/netw?then=review#R3b",
    ]
    assert references(session) == 0


def test_sending_twice_says_the_same_thanks(session, referee):
    answer(referee, *PAGES)
    token = referee.token()

    first = referee.send("/reference/send", csrf_token=token)
    second = referee.send("/reference/send", csrf_token=token)

    assert (first.location, second.location) == ("/reference/thanks", "/reference/thanks")
    assert references(session) == 1


def test_nothing_is_shown_or_changed_after_sending(session, request_, referee):
    answer(referee, *PAGES)
    referee.send("/reference/send")

    looked = [referee.get(f"/reference/{key}") for key in ("comw", "review", "later")]
    link = referee.get(f"/r/{token_of(request_)}")
    written = referee.edit("/reference/looking-back", **LOOKING_BACK | {"RX2": "Sesuatu yang lain " * 20})

    assert [(page.status_code, SITUATION in page.text) for page in [*looked, link]] == [(200, False)] * 4
    assert written.status_code == 409
    assert "Sesuatu yang lain" in written.text
    assert session.scalars(select(Reference)).one().answers["RX2"]["text"] == SITUATION


@pytest.mark.parametrize("key", ["comw", "comw/draft", "send"])
def test_what_comes_after_the_end_is_offered_back(session, request_, referee, key):
    answer(referee, "consent")
    request_.application.stage = Stage.WITHDRAWN

    reply = referee.edit(f"/reference/{key}", **COMW | {"R1a-text": "Contoh yang panjang sekali."})

    assert reply.status_code == 410
    assert "Permintaan ini telah dibatalkan" in reply.text
    assert "Contoh yang panjang sekali." in reply.text
    assert "R1a" not in request_.draft


def test_an_autosave_after_the_end_hears_a_sentence(request_, referee):
    answer(referee, "consent")
    request_.sent_at = clock.now() - timedelta(days=22)

    reply = referee.post(
        "/reference/comw/draft",
        data={"csrf_token": referee.token(), **COMW},
        headers={"Accept": "application/json"},
    )

    assert (reply.status_code, "tidak berlaku lagi" in reply.json["error"]) == (410, True)


def test_declining_after_having_begun_ends_the_session_too(session, request_, referee):
    answer(referee, "consent", "relationship")

    reply = referee.send("/reference/decline", reason="Berubah pikiran")

    assert reply.location == "/reference/declined"
    assert (request_.state, request_.draft, request_.decline_reason) == ("declined", None, "Berubah pikiran")
    assert referee.get("/reference/comw").location.startswith("/reference/entrance")


def test_whoever_declines_in_the_middle_is_thanked_in_their_language(session, request_, referee):
    answer(referee, "consent")
    referee.send("/language", locale="en", next="/reference")
    referee.delete_cookie("locale")

    reply = referee.send("/reference/decline")

    assert "You have declined" in referee.get(reply.location).text


def test_pages_of_other_competencies_do_not_exist(referee):
    answer(referee, "consent")

    assert referee.get("/reference/koln").status_code == 404
    assert referee.edit("/reference/koln", R9="5").status_code == 404


def test_answers_to_questions_of_other_pages_are_not_taken(session, request_, referee):
    answer(referee, "consent")

    referee.edit("/reference/netw", **NETW, R1a="5", R9="1", state="answered")

    assert set(request_.draft) == {"R0a", "R0b", "R3a", "R3b"}


def test_one_referee_never_sees_what_another_wrote(session, application, referee, signed_in):
    answer(referee, "consent", "relationship")
    other = ReferenceRequestFactory(application=application, agreed=True, draft={})

    page = signed_in(other, Audience.REFEREE).get("/reference/relationship").text

    assert "Koordinator; sekarang direktur." not in page


def test_a_candidate_and_staff_cannot_answer(application, hr, request_, signed_in):
    for client in (signed_in(application, Audience.CANDIDATE), signed_in(hr)):
        assert client.get("/reference/comw").location.startswith("/reference/entrance")
        assert client.send("/reference/send").status_code == 401


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('"><img src=x onerror=alert(1)>', '"><img src=x onerror=alert(1)>'),
        ("{{ 7*7 }} {% raw %} %(name)s", "{{ 7*7 }} {% raw %} %(name)s"),
        ("Baris\r\nBcc: x@evil.example", "Baris\nBcc: x@evil.example"),
        ("\u202egnirts \ufeff\x00 nol", "\u202egnirts \ufeff nol"),
    ],
)
def test_hostile_text_is_shown_as_text(session, request_, referee, text, kept):
    answer(referee, "consent")
    typed = RELATIONSHIP | {"R0c": text, "R0e-from-year": text, "R0d": text}

    step = referee.edit("/reference/relationship", **typed)
    review = referee.get("/reference/review")

    assert request_.draft["R0c"]["text"] == kept
    for page in (step.text, review.text):
        assert str(escape(kept)) in page
        assert "<script>alert" not in page
        assert "<img" not in page


def test_a_draft_of_an_older_page_does_no_harm(session, application, signed_in):
    draft = typed_draft() | {
        "R0e": {"value": "2021", "text": ""},
        "R1a": {"value": {}, "text": None},
        "ZZ": {},
    }
    request = ReferenceRequestFactory(application=application, agreed=True, draft=draft)
    client = signed_in(request, Audience.REFEREE)

    for key in ("relationship", "comw", "review"):
        assert client.get(f"/reference/{key}").status_code == 200
    assert client.send("/reference/send").status_code == 422
