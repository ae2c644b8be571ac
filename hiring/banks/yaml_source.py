"""YAML 1.2 read into plain JSON values, with the place of every key and value kept."""

import math
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from hiring.banks import messages as expect
from hiring.banks.problems import Path, Problem, TextPlace

_TAG = "tag:yaml.org,2002:"
#: Aliases can make a small file stand for an enormous one; no honest bank comes near this.
_MOST_VALUES = 100_000


@dataclass(slots=True)
class PlacedDocument:
    """A document as plain values, the places in it, and what reading it found wrong."""

    plain: Any = None
    values: dict[Path, TextPlace] = field(default_factory=dict)
    keys: dict[Path, TextPlace] = field(default_factory=dict)
    faults: list[tuple[TextPlace, str]] = field(default_factory=list)

    def place(self, remark: Problem) -> TextPlace:
        """Return where `remark` points, or the nearest thing around it that is written down."""
        path = remark.path
        if remark.on_key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, TextPlace())


def read_yaml(text: str) -> PlacedDocument:
    """Read one document; what cannot be read is left out and named in `faults`."""
    document = PlacedDocument()
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = TextPlace(mark.line + 1, mark.column + 1) if mark else TextPlace()
        document.faults.append((place, expect.say(expect.YAML, problem=error.problem or error.context)))
    except ReaderError as error:
        document.faults.append((place_in(text, error.position), expect.PRINTABLE))
    except RecursionError:
        document.faults.append((TextPlace(), expect.SHALLOW))
    else:
        if root is None:
            document.faults.append((TextPlace(), expect.NOT_EMPTY_FILE))
        else:
            _Builder(document).build(root)
    return document


def place_in(text: str, position: int) -> TextPlace:
    """Return the place of the character at `position`."""
    before = text[:position]
    return TextPlace(before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)


def _start(node: Node) -> TextPlace:
    return TextPlace(node.start_mark.line + 1, node.start_mark.column + 1)


class _TooMuch(Exception):
    """The document grows beyond any bank."""


class _Builder:
    """Turns the nodes of one document into plain values."""

    def __init__(self, document: PlacedDocument) -> None:
        self.document = document
        self.open: set[int] = set()
        self.built = 0

    def build(self, root: Node) -> None:
        try:
            self.document.plain = self._value(root, ())
        except (_TooMuch, RecursionError):
            self.document.faults.append((_start(root), expect.SHALLOW))

    def _fault(self, node: Node, expected: str) -> None:
        self.document.faults.append((_start(node), expected))

    def _value(self, node: Node, path: Path) -> Any:
        self.built += 1
        if self.built > _MOST_VALUES or id(node) in self.open:
            raise _TooMuch
        self.document.values[path] = _start(node)
        self.open.add(id(node))
        try:
            if isinstance(node, MappingNode) and node.tag == f"{_TAG}map":
                return self._mapping(node, path)
            if isinstance(node, SequenceNode) and node.tag == f"{_TAG}seq":
                return [self._value(each, (*path, n)) for n, each in enumerate(node.value)]
            if isinstance(node, ScalarNode):
                return self._scalar(node)
        finally:
            self.open.discard(id(node))
        self._fault(node, expect.say(expect.NO_TAG, tag=node.tag))
        return None

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode) or key_node.tag == f"{_TAG}merge":
                self._fault(key_node, expect.PLAIN_KEY)
                continue
            key = str(key_node.value)
            here = (*path, key)
            if key in built:
                first = self.document.keys[here]
                self._fault(key_node, expect.say(expect.KEY_ONCE, key=key, line=first.line))
                continue
            self.document.keys[here] = _start(key_node)
            built[key] = self._value(value_node, here)
            if isinstance(value_node, ScalarNode) and value_node.start_mark == value_node.end_mark:
                self.document.values[here] = _start(key_node)  # nothing stands there: show its key
        return built

    def _scalar(self, node: ScalarNode) -> Any:
        written = str(node.value)
        match node.tag:
            case "tag:yaml.org,2002:str":
                return self._text(node, written)
            case "tag:yaml.org,2002:int" | "tag:yaml.org,2002:float":
                return self._number(node, written)
            case "tag:yaml.org,2002:bool":
                return written.lower() == "true"
            case "tag:yaml.org,2002:null":
                return None
            case "tag:yaml.org,2002:timestamp":
                self._fault(node, expect.say(expect.QUOTED_DATE, found=written))
            case tag:
                self._fault(node, expect.say(expect.NO_TAG, tag=tag))
        return written

    def _text(self, node: ScalarNode, written: str) -> str:
        if all(_is_printable(character) for character in written):
            return written
        self._fault(node, expect.PRINTABLE)
        return "?"

    def _number(self, node: ScalarNode, written: str) -> int | float:
        digits = written.replace("_", "")
        try:
            if node.tag == f"{_TAG}int":
                return int(digits, 10 if digits.lstrip("+-").isdecimal() else 0)
            if math.isfinite(number := float(digits)):
                return number
        except ValueError:
            pass
        self._fault(node, expect.say(expect.PLAIN_NUMBER, found=written[:20]))
        return 1


def _is_printable(character: str) -> bool:
    """Refuse what databases and JSON refuse: control characters and halves of pairs."""
    return character in "\n\t" or (character >= " " and not "\ud800" <= character <= "\udfff")
