"""Whether a branching story can be walked: every way leads on or ends, and none in a circle."""

from collections.abc import Iterator

from hiring.banks import messages as expect
from hiring.banks.choosing import key_remarks, option_remarks
from hiring.banks.kinds.branching.shape import Branching, Node
from hiring.banks.kinds.branching.walking import step
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks


def story_remarks(part: Branching, path: Path) -> Iterator[Problem]:
    where: Path = (*path, "nodes")
    yield from checks.at_least(1, part.nodes, "node", where)
    yield from key_remarks([node.key for node in part.nodes], where, "node")
    for n, node in enumerate(part.nodes):
        yield from _node_remarks(part, node, (*where, n))
    yield from _way_remarks(part, where)


def _node_remarks(part: Branching, node: Node, path: Path) -> Iterator[Problem]:
    where: Path = (*path, "options")
    yield from option_remarks(node.options, where)
    nodes = [each.key for each in part.nodes]
    for n, option in enumerate(node.options):
        if option.goes_to is not None:
            yield from checks.known(option.goes_to, nodes, (*where, n, "goes_to"), expect.KNOWN_NODE)
        elif option.meanwhile is not None:
            yield Problem((*where, n, "meanwhile"), expect.MEANWHILE_GOES_ON, on_key=True)


def _way_remarks(part: Branching, path: Path) -> Iterator[Problem]:
    """Walk every way from the beginning; remark circles, and nodes no way leads to."""
    places = {node.key: n for n, node in reversed(list(enumerate(part.nodes)))}
    done: set[str] = set()

    def walk_from(key: str, behind: tuple[str, ...]) -> Iterator[Problem]:
        done.add(key)
        n = places[key]
        for m, option in enumerate(part.nodes[n].options):
            goal = option.goes_to
            if goal in (*behind, key):
                expected = expect.say(expect.NO_CIRCLE, key=goal)
                yield Problem((*path, n, "options", m, "goes_to"), expected)
            elif goal is not None and goal in places and goal not in done:
                yield from walk_from(goal, (*behind, key))

    if part.nodes:
        yield from walk_from(part.nodes[0].key, ())
    for key, n in places.items():
        if key not in done:
            yield Problem((*path, n, "key"), expect.say(expect.REACHABLE, key=key))


def is_walkable(part: Branching) -> bool:
    """Say whether every way through the story ends, so that it can be walked and counted."""
    return not list(story_remarks(part, ()))


def all_steps(part: Branching) -> list[str]:
    """Return every step of the story as a path names it."""
    return [step(node, option.key) for node in part.nodes for option in node.options]
