"""What is accepted as a CV, and under which name files are kept and handed out."""

import io

import pytest

from hiring.files.actions import NotAPdf, keep_cv, keep_file
from hiring.files.downloads import current_folder, send_stored
from hiring.files.folder import FileTooLarge
from hiring.files.rules import LARGEST_CV, looks_like_pdf, plain_name
from tests.factories.files import PLAIN_PDF

PDF = PLAIN_PDF


@pytest.mark.process
def test_a_cv_that_is_a_pdf_is_kept_with_the_name_its_owner_gave(app):
    stored = keep_cv(current_folder(), io.BytesIO(PDF), name="C:\\Users\\Ayu\\CV Ayu Lestari.pdf")

    assert (stored.original_name, stored.size, stored.media_type) == (
        "CV Ayu Lestari.pdf",
        len(PDF),
        "application/pdf",
    )
    assert current_folder().read(stored.sha256) == PDF


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b"<html>\n" + PDF,
        b"%PDF-1.7 cut off in the middle",
        b"PK\x03\x04 a document of an office",
        PDF.replace(b"%%EOF", b"") + b"x" * 3000,
    ],
)
def test_what_is_not_a_pdf_from_the_first_to_the_last_byte_is_refused(app, content):
    with pytest.raises(NotAPdf) as refused:
        keep_cv(current_folder(), io.BytesIO(content), name="cv.pdf")

    assert refused.value.status == 415


def test_a_pdf_ends_as_one_within_its_last_two_kilobytes():
    end = b"startxref\n9\n%%EOF"

    assert LARGEST_CV == 5_242_880
    assert looks_like_pdf(b"%PDF-1.7" + end + b" " * (2048 - len(end)))
    assert not looks_like_pdf(b"%PDF-1.7" + end + b" " * (2049 - len(end)))
    assert not looks_like_pdf(b"%PDF-1.7 startxref")
    assert not looks_like_pdf(b"%PDF-1.7 %%EOF")
    assert not looks_like_pdf(b" %PDF-1.7" + end)


@pytest.mark.process
def test_a_cv_of_five_megabytes_is_kept_and_one_byte_more_is_refused(app):
    filler = b"%" * (LARGEST_CV - len(PDF))
    whole = PDF[:9] + filler + PDF[9:]
    assert looks_like_pdf(whole)
    assert keep_cv(current_folder(), io.BytesIO(whole), name="cv.pdf").size == LARGEST_CV

    with pytest.raises(FileTooLarge):
        keep_cv(current_folder(), io.BytesIO(whole + b"\n"), name="cv.pdf")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("cv.pdf", "cv.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("  ...  ", "file"),
        ("Daftar Riwayat Hidup – Ayu.pdf", "Daftar Riwayat Hidup – Ayu.pdf"),
        ("n" * 300 + ".pdf", "n" * 196 + ".pdf"),
        ("n" * 196 + ".pdf", "n" * 196 + ".pdf"),
        ("n" * 300 + ".abcdefghij", "n" * 189 + ".abcdefghij"),
        ("n" * 300 + ".abcdefghijk", "n" * 200),
        ("n" * 300, "n" * 200),
        ("." + "n" * 300, "n" * 200),
    ],
)
def test_a_name_is_shown_without_path_and_control_characters(given, shown):
    assert plain_name(given) == shown


def test_a_stored_file_is_handed_out_to_be_saved_and_never_to_be_run(app):
    stored = keep_file(
        current_folder(),
        b"<script>alert(1)</script>",
        name='Surat "penting" – Ayu.html',
        media_type="text/html",
        purpose="test",
        largest=100,
    )
    with app.test_request_context():
        reply = send_stored(stored)
        reply.direct_passthrough = False
        body = reply.get_data()
        reply.close()

    assert body == b"<script>alert(1)</script>"
    assert reply.headers["Content-Disposition"].startswith("attachment; filename=")
    assert (
        "filename*=UTF-8''Surat%20%22penting%22%20%E2%80%93%20Ayu.html"
        in reply.headers["Content-Disposition"]
    )
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Cache-Control"] == "no-store, no-cache"
