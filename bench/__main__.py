"""`python -m bench`: measure, print a table, write JSON."""

import argparse
import json
import platform
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from bench.measuring import Cost, Deed, measured

#: Topic -> the module whose `deeds()` it measures.
TOPICS = {"statistics": "bench.statistics_deeds"}


def main() -> None:
    asked = _arguments()
    costs = {topic: measured(_deeds(topic)) for topic in asked.topics or TOPICS}
    for topic, found in costs.items():
        print("\n".join(table(topic, found)))
    plain = {
        "python": platform.python_version(),
        "machine": platform.platform(),
        "unit": "milliseconds",
        "topics": {topic: [cost.as_plain() for cost in found] for topic, found in costs.items()},
    }
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(plain, indent=2) + "\n", "utf-8")
    print(f"\nWritten to {asked.json}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure what the product costs.")
    parser.add_argument("topics", nargs="*", metavar="topic", help=f"one or more of: {', '.join(TOPICS)}")
    parser.add_argument("--json", type=Path, default=Path("instance/bench.json"))
    asked = parser.parse_args()
    if unknown := set(asked.topics) - set(TOPICS):
        parser.error(f"unknown topic {', '.join(sorted(unknown))}")
    return asked


def _deeds(topic: str) -> list[Deed]:
    deeds: Callable[[], list[Deed]] = import_module(TOPICS[topic]).deeds
    return deeds()


def table(topic: str, costs: list[Cost]) -> Iterator[str]:
    """Return the lines of a table: medians, the range of CPU time, and the ratio to a peer."""
    width = max(len(cost.name) for cost in costs)
    yield f"{topic}: medians of {min(cost.rounds for cost in costs)} rounds or more, in milliseconds"
    yield f"{'':<{width}}  {'CPU':>9}  {'(min to max)':>19}  {'wall':>9}  ratio of CPU"
    for cost in costs:
        low, high = cost.cpu_range
        span = f"({low:.1f} to {high:.1f})"
        ratio = "" if cost.ratio is None else f"  {cost.ratio:.3f} of {cost.same_as}"
        yield f"{cost.name:<{width}}  {cost.cpu:>9.1f}  {span:>19}  {cost.wall:>9.1f}{ratio}"


if __name__ == "__main__":
    main()
