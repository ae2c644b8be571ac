"""What says who wrote an answer is found, and words, money, dates and the people of the task stay."""

import re
from re import _constants, _parser

import pytest

from hiring.masking import contacts, known, names, numbers, organisations, words
from hiring.masking.finder import found_in
from hiring.masking.known import employers_in, known_of, schools_in
from hiring.masking.rules import MaskKind, Span, merged, pieces
from hiring.masking.words import Words
from tests.masking.examples import MADE_WITH, TRIED_AFTER, examples, found_by_rules
from tests.steps import steps_of

RAHMA = known_of(
    name="Siti Rahmawati",
    email="siti.rahmawati@surel.example",
    education="S1 Sosiologi, Universitas Padma Jaya, 2016",
    claims=[{"organisation": "PT Sungai Biru Abadi"}],
    links=["https://www.instagram.com/rahma_warga"],
)


def masked(text, task="", known=RAHMA):
    """Return the text with every mask as its kind in brackets."""
    spans = found_in(text, Words(task), known)
    return "".join(f"<{one.value}>" if isinstance(one, MaskKind) else one for one in pieces(text, spans))


@pytest.mark.parametrize("path", [MADE_WITH, TRIED_AFTER], ids=["made with", "tried after"])
def test_the_marks_of_the_examples_are_found_and_hardly_anything_else(path):
    found = found_by_rules(path)

    assert len(examples(path)) == 40
    assert found.recall >= 0.98, found.missed
    assert [kind for kind in ("email", "link") if found.found[kind] < found.marks[kind]] == []
    assert len(found.wrong_answers) <= 2, found.wrong
    assert len(found.touched) <= 2, found.touched


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Salam, Siti Rahmawati", "Salam, <name>"),
        ("kata SITI RAHMAWATI di balai", "kata <name> di balai"),
        ("Rahmawati, Siti", "<name>"),
        ("Hormat kami, Siti\nRahmawati, S.Sos., M.Si.", "Hormat kami, <name>"),
        ("Ketua: S. Rahmawati", "Ketua: <name>"),
        ("Mereka memanggil Mbak Rahma.", "Mereka memanggil <name>."),
        ("Rahmawatinya di mana?", "<name> di mana?"),
        ("It was Rahmawati’s plan", "It was <name> plan"),
        ("Paraf S. R. di halaman 3", "Paraf <name> di halaman 3"),
        ("Berkas notulen_SitiRahmawati.pdf", "Berkas notulen_<name>.pdf"),
        ("Surel ke siti.r@kotak.example saja", "Surel ke <email> saja"),
        ("siti.r [at] kotak [dot] example", "<email>"),
        ("siti titik r et kotak titik example", "<email>"),
        ("WA0812-0000-3301 atau hp 0812.0000.3301", "WA<phone> atau hp <phone>"),
        ("RT 03 0812 0000 3301 3 hari", "RT 03 <phone> 3 hari"),
        ("Telepon (021) 5550-330 ext. 12", "Telepon <phone>"),
        ("nol delapan satu dua nol nol nol nol tiga tiga nol satu", "<phone>"),
        ("Lihat bit.ly/rahma3 dan www.rahma.example.", "Lihat <link> dan <link>."),
        ("IG: rahma_warga, juga @rahma.kampung", "IG: <handle>, juga <handle>"),
        ("Di Sungai Biru Abadi saya belajar", "Di <employer> saya belajar"),
        ("PT. Sungai Biru Abadi, Tbk. membayar", "<employer> membayar"),
        ("alumni Padma Jaya dan UPJ", "alumni <school> dan <school>"),
    ],
)
def test_what_says_who_wrote_it_is_masked(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Anggaran Rp 1.500.000 dan Rp62.812.000.110, cadangan 1.250.000",
        "Rapat 17-08-2026, 08.00-21.00, atau 2026-08-17 08:00",
        "RT 03/RW 05, Blok C No. 12, kode pos 55281, KNG-0812-01",
        "Ambulans 119, pemadam 113, polisi 110",
        "Nomor surat 0021/KPH/2026 dan K-2026-0045",
        "Tagar #PilahYuk, kuitansi 0912, NIK 3201234567890001",
        "Kami setuju dgn usul ibu.Lalu kami pulang",
        "The map is at the hall at 7.30 pm",
    ],
)
def test_money_dates_addresses_and_codes_stay(text):
    assert masked(text) == text


DOUBLE = known_of(name="Bintang Melati Grace", email="b@surel.example")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bintang bersinar di atas melati. Grace period ends.",) * 2,
        ("KAMPUNG MELATI BERSIH", "KAMPUNG MELATI BERSIH"),
        ("Kami menginap di Hotel Bintang.", "Kami menginap di Hotel Bintang."),
        ("Saya, Bintang, memandu.", "Saya, <name>, memandu."),
        ("Tanya Kak Melati di posko.", "Tanya <name> di posko."),
        ("Semoga membantu.\nMelati", "Semoga membantu.\n<name>"),
        ("halo aku melati, salam kenal ya", "halo aku <name>, salam kenal ya"),
    ],
)
def test_a_word_that_is_also_a_name_is_masked_where_it_is_one(text, shown):
    assert masked(text, known=DOUBLE) == shown


@pytest.mark.parametrize(
    ("task", "text", "shown"),
    [
        ("Balas Bu Rahmawati.", "Bu Rahmawati yth. Salam, Siti Rahmawati", "Bu Rahmawati yth. Salam, <name>"),
        ("Ketua: Ibu Rahmawati.", "Bu Rahmawati yang baik,", "Bu Rahmawati yang baik,"),
        ("Tulis ke humas@desa.example, 0812-0000-9999.", "humas@desa.example, 0812 0000 9999", None),
        ("Akun @infodesa, peta.example.com/x", "isi @InfoDesa dan https://peta.example.com/x", None),
        ("Mitra: PT Sungai Biru Abadi.", "Dengan PT Sungai Biru Abadi", None),
    ],
)
def test_whom_and_what_the_task_names_stays(task, text, shown):
    assert masked(text, task) == (text if shown is None else shown)


def test_schools_and_employers_are_read_out_of_sentences():
    assert schools_in("S1 Hukum Universitas Padma Jaya (2014); SMA Negeri 4 Tulip") == (
        "Universitas Padma Jaya",
        "SMA Negeri 4 Tulip",
    )
    assert schools_in("BA Sociology, Northcliff College, 2016") == ("Northcliff College",)
    assert employers_in("Dulu di PT Sungai Biru, kini di Yayasan Anak Padang.") == (
        "PT Sungai Biru",
        "Yayasan Anak Padang",
    )


def test_spans_that_overlap_become_one_of_the_weightier_kind():
    spans = [Span(5, 9, MaskKind.NAME), Span(0, 6, MaskKind.EMAIL), Span(9, 11, MaskKind.PHONE)]

    assert merged(spans) == (Span(0, 9, MaskKind.EMAIL), Span(9, 11, MaskKind.PHONE))


@pytest.mark.parametrize("name", ["", "-", "X", "Ω", "ب ت", "O'", "( ( (", "A" * 5000, "a " * 3000])
def test_whatever_a_name_is_nothing_breaks(name):
    known = known_of(name=name, email="", education=name, claims=[{"organisation": name}], links=[name])

    assert isinstance(masked("Halo, saya A. B. Ω dari X - O' (", known=known), str)


#: Text that makes patterns try again and again, if they can be made to.
HOSTILE = [
    *("a@", "@", "a.", "aa-", "1 ", "0812-", "0", "(0", "+62 ", "a at ", "titik ", "[at]", "a [dot] "),
    *(
        "www.",
        "http://",
        "Siti ",
        "S. ",
        "Siti, ",
        "Rahma-",
        "nol ",
        "nol,nol ",
        "PT ",
        "Sungai ",
        "Un",
        "U P J ",
    ),
    *("x" * 100, "\n", " ", ". ", "@a.", "ig ", "ext", "S.Sos., ", "SitiRahmawati", "Sitirahma.", "e\u0301"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_of_twice_the_length_takes_twice_the_work(piece):
    half, whole = (piece * (length // len(piece)) + "!" for length in (1_000, 2_000))

    assert steps_of(lambda: masked(whole)) < 2.5 * steps_of(lambda: masked(half)) + 2_000


def _patterns():
    for module in (contacts, known, names, numbers, organisations, words):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield pytest.param(value, id=f"{module.__name__.rpartition('.')[2]}{name}")


@pytest.mark.parametrize("pattern", list(_patterns()))
def test_no_pattern_repeats_without_end_what_repeats_itself(pattern):
    assert _endless_in_repeats(_parser.parse(pattern.pattern, pattern.flags), inside=False) == []


def _endless_in_repeats(tree, *, inside):
    """Return what is repeated without end within something repeated: such a pattern may try for ever.

    What gives nothing back once it has matched is left out.
    """
    found = []
    for operation, argument in tree:
        if operation in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
            _least, most, repeated = argument
            if inside and most is _constants.MAXREPEAT:
                found.append(repeated)
            found += _endless_in_repeats(repeated, inside=True)
        elif operation is _constants.SUBPATTERN:
            found += _endless_in_repeats(argument[-1], inside=inside)
        elif operation is _constants.BRANCH:
            found += [each for way in argument[1] for each in _endless_in_repeats(way, inside=inside)]
    return found
