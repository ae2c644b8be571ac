"""The printed access matrix: which page asks for which right, and who has it.

`python -m tests.architecture.access_matrix` writes docs/access-matrix.md anew.
"""

import tempfile
from pathlib import Path

from flask import Flask

from hiring.accounts.rules import Condition, Permission
from hiring.app import create_app
from hiring.paths import CHECKOUT
from hiring.settings import load_settings

PAGE = CHECKOUT / "docs" / "access-matrix.md"
HEAD = """# Who may open what

Written by `python -m tests.architecture.access_matrix`; a test keeps it true. Missing and forbidden
answer alike (404). A right is granted when every condition of one line of conditions holds.

"""


def access_matrix(app: Flask) -> str:
    """Return the matrix of every route of `app` as Markdown."""
    rights: dict[str, Permission] = {}
    rows = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        view = app.view_functions[rule.endpoint]
        methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        permission = getattr(view, "permission", None)
        if isinstance(permission, Permission):
            rights[permission.name] = permission
            asked = f"`{permission.name}`"
        else:
            asked = f"open: {view.public_because}"
        rows.append(f"| {methods} | `{rule.rule}` | {asked} |")
    return (
        HEAD
        + "\n".join(["| methods | page | right |", "|---|---|---|", *rows])
        + "\n\n"
        + "\n".join(["| right | audience | says | granted to |", "|---|---|---|---|", *_rights(rights)])
        + "\n"
    )


def _rights(rights: dict[str, Permission]) -> list[str]:
    return [
        f"| `{name}` | {right.audience} | {right.says} | {' **or** '.join(map(_clause, right.any_of))} |"
        for name, right in sorted(rights.items())
    ]


def _clause(conditions: list[Condition]) -> str:
    return " and ".join(getattr(one, "__name__", "?").strip("_").replace("_", " ") for one in conditions)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load_settings({}, instance=Path(folder)))
        PAGE.write_text(access_matrix(app), "utf-8")


if __name__ == "__main__":
    main()
