"""Words in the scripts of Indonesia are drawn, in fonts of our own; a copied text is the stored one."""

import io
import subprocess
from dataclasses import replace

import pypdfium2
import pytest
from page import validate_pdf_bytes
from pypdfium2 import raw

from hiring.dossiers.canonical import dossier_as_json
from hiring.reports import fonts
from hiring.reports.pdf import render_in_child
from tests.factories import dossiers
from tests.reports.print_out import VERIFY_URL, pages_of, printed

pytestmark = pytest.mark.xdist_group("printed")

WORDS = {
    "arabic": "سلام عليكم",
    "balinese": "ᬲ᭄ᬯᬲ᭄ᬢᬶ",
    "buginese": "ᨔᨒᨆ",
    "javanese": "ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ",
    "sundanese": "ᮞᮥᮙ᮪ᮕᮤᮀ",
}


@pytest.fixture(scope="module")
def in_every_script() -> bytes:
    """The report of somebody whose name and answers are in all scripts that can be drawn."""
    dossier = dossiers.sparse("id")
    dossier = replace(dossier, candidate=replace(dossier.candidate, name=f"Tono {WORDS['javanese']}"))
    for word in WORDS.values():
        dossier = dossiers.with_answer(dossier, f"{word} (2026) {word}\n\nBaris kedua.")
    return render_in_child(dossier_as_json(dossier), verify_url=VERIFY_URL)


def test_each_script_is_drawn_with_its_font_and_no_letter_is_missing(in_every_script):
    listed = subprocess.run(["pdffonts", "-"], input=in_every_script, capture_output=True, check=True)
    checked = [validate_pdf_bytes(in_every_script, profile=profile) for profile in ("ua1", "2a")]

    assert {script for script in WORDS if f"+Report-{script.title()} " in listed.stdout.decode()} == set(
        WORDS
    )
    assert [(each.rule_id, each.message) for one in checked for each in one.failures] == []
    assert "[U+" not in " ".join(pages_of(in_every_script)[1:]).replace("[U+1F642]", "")
    assert VERIFY_URL in pages_of(in_every_script)[0]


def test_the_letters_of_an_answer_can_be_copied(in_every_script):
    copied = "".join(pages_of(in_every_script))

    for word in WORDS.values():
        assert set(word) - {" "} <= set(copied)


def test_a_report_without_other_scripts_sets_no_font_up_for_them():
    assert fonts.script_faces("Siti Rahmawati: 10 % × 2, “ya” – €") == ()
    assert [face.family for face in fonts.script_faces("ꦱꦸꦒꦼꦁ سلام")] == ["Report Arabic", "Report Javanese"]


def test_text_from_the_right_begins_at_the_right(in_every_script, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(in_every_script)
    document = pypdfium2.PdfDocument(path)
    drawn = [
        (one.extract(), one.get_bounds())
        for page in document
        for read in [page.get_textpage()]
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1, textpage=read)
    ]

    ends = max(right for said, (_, _, right, _) in drawn if "سلام" in said)
    begins = min(left for said, (left, *_) in drawn if "Baris kedua" in said)
    assert 120 < (ends - begins) / 72 * 25.4 < 133


LETTER = (
    "Anak-anak dan ibu-ibu bersama-sama bersungguh-sungguh memperbaiki saluran-saluran air di desa-desa itu, "
    "sebaik-baiknya dan selambat-lambatnya pada hari-hari pertama. "
)


@pytest.mark.parametrize("read", ["poppler", "pdfium"])
def test_a_copied_text_is_the_stored_one_hyphens_and_all(read):
    stored = LETTER * 12
    dossier = dossiers.sparse("id")
    pdf = render_in_child(dossier_as_json(dossiers.with_answer(dossier, stored)), verify_url=VERIFY_URL)

    copied = _poppler(pdf) if read == "poppler" else _pdfium(pdf)

    assert " ".join(stored.split()) in " ".join(copied.split())


@pytest.mark.parametrize("locale", ["id", "en"])
def test_no_hyphen_of_an_answer_a_reason_or_a_reference_ends_a_line(locale):
    lines = [line.rstrip() for line in _pdfium(printed("rich", locale)).splitlines()]

    assert [line for line in lines if line.endswith(("-", "\u0002", "\u2010"))] == []


def _poppler(pdf: bytes) -> str:
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def _pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)
