import pytest

from hiring.reports.fonts import drawable, fontconfig
from hiring.reports.printable_text import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Siap! 🙂", "Siap! [U+1F642]"),
        ("👨‍👩‍👧 ❤️", "[U+1F468 U+1F469 U+1F467] ❤"),
        ("漢字", "[U+6F22 U+5B57]"),
        ("ꦱꦸꦒꦼꦁ, ᮞᮥᮙ᮪ᮕᮤᮀ, ᬲ᭄ᬯᬲ᭄ᬢᬶ, ᨔᨒᨆ, سلام", "ꦱꦸꦒꦼꦁ, ᮞᮥᮙ᮪ᮕᮤᮀ, ᬲ᭄ᬯᬲ᭄ᬢᬶ, ᨔᨒᨆ, سلام"),
        ("😀😀😀", "[U+1F600 ×3]"),
        ("\u202egnirts\u202c", "[U+202E]gnirts[U+202C]"),
        ("a\x00b\x1b", "a[U+0000]b[U+001B]"),
        ("\ud800", "[U+D800]"),
        ("cafe\u0301, Rp\u00a01\u3000000", "café, Rp\u00a01 000"),
        ("so\u00adft zero\u200bwidth", "soft zerowidth"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("“Kutipan” – 10 % × 2 ≥ 5 ✓ •", "“Kutipan” – 10 % × 2 ≥ 5 ✓ •"),
    ],
)
def test_what_cannot_be_drawn_is_written_as_its_number(text, shown):
    assert visible(text, drawable()) == shown


def test_marks_piled_on_one_letter_are_counted_instead_of_drawn():
    assert visible("x" + "\u0331" * 10_000, drawable()) == "x" + "\u0331" * 3 + "[U+0331 ×9997]"


def test_an_endless_word_gets_places_to_break_and_keeps_its_letters():
    word = "ab" * 500

    shown = visible(word, drawable())

    assert shown.replace("\u200b", "") == word
    assert max(map(len, shown.split("\u200b"))) == 40


def test_a_fingerprint_is_not_broken():
    assert visible("f" * 64, drawable()) == "f" * 64


def test_everything_shown_can_be_drawn():
    every = "".join(map(chr, range(0x3000)))

    shown = visible(every, drawable())

    assert set(map(ord, shown)) - drawable() <= {ord("\n"), ord("\t"), 0x200B}


def test_the_child_knows_no_font_of_the_machine(tmp_path):
    text = fontconfig(tmp_path)

    assert text.count("<dir>") == 1
    assert "/usr/share" not in text
