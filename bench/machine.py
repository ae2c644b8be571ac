"""How much slower this machine is than the one on which aims in milliseconds were set.

That one served the bare page of `bench.floor` in 1.8 ms of the processor; an aim of so many milliseconds is
an aim of so many bare pages, whose cost is measured here in the same run.
"""

from collections.abc import Mapping
from functools import cache

from bench.task_page import FLOOR_OF_AIMS, bare_page


@cache
def slower() -> float:
    """Return what a bare page costs here, as a multiple of what it cost on the machine of the aims."""
    return bare_page() / FLOOR_OF_AIMS


def here(aim: float) -> float:
    """Return an aim in processor time as it stands on this machine."""
    return aim * slower()


def told(aim: float) -> Mapping[str, float]:
    """Return what stands beside a figure whose aim is taken over."""
    return {f"aim at a bare page of {FLOOR_OF_AIMS} ms": aim, "bare page ms": slower() * FLOOR_OF_AIMS}
