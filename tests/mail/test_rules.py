"""Nothing that people write about themselves becomes a link, a line or a header of a mail."""

from datetime import UTC, datetime, timedelta

import pytest

from hiring.i18n.localised import Localised
from hiring.mail.rules import (
    AsWritten,
    Trouble,
    harmless,
    is_hopeless,
    lively,
    plain,
    trouble_of,
    trouble_text,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ayu Lestari", "Ayu Lestari"),
        ("Drs. H. Slamet Riyadi, S.Sos, M.Si", "Drs. H. Slamet Riyadi, S.Sos, M.Si"),
        ("Ni Made Sari, A.Md.Keb", "Ni Made Sari, A.Md.Keb"),
        ("PT. Maju Jaya", "PT. Maju Jaya"),
        ("Ayu\r\nBcc: semua@evil.example", "Ayu Bcc: semua@evil. example"),
        ("https://evil.example/login", "https ://evil. example/login"),
        ("HTTP://EVIL.EXAMPLE", "HTTP ://EVIL. EXAMPLE"),
        ("buka www.evil.example sekarang", "buka www. evil. example sekarang"),
        ("evil.com", "evil. com"),
        ("mailto:x@evil.example", "mailto :x@evil. example"),
        ("<a href=//evil.example>klik</a>", "<a href=//evil. example>klik</a>"),
        ("[klik](https://evil.example)", "[klik](https ://evil. example)"),
        ("A\u202eyu\x00\x1b[31m", "Ayu[31m"),
        ("pukul 10.30, 2.500 orang, versi 1.2", "pukul 10.30, 2.500 orang, versi 1.2"),
        ("a\n\n\nb\tc", "a b c"),
    ],
)
def test_peoples_text_is_shown_and_leads_nowhere(written, shown):
    assert harmless(written) == shown


def test_moments_and_texts_in_two_languages_come_back_as_they_went_in():
    values = {
        "at": datetime(2026, 11, 27, 16, 59, tzinfo=UTC),
        "title": Localised(id="Petugas", en="Officer"),
        "count": 3,
        "names": ["Ayu", "Budi evil.com"],
        "nothing": None,
    }

    kept = plain(values)

    assert kept["at"] == {"moment": "2026-11-27T16:59:00+00:00"}
    assert {name: lively(value) for name, value in kept.items()} == {
        **values,
        "names": ["Ayu", "Budi evil. com"],
    }


def test_a_link_that_staff_wrote_on_purpose_stays_one_and_stays_on_its_line():
    kept = plain({"where": AsWritten("https://rapat.example/abc\nBcc: x@evil.example")})

    assert lively(kept["where"]) == "https://rapat.example/abc Bcc: x@evil.example"


def test_a_failure_is_kept_as_a_trouble_and_what_the_server_said():
    kept = trouble_text(Trouble.REFUSED, "550 5.1.1\r\nno such user")

    assert kept == "refused: 550 5.1.1 no such user"
    assert trouble_of(kept) == ("The mail server refused this e-mail for good.", "550 5.1.1 no such user")
    assert trouble_of("KeyError: 'title'") == (
        "Something went wrong on our side while this e-mail was written.",
        "KeyError: 'title'",
    )


def test_a_mail_is_tried_for_two_days_before_it_is_given_up():
    now = datetime(2026, 11, 27, tzinfo=UTC)

    assert not is_hopeless(now - timedelta(hours=47), 300, now)
    assert is_hopeless(now - timedelta(hours=49), 300, now)
    assert not is_hopeless(now - timedelta(hours=49), 3, now)
    assert not is_hopeless(now - timedelta(hours=48), 300, now)
    assert not is_hopeless(now - timedelta(hours=49), 9, now)
    assert is_hopeless(now - timedelta(hours=49), 10, now)


def test_a_list_of_texts_inside_a_value_is_made_harmless_too():
    assert lively({"links": ["evil.com"], "nested": {"name": "evil.com"}}) == {
        "links": ["evil. com"],
        "nested": {"name": "evil. com"},
    }


@pytest.mark.parametrize(
    ("written", "shown"),
    [("evil.co", "evil. co"), ("v.2", "v.2"), ("pukul 9.b", "pukul 9.b"), ("a.b.co", "a. b. co")],
)
def test_what_has_a_dot_and_no_ending_of_two_letters_is_no_address(written, shown):
    assert harmless(written) == shown
