"""What is imported is declared, what is declared is imported, and what builds us is locked as well."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from hiring.paths import CHECKOUT, PACKAGE
from tests.architecture.sources import nodes_of

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]

#: Declared, and found by another that is imported: fonts are data.
DATA = {"fontpkg-source-sans-3"}


def names(requirements):
    return {re.match(r"[A-Za-z0-9._-]+", each)[0].lower() for each in requirements}


def imported():
    """Return every package of others that the product imports, by the name it is installed under."""
    modules = set()
    for path in PACKAGE.rglob("*.py"):
        for node in nodes_of(path):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add(node.module)
    tops = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"hiring"}
    homes = packages_distributions()
    return {home.lower() for top in tops for home in homes[top]}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    declared = names(PROJECT["project"]["dependencies"]).union(*map(names, EXTRAS.values()))

    # A driver is imported by SQLAlchemy for an address that asks for it, the parser by uvicorn's protocol.
    assert imported() | DATA | {"psycopg", "httptools"} == declared


def test_only_the_statistics_import_what_only_they_bring():
    users = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if re.search(r"^\s*(import|from) (numpy|scipy)\b", path.read_text("utf-8"), re.MULTILINE)
    }

    assert users == {"psychometrics", "quality", "stats"}


def locked(name):
    lines = (CHECKOUT / name).read_text("utf-8").splitlines()
    return {line.partition("==")[0] for line in lines if re.match(r"[a-z0-9._-]+(\[[a-z]+\])?==", line)}


def test_what_builds_the_package_is_locked_with_what_installs_it():
    build = set(PROJECT["dependency-groups"]["build"])
    backend = set(PROJECT["build-system"]["requires"])

    assert backend <= build
    assert names(build - backend) == {"editables", "uv"}  # for a checkout, and to begin with
    assert names(build) <= locked("requirements-build.lock")


def test_every_extra_has_a_lock_and_the_server_takes_numpy_along_and_no_scipy():
    server, statistics = locked("requirements.lock"), locked("requirements-stats.lock")

    assert {"psycopg", "redis"} <= server
    assert statistics == {"numpy", "scipy"}
    assert statistics & server == {"numpy"}
    assert names(EXTRAS["stats"]) == statistics - server


def test_the_server_brings_no_libraries_for_terminals_along():
    """Some of ours import them where they are: half a second of each start, and 10 MB of each process."""
    assert {"rich", "pygments"} & locked("requirements.lock") == set()


def test_every_lock_holds_a_hash_for_each_of_its_lines():
    for path in CHECKOUT.glob("requirements*.lock"):
        for pinned in path.read_text("utf-8").replace("\\\n", " ").splitlines():
            assert "--hash=sha256:" in pinned, f"{path.name}: {pinned}"
