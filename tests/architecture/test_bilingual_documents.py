"""A document for HR says the same in both languages: the same parts, tables, figures and files."""

import re

import pytest

from hiring.paths import CHECKOUT

DOCS = CHECKOUT / "docs"
PAIRS = {
    "how-to-call-a-referee.md": "id/cara-menelepon-pemberi-referensi.md",
    "how-to-lead-an-interview.md": "id/memimpin-wawancara.md",
    "kinds-of-tasks.md": "id/jenis-tugas.md",
    "writing-tasks-and-questions.md": "id/menulis-tugas-dan-pertanyaan.md",
    "what-the-law-asks.md": "id/yang-diminta-undang-undang.md",
    "what-candidates-are-told.md": "id/yang-disampaikan-kepada-kandidat.md",
    "what-the-numbers-mean.md": "id/arti-angka.md",
    "preparing-reviewers.md": "id/menyiapkan-penilai.md",
    "what-the-quality-page-says.md": "id/yang-dikatakan-halaman-mutu.md",
    "when-data-leaked.md": "id/saat-data-bocor.md",
    "when-somebody-asks-to-be-forgotten.md": "id/saat-seseorang-meminta-datanya-dihapus.md",
}


def both(english):
    return [(DOCS / name).read_text("utf-8") for name in (english, PAIRS[english])]


def shape(line):
    """Return what kind of line it is: a heading of its depth, a row of so many cells, a numbered step."""
    if found := re.match(r"#+ |\d\. ", line):
        return found.group()
    return line.count("|") if line.startswith("|") else None


@pytest.mark.parametrize("english", PAIRS)
def test_each_leads_to_the_other(english):
    in_english, in_indonesian = both(english)

    assert f"({PAIRS[english]})" in in_english
    assert f"(../{english})" in in_indonesian


@pytest.mark.parametrize("english", PAIRS)
def test_both_have_the_same_parts_and_lines_of_tables(english):
    in_english, in_indonesian = ([shape(line) for line in text.splitlines()] for text in both(english))

    assert list(filter(None, in_english)) == list(filter(None, in_indonesian))


@pytest.mark.parametrize("english", PAIRS)
def test_both_name_the_same_figures_and_files(english):
    figures = [re.findall(r"\d+", text) for text in both(english)]
    files = [set(re.findall(r"`([\w./-]+\.\w+|/[\w/]+|[\w-]+_\w+)`", text)) for text in both(english)]

    assert sorted(figures[0]) == sorted(figures[1])
    assert files[0] == files[1]
