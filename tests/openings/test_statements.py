"""Links that candidates state lead to the web and nowhere else."""

import pytest

from hiring.openings.statements import whole_link


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://portofolio.example/rina", "https://portofolio.example/rina"),
        ("http://portofolio.example:8080/?a=b#c", "http://portofolio.example:8080/?a=b#c"),
        ("  linkedin.example/in/rina ", "https://linkedin.example/in/rina"),
        ("HTTPS://Portofolio.Example", "HTTPS://Portofolio.Example"),
    ],
)
def test_an_address_is_kept_whole(typed, kept):
    assert whole_link(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "javascript:alert(1)",
            "javascript://x.example/%0aalert(1)",
            "data:text/html,x",
            "ftp://a.example",
        ),
        *(
            "file:///etc/passwd",
            "https://",
            "https://localhost",
            "https://bank.example@evil.example",
            "//evil",
        ),
        *(
            "https://a.example/\nX: y",
            'https://a.example/"onclick="x',
            "https://a.example/<b>",
            "a b.example",
        ),
        "https://a.example\\@evil.example",
        *("https://a.example/\u202egpj.exe", "rina@surel.example"),
    ],
)
def test_anything_else_is_no_link(typed):
    assert whole_link(typed) is None
