"""A file of ratings is read as it stands, or refused with row numbers."""

import numpy as np
import pytest
import xlsxwriter

from hiring.stats.faults import MOST_FAULTS, UnreadableRatings
from hiring.stats.reading import read_ratings
from tests.stats.files import HEADING, drawn_rows, written

SCALE = (1.0, 5.0)


def faults(path, scale=SCALE):
    with pytest.raises(UnreadableRatings) as refusal:
        read_ratings(path, scale)
    return [fault.sentence % fault.values for fault in refusal.value.faults]


def test_blank_and_ne_are_no_evidence(tmp_path):
    found = read_ratings(
        written(tmp_path, "ana,t1,x,NETW,4", "ana,t1,y,NETW,NE", "ana,t1,z,NETW, ne ", "b,t1,x,NETW,"), SCALE
    )

    np.testing.assert_array_equal(found.values, [4, np.nan, np.nan, np.nan])
    assert found.names == {
        "candidate": ["ana", "b"],
        "task": ["t1"],
        "rater": ["x", "y", "z"],
        "competency": ["NETW"],
    }
    assert {column: codes.tolist() for column, codes in found.codes.items()} == {
        "candidate": [0, 0, 0, 1],
        "task": [0, 0, 0, 0],
        "rater": [0, 1, 2, 0],
        "competency": [0, 0, 0, 0],
    }


def test_columns_may_stand_in_any_order_with_others_between(tmp_path):
    path = written(tmp_path, "4,x,,NETW,t1,ana", heading=" Rating ,RATER,note,competency,task,candidate")

    assert read_ratings(path, SCALE).values.tolist() == [4]


@pytest.mark.parametrize(("delimiter", "rating"), [(";", "3,5"), ("\t", "3.5"), (",", "3.5")])
def test_semicolons_tabs_and_decimal_commas_are_understood(tmp_path, delimiter, rating):
    path = written(
        tmp_path, delimiter.join(["ana", "t1", "x", "NETW", rating]), heading=HEADING.replace(",", delimiter)
    )

    assert read_ratings(path, SCALE).values.tolist() == [3.5]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_bytes(f"\ufeff{HEADING}\r\nana,t1,x,NETW,4\r\n\r\n,,,,\r\nb,t1,x,NETW,5\r\n".encode())

    assert read_ratings(path, SCALE).values.tolist() == [4, 5]


def test_empty_cells_at_the_end_of_a_row_may_be_left_out_as_excel_does(tmp_path):
    path = written(
        tmp_path,
        "1;ana;t1;x;NETW;4;",
        "2;ana;t1;y;NETW",
        "3;b;t1;x",
        heading="no;" + HEADING.replace(",", ";") + ";note",
    )

    assert faults(path) == ["Row 4: the column “competency” is empty."]
    path = written(tmp_path, "ana,t1,x,NETW,4", "ana,t1,y,NETW")
    np.testing.assert_array_equal(read_ratings(path, SCALE).values, [4, np.nan])


def test_a_first_line_may_say_what_separates_the_cells(tmp_path):
    path = tmp_path / "ratings.csv"
    heading = HEADING.replace(",", ";")
    path.write_text(f"\ufeffsep=;\r\n{heading}\r\nana;t1;x;NETW;3,5\r\nana;t1;x;NETW;zero\r\n", "utf-8")

    assert faults(path) == ["Row 4: the rating “zero” is not a number. No evidence is left blank, or NE."]
    path.write_text(f"sep=;\n{heading}\nana;t1;x;NETW;3,5\n", "utf-8")
    assert read_ratings(path, SCALE).values.tolist() == [3.5]


def test_what_nobody_sees_around_a_name_makes_no_other_name_of_it(tmp_path):
    path = written(tmp_path, "ana,t1,x,NETW,4", "\u200bana\u00a0,t1,\ufeffy,NETW,2")

    assert read_ratings(path, SCALE).names["candidate"] == ["ana"]


def test_names_may_hold_line_breaks_and_commas(tmp_path):
    path = written(tmp_path, '"Ana,\nS.E.",t1,x,NETW,4', "b,t1,x,NETW,zero")

    assert faults(path) == ["Row 3: the rating “zero” is not a number. No evidence is left blank, or NE."]


def test_missing_and_double_columns_are_named(tmp_path):
    path = written(tmp_path, "ana,t1,x,4", heading="candidate,task,task,rating")
    every = "candidate, task, rater, competency, rating"

    assert faults(path) == [
        f"Row 1: the column “rater” is missing. The columns are: {every}.",
        f"Row 1: the column “competency” is missing. The columns are: {every}.",
        "Row 1: the column “task” comes twice.",
    ]


def test_every_faulty_row_is_named(tmp_path):
    path = written(
        tmp_path,
        "ana,t1,x,NETW,good",
        "ana,t1,y,NETW,9",
        "ana,,y,NETW,4",
        "ana,t1,z",
        "ana,t2,x,NETW,3",
        "ana,t2,x,NETW,4",
        "ana,t3,x,NETW,١",
        "ana,t4,x,NETW,inf",
        "ana,t5,x,NETW,1e0",
    )

    assert faults(path) == [
        "Row 2: the rating “good” is not a number. No evidence is left blank, or NE.",
        "Row 3: the rating 9 lies outside the scale 1 to 5.",
        "Row 4: the column “task” is empty.",
        "Row 5: the column “competency” is empty.",
        "Row 8: the rating “١” is not a number. No evidence is left blank, or NE.",
        "Row 9: the rating “inf” is not a number. No evidence is left blank, or NE.",
        "Row 10: the rating “1e0” is not a number. No evidence is left blank, or NE.",
        "Row 7: the same candidate, task, rater and competency as in row 6.",
    ]


def test_no_evidence_twice_is_a_double_too(tmp_path):
    path = written(tmp_path, "ana,t1,x,NETW,NE", "ana,t1,x,NETW,4")

    assert faults(path) == ["Row 3: the same candidate, task, rater and competency as in row 2."]


def test_only_the_first_faults_are_told_and_the_others_counted(tmp_path):
    with pytest.raises(UnreadableRatings) as refusal:
        read_ratings(written(tmp_path, *["ana,t1,x,NETW,bad"] * 500, *["ana,t1,x,NETW,4"] * 101), SCALE)

    assert len(refusal.value.faults) == MOST_FAULTS
    assert refusal.value.number == 600


@pytest.mark.parametrize(
    ("encoding", "row"),
    [("latin-1", 3), ("utf-16", 1), ("utf-16-le", 1)],
    ids=["latin-1", "utf-16", "utf-16-le"],
)
def test_a_wrong_encoding_is_named_with_the_row_where_it_shows(tmp_path, encoding, row):
    path = written(tmp_path, "ana,t1,x,NETW,4", "René,t1,x,NETW,4", encoding=encoding)

    assert faults(path) == [f"The file is not UTF-8 text from row {row} on. Save it as “CSV UTF-8”."]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (HEADING.encode(), "The file holds no ratings."),
        (b"PK\x03\x04\x14\x00\x08", "The file looks like an XLSX workbook, but it cannot be opened as one."),
    ],
)
def test_files_without_ratings_are_refused(tmp_path, content, sentence):
    path = tmp_path / "ratings.csv"
    path.write_bytes(content)

    assert faults(path) == [sentence]


def sheets(tmp_path, *tables):
    """Return a workbook with one sheet for each table; "=" before a text is a formula that left it."""
    path = tmp_path / "ratings.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for rows in tables:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for place, cell in enumerate(row.split(",")):
                    if cell.startswith("="):
                        sheet.write_formula(number, place, "=A1", value=cell[1:])
                    else:
                        sheet.write(number, place, int(cell) if cell.isdigit() else cell)
    return path


def test_the_sheets_of_a_workbook_under_one_heading_are_read(tmp_path):
    path = sheets(
        tmp_path,
        [HEADING, "ana,t1,x,NETW,4", "ana,t1,y,NETW,"],
        ["note", "=#REF!"],
        [HEADING, "b,t1,x,NETW,=5"],
    )

    np.testing.assert_array_equal(read_ratings(path, SCALE).values, [4, np.nan, 5])


@pytest.mark.parametrize("sign", ["#N/A", "#DIV/0!", "#REF!"])
def test_a_formula_that_failed_is_no_missing_rating(tmp_path, sign):
    path = sheets(tmp_path, [HEADING, "ana,t1,x,NETW,4", f"ana,t1,y,NETW,={sign}"])

    assert faults(path) == [f"Row 3: the rating “{sign}” is not a number. No evidence is left blank, or NE."]


def test_a_quotation_mark_without_partner_is_found(tmp_path):
    path = written(
        tmp_path, "ana,t1,x,NETW,4", '"ana,t2,x,NETW,4', *drawn_rows()[:9], *["b,t1,x,NETW,3"] * 20_000
    )

    assert faults(path)[0] == (
        "Row 3: it cannot be read as CSV. Look for a quotation mark without its partner."
    )


def test_a_column_of_far_too_many_names_is_another_column(tmp_path):
    path = written(tmp_path, *[f"ana,t{i},x,NETW,3" for i in range(1001)])

    (sentence,) = faults(path)
    assert sentence == (
        "The column “task” holds 1001 different names; more than 1000 cannot be compared. "
        "Is it the right column?"
    )


def test_the_scale_may_be_another(tmp_path):
    path = written(tmp_path, "ana,t1,x,NETW,-3", "ana,t1,y,NETW,9.5")

    assert read_ratings(path, (-3, 10)).values.tolist() == [-3, 9.5]
    assert faults(path, (0, 9)) == [
        "Row 2: the rating -3 lies outside the scale 0 to 9.",
        "Row 3: the rating 9.5 lies outside the scale 0 to 9.",
    ]
