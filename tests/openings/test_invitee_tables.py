"""Files of people from outside, CSV and XLSX: found out which column is which, or HR is asked."""

import io
import re
import zipfile

import pytest
import xlsxwriter

from hiring.mail.misspelt import likely_address
from hiring.openings.invitee_import import ListRefused, judged
from hiring.openings.invitee_tables import Columns, find_columns, read_file, rows_of, widest
from hiring.openings.invitees import Invitee
from hiring.workbooks import LONGEST_CELL, UnreadableWorkbook, rows_of_workbook

RINA = Invitee("Rina Wati", "rina@surel.example", "id")
#: What a formula leaves that could not be worked out.
FAILED = "#N/A"


def workbook(*rows):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if cell == FAILED:
                sheet.write_formula(number, place, "=NA()", value=FAILED)
            elif cell is not None:
                sheet.write(number, place, cell)
    book.add_worksheet().write(0, 0, "somebody@else.example")
    book.close()
    return content.getvalue()


def changed_inside(content, change):
    """Return a workbook whose first sheet `change` has rewritten."""
    there, result = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in there.namelist():
            kept = there.read(name)
            archive.writestr(name, change(kept) if name.endswith("sheet1.xml") else kept)
    return result.getvalue()


def people(content):
    read = read_file(content)
    found = find_columns(read)
    return judged(
        rows_of(read, found.start, found.columns), locale="id", offered=("id", "en"), invited=()
    ).invitees


@pytest.mark.process
def test_the_first_sheet_of_a_workbook_is_read_as_a_csv_file_is():
    content = workbook(["Nama", "Surel", "HP"], ["Rina Wati", "rina@surel.example", 62812.0])

    assert people(content) == [RINA]
    assert rows_of_workbook(content, most_rows=10)[1] == ["Rina Wati", "rina@surel.example", "62812"]


@pytest.mark.process
def test_rows_of_a_workbook_are_counted_as_its_program_counts_them():
    content = workbook([], ["nama", "surel"], [], ["Rina", "rina@"])
    read = read_file(content)
    found = find_columns(read)

    assert [row.number for row in rows_of(read, found.start, found.columns)] == [4]


@pytest.mark.process
@pytest.mark.parametrize("row", [[FAILED, "rina@surel.example"], ["Rina", FAILED]])
def test_a_formula_that_failed_is_no_name_and_no_address_in_a_workbook_and_in_csv(row):
    rows = [["Nama", "Surel"], ["Budi", "budi@surel.example"], row]
    csv = "\n".join(",".join(cells) for cells in rows).encode()

    for content in (workbook(*rows), csv):
        read = read_file(content)
        found = find_columns(read)
        first, second = rows_of(read, found.start, found.columns)

        assert (first.name, first.fault) == ("Budi", None)
        assert (second.number, second.shown) == (3, " ".join(row))
        assert second.fault.startswith("A formula in this row has failed")


@pytest.mark.process
def test_a_formula_that_failed_in_a_column_that_is_not_used_harms_nobody():
    rows = workbook(["Nama", "Surel", "Umur"], ["Rina Wati", "rina@surel.example", FAILED])

    assert people(rows) == [RINA]


@pytest.mark.process
def test_a_sign_stands_in_its_own_column_where_the_first_ones_are_empty():
    content = workbook([], [None, "a", "b"], [None, "c", FAILED])

    assert rows_of_workbook(content, most_rows=10)[1:] == [["a", "b"], ["c", FAILED]]


@pytest.mark.process
def test_cells_without_a_name_of_their_own_are_counted():
    def unnamed(kept):
        return re.sub(rb' r="[A-Z]*[0-9]+"', b"", kept)

    content = changed_inside(workbook(["a", "b"], ["c", FAILED]), unnamed)

    assert rows_of_workbook(content, most_rows=10) == [["a", "b"], ["c", FAILED]]


@pytest.mark.process
def test_a_workbook_hands_on_no_more_than_was_asked_for():
    content = workbook(*([f"R{n}", "x" * 2 * LONGEST_CELL] for n in range(30)))

    rows = rows_of_workbook(content, most_rows=10)

    assert (len(rows), len(rows[0][1])) == (11, LONGEST_CELL)


@pytest.mark.process
@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04rest of a workbook",
        changed_inside(workbook(["a"]), lambda kept: kept[:50]),
    ],
    ids=["no archive", "cut off"],
)
def test_a_damaged_workbook_is_refused_with_what_to_do(content):
    with pytest.raises(UnreadableWorkbook):
        rows_of_workbook(content, most_rows=10)
    with pytest.raises(ListRefused, match="This workbook cannot be read"):
        read_file(content)


@pytest.mark.process
def test_a_workbook_that_takes_more_memory_than_it_may_ends_its_reader_alone():
    content = workbook(["Nama", "Surel"], ["Rina Wati", "rina@surel.example"])

    assert rows_of_workbook(content, most_rows=10) == [["Nama", "Surel"], ["Rina Wati", "rina@surel.example"]]
    with pytest.raises(UnreadableWorkbook):
        rows_of_workbook(content, most_rows=10, memory=1024**2)


@pytest.mark.parametrize(
    "text",
    [
        "Daftar pelamar;;\n;;\nDicetak 1 November;;\nNo;Nama;Surel\n1;Rina Wati;rina@surel.example\n",
        "Nama depan;Nama belakang;Email\nRina;Wati;rina@surel.example\n",
        "First name,Last name,E-mail\nRina,Wati,rina@surel.example\n",
        "Nama;Nama belakang;Email\nRina;Wati;rina@surel.example\n",
        "Alamat;Nama lengkap (sesuai KTP);Alamat email aktif\nJl. Mawar 1;Rina Wati;rina@surel.example\n",
        "Alamat;Nama\nrina@surel.example;Rina Wati\n",
        "Timestamp,Email Address,Nama Lengkap\n2026-11-01,rina@surel.example,Rina Wati\n",
    ],
)
def test_names_and_addresses_are_found_under_their_headings_wherever_they_stand(text):
    assert people(text.encode()) == [RINA]


@pytest.mark.parametrize(
    ("text", "email", "names"),
    [
        ("Orang;Kontak pribadi;Kantor\nRina;rina@surel.example;hr@kantor.example\n", None, ()),
        ("Orang;Hubungi\nRina;rina@surel.example\n", 1, ()),
        ("Email pribadi;Email kantor;Nama\nr@surel.example;r@kantor.example;Rina\n", None, (2,)),
        ("Email;Siapa\nrina@surel.example;Rina\n", 0, ()),
        ("1;2;3;4;Rina;rina@surel.example\n", 5, ()),
    ],
)
def test_where_headings_are_not_clear_hr_is_to_say_which_column_is_which(text, email, names):
    found = find_columns(read_file(text.encode()))

    assert (found.columns, found.by_look) == (None, False)
    assert (found.email, found.names) == (email, names)


def test_columns_that_hr_names_are_used_and_several_of_names_joined():
    read = read_file(b"A;B;C;D\nRina;Wati;rina@surel.example;en\n")
    found = find_columns(read)

    [row] = rows_of(read, found.start, Columns(email=2, names=(0, 1), language=3))

    assert (row.name, row.email, row.language) == ("Rina Wati", "rina@surel.example", "en")
    assert widest(read, found) == [("A", "A"), ("B", "B"), ("C", "C"), ("D", "D")]


def test_a_line_break_in_a_column_that_nobody_needs_does_no_harm():
    text = 'nama;surel;alamat\nRina Wati;rina@surel.example;"Jl. Mawar 1\nBekasi"\n'
    swallowed = 'nama;surel;catatan\nRina Wati;rina@surel.example;"\nBudi;budi@surel.example;\n'

    assert people(text.encode()) == [RINA]
    assert people(swallowed.encode()) == [], "a missing quotation mark has swallowed Budi"


@pytest.mark.parametrize(
    ("domain", "likely"),
    [
        ("gmial.com", "gmail.com"),
        ("gmai.com", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmaill.com", "gmail.com"),
        ("yaho.co.id", "yahoo.co.id"),
        ("yahoo.co", "yahoo.com"),
        ("yahooo.com", "yahoo.com"),
        ("hotmial.com", "hotmail.com"),
        ("outlok.com", "outlook.com"),
        ("GMIAL.COM", "gmail.com"),
        *((right, None) for right in ("gmail.com", "yahoo.co.id", "yahoo.com", "ymail.com", "gmx.com")),
        *((other, None) for other in ("live.com", "love.com", "mail.com", "email.com", "surel.example", "")),
    ],
)
def test_well_known_misspellings_of_mail_domains_are_pointed_out(domain, likely):
    assert likely_address(f"rina@{domain}") == (f"rina@{likely}" if likely else None)
