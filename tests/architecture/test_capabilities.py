"""What capabilities contribute: all of it is listed, and nobody names a page of somebody above."""

import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import click
import pytest

from hiring import cli
from hiring.capabilities import CAPABILITIES
from hiring.paths import CHECKOUT, PACKAGE, TEMPLATES

_LAYERS = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
#: From the top to the ground; those of one line stand beside each other.
LAYERS = [
    {name.strip(" ()") for name in re.split(r"[|:]", line)}
    for line in next(each for each in _LAYERS if each["id"] == "capabilities")["layers"]
]
#: Templates that do not lie in the folder of the capability they belong to.
SHARED_TEMPLATES = {"layouts": "accounts", "components": "accounts", "errors": "accounts", "kinds": "banks"}


def height(name: str) -> int:
    """Return how high a capability stands."""
    return -next(number for number, names in enumerate(LAYERS) if name in names)


def owners_of_endpoints(app) -> dict[str, str]:
    blueprints = {name: blueprint.import_name.split(".")[1] for name, blueprint in app.blueprints.items()}
    return {
        endpoint: blueprints[endpoint.partition(".")[0]] for endpoint in app.view_functions if "." in endpoint
    }


def owner_of(path: Path) -> str:
    if path.is_relative_to(TEMPLATES):
        folder = path.relative_to(TEMPLATES).parts[0]
        return SHARED_TEMPLATES.get(folder, folder)
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def sources():
    yield from (path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
    yield from TEMPLATES.rglob("*.html")
    yield from TEMPLATES.rglob("*.txt")


def test_nobody_names_a_page_of_a_capability_above(app):
    owners = owners_of_endpoints(app)

    upward = [
        (str(path.relative_to(CHECKOUT)), named)
        for path in sources()
        for named in re.findall(r"""["']([a-z_]+\.[a-z_]+)["']""", path.read_text("utf-8"))
        if named in owners and height(owners[named]) > height(owner_of(path))
    ]

    assert upward == []


def test_every_folder_that_contributes_is_in_the_list_of_the_house():
    contributing = {path.parent.name for path in PACKAGE.glob("*/capability.py")}

    assert [each.name for each in CAPABILITIES] == list(dict.fromkeys(each.name for each in CAPABILITIES))
    assert {each.name for each in CAPABILITIES} == contributing


def test_capabilities_are_listed_from_the_ground_up():
    heights = [height(each.name) for each in CAPABILITIES]

    assert heights == sorted(heights)


def test_every_blueprint_is_contributed_by_the_capability_in_which_it_lies(app):
    made = {
        (path.relative_to(PACKAGE).parts[0], name)
        for path in PACKAGE.rglob("*.py")
        for name in re.findall(r"""Blueprint\(\s*"([a-z_]+)\"""", path.read_text("utf-8"))
    }

    assert {(blueprint.import_name.split(".")[1], name) for name, blueprint in app.blueprints.items()} == made


def test_every_command_lives_in_the_capability_that_contributes_it():
    for capability in CAPABILITIES:
        for place in capability.commands.values():
            module, _, attribute = place.partition(":")
            assert module.split(".")[1] == capability.name
            assert isinstance(getattr(import_module(module), attribute), click.Command)
    assert {name for each in CAPABILITIES for name in each.commands} <= set(cli.COMMANDS)


def loaded_after(code: str) -> set[str]:
    """Return the modules of ours, of forms and of figures, that a fresh process has loaded after `code`."""
    asked = [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"]
    said = subprocess.run(asked, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    known = ("hiring.", "wtforms", "flask_wtf", "numpy")
    return {name for name in said.stdout.split() if name.startswith(known)}


@pytest.mark.process
def test_a_worker_loads_no_pages(tmp_path):
    """They would lie in the memory of every worker: a tenth of what it takes."""
    settings = f"load_settings({{}}, instance={str(tmp_path)!r}, secret_key={'x' * 40!r})"
    loaded = loaded_after(
        "from hiring.background import create_background_app; from hiring.settings import load_settings; "
        f"import hiring.jobs.worker; create_background_app({settings})"
    )

    assert {name for name in loaded if not name.startswith("hiring.") or ".views" in name} == set()
    assert {"hiring.scoring.jobs", "hiring.reports.jobs"} <= loaded


@pytest.mark.process
def test_a_server_of_pages_loads_no_numpy(tmp_path):
    """It is installed everywhere, and pages read what background work has computed."""
    settings = f"load_settings({{}}, instance={str(tmp_path)!r}, secret_key={'x' * 40!r})"
    loaded = loaded_after(
        "from hiring.app import create_app; from hiring.settings import load_settings; "
        f"create_app({settings})"
    )

    assert "numpy" not in loaded
    assert "hiring.decisions.views" in loaded


@pytest.mark.process
def test_the_command_line_starts_with_the_list_and_nothing_that_it_names():
    loaded = loaded_after("import hiring.cli")

    rooms = {name.split(".")[2] for name in loaded if name.count(".") >= 2}
    assert {"capability"} <= rooms
    assert rooms.isdisjoint({"views", "commands", "policy", "forms"})


#: What a process keeps because it was dear to make; nobody is known by standing in it.
CACHES = {
    "accounts/passwords.py: _nobodys_hash",
    "sittings/paper.py: _READ",
    "sittings/queries.py: _READ_TASKS",
}


def test_no_module_holds_a_list_that_others_fill():
    """Such a list holds what happens to be imported: it is an extension point, or a cache."""
    nothing = r"(?:\[\]|\{\}|(?:dict|list|set|defaultdict)\(\w*\))"
    empty = re.compile(rf"^(\w+)(?:: [^=\n]+)? = {nothing}$", re.MULTILINE)
    found = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.py")
        for name in empty.findall(path.read_text("utf-8"))
    }

    assert found == CACHES
