"""Anybody who holds a report or a receipt can check it, and learns nothing about whom it is."""

import hashlib
import io

import pytest
from sqlalchemy import func, select

from hiring.db import Base
from hiring.files.downloads import current_folder
from hiring.files.models import StoredFile
from hiring.fingerprints import in_groups
from hiring.reports import actions, queries
from hiring.reports.codes import LETTERS, code_typed, new_code
from hiring.reports.verification import LARGEST_FILE
from hiring.sittings.normalising import fingerprint
from hiring.web.limits import limiter
from tests.factories.reports import asked, scored
from tests.page import words

PDF = b"%PDF-1.7 " + bytes(range(256)) * 20


@pytest.fixture
def ready(session):
    return scored()


@pytest.fixture
def report(session, client, ready):
    client.set_cookie("locale", "en")
    report = asked(ready)
    _issue(session, report, PDF)
    return report


def _issue(session, report, pdf):
    kept = actions.keep_pdf(current_folder(), report.code, pdf)
    actions.issue(session, queries.report_by_id(session, report.id), kept)


def _upload(client, content: bytes, name: str = "report.pdf"):
    reply = client.send("/verify/file", file=(io.BytesIO(content), name))
    reply.request.environ["wsgi.input"].close()  # the test's own copy of what it sent
    return reply


def test_a_code_is_read_however_it_was_typed(client, report):
    for typed in (report.code, report.code.lower(), report.code.replace("-", " "), report.code[3:]):
        reply = client.send("/verify", code=f"  {typed} ")
        assert (reply.status_code, reply.location) == (302, f"/verify/{report.code}")


def test_an_issued_report_is_valid_and_says_when_where_and_with_which_fingerprint(client, report):
    page = words(client.get(f"/verify/{report.code}").text)

    assert "Valid: we issued a report with this code, and it is in force." in page
    assert "Issued by PT Contoh Nusantara" in page
    assert report.pdf_sha256 in page
    assert "The code alone does not show that the paper or file in front of you is unchanged." in page


def test_the_same_bytes_are_valid(client, report):
    reply = _upload(client, PDF)

    assert reply.status_code == 200
    assert "Valid: this file is a report of ours, unchanged in every byte, and in force." in words(reply.text)


@pytest.mark.parametrize("place", [0, 9, len(PDF) // 2, len(PDF) - 1])
def test_one_flipped_byte_makes_a_file_unknown(client, report, place):
    changed = bytearray(PDF)
    changed[place] ^= 1

    page = words(_upload(client, bytes(changed)).text)

    assert "Unknown: this file is not a report as we issued it." in page
    assert "at least one byte was changed" in page
    assert "The code on its first page can still be checked below." in page
    assert report.code not in page


def test_a_file_that_was_compared_is_kept_nowhere(client, session, report):
    def everything():
        files = {path: path.read_bytes() for path in current_folder().root.rglob("*") if path.is_file()}
        return files, session.scalars(select(StoredFile.sha256).order_by(StoredFile.id)).all()

    before = everything()

    _upload(client, PDF)
    _upload(client, PDF + b"of somebody else")

    assert everything() == before


def test_a_byte_more_or_less_makes_a_file_unknown(client, report):
    for changed in (PDF + b"\n", PDF[:-1], b""):
        assert "Unknown: this file is not a report as we issued it." in _upload(client, changed).text


def test_a_superseded_report_is_said_to_be_so_by_code_and_by_file(client, session, ready, report):
    newer = asked(ready)
    _issue(session, newer, PDF + b"2")

    by_code, by_file = words(client.get(f"/verify/{report.code}").text), words(_upload(client, PDF).text)

    assert "Superseded: we issued a report with this code, but a newer one has replaced it." in by_code
    assert "Superseded: this file is a report of ours, unchanged, but a newer one has replaced it." in by_file
    assert newer.code not in by_code + by_file


def test_a_code_that_was_never_issued_is_unknown(client, ready, report):
    queued = asked(ready)

    for code in ("HR-AAAA-AAAA", queued.code, "nonsense", "x" * 500):
        page = client.get(f"/verify/{code}")
        assert page.status_code == 200
        assert "Unknown: we have issued no report with the code" in page.text


def test_what_is_no_code_is_refused_beside_the_field(client, report):
    reply = client.send("/verify", code="hello")

    assert reply.status_code == 422
    assert "This is not the code of a report. It looks like HR-7F3K-2M9Q." in reply.text
    assert client.send("/verify", code="").status_code == 422


def test_no_file_and_a_file_too_large_are_answered_in_a_sentence(client, report):
    assert client.send("/verify/file").status_code == 422

    reply = _upload(client, bytes(LARGEST_FILE + 1))

    assert reply.status_code == 413
    assert "The file is larger than 15 MB, so it is not a report of ours." in reply.text
    assert _upload(client, bytes(LARGEST_FILE)).status_code == 200


def test_an_enormous_request_is_refused_before_it_is_read(client, report):
    reply = _upload(client, bytes(LARGEST_FILE + 2**20))

    assert reply.status_code == 413


def test_no_name_opening_or_person_is_shown_to_a_stranger(client, report):
    pages = [client.get(f"/verify/{report.code}").text, _upload(client, PDF).text, client.get("/verify").text]

    for page in pages:
        for secret in ("Siti", "Rahmawati", "Community Officer", "Petugas", "Bekasi", "K-0"):
            assert secret not in page


def test_the_page_speaks_indonesian_to_begin_with(client, session):
    assert "Periksa keaslian laporan" in client.get("/verify").text


def test_markup_in_a_code_is_shown_as_text(client, report):
    assert "<script>" not in client.get("/verify/<script>alert(1)<").text


def test_guessing_is_slowed_down(app, client, report):
    limiter.enabled = True
    try:
        statuses = [client.get(f"/verify/{new_code()}").status_code for _ in range(25)]
    finally:
        limiter.enabled = False
        limiter.reset()

    assert statuses[:20] == [200] * 20
    assert statuses[20:] == [429] * 5


def test_new_codes_are_readable_and_never_the_same():
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(code_typed(code) == code for code in codes)
    assert not set("01ILOU") & set(LETTERS)


SAME = "Sama: ini persis teks yang memiliki sidik jari itu."
TEXT = "Yth. Ibu Lastri,\n\nterima kasih atas surat Ibu: kami datang hari Senin.\n"


def told(client, text, sha256, status=200):
    reply = client.send("/verify/text", text=text, sha256=sha256)
    assert reply.status_code == status
    return reply.text


@pytest.mark.parametrize("typed", [TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace("\n", "\r")])
@pytest.mark.parametrize("spelled", [str, str.upper, in_groups])
def test_a_text_is_checked_against_the_fingerprint_of_a_receipt(client, session, typed, spelled):
    assert SAME in told(client, typed, spelled(hashlib.sha256(TEXT.encode()).hexdigest()))


def test_a_receipt_of_before_told_the_fingerprint_of_the_json_around_the_text(client, session):
    assert SAME in told(client, TEXT, fingerprint({"text": TEXT}))


def test_one_other_character_makes_another_text(client, session):
    page = told(client, TEXT.replace("Senin", "Selasa"), hashlib.sha256(TEXT.encode()).hexdigest())

    assert SAME not in page
    assert "Tidak sama" in page
    assert "hari Selasa." in page, "what was typed stays"


@pytest.mark.parametrize("sha256", ["", "abc", "z" * 64, "0" * 65])
def test_what_is_no_fingerprint_is_refused_beside_its_field_and_the_text_stays(client, session, sha256):
    assert "hari Senin." in told(client, TEXT, sha256, status=422)


def test_a_text_that_was_compared_is_kept_nowhere(client, session):
    def rows():
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }

    before = rows()
    told(client, TEXT, "0" * 64)
    assert rows() == before
