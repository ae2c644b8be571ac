"""What a report says and how it stands on its pages, read back from the PDF."""

import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pikepdf
import pytest
from page import validate_pdf_bytes

from hiring.dossiers.canonical import content_hash, dossier_as_json
from hiring.dossiers.values import DossierRaterMean
from hiring.reports.pdf import render_in_child
from tests.factories import dossiers
from tests.reports.print_out import VERIFY_URL, facts_about, lines_of, pages_of, printed, words_of

pytestmark = pytest.mark.xdist_group("printed")

#: Rules of outloud that guess. TBL-010 takes a table with few rows for a broken one; LNK-010 wants
#: addresses that people typed to be links, and we will not make them clickable; HDG-010 and ORD-001
#: dislike what hostile text makes of a heading.
_GUESSES = ("TBL-010", "LNK-010", "HDG-010", "ORD-001")
_LOOKED_AT = ("ran", "not-applicable")
#: What outloud cannot look at: two rules it names and does not have, and those that compare two files.
_NOT_LOOKED_AT = {"HDG-004", "ORD-002", "SEM-001", "SEM-002", "SEM-003"}
SAMPLES = [("rich", "id"), ("rich", "en"), ("sparse", "id")]


def test_the_indonesian_report_says_what_the_dossier_says():
    words = words_of(printed("rich", "id"))

    for said in [
        "Laporan kandidat Siti Rahmawati Nurhaliza Community Officer, Bekasi, Jawa Barat",
        "Jawaban diserahkan 24 November 2026, 14.52 WIB",
        "Kode laporan HR-7F3K-2M9Q",
        VERIFY_URL,
        "Skor ini didasarkan pada 4 tugas dan 16 nilai, serta mencakup 85% bobot rubrik.",
        "Tertinggi: Jejaring dan kemitraan (3,75). Terendah: Adaptabilitas (3,00).",
        "Nilai para penilai berbeda 2 tingkat atau lebih pada: Adaptabilitas.",
        "Komunikasi tertulis 25% 3,50 3 · Memenuhi standar 3,33 3,67 4,25",
        "Tingkat 4: Di atas standar Juga menemukan kelompok yang jarang bersuara",
        "Bapak benar bahwa muara waktu itu tercemar.",
        "Tidak diukur. Tidak ada tugas dalam asesmen ini yang mengukurnya.",
        "1 pernyataan dijawab “tidak sempat melihat”. Hasil ini tidak ikut dihitung dalam skor.",
        "R1 · Mantan atasan langsung Dewi Kartikasari · 2019–2023, setiap hari",
        "sejak 2023 R1 dan R2",
        "Ditawari posisi ini",
        "Diputuskan oleh Bambang Prasetyo pada 3 Desember 2026, 15.40 WIB",
        "8 dari 9 Versi 1 – sementara: belum disahkan oleh panel ahli",
        "Saya akan hadir di balai desa pada Kamis, 12 November",
        "Dana cadangan 10 % 6.815.000",
        "Paling tidak efektif A · Menulis bahwa cerita itu bohong",
        "SR-4KQ2-88TM",
        content_hash(dossiers.rich("id")),
    ]:
        assert said in words


def test_the_english_report_says_it_in_english():
    words = words_of(printed("rich", "en"))

    for said in [
        "It rests on 4 tasks and 16 ratings, and covers 85% of the weight of the rubric.",
        "Answers handed in 24 November 2026, 14:52 WIB",
        "Written communication 25% 3.50 3 · Meets the standard 3.33 3.67 4.25",
        "Level 4: Above standard Also finds quiet, affected or opposing groups",
        "Mean 4.00 on the scale from 1 to 5, from 3 statements by 2 referees. 1 statement was answered",
        "Offer the position",
        "Rated from 1 (very ineffective) to 7 (very effective)",
        "183 words · SHA-256 ecab96d0d973c2b3d3546bd3b63c16d5c64ad17c30b91f585a2ab80c63873ac6",
    ]:
        assert said in words


def test_a_report_with_nothing_measured_says_so_and_shows_no_zero():
    pages = pages_of(printed("sparse", "id"))

    assert "Tidak ada skor total." in pages[1]
    assert "Skor yang tidak ada bukanlah skor rendah." in pages[1]
    assert not re.search(r"\b0,00\b", " ".join(pages))
    assert "Belum ada referensi yang diterima untuk lamaran ini." in " ".join(pages)
    assert "Belum ada keputusan yang tercatat saat laporan ini dibuat." in " ".join(pages)
    assert "Tidak dijawab." in " ".join(pages)


@pytest.mark.parametrize(("kind", "locale"), SAMPLES)
def test_the_summary_is_page_two_and_fits_it_and_the_decision_comes_next(kind, locale):
    pages = pages_of(printed(kind, locale))
    names = [one.name for one in getattr(dossiers, kind)(locale).competencies]

    assert re.match(r"Ringkasan |Summary ", pages[1])
    assert all(name in pages[1] for name in names)
    decision = "Keputusan " if locale == "id" else "Decision "
    assert decision in pages[1].rpartition(names[-1])[2] or pages[2].startswith(decision)


@pytest.mark.parametrize("many", [7, 12])
def test_figures_of_many_reviewers_stand_apart_in_the_summary(many):
    means = tuple(DossierRaterMean(letter, Decimal("4.00")) for letter in ascii_uppercase[:many])
    dossier = dossiers.rich("en")
    crowded = replace(dossier, competencies=tuple(replace(one, raters=means) for one in dossier.competencies))

    pdf = render_in_child(dossier_as_json(crowded), verify_url=VERIFY_URL)

    read = subprocess.run(
        ["pdftotext", "-l", "3", "-", "-"], input=pdf, check=True, capture_output=True
    ).stdout.decode()
    assert read.split().count("4.00") >= many * len(dossier.competencies)
    assert re.findall(r"\d\.\d\d+\.\d\S*", read) == []


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("id", "Keputusan: Ditawari posisi ini Diputuskan oleh Bambang Prasetyo pada 3 Desember 2026"),
        ("en", "Decision: Offer the position Decided by Bambang Prasetyo on 3 December 2026"),
    ],
)
def test_page_two_begins_with_what_was_decided_by_whom(locale, said):
    assert said in pages_of(printed("rich", locale))[1]


@pytest.mark.parametrize(
    ("locale", "heads"), [("id", "Penilai A Penilai B"), ("en", "Reviewer A Reviewer B")]
)
def test_the_heads_of_the_columns_of_reviewers_stand_apart(locale, heads):
    assert heads in pages_of(printed("rich", locale))[1]


@pytest.mark.parametrize(("kind", "locale"), SAMPLES)
def test_every_page_but_the_cover_is_headed_by_the_candidates_code_and_its_number(kind, locale):
    pages = pages_of(printed(kind, locale))
    dossier = getattr(dossiers, kind)(locale)
    title, page = (
        ("Laporan kandidat", "Halaman {} dari {}")
        if locale == "id"
        else ("Candidate report", "Page {} of {}")
    )

    for number, words in enumerate(pages[1:], 2):
        header = f"{title} · {dossier.candidate.code} {page.format(number, len(pages))}"
        assert header in words


@pytest.mark.parametrize(("kind", "locale"), [*SAMPLES, ("crowded", "id"), ("hostile", "en")])
def test_no_page_ends_with_a_heading(kind, locale, tmp_path):
    last = [lines[-1] for lines in lines_of(printed(kind, locale), tmp_path)]

    assert [line.words for line in last if line.is_heading] == []


@pytest.mark.parametrize(("kind", "locale"), SAMPLES)
def test_no_word_reaches_into_the_right_margin(kind, locale, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(printed(kind, locale))
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, text=True)
    words = re.findall(r'xMax="([\d.]+)"[^>]*>([^<]+)<', boxes.stdout)

    edge = (210 - 21) / 25.4 * 72
    assert len(words) > 100
    assert [word for right, word in words if float(right) > edge + 0.5] == []


@pytest.mark.parametrize(("kind", "locale"), [*SAMPLES, ("crowded", "id")])
def test_no_page_but_the_last_is_nearly_empty(kind, locale, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(printed(kind, locale))
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, text=True)
    ends = [
        max(float(bottom) for bottom in re.findall(r'yMax="([\d.]+)"', page))
        for page in boxes.stdout.split("<page ")[1:]
    ]

    assert len(ends) > 3
    assert [number for number, end in enumerate(ends[:-1], 1) if end < 842 / 2] == []


def test_the_fingerprint_of_an_answer_stands_on_the_page_where_the_answer_ends():
    dossier = dossiers.sparse("id")
    for lines in range(5, 65):
        text = "\n".join(f"Baris {number} dari surat." for number in range(lines))
        dossier = dossiers.with_answer(dossier, text)
    pages = pages_of(render_in_child(dossier_as_json(dossier), verify_url=VERIFY_URL))
    ends = [page for page in pages if "kata · SHA-256" in page]

    assert sum(page.count("kata · SHA-256") for page in ends) >= 60
    assert [page[:90] for page in ends if "Baris" not in page.split("kata · SHA-256")[0]] == []


def test_with_many_competencies_the_proof_stays_on_the_cover_and_the_table_in_one_piece():
    pages = pages_of(printed("crowded", "id"))
    dossier = dossiers.crowded("id")

    assert VERIFY_URL in pages[0]
    assert "28 November 2026, 01.59 WIT" in pages[0]
    assert pages[1].startswith("Ringkasan")
    assert pages[2].startswith("Skor per kompetensi")
    assert pages[2].count("3 · Memenuhi standar") + pages[2].count("4 · Di atas standar") == 8
    assert pages[3].startswith(dossier.competencies[0].name)


def test_two_text_sizes_two_headings_and_the_title_are_all_sizes_there_are(tmp_path):
    pages = lines_of(printed("rich", "en"), tmp_path)
    outside_charts = [
        line
        for number, lines in enumerate(pages)
        if (number > 8 or number == 0)
        and "Interest →" not in [each.words for each in lines]  # a map of actors
        for line in lines
    ]

    assert {line.size for line in outside_charts} == {14, 16, 24, 42}


def test_the_same_dossier_gives_the_same_bytes():
    again = render_in_child(dossier_as_json(dossiers.sparse("id")), verify_url=VERIFY_URL)

    assert again == printed("sparse", "id")


def test_the_file_tells_its_code_and_the_software_and_nothing_of_the_candidate():
    pdf = printed("rich", "id")
    facts = facts_about(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        metadata = opened.Root.Metadata.read_bytes().decode()

    assert facts["Title"] == "Laporan kandidat HR-7F3K-2M9Q"
    assert facts["Creator"] == "hiring 0.1.0"
    assert facts["CreationDate"] == "2026-12-04T03:15:00Z"
    assert "Author" not in facts
    assert "Siti" not in metadata
    assert "/work" not in metadata


def test_the_report_is_tagged_in_its_language_with_bookmarks():
    for locale in ("id", "en"):
        with pikepdf.open(io.BytesIO(printed("rich", locale))) as opened, opened.open_outline() as outline:
            assert str(opened.Root.Lang) == locale
            (title,) = outline.root
            chapters = [str(one.title) for one in title.children]
            assert str(title.title).endswith("Siti Rahmawati Nurhaliza")
            assert len(chapters) == 13
            assert chapters[1] == ("Keputusan" if locale == "id" else "Decision")
            assert chapters[2] == dossiers.rich(locale).competencies[0].name


def test_headers_of_tables_have_a_scope_and_links_a_name():
    with pikepdf.open(io.BytesIO(printed("rich", "en"))) as opened:
        scopes = [str(one.A.Scope) for one in opened.objects if _is(one, "/S", "/TH")]
        links = [one for one in opened.objects if _is(one, "/Subtype", "/Link")]

        assert set(scopes) == {"/Column", "/Row"}
        assert {int(one.F) for one in links} == {4}
        assert "How this report came about" in {str(one.Contents) for one in links}


def test_only_the_bundled_fonts_are_used_and_they_are_embedded():
    listed = (
        subprocess.run(
            ["pdffonts", "-"], input=printed("hostile", "en"), capture_output=True, check=True, text=False
        )
        .stdout.decode()
        .splitlines()[2:]
    )

    assert listed
    assert all(" yes yes yes " in line for line in listed)
    assert {re.sub(r"^.*\+|-(Semi-)?Bold|-Italic| .*", "", line) for line in listed} == {
        "Report-Sans",
        "Report-Arabic",
    }


def test_the_file_says_that_it_is_for_archives_and_accessible_and_can_be_read_without_unpacking():
    pdf = printed("rich", "en")

    assert b'pdfaid:part="2" pdfaid:conformance="A"' in pdf
    assert b'pdfuaid:part="1"' in pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        [intent] = opened.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert "sRGB" in str(intent.OutputConditionIdentifier)


@pytest.mark.parametrize(("kind", "locale"), [*SAMPLES, ("crowded", "id"), ("hostile", "en")])
def test_checkers_find_the_file_sound_accessible_and_fit_for_archives(kind, locale, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(printed(kind, locale))

    sound = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    accessible = validate_pdf_bytes(printed(kind, locale), profile="ua1")
    lasting = validate_pdf_bytes(printed(kind, locale), profile="2a")
    heard = _heard_by_outloud(path)

    assert (sound.returncode, sound.stderr) == (0, "")
    assert [(each.rule_id, each.message) for each in (*accessible.failures, *lasting.failures)] == []
    assert accessible.rules.passed == accessible.rules.total >= 104
    assert lasting.rules.passed == lasting.rules.total >= 154
    assert [each for each in heard["findings"] if each["severity"] != "info"] == []
    assert {each["rule"] for each in heard["rules"] if each["status"] not in _LOOKED_AT} == _NOT_LOOKED_AT


def _heard_by_outloud(path: Path) -> dict[str, Any]:
    command = [
        Path(sys.executable).with_name("outloud"),
        "-q",
        "--json",
        "-",
        "--skip",
        ",".join(_GUESSES),
        path,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    [result] = json.loads(said[said.index("{") : said.rindex("}") + 1])["results"]
    assert isinstance(result, dict)
    return result


def _is(one: pikepdf.Object, key: str, name: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get(key) == pikepdf.Name(name)
