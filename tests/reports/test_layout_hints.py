"""Hints for the PDF: whole words, room for high letters, and the direction of a text."""

import pytest

from hiring.reports.layout_hints import with_layout_hints


@pytest.mark.parametrize(
    ("page", "hinted"),
    [
        ("<p>Anak-anak, ya.</p>", '<p><span class="whole">Anak-anak</span>, ya.</p>'),
        ("<p>tiga-puluh-tiga</p>", '<p><span class="whole long">tiga-puluh-tiga</span></p>'),
        ("<p>HR-7F3K-2M9Q</p>", '<p><span class="whole">HR-7F3K-2M9Q</span></p>'),
        ("<p>Kamis - Jumat, 5--6, -a, a-</p>", "<p>Kamis - Jumat, 5--6, -a, a-</p>"),
        (f"<p>{'a-' * 20}b</p>", f"<p>{'a-' * 20}b</p>"),
        ('<p class="level-steps">x</p>', '<p class="level-steps">x</p>'),
        ("<svg><text>a-b</text></svg>", "<svg><text>a-b</text></svg>"),
        ('<p><a href="#a">a-b</a></p>', '<p><a href="#a">a-b</a></p>'),
        ("<head><title>a-b</title></head>", "<head><title>a-b</title></head>"),
        ("<p>x&#39;a-b&amp;c</p>", '<p>x&#39;<span class="whole">a-b</span>&amp;c</p>'),
    ],
)
def test_a_word_with_a_hyphen_is_kept_whole_in_text_and_nowhere_else(page, hinted):
    assert with_layout_hints(page) == hinted


def test_javanese_and_balinese_words_get_room():
    page = with_layout_hints("<p>Siti ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ, ᬲ᭄ᬯᬲ᭄ᬢᬶ</p>")

    assert page == '<p>Siti <span class="high">ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ</span>, <span class="high">ᬲ᭄ᬯᬲ᭄ᬢᬶ</span></p>'


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Salam سلام", ""), ("(1) سلام Siti", ' dir="rtl"'), ("12.500", ""), ("", ""), ("שלום", ' dir="rtl"')],
)
def test_the_first_letter_decides_the_direction(text, direction):
    assert (
        with_layout_hints(f'<td dir="auto" class="x">{text}</td>') == f'<td{direction} class="x">{text}</td>'
    )
