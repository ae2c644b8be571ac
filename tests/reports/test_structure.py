"""What a screen reader meets in a report: every part once, links that are their titles, whole tables."""

import io
from collections import Counter
from dataclasses import replace

import pikepdf
import pytest

from hiring.dossiers.canonical import dossier_as_json
from hiring.reports.pdf import render_in_child
from tests.factories import dossiers
from tests.reports.print_out import VERIFY_URL, printed
from tests.reports.read_aloud import tree_of

pytestmark = pytest.mark.xdist_group("printed")

SAMPLES = [("rich", "id"), ("rich", "en"), ("sparse", "id"), ("crowded", "id"), ("hostile", "en")]


def test_each_line_of_the_contents_is_one_link_that_says_its_title_and_then_the_page():
    pdf = printed("rich", "en")
    [contents, *_] = tree_of(pdf).every("/L")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        links = [one for one in opened.pages[0].Annots if one.Subtype == "/Link"]

    lines = [(line.parts[0].words, [part.role for part in line.every()]) for line in contents.parts]
    assert len(lines) == 13
    assert lines[0] == ("Summary 2", ["/LI", "/LBody", "/Link", "/Span"])
    assert lines[7] == ("References 7", ["/LI", "/LBody", "/Link", "/Span"])
    assert {tuple(roles) for _, roles in lines} == {("/LI", "/LBody", "/Link", "/Span")}
    assert len(links) == 13 + 1


@pytest.mark.parametrize(("kind", "locale"), SAMPLES)
def test_no_part_holds_one_of_its_own_kind(kind, locale):
    once = {"/H1", "/H2", "/H3", "/H4", "/P", "/Link", "/Table", "/TR", "/TH", "/TD", "/Caption", "/L"}

    nested = [
        inner
        for part in tree_of(printed(kind, locale)).every()
        if part.role in once
        for inner in part.every(part.role)
        if inner is not part
    ]

    assert nested == []


@pytest.mark.parametrize(("kind", "locale"), SAMPLES)
def test_there_is_one_title_and_no_part_that_means_nothing(kind, locale):
    roles = Counter(part.role for part in tree_of(printed(kind, locale)).every())

    assert roles["/H1"] == 1
    assert roles["/Document"] == 1
    assert "/NonStruct" not in roles


def test_a_section_over_several_pages_is_one_section_and_a_paragraph_over_two_is_one_paragraph():
    text = " ".join(f"Kalimat ke-{number} dari surat yang panjang sekali." for number in range(200))
    pdf = render_in_child(
        dossier_as_json(dossiers.with_answer(dossiers.sparse("id"), text)), verify_url=VERIFY_URL
    )
    tree = tree_of(pdf)

    [paragraph] = [part for part in tree.every("/P") if "Kalimat ke-1 " in part.words]
    assert len(paragraph.pages) >= 3
    assert "Kalimat ke-199 " in paragraph.words
    assert len(list(tree.every("/Sect"))) == len(list(tree_of(printed("sparse", "id")).every("/Sect")))


def _many_ratings():
    full = dossiers.rich("en")
    first = full.competencies[0]
    more = tuple(
        replace(one, task_title=f"{one.task_title}, version {number}", reason=f"{number}: {one.reason}")
        for number in range(9)
        for one in first.ratings[:4]
    )
    return replace(full, competencies=(replace(first, ratings=more), *full.competencies[1:]))


def test_a_table_over_a_page_break_is_one_table_with_one_caption_and_one_head():
    pdf = render_in_child(dossier_as_json(_many_ratings()), verify_url=VERIFY_URL)

    table = next(part for part in tree_of(pdf).every("/Table") if "Ratings and reasons" in part.words)
    assert len(table.pages) >= 3
    assert [part.role for part in table.parts] == ["/Caption", "/THead", "/TBody"]
    assert table.parts[1].words == "Task Reviewer Level Reason, with quotations from the answer"
    rows = table.parts[2].parts
    assert len(rows) == 36
    assert [len(row.parts) for row in rows] == [4] * 36
    assert table.words.count("Reason, with quotations") == 1


def test_every_cell_names_headers_that_are_there():
    pdf = render_in_child(dossier_as_json(_many_ratings()), verify_url=VERIFY_URL)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        parts = [
            one
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
        ]
        names = [str(one.ID) for one in parts if one.S == "/TH"]
        named = [[str(name) for name in one.A.Headers] for one in parts if one.S == "/TD"]

    assert len(names) == len(set(names))
    assert {name for headers in named for name in headers} <= set(names)
    assert all(headers for headers in named)
    assert Counter(len(headers) for headers in named)[2] > 100


@pytest.mark.parametrize(("kind", "locale"), SAMPLES)
def test_all_that_is_drawn_is_in_the_tree_or_an_artifact(kind, locale):
    with pikepdf.open(io.BytesIO(printed(kind, locale))) as opened:
        numbered = opened.Root.StructTreeRoot.ParentTree.Nums
        for number, page in enumerate(opened.pages):
            owners = numbered[2 * number + 1]
            tagged = {
                int(operands[1].MCID)
                for operands, operator in pikepdf.parse_content_stream(page)
                if operator == pikepdf.Operator("BDC") and "/MCID" in operands[1]
            }
            assert tagged == {place for place, owner in enumerate(owners) if owner is not None}
