"""Ids of things in addresses."""

import re

from hiring.db import new_public_id


def test_an_id_never_passes_for_an_option_of_the_command_line():
    drawn = {new_public_id() for _ in range(2000)}

    assert len(drawn) == 2000
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]{21}", one) for one in drawn)
