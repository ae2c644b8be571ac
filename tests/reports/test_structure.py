"""What a screen reader meets in a report: every part once, links that are their titles, whole tables."""

import io
import zlib
from collections import Counter
from dataclasses import replace

import pikepdf
import pydyf
import pytest

from hiring.banks.kinds.aids_declaration.report import DeclaredAids
from hiring.banks.kinds.in_tray.report import TrayAnswer
from hiring.banks.kinds.long_text.report import TextAnswer
from hiring.banks.kinds.moderation_queue.report import ModerationAnswer
from hiring.banks.kinds.negotiation.report import TalkAnswer
from hiring.banks.kinds.rank_with_reasons.report import RankingAnswer
from hiring.banks.kinds.shortlist.report import ShortlistAnswer
from hiring.banks.kinds.sop_steps.report import ProcedureAnswer
from hiring.banks.kinds.table.report import TableAnswer
from hiring.dossiers.canonical import dossier_as_json
from hiring.reports.pdf import render_in_child
from hiring.reports.pdf_accessibility import end_later_streams_without_doubt, end_without_doubt
from tests.factories import dossiers
from tests.reports.print_out import VERIFY_URL, printed
from tests.reports.read_aloud import tree_of

pytestmark = pytest.mark.xdist_group("printed")

SAMPLES = [
    ("rich", "id"),
    ("rich", "en"),
    ("sparse", "id"),
    ("crowded", "id"),
    ("hostile", "en"),
    ("interviewed", "id"),
]


def test_each_line_of_the_contents_is_one_link_that_says_its_title_and_then_the_page():
    pdf = printed("rich", "en")
    [contents, *_] = tree_of(pdf).every("/L")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        links = [one for one in opened.pages[0].Annots if one.Subtype == "/Link"]

    lines = [(line.parts[0].words, [part.role for part in line.every()]) for line in contents.parts]
    assert len(lines) == 13
    assert lines[0] == ("Summary 2", ["/LI", "/LBody", "/Link", "/Span"])
    assert lines[1] == ("Decision 3", ["/LI", "/LBody", "/Link", "/Span"])
    assert lines[8] == ("References 7", ["/LI", "/LBody", "/Link", "/Span"])
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


def test_an_english_report_of_indonesian_words_says_of_exactly_these_that_they_are_indonesian():
    dossier = dossiers.in_two_languages("en")
    tree = tree_of(printed("in_two_languages", "en"))
    named = [part for part in tree.every() if part.language is not None]

    assert {part.language for part in named} == {"id"}
    assert [part for one in named for part in one.every() if part is not one and part.language] == []
    reasons = [each.reason for one in dossier.competencies for each in one.ratings]
    quotes = [quote for one in dossier.competencies for each in one.ratings for quote in each.quotes]
    told = Counter((part.role, part.words) for part in named)
    assert told[("/P", dossier.decision.reason)] == 1
    assert told[("/P", "Community Officer, Bekasi, Jawa Barat")] == 1
    assert sorted(words for role, words in told.elements() if role == "/BlockQuote") == sorted(quotes)
    assert {("/P", reason) for reason in reasons} <= set(told)
    own = [said.own for one in dossier.references for said in one.answers]
    assert {("/P", words) for words in own} <= set(told)
    assert [part.role for part in tree.every() if part.words == "Often"] == ["/P"] * len(own)
    answers = [part.words for part in named if part.role in ("/Div", "/TBody")]
    assert answers == [" ".join(words.split()) for words in _own_words_of_the_candidate(dossier)]


def _own_words_of_the_candidate(dossier):
    for value in (part.value for task in dossier.answers for part in task.parts):
        match value:
            case TextAnswer(text):
                yield text
            case TableAnswer(_, rows):
                yield " ".join(cell or "–" for row in rows for cell in row)
            case RankingAnswer(options):
                yield from (option.reason for option in options if option.reason)
            case TrayAnswer(messages=replied) | TalkAnswer(turns=replied):
                yield from (each.reply for each in replied if each.reply)
            case ShortlistAnswer(rows):
                yield from (row.reason for row in rows if row.reason)
            case ModerationAnswer(_, reply):
                yield reply
            case ProcedureAnswer(steps, do, avoid):
                rows = enumerate(((step.what, step.who, step.approves) for step in steps), 1)
                yield " ".join(f"{number} {' '.join(cell or '–' for cell in row)}" for number, row in rows)
                yield from (do, avoid)
            case DeclaredAids(_, how) if how:
                yield how


def test_a_report_in_the_language_of_all_its_words_names_none():
    for dossier in ("in_two_languages", "rich"):
        assert {part.language for part in tree_of(printed(dossier, "id")).every()} == {None}


@pytest.mark.parametrize("compress", [True, False])
def test_a_stream_that_would_end_in_a_line_end_is_written_in_letters(compress):
    """Its last byte beside the line end that follows is taken for a part of that, and the file for broken."""
    tried = (b"%d" % number for number in range(100_000))
    text = next(each for each in tried if zlib.compress(each, 9).endswith(b"\r")) if compress else b"BT ET\n"
    stream, pdf = pydyf.Stream([text], compress=compress), pydyf.PDF()
    pdf.add_object(stream)

    end_without_doubt(stream)

    file = io.BytesIO()
    pdf.write(file)
    assert b"~>\nendstream" in file.getvalue()
    with pikepdf.open(file) as opened:
        read = [one.read_bytes() for one in opened.objects if isinstance(one, pikepdf.Stream)]
    assert read == [text]


def test_streams_that_are_made_while_the_file_is_written_end_so_too():
    """Packed objects and their table: each in one report of a hundred ended in a line end."""
    written = {with_care: [_small_file(number, with_care) for number in range(300)] for with_care in (0, 1)}

    doubtful = {care: sum(_ends_in_line_end(file) for file in files) for care, files in written.items()}

    assert doubtful[0] > 0
    assert doubtful[1] == 0
    for number, file in enumerate(written[1]):
        with pikepdf.open(io.BytesIO(file)) as opened:
            assert str(opened.Root.Text) == "x" * number


def _small_file(number: int, with_care: int) -> bytes:
    pdf, file = pydyf.PDF(), io.BytesIO()
    pdf.catalog["Text"] = pydyf.String("x" * number)
    if with_care:
        end_later_streams_without_doubt(pdf)
    pdf.write(file, version=b"1.7", compress=True)
    return file.getvalue()


def _ends_in_line_end(file: bytes) -> bool:
    with pikepdf.open(io.BytesIO(file)) as opened:
        streams = [one.read_raw_bytes() for one in opened.objects if isinstance(one, pikepdf.Stream)]
    return any(each.endswith((b"\r", b"\n")) for each in streams)


@pytest.mark.parametrize(("kind", "locale"), SAMPLES)
def test_no_stream_of_a_report_ends_in_a_line_end(kind, locale):
    with pikepdf.open(io.BytesIO(printed(kind, locale))) as opened:
        streams = [one.read_raw_bytes() for one in opened.objects if isinstance(one, pikepdf.Stream)]

    assert [len(each) for each in streams if each.endswith((b"\r", b"\n"))] == []
    assert len(streams) > 10
