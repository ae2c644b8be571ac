"""What is measured: deeds, in turns with their peers, and figures that a topic measures in its own way."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from statistics import median

#: Fewer rounds and one busy second on a shared machine would pass for the truth.
FEWEST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to measure. `same_as` names the deed that does the same by other means."""

    name: str
    do: Callable[[], object]
    same_as: str | None = None
    rounds: int = FEWEST_ROUNDS


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians over the rounds, in milliseconds, with the smallest and the largest."""

    name: str
    rounds: int
    cpu: float
    cpu_range: tuple[float, float]
    wall: float
    wall_range: tuple[float, float]
    same_as: str | None
    ratio: float | None
    """CPU time over that of `same_as` in the same run."""

    def as_plain(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, what it must not exceed (or, with `at_least`, not fall below), and what stands beside it.

    `beside` holds what was measured in the same run: the floor, a peer, the parts of a ratio.
    """

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    beside: Mapping[str, float] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        """Say whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    def as_plain(self) -> dict[str, object]:
        return {**asdict(self), "beside": dict(self.beside), "met": self.met}


def measured(deeds: list[Deed]) -> list[Cost]:
    """Return the cost of every deed. Each is done once to warm up; then all take turns, round by round."""
    times: dict[str, list[tuple[float, float]]] = {deed.name: [] for deed in deeds}
    for deed in deeds:
        deed.do()
    for round_ in range(max(deed.rounds for deed in deeds)):
        for deed in deeds:
            if round_ < deed.rounds:
                times[deed.name].append(_once(deed.do))
    cpu = {name: median(seconds for seconds, _ in taken) for name, taken in times.items()}
    return [_cost(deed, times[deed.name], cpu) for deed in deeds]


def _once(do: Callable[[], object]) -> tuple[float, float]:
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    do()
    return time.process_time() - cpu, time.perf_counter() - wall


def _cost(deed: Deed, taken: list[tuple[float, float]], cpu: dict[str, float]) -> Cost:
    cpus, walls = ([1000 * seconds for seconds in column] for column in zip(*taken, strict=True))
    return Cost(
        deed.name,
        deed.rounds,
        median(cpus),
        (min(cpus), max(cpus)),
        median(walls),
        (min(walls), max(walls)),
        deed.same_as,
        None if deed.same_as is None else cpu[deed.name] / cpu[deed.same_as],
    )
