"""What candidates state about themselves: after consent, before hand-in, seen by HR only."""

import io
import os
import re
import time
from datetime import timedelta

import pikepdf
import pytest
from sqlalchemy import func, select, update

from hiring import clock
from hiring.accounts.rules import Audience, Role
from hiring.audit.models import AuditEntry
from hiring.files.downloads import current_folder
from hiring.files.models import StoredFile
from hiring.jobs.models import Job
from hiring.openings.models import CandidateFacts
from tests.factories.accounts import UserFactory
from tests.factories.files import PLAIN_PDF, pdf
from tests.factories.openings import ApplicationFactory

PDF = PLAIN_PDF


@pytest.fixture
def application(opening):
    return ApplicationFactory(opening=opening, consented=True, facts_at=None, referees_at=None)


@pytest.fixture
def candidate(application, signed_in):
    return signed_in(application, Audience.CANDIDATE)


def send(candidate, **values):
    reply = candidate.edit("/candidate/facts", **{"education": "S1", **values})
    reply.request.environ["wsgi.input"].close()
    return reply


def cv(content=PDF, name="CV Rina.pdf"):
    return (io.BytesIO(content), name)


def kept(session, application):
    return session.scalars(
        select(CandidateFacts).where(CandidateFacts.application_id == application.id)
    ).one_or_none()


def test_facts_are_kept_and_lead_on(candidate, session, application):
    reply = send(
        candidate,
        education=" S1 Ilmu Komunikasi ",
        experience="Lima tahun",
        **{
            "posts-0-title": "Humas",
            "posts-0-organisation": "Yayasan Mitra",
            "posts-0-start": "2019",
            "posts-1-title": "",
            "posts-2-title": "Koordinator",
            "posts-2-organisation": "PT Sinar",
            "links-0": "",
            "links-1": "portofolio.example/rina",
        },
    )

    assert reply.location == "/candidate"
    found = kept(session, application)
    assert (found.education, found.experience) == ("S1 Ilmu Komunikasi", "Lima tahun")
    assert found.links == ["https://portofolio.example/rina"]
    assert found.claims == [
        {"title": "Humas", "organisation": "Yayasan Mitra", "start": "2019", "end": ""},
        {"title": "Koordinator", "organisation": "PT Sinar", "start": "", "end": ""},
    ]
    assert application.facts_at is not None
    entry = session.scalars(select(AuditEntry).where(AuditEntry.event == "application.facts_stated")).one()
    assert entry.details == {
        "opening_id": application.opening_id,
        "application_id": application.id,
        "cv": False,
    }


def test_four_posts_are_kept_and_no_more(candidate, session, application):
    assert 'name="posts-3-title"' in candidate.get("/candidate/facts").text
    assert 'name="posts-4-title"' not in candidate.get("/candidate/facts").text
    posts = {f"posts-{number}-title": f"Jabatan {number}" for number in range(6)}

    send(candidate, **posts, **{f"posts-{number}-organisation": "PT Sinar" for number in range(6)})

    assert [claim["title"] for claim in kept(session, application).claims] == [
        f"Jabatan {number}" for number in range(4)
    ]


def test_the_page_shows_again_what_was_stated(candidate):
    send(candidate, education="<b>S1</b>", **{"links-0": "https://a.example"})

    text = candidate.get("/candidate/facts").text

    assert "&lt;b&gt;S1&lt;/b&gt;" in text
    assert 'value="https://a.example"' in text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"education": " "}, "education"),
        ({"education": "x" * 10_001}, "education"),
        ({"experience": "a\x00b"}, "experience"),
        ({"posts-0-organisation": "Yayasan"}, "posts-0-title"),
        ({"posts-1-title": "Humas"}, "posts-1-organisation"),
        ({"posts-0-title": "x" * 161, "posts-0-organisation": "y"}, "posts-0-title"),
        ({"links-0": "javascript:alert(1)"}, "links-0"),
        ({"links-4": "https://a.example/" + "x" * 500}, "links-4"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field_and_nothing_is_lost(
    candidate, session, application, values, field
):
    reply = send(candidate, **{"experience": "Lima tahun mendampingi warga", **values})

    assert reply.status_code == 422
    assert f'href="#{field}"' in reply.text
    assert f'id="{field}-error"' in reply.text
    if "experience" not in values:
        assert "Lima tahun mendampingi warga" in reply.text
    assert kept(session, application) is None


@pytest.mark.process
def test_a_cv_is_stored_and_handed_to_hr_to_be_saved(candidate, session, application, hr, signed_in):
    send(candidate, cv=cv())

    reply = signed_in(hr).send(f"/applications/{application.public_id}/cv")

    assert reply.data == PDF
    reply.close()
    assert reply.mimetype == "application/pdf"
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert application.code in reply.headers["Content-Disposition"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    assert "CV Rina.pdf" in signed_in(hr).get(f"/applications/{application.public_id}").text


def test_without_a_cv_there_is_nothing_to_download(candidate, application, hr, signed_in):
    send(candidate)

    assert signed_in(hr).send(f"/applications/{application.public_id}/cv").status_code == 404


@pytest.mark.process
@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"<html><script>alert(1)</script>", "cv.pdf", "Berkas ini bukan PDF."),
        (b"PK\x03\x04" + PDF, "cv.docx", "Berkas ini bukan PDF."),
        (b"<!-- -->" + PDF, "cv.pdf", "Berkas ini bukan PDF."),
        (b"%PDF-1.7\nnothing\nstartxref\n9\n%%EOF\n", "cv.pdf", "PDF ini rusak"),
        (b"", "cv.pdf", "Berkas ini bukan PDF."),
        (b"%PDF-1.7\n" + b"x" * (5 * 1024 * 1024), "cv.pdf", "Berkas ini lebih besar dari 5 MB."),
        (b"%PDF-1.7\n" + b"x" * (20 * 1024 * 1024), "cv.pdf", "Berkas ini lebih besar dari 5 MB."),
    ],
    ids=["page", "archive", "comment first", "damaged", "empty", "5 MB", "20 MB"],
)
def test_a_wrong_cv_is_refused_and_the_other_fields_stay(
    candidate, session, application, content, name, sentence
):
    reply = send(candidate, education="S1 Ilmu Komunikasi", cv=cv(content, name))

    assert reply.status_code == 422
    assert 'id="cv-error"' in reply.text
    assert "S1 Ilmu Komunikasi" in reply.text
    assert kept(session, application) is None


@pytest.mark.process
def test_a_hostile_file_name_is_only_text(candidate, application, hr, signed_in):
    send(candidate, cv=cv(name='../../"><img src=x onerror=alert(1)>\u202efdp.pdf'))

    text = signed_in(hr).get(f"/applications/{application.public_id}").text

    assert "<img" not in text
    assert "\u202e" not in text


@pytest.mark.process
def test_a_cv_stays_until_it_is_replaced_or_taken_back(candidate, session, application):
    send(candidate, cv=cv())
    first = kept(session, application).cv_file_id
    send(candidate)
    assert kept(session, application).cv_file_id == first

    send(candidate, without_cv="y")

    assert kept(session, application).cv_file_id is None


@pytest.mark.process
def test_a_cv_with_a_script_is_kept_without_it(candidate, session, application):
    def script(pdf):
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    send(candidate, cv=cv(pdf(script)))

    stored = session.get(StoredFile, kept(session, application).cv_file_id)
    with pikepdf.open(current_folder().path_of(stored.sha256)) as opened:
        assert "/OpenAction" not in opened.Root
        assert len(opened.pages) == 2


@pytest.mark.process
def test_a_replaced_cv_goes_with_its_row_at_once_and_its_bytes_a_little_later(
    candidate, session, application, work
):
    send(candidate, cv=cv())
    [first] = session.scalars(select(StoredFile.sha256))
    path = current_folder().path_of(first)

    send(candidate, cv=cv(pdf(lambda pdf: pdf.add_blank_page())))

    assert first not in session.scalars(select(StoredFile.sha256)).all()
    work()
    assert path.is_file()
    _an_hour_later(session, path, work)
    assert not path.exists()


@pytest.mark.process
def test_a_replaced_cv_stays_while_another_application_holds_the_same(
    candidate, session, application, opening, signed_in, work
):
    other = ApplicationFactory(opening=opening, consented=True, facts_at=None, referees_at=None)
    send(candidate, cv=cv())
    send(signed_in(other, Audience.CANDIDATE), cv=cv())
    path = current_folder().path_of(session.scalars(select(StoredFile.sha256)).first())

    send(candidate, without_cv="y")
    _an_hour_later(session, path, work)

    assert path.is_file()
    assert session.scalar(select(func.count(StoredFile.id))) == 1


@pytest.mark.process
def test_a_cv_sent_from_an_old_page_is_not_taken_and_its_bytes_go(candidate, session, application, work):
    old = candidate.hidden("/candidate/facts")
    send(candidate, education="S1")

    reply = candidate.send("/candidate/facts", **old, education="S2", cv=cv())

    assert reply.status_code == 409
    assert kept(session, application).cv_file_id is None
    [path] = [path for path in current_folder().root.glob("*/*") if path.is_file()]
    _an_hour_later(session, path, work)
    assert not path.exists()


def _an_hour_later(session, path, work):
    session.execute(update(Job).values(run_after=clock.now() - timedelta(minutes=1)))
    os.utime(path, (time.time() - 3600, time.time() - 3600))
    work()


@pytest.mark.parametrize(
    "change", [{"consented_at": None, "stage": "invited"}, {"stage": "handed_in"}, {"stage": "withdrawn"}]
)
def test_the_page_is_there_after_consent_and_before_handing_in(candidate, session, application, change):
    for name, value in change.items():
        setattr(application, name, value)

    assert candidate.get("/candidate/facts").location == "/candidate"
    assert send(candidate).location == "/candidate"
    assert kept(session, application) is None


def test_staff_and_strangers_have_no_such_page(client, hr, signed_in):
    assert client.get("/candidate/facts").location.startswith("/candidate/return")
    assert signed_in(hr).get("/candidate/facts").location.startswith("/candidate/return")
    assert signed_in(UserFactory(roles=[Role.ADMIN])).get("/candidate/facts").status_code == 302


def test_hr_reads_what_was_stated_as_text(candidate, application, hr, signed_in):
    hostile = "<img src=x onerror=alert(1)>"
    send(
        candidate,
        education=hostile,
        experience=hostile,
        **{
            "posts-0-title": hostile,
            "posts-0-organisation": hostile,
            "links-0": "https://a.example/x",
        },
    )

    text = signed_in(hr).get(f"/applications/{application.public_id}").text

    assert "<img" not in text
    assert text.count("&lt;img") == 4
    assert 'href="https://a.example/x" rel="noopener noreferrer nofollow"' in text


def test_each_line_of_what_is_wrong_names_its_own_field(candidate):
    empty = {f"posts-{number}-title": "" for number in range(4)} | {
        f"links-{number}": "" for number in range(5)
    }
    wrong = {
        "posts-0-start": "2019",
        "posts-2-end": "2020",
        "links-1": "tanpa titik",
        "links-3": "juga tidak",
    }

    page = send(candidate, **(empty | wrong)).text

    [box] = re.findall(r'<div class="notice notice-danger".*?</div>', page, re.DOTALL)
    assert [line.partition(":")[0] for line in re.findall(r"<a [^>]*>([^<]*)</a>", box)] == [
        "Pekerjaan atau jabatan 1, Pekerjaan atau jabatan",
        "Pekerjaan atau jabatan 1, Organisasi",
        "Pekerjaan atau jabatan 3, Pekerjaan atau jabatan",
        "Pekerjaan atau jabatan 3, Organisasi",
        "Tautan 2",
        "Tautan 4",
    ]
