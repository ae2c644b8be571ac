"""`python -m bench`: measure, print a table with the targets, write JSON.

A topic is a module with `figures()`, which measures in its own way, with
`deeds()`, which are measured here in turns, or with both.
"""

import argparse
import json
import platform
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from bench.measuring import Cost, Figure, measured

#: Topic -> its module, in the order in which they are measured.
TOPICS = {
    "server": "bench.server_deeds",
    "save": "bench.save",
    "lock": "bench.lock_time",
    "page": "bench.task_page",
    "report": "bench.report",
    "statistics": "bench.statistics_deeds",
    "errors": "bench.error_figures",
    "jobs": "bench.job_deeds",
    "mail": "bench.mail_deeds",
    "masking": "bench.masking_deeds",
    "size": "bench.size",
    "trial": "bench.trial",
}
#: Takes minutes, and is asked for by name.
ONLY_BY_NAME = {"trial"}


def main() -> None:
    asked = _arguments()
    found: dict[str, dict[str, object]] = {}
    for topic in asked.topics or [each for each in TOPICS if each not in ONLY_BY_NAME]:
        module = import_module(TOPICS[topic])
        costs = measured(module.deeds()) if hasattr(module, "deeds") else []
        figures = list(module.figures()) if hasattr(module, "figures") else []
        print(
            "\n".join([*(table(topic, costs) if costs else ()), *(lines(topic, figures) if figures else ())])
        )
        found[topic] = {
            "deeds": [cost.as_plain() for cost in costs],
            "figures": [figure.as_plain() for figure in figures],
        }
    _write(asked.json, {"unit of deeds": "milliseconds", "topics": found})


def _write(path: Path, found: dict[str, object]) -> None:
    machine = {"python": platform.python_version(), "machine": platform.platform()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(machine | found, indent=2) + "\n", "utf-8")
    print(f"\nWritten to {path}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure what the product costs.")
    parser.add_argument("topics", nargs="*", metavar="topic", help=f"one or more of: {', '.join(TOPICS)}")
    parser.add_argument("--json", type=Path, default=Path("instance/bench.json"))
    asked = parser.parse_args()
    if unknown := set(asked.topics) - set(TOPICS):
        parser.error(f"unknown topic {', '.join(sorted(unknown))}")
    return asked


def table(topic: str, costs: list[Cost]) -> Iterator[str]:
    """Return the lines of a table of deeds: medians, the range of CPU time, and the ratio to a peer."""
    width = max(len(cost.name) for cost in costs)
    yield f"\n{topic}: medians of {min(cost.rounds for cost in costs)} rounds or more, in milliseconds"
    yield f"{'':<{width}}  {'CPU':>9}  {'(min to max)':>19}  {'wall':>9}  ratio of CPU"
    for cost in costs:
        low, high = cost.cpu_range
        span = f"({low:.1f} to {high:.1f})"
        ratio = "" if cost.ratio is None else f"  {cost.ratio:.3f} of {cost.same_as}"
        yield f"{cost.name:<{width}}  {cost.cpu:>9.1f}  {span:>19}  {cost.wall:>9.1f}{ratio}"


def lines(topic: str, figures: list[Figure]) -> Iterator[str]:
    """Return the lines of a table of figures: each with its target, and with what it was measured beside."""
    width = max(len(figure.name) for figure in figures)
    yield f"\n{topic}"
    for figure in figures:
        beside = ", ".join(f"{name} {value:.4g}" for name, value in figure.beside.items())
        value = f"{figure.value:>9.4g} {figure.unit:<12}"
        yield f"{figure.name:<{width}}  {value} {_target(figure):<16} {beside}".rstrip()


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    sign = "≥" if figure.at_least else "≤"
    return f"{sign} {figure.target:g}: {'met' if figure.met else 'MISSED'}"


if __name__ == "__main__":
    main()
