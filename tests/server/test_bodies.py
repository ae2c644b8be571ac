"""A large body is read only from who may send it, to where it may be sent; all others hear so at once."""

import io
import re

import pytest

from hiring.accounts.rules import Audience, Role
from hiring.server.allowances import FOR_ONE_PERSON, FOR_STRANGERS
from hiring.web.bodies import ORDINARY, SMALL, TYPED, largest
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.people import sign_in
from tests.running import wait_until
from tests.served import head, read_all, serve

__all__ = ["serve"]

MB = 1024 * 1024
FORM = "Content-Type: application/x-www-form-urlencoded"


@pytest.fixture
def served(app, serve):
    return serve(app, threads=2)


@pytest.fixture
def candidate(app, session):
    application = ApplicationFactory(
        opening=OpeningFactory(), consented=True, facts_at=None, referees_at=None
    )
    return sign_in(app, session, application, Audience.CANDIDATE)


def cookie_of(client) -> str:
    return f"Cookie: hiring={client.get_cookie('hiring').value}"


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def first_of(connection) -> int:
    return status(connection.recv(100))


def test_a_large_post_from_nobody_is_refused_before_it_is_read(served):
    """Only the head is sent: the answer comes without waiting for what it announces."""
    flood = [
        served.connect(head("POST", path, "Accept: text/html", length=size))
        for size in (SMALL + 1, 11 * MB, 10**12)
        for path in ("/sign-in", "/candidate/facts", "/openings/new", "/nowhere")
        for _ in range(5)
    ]

    assert {first_of(each) for each in flood} == {413}
    assert served.get("/sign-in")[0] == 200


def test_nobody_is_asked_to_go_on_with_what_will_be_refused(served):
    answer = served.connect(head("POST", "/sign-in", "Expect: 100-continue", length=SMALL + 1)).recv(100)

    assert status(answer) == 413


def test_whoever_may_send_a_large_body_is_asked_to_go_on(served, candidate):
    waiting = head("POST", "/candidate/facts", cookie_of(candidate), "Expect: 100-continue", length=20 * MB)

    assert first_of(served.connect(waiting)) == 100


def test_a_body_without_announced_length_is_read_no_further_than_allowed(served):
    sent = head("POST", "/sign-in", "Transfer-Encoding: chunked")
    sent += b"%x\r\n" % (SMALL + 1) + b"x" * (SMALL + 1) + b"\r\n"

    assert first_of(served.connect(sent)) == 413


@pytest.mark.parametrize("path", ["/sign-in", "/verify", "/nowhere"])
def test_anybody_may_send_what_is_small(served, path):
    status, _ = served.request("POST", path, b"x" * SMALL)

    assert status in {404, 415}  # read, and refused for what it is


def test_a_candidate_hears_at_the_field_of_a_cv_that_is_far_too_large_and_keeps_the_text(served, candidate):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', candidate.get("/candidate/facts").text)
    sent = _multipart({"csrf_token": token[1], "education": "S1 Komunikasi"}, cv=b"%PDF-" + b"x" * 30 * MB)
    cookie = cookie_of(candidate).partition(": ")[2]
    kind = {"Content-Type": "multipart/form-data; boundary=BOUNDARY", "Cookie": cookie}

    status, page = served.request("POST", "/candidate/facts", sent, kind)

    assert status == 422
    assert b"S1 Komunikasi" in page


def test_the_page_for_cvs_takes_nothing_large_from_other_doors(served, app, session):
    staff = sign_in(app, session, UserFactory(roles=[Role.HR]))

    assert first_of(served.connect(head("POST", "/candidate/facts", cookie_of(staff), length=3 * MB))) == 413


def test_whose_session_has_ended_gets_back_what_was_typed(served, app, candidate):
    cookie = cookie_of(candidate)
    with app.app_context():
        from hiring.accounts.models import UserSession
        from hiring.db import db

        db.session.query(UserSession).delete()
        db.session.commit()
    text = b"education=" + b"k" * (TYPED // 2)

    answer = read_all(
        served.connect(
            head("POST", "/candidate/facts", cookie, FORM, "Connection: close", length=len(text)), text
        )
    )

    assert status(answer) in {400, 401}
    assert b"kkkkkkkkkk" in answer
    assert first_of(served.connect(head("POST", "/candidate/facts", cookie, FORM, length=3 * MB))) == 413


def test_four_stalled_uploads_hold_no_thread(served, app, session):
    stalled = []
    for _ in range(4):
        application = ApplicationFactory(opening=OpeningFactory(), consented=True)
        who = sign_in(app, session, application, Audience.CANDIDATE)
        stalled.append(
            served.connect(head("POST", "/candidate/facts", cookie_of(who), length=5 * MB), b"x" * MB)
        )
    wait_until(lambda: len(served.server.server_state.tasks) == 4, "four uploads")

    assert served.get("/sign-in")[0] == 200


def test_one_person_and_all_strangers_together_send_only_a_few_large_bodies_at_a_time(served, candidate):
    upload = head("POST", "/candidate/facts", cookie_of(candidate), "Expect: 100-continue", length=5 * MB)
    check = head("POST", "/verify/file", "Expect: 100-continue", length=5 * MB)
    for request, most in ((upload, FOR_ONE_PERSON), (check, FOR_STRANGERS)):
        under_way = [served.connect(request) for _ in range(most)]
        assert [first_of(each) for each in under_way] == [100] * most
        assert first_of(served.connect(request)) == 503
        under_way[0].close()
        wait_until(lambda request=request: first_of(served.connect(request)) == 100, "a free place")


def test_a_disk_without_space_refuses_with_a_sentence(served, candidate, monkeypatch):
    from hiring.server import gateway

    class Full(io.BytesIO):
        def __init__(self, _: int) -> None:
            super().__init__()

        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(gateway.tempfile, "SpooledTemporaryFile", Full)
    sent = head("POST", "/candidate/facts", cookie_of(candidate), "Accept: text/html", length=MB) + b"x" * MB

    answer = read_all(served.connect(sent))

    assert status(answer) == 507
    assert b"<h1" in answer


def test_every_page_says_how_much_it_takes(app):
    """The pages that differ from the rule, all of them: whoever adds one thinks about it here."""
    different = {
        rule.endpoint: largest(app, rule.endpoint)
        for rule in app.url_map.iter_rules()
        if largest(app, rule.endpoint) != ORDINARY
    }

    assert {name: round(size / MB, 1) for name, size in different.items()} == {
        "answers.save": 1.2,
        "candidate_facts.facts": 64.0,
        "openings.correct_facts": 64.0,
        "verification.check_file": 15.1,
        "verification.check_text": 1.0,
    }


def _multipart(fields: dict[str, str], cv: bytes) -> bytes:
    parts = [
        f'--BOUNDARY\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    file = b'--BOUNDARY\r\nContent-Disposition: form-data; name="cv"; filename="cv.pdf"\r\n\r\n'
    return b"".join([*parts, file, cv, b"\r\n--BOUNDARY--\r\n"])
