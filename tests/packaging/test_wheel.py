"""The wheel, alone in an empty environment far from the checkout: it serves, and it writes a PDF."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hiring import __version__
from hiring.dossiers.canonical import dossier_as_json
from hiring.paths import CHECKOUT
from tests.factories import dossiers
from tests.smtp import free_port

pytestmark = pytest.mark.xdist_group("wheel")

UV = Path(sys.executable).parent / "uv"

#: Under a loaded machine everything takes several times as long.
PATIENCE = 120


@dataclass(frozen=True)
class Installation:
    """An environment with the wheel in it, and an instance folder; both know nothing of the checkout."""

    environment: Path
    instance: Path

    def command(self, *line: str) -> list[str]:
        return [str(self.environment / "bin" / line[0]), *line[1:]]

    def surroundings(self, **settings: str) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.instance),
            "HIRING_INSTANCE": str(self.instance),
        } | settings

    def run(self, *line: str) -> str:
        done = subprocess.run(
            self.command(*line),
            cwd=self.instance,
            env=self.surroundings(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _uv(*line: object) -> None:
    done = subprocess.run(
        [UV, "-q", *map(str, line)], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Build the sdist, from it the wheel, and install that with the locked requirements."""
    folder = tmp_path_factory.mktemp("packaging")
    environment, instance = folder / "environment", folder / "instance"
    instance.mkdir()
    _uv("build", "--out-dir", folder / "dist", CHECKOUT)
    _uv("venv", "--python", sys.executable, environment)
    python = environment / "bin" / "python"
    _uv("pip", "install", "--python", python, "--require-hashes", "-r", CHECKOUT / "requirements.lock")
    (wheel,) = (folder / "dist").glob("*.whl")
    _uv("pip", "install", "--python", python, "--no-deps", wheel)
    return Installation(environment, instance)


@pytest.fixture(scope="module")
def migrated(installation: Installation) -> Installation:
    assert "hiring.sqlite3 is at revision" in installation.run("hiring", "migrate")
    return installation


@pytest.fixture
def served(migrated: Installation) -> Iterator[Callable[[str], str]]:
    """Return what fetches a page of the served installation, once it says that it is ready."""
    port = free_port()
    log = migrated.instance / "serve.log"
    with log.open("w") as writable:
        server = subprocess.Popen(
            migrated.command("hiring", "serve"),
            cwd=migrated.instance,
            env=migrated.surroundings(HIRING_PORT=str(port)),
            stdin=subprocess.DEVNULL,
            stdout=writable,
            stderr=subprocess.STDOUT,
        )
    try:
        ends = time.monotonic() + PATIENCE
        while not _is_ready(port):
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < ends, log.read_text()
            time.sleep(0.2)
        yield lambda path: _page(port, path)
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=PATIENCE) == 0


def _page(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as reply:
        return str(reply.read().decode())


def _is_ready(port: int) -> bool:
    try:
        _page(port, "/readyz")
    except (urllib.error.URLError, ConnectionError):
        return False
    return True


def test_the_command_is_there_and_the_package_is_the_installed_one(installation):
    place = installation.run("python", "-c", "import hiring; print(hiring.__file__)").strip()

    assert installation.run("hiring", "--version") == f"hiring {__version__}\n"
    assert Path(place).is_relative_to(installation.environment)


def test_the_one_file_of_bootstrap_comes_with_its_licence_and_without_its_package(installation):
    static = installation.run("python", "-c", "from hiring.paths import STATIC; print(STATIC)").strip()

    assert "The Bootstrap Authors" in (Path(static) / "bootstrap.LICENSE").read_text("utf-8")
    assert not list(Path(static).parents[1].glob("flask_bootstrap"))


def test_the_question_bank_is_in_the_wheel_without_a_fault_and_can_be_loaded(migrated):
    checked = migrated.run("hiring", "bank", "check")

    assert re.fullmatch(r"community-officer: \d+ tasks, .* in order\n", checked)
    assert migrated.run("hiring", "bank", "load").startswith("community-officer: ")


def test_it_serves_pages_in_indonesian_with_their_styles(served):
    page = served("/sign-in")
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)

    assert '<html lang="id"' in page
    assert "Kata sandi" in page
    assert len(styles) == 1
    assert ".btn-primary{" in served(styles[0])


def test_it_writes_a_pdf(installation):
    dossier, report = installation.instance / "dossier.json", installation.instance / "report.pdf"
    dossier.write_text(dossier_as_json(dossiers.rich("id")), "utf-8")
    installation.run(
        "python",
        "-c",
        "import sys, pathlib\n"
        "from hiring.reports.pdf import render_in_child\n"
        "dossier, report = map(pathlib.Path, sys.argv[1:])\n"
        "report.write_bytes(render_in_child(dossier.read_bytes(), verify_url='https://hr.example/verify'))\n",
        str(dossier),
        str(report),
    )
    read = subprocess.run(["pdftotext", report, "-"], capture_output=True, text=True, check=True)

    assert dossiers.rich("id").candidate.name in read.stdout
    assert dossiers.rich("id").competencies[0].name in read.stdout
