"""What a browser test waits for does not depend on how fast the machine is."""

import re

from hiring.paths import CHECKOUT

#: The page of this test is its own and has no policy against scripts from strings.
OWN_PAGE = "tests/sittings/test_saver.py"

_ASKS_AGAIN = re.compile(r"\bwait_for_function\(")


def test_no_test_asks_a_page_of_the_product_the_same_condition_twice():
    """The page's policy refuses the second time: such a test passes only where the first was soon enough."""
    found = {
        str(path.relative_to(CHECKOUT))
        for folder in ("tests", "bench", "build_steps")
        for path in (CHECKOUT / folder).rglob("*.py")
        if _ASKS_AGAIN.search(path.read_text("utf-8"))
    }

    assert found == {OWN_PAGE}
