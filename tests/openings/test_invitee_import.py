"""Lists of people from outside: read forgivingly, judged strictly, every bad row named."""

from contextlib import suppress

import pytest

from hiring.openings.invitee_import import (
    BadRow,
    Judged,
    ListRefused,
    addresses_in,
    judged,
    read_lines,
)
from hiring.openings.invitee_tables import find_columns, read_file, read_pasted, rows_of
from hiring.openings.invitees import Invitee
from tests.steps import steps_of

RINA = Invitee("Rina Wati", "rina@surel.example", "id")


def judge(rows, locale="id", offered=("id", "en"), invited=()):
    return judged(rows, locale=locale, offered=offered, invited=invited)


def lines(text, **options):
    return judge(read_pasted(text), **options)


def table(text, **options):
    content = text if isinstance(text, bytes) else text.encode()
    read = read_file(content)
    found = find_columns(read)
    return judge(rows_of(read, found.start, found.columns), **options)


@pytest.mark.parametrize(
    "line",
    [
        "Rina Wati <rina@surel.example>",
        '"Rina Wati" <rina@surel.example>',
        "Rina Wati <rina@surel.example>; id",
        "Rina Wati; rina@surel.example; id",
        "Rina Wati, rina@surel.example",
        "Rina Wati\trina@surel.example\tindonesia",
        "rina@surel.example; Rina Wati",
        "Rina Wati rina@surel.example",
        "  Rina   Wati <RINA@surel.example>  ",
        '"Rina Wati";"rina@surel.example";"Bahasa Indonesia"',
        "Rina Wati <rina@surel.example",
        "\ufeffRina Wati\u200b; mailto:rina@surel.example",
        "\u202aRina Wati\u202c; \u2060rina@surel.example.\u202c",
        "Rina\u00a0Wati\tRina@Surel.Example.",
        "1. Rina Wati; rina@surel.example",
        "12) Rina Wati <rina@surel.example>",
        "- Rina Wati, rina@surel.example",
        "• Rina Wati rina@surel.example",
        "Rina Wati - rina@surel.example",
        "Rina Wati: rina@surel.example",
        "Rina Wati – <rina@surel.example>",
        "Rina Wati rina@surel.example id",
    ],
)
def test_a_pasted_line_is_understood_however_it_is_written(line):
    assert lines(line) == Judged([RINA], [])


@pytest.mark.parametrize(
    "line",
    [
        "Rina Wati, S.Sos., M.Si.; rina@surel.example",
        "rina@surel.example; Rina Wati, S.Sos., M.Si.; id",
        "Rina Wati, S.Sos., M.Si., rina@surel.example",
        "rina@surel.example, Rina Wati, S.Sos., M.Si., id",
        '"Rina Wati, S.Sos., M.Si.",rina@surel.example',
        "Rina Wati, S.Sos., M.Si.\trina@surel.example",
        "Rina Wati, S.Sos., M.Si. <rina@surel.example>",
    ],
)
def test_academic_titles_stay_with_their_name(line):
    assert lines(line) == Judged([Invitee("Rina Wati, S.Sos., M.Si.", "rina@surel.example", "id")], [])


@pytest.mark.parametrize(
    "text",
    [
        "Nama;Alamat;Email\nRina Wati;Jl. Merdeka 5;rina@surel.example",
        "No,Nama,Alamat,Surel\n1,Rina Wati,Jl. Merdeka 5,rina@surel.example",
        "Alamat\tEmail\tNama\nJl. Merdeka 5\trina@surel.example\tRina Wati",
        '\ufeff"Nama";"Alamat";"Email"\n"Rina Wati";"Jl. Merdeka 5";"rina@surel.example"',
        "Nama\u200b;Alamat;\u200eEmail\u00a0\nRina Wati;Jl. Merdeka 5;rina@surel.example",
        "\ufeffsep=;\nNama;Alamat;Email\nRina Wati;Jl. Merdeka 5;rina@surel.example",
    ],
)
def test_columns_that_are_named_are_believed_in_pasted_lines_as_in_files(text):
    assert judge(read_pasted(text)) == Judged([RINA], [])
    assert table(text) == Judged([RINA], [])


def test_one_line_may_hold_many_people_as_mail_programs_write_them():
    found = lines("Rina Wati <rina@surel.example>; Budi S. <budi@surel.example>, Ani <ani@surel.example>")

    assert [invitee.name for invitee in found.invitees] == ["Rina Wati", "Budi S.", "Ani"]


def test_a_row_names_its_own_language_and_others_get_the_one_chosen():
    found = lines("Rina; rina@surel.example; en\nBudi; budi@surel.example", locale="id")

    assert [invitee.locale for invitee in found.invitees] == ["en", "id"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("rina@surel.example", "The name is missing."),
        ("Rina Wati", "The e-mail address is missing."),
        ("Rina; rina@@surel", "The e-mail address is not valid."),
        ("Rina; rina@localhost", "The e-mail address is not valid."),
        ("Rina; rina@surel.example; de", "The language must be id or en."),
        (
            "Rina; rina@surel.example; id; more; cells",
            "There are more columns than name, address and language.",
        ),
        ("=HYPERLINK(1); rina@surel.example", "A cell begins with %(start)s"),
        ("'=1+1; rina@surel.example", "A cell begins with %(start)s"),
        ("＝1; rina@surel.example", "A cell begins with %(start)s"),
        ("@SUM(A1); rina@surel.example", "A cell begins with %(start)s"),
        ("-Rina; rina@surel.example", "A cell begins with %(start)s"),
        ("Rina; +rina@surel.example", "A cell begins with %(start)s"),
        ("R" * 161 + "; rina@surel.example", "The name is longer than %(most)s characters."),
        ("Rina \u202eitaW; rina@surel.example", "The name holds an invisible character (%(code)s)."),
        ("Ri\x00na; rina@surel.example", "The name holds an invisible character (%(code)s)."),
        ("Ri\u200bna; rina@surel.example", "The name holds an invisible character (%(code)s)."),
        ("Rina; ri\u200bna@surel.example", "The e-mail address holds an invisible character"),
        ("rina9@surel.example, budi9@surel.example", "Please write a name only, without an address"),
        ("budi＠surel.example; rina@surel.example", "Please write a name only, without an address"),
        ("budi @ surel.example; rina@surel.example", "Please write a name only, without an address"),
        ("Rina www.rina.example; rina@surel.example", "Please write a name only, without an address"),
        ("Rina; rina@surel.example\u2028", None),
        ("<script>alert(1)</script>; x@y.example; id", "Please write a name only, without an address"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(line, sentence):
    found = lines(line)

    if sentence is None:
        assert found.invitees == [Invitee("Rina", "rina@surel.example", "id")]
    else:
        assert [(row.number, row.sentence.startswith(sentence)) for row in found.bad] == [(1, True)]
        assert not found.usable


def test_duplicates_and_people_already_there_are_named():
    found = lines(
        "Rina <rina@surel.example>\n\nRina W. <RINA@surel.example>\nBudi <budi@surel.example>",
        invited={"budi@surel.example"},
    )

    assert found.invitees == [Invitee("Rina", "rina@surel.example", "id")]
    assert found.bad == [
        BadRow(3, "Rina W. · RINA@surel.example", "The same address is in row %(first)s.", {"first": 1}),
    ]
    assert [row.number for row in found.known] == [4]
    assert found.usable


def test_a_language_the_opening_does_not_offer_is_a_bad_row():
    found = lines("Rina; rina@surel.example; en", offered=("id",))

    assert [row.sentence for row in found.bad] == ["This opening is not offered in that language."]


@pytest.mark.parametrize("text", ["", "  \n \n"])
def test_an_empty_list_is_refused(text):
    with pytest.raises(ListRefused, match="The list is empty"):
        read_lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "name,email,language\nRina Wati,rina@surel.example,id\n",
        "Nama;Surel;Bahasa\r\nRina Wati;rina@surel.example;Indonesia\r\n",
        "\ufeffnama lengkap;alamat surel\nRina Wati;rina@surel.example\n",
        "No;E-Mail Address;City;Full_Name\n1;rina@surel.example;Bekasi;Rina Wati\n",
        "Rina Wati,rina@surel.example\n",
        "sep=;\nnama;surel\nRina Wati;rina@surel.example\n",
        '"nama";"surel"\n"Rina Wati";"rina@surel.example"\n',
        "nama\temail\nRina Wati\trina@surel.example\n",
        "\n\nnama,email\n\nRina Wati,rina@surel.example\n\n",
    ],
)
def test_a_table_is_understood_with_either_headings_and_any_separator(text):
    assert table(text).invitees == [RINA]


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    found = table("nama,email\nRina,rina@surel.example\n\nBudi,\n")

    assert [(row.number, row.sentence) for row in found.bad] == [(4, "The e-mail address is missing.")]


def test_letters_of_windows_are_read_and_said_to_be_guessed():
    content = "nama;surel\nRené Müller;rene@surel.example\n".encode("cp1252")

    assert read_file(content).guessed_letters
    assert table(content).invitees == [Invitee("René Müller", "rene@surel.example", "id")]
    assert not read_file("nama;surel\nRené;rene@surel.example\n".encode()).guessed_letters


def test_a_table_saved_as_unicode_text_is_read():
    assert table("nama\temail\nRina Wati\trina@surel.example\n".encode("utf-16")).invitees == [RINA]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0rest of a workbook", "This is a workbook of an old kind (XLS)."),
        (b"%PDF-1.7", "This file is neither a workbook nor a table in text form."),
        (b"nama,email\n\x00\x00,", "This file is neither a workbook nor a table in text form."),
        (b"nama;surel\n\x81\x8d;a@b.example", "The letters of this file cannot be read."),
        (b"a" * (1024 * 1024 + 1), "The file is larger than 1 MB."),
        (b"", "The file holds no person."),
        (b"nama,email\n", "The file holds no person."),
        (b"nama,kota\nRina,Bekasi\n", "No e-mail address was found in this file."),
        (b"Rina,Bekasi\nBudi,Depok\n", "No e-mail address was found in this file."),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(content, sentence):
    with pytest.raises(ListRefused) as refused:
        table(content)

    assert refused.value.sentence.startswith(sentence)


def test_a_missing_quotation_mark_is_suspected_and_nothing_is_invited():
    found = table('nama,email\n"Rina Wati,rina@surel.example\nBudi,budi@surel.example\n')

    assert [row.sentence for row in found.bad] == [
        "A cell holds a line break. Perhaps a quotation mark is missing."
    ]
    assert not found.usable


def test_too_many_rows_are_refused():
    with pytest.raises(ListRefused, match="at most"):
        table("nama,email\n" + "".join(f"R,r{n}@surel.example\n" for n in range(5001)))
    with pytest.raises(ListRefused, match="at most"):
        read_lines("".join(f"R <r{n}@surel.example>\n" for n in range(5001)))


def test_addresses_to_look_up_are_spelled_as_they_are_kept():
    assert addresses_in(read_lines("A <A.B@Surel.Example>\nnobody")) == {"a.b@surel.example"}


@pytest.mark.thorough
@pytest.mark.parametrize("pattern", ["<", ">", "<a", "a<@>", '"', ";", "@", "a@b.c,", "\t", "<@>;", "'"])
def test_no_line_takes_long(pattern):
    """Counted in lines of Python: the worst takes 660,000."""

    def read_all():
        for text in (pattern * (100_000 // len(pattern)), (pattern + "\n") * 4000):
            with suppress(ListRefused):
                lines(text)
        with suppress(ListRefused):
            table((pattern * (100_000 // len(pattern))).encode())

    assert steps_of(read_all) < 1_000_000
