"""The child process may die; whoever asked for the report hears why, and goes on living."""

import os
import signal
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hiring.reports import pdf
from hiring.reports.canonical import dossier_as_json
from hiring.reports.pdf import RenderFailed, engine_fault, render_in_child
from tests.factories import dossiers
from tests.reports.print_out import VERIFY_URL


def _children() -> set[int]:
    me = os.getpid()
    return {
        int(child)
        for task in Path(f"/proc/{me}/task").iterdir()
        for child in (task / "children").read_text().split()
        if b"hiring.reports.render" in Path(f"/proc/{child}/cmdline").read_bytes()
    }


def _signal_the_next_child(number: signal.Signals) -> threading.Thread:
    def wait_and_kill() -> None:
        for _ in range(600):
            for child in _children():
                os.kill(child, number)
                return
            time.sleep(0.05)

    thread = threading.Thread(target=wait_and_kill)
    thread.start()
    return thread


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_killed_child_is_a_failed_report_that_names_the_signal(number):
    killer = _signal_the_next_child(number)

    with pytest.raises(RenderFailed) as failed:
        render_in_child(dossier_as_json(dossiers.rich("id")), verify_url=VERIFY_URL)

    killer.join()
    assert failed.value.reason == f"The process that renders reports was stopped by {number.name}."


def test_a_child_that_takes_too_long_is_stopped():
    with pytest.raises(RenderFailed, match=r"^The report took longer than 0\.2 seconds to render\.$"):
        render_in_child(dossier_as_json(dossiers.rich("id")), verify_url=VERIFY_URL, timeout=0.2)

    assert _children() == set()


def test_a_dossier_that_cannot_be_read_is_explained():
    damaged = dossier_as_json(dossiers.sparse("id")).replace('"locale":"id"', '"locale":"fr"')

    with pytest.raises(RenderFailed, match=r"^The report could not be rendered: ValidationError: ") as failed:
        render_in_child(damaged, verify_url=VERIFY_URL)

    assert "Traceback" in failed.value.trace


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"generated_at": "today"}'])
def test_something_else_than_a_dossier_is_a_failed_report(text):
    with pytest.raises(RenderFailed, match="it is no dossier"):
        render_in_child(text, verify_url=VERIFY_URL)


def test_this_machine_can_write_reports():
    assert engine_fault() is None


def test_missing_pango_is_explained_with_the_packages_to_install(tmp_path, monkeypatch):
    broken = tmp_path / "weasyprint"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise OSError(\"cannot load library 'libgobject-2.0-0'\")")
    monkeypatch.setattr(pdf, "CHECKOUT", f"{tmp_path}{os.pathsep}{pdf.CHECKOUT}")

    with pytest.raises(RenderFailed) as failed:
        render_in_child(dossier_as_json(dossiers.sparse("id")), verify_url=VERIFY_URL)

    assert engine_fault() == failed.value.reason
    assert failed.value.reason == (
        "PDF reports need Pango. On Debian or Ubuntu: "
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def test_too_little_memory_is_a_failed_report_and_nothing_else():
    with pytest.raises(RenderFailed):
        render_in_child(dossier_as_json(dossiers.sparse("id")), verify_url=VERIFY_URL, memory=150 << 20)


def test_nothing_of_our_surroundings_reaches_the_child(monkeypatch, tmp_path):
    monkeypatch.setenv("HIRING_SECRET_KEY", "secret")

    known = pdf._environment(datetime(2026, 12, 4, 3, 15, tzinfo=UTC), tmp_path)

    assert not any(name.startswith("HIRING_") for name in known)
    assert known["SOURCE_DATE_EPOCH"] == "1796354100"


def test_the_web_application_never_loads_the_pdf_engine():
    import subprocess
    import sys

    code = "import sys, hiring.reports.pdf, hiring.reports.composition; sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
