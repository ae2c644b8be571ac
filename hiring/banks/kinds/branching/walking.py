"""Walking through a branching story: which situations a path of steps passes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hiring.banks.kinds.branching.shape import Branching, Node
from hiring.i18n.localised import Localised


class BrokenPath(ValueError):
    """A path that does not follow the story from its beginning."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A situation one has come to. `meanwhile` is what has happened on the way."""

    node: Node
    meanwhile: Localised | None = None


def step(node: Node, option: str) -> str:
    """Return how a path names the choice of `option` in `node`: "N1-A"."""
    return f"{node.key}-{option}"


def walk(part: Branching, path: Sequence[str]) -> tuple[tuple[Reached, ...], Reached | None]:
    """Return the situations passed on `path`, and the one it now stands before, if any.

    Raises BrokenPath when a step is not offered where the path has got to.
    """
    nodes = {node.key: node for node in part.nodes}
    passed: list[Reached] = []
    ahead: Reached | None = Reached(part.nodes[0])
    for taken in path:
        if ahead is None:
            raise BrokenPath(taken)
        node = ahead.node
        option = next((each for each in node.options if step(node, each.key) == taken), None)
        if option is None:
            raise BrokenPath(taken)
        passed.append(ahead)
        ahead = None if option.goes_to is None else Reached(nodes[option.goes_to], option.meanwhile)
    return tuple(passed), ahead


def most_points(part: Branching, points: Mapping[str, int]) -> int:
    """Return the points of the best path. The story has no circles; reading a bank sees to it."""
    nodes = {node.key: node for node in part.nodes}

    def best_from(node: Node) -> int:
        return max(
            points.get(step(node, option.key), 0)
            + (0 if option.goes_to is None else best_from(nodes[option.goes_to]))
            for option in node.options
        )

    return best_from(part.nodes[0])


def mean_points(part: Branching, points: Mapping[str, int]) -> Fraction:
    """Return the points of a path on which every choice is drawn by lot."""
    nodes = {node.key: node for node in part.nodes}

    def mean_from(node: Node) -> Fraction:
        ways = [
            points.get(step(node, option.key), 0)
            + (0 if option.goes_to is None else mean_from(nodes[option.goes_to]))
            for option in node.options
        ]
        return Fraction(sum(ways)) / len(ways)

    return mean_from(part.nodes[0])


def longest_way(part: Branching) -> int:
    """Return how many choices the longest path has, so that a page can say "2 of 3"."""
    nodes = {node.key: node for node in part.nodes}

    def way_from(node: Node) -> int:
        onward = {option.goes_to for option in node.options if option.goes_to is not None}
        return 1 + max((way_from(nodes[key]) for key in onward), default=0)

    return way_from(part.nodes[0])
