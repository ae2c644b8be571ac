"""Edges commit, actions never: a deed and its audit entry stay in one transaction."""

import ast
from pathlib import Path

import hiring
from tests.architecture.sources import nodes_of

PACKAGE = Path(hiring.__file__).parent
EDGES = {"views", "commands", "jobs", "demo", "server"}
#: The worker and the store end transactions because that is what they are for.
ENDS_TRANSACTIONS = {"cli.py", "home.py", "transactions.py", "error_pages.py"}


def _is_edge(path: Path) -> bool:
    inside = path.relative_to(PACKAGE)
    names = {inside.stem, *inside.parts}
    return bool(names & EDGES) or inside.name in ENDS_TRANSACTIONS


def test_only_edges_commit_or_roll_back():
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if not _is_edge(path)
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback"}
    }

    assert found == set()
