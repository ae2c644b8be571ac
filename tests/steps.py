"""How many lines of Python something takes: the same number on every machine, however busy."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps_of(deed: Callable[[], object]) -> int:
    """Return how many lines of Python were run, in this thread, until `deed` was done."""
    count = 0

    def line(_frame: FrameType, what: str, _argument: Any) -> Any:
        nonlocal count
        if what == "line":
            count += 1
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        deed()
    finally:
        sys.settrace(before)
    return count
