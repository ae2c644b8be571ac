"""A dossier as an accessible PDF, written in a child process that may die without harm.

`render_in_child` and `engine_fault` are for everybody; `render_pdf` and `render_blank` load the
PDF engine into the process that calls them, and are called by `hiring.reports.render` only.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from hiring.paths import CHECKOUT, STATIC
from hiring.reports import fonts
from hiring.reports.composition import compose
from hiring.reports.rules import Dossier

MEMORY_LIMIT = 1024 * 1024 * 1024
#: Exit status of the child when the last line of its error output says what was wrong.
EXPLAINED = 3
NEEDS_PANGO = (
    "PDF reports need Pango. On Debian or Ubuntu: "
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class RenderFailed(Exception):
    """No PDF came out; `reason` is one sentence for a person, `trace` what the child still said."""

    def __init__(self, reason: str, trace: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.trace = trace


def render_pdf(dossier: Dossier, *, verify_url: str) -> bytes:
    """Return the PDF/UA-1 of `dossier`; the same bytes for the same dossier.

    That holds while SOURCE_DATE_EPOCH is set. Raises OSError where Pango is missing.
    """
    page = compose(dossier, verify_url=verify_url)
    titles = {chapter.anchor: chapter.title for chapter in page.chapters}
    return _typeset(page.html, titles, bytes.fromhex(page.fingerprint)[:16])


def render_blank() -> bytes:
    """Return a PDF of one word: proof that everything a report needs is there."""
    return _typeset('<html lang="en"><title>Ready</title><p>Ready', {}, b"")


def _typeset(html: str, chapter_titles: dict[str, str], identifier: bytes) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from hiring.reports.fetching import OnlyOurFonts
    from hiring.reports.finishing import finisher

    font_config, fetcher = FontConfiguration(), OnlyOurFonts()
    styles = [
        CSS(string=text, base_url=None, font_config=font_config, url_fetcher=fetcher)
        for text in (fonts.font_faces(), (STATIC / "report.css").read_text("utf-8"))
    ]
    document = HTML(string=html, base_url=None, url_fetcher=fetcher).render(
        font_config, stylesheets=styles, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    written = document.write_pdf(
        finisher=finisher(chapter_titles), pdf_variant="pdf/ua-1", pdf_identifier=identifier
    )
    return bytes(written)


def render_in_child(
    dossier_json: str | bytes, *, verify_url: str, timeout: float = 60, memory: int = MEMORY_LIMIT
) -> bytes:
    """Return the PDF of a canonical dossier, rendered in a process of its own.

    `verify_url` is the page where whoever holds the report can check it; `timeout` is in
    seconds, `memory` in bytes. Raises RenderFailed when the child dies, takes too long or
    cannot work on this machine.
    """
    text = dossier_json.decode() if isinstance(dossier_json, bytes) else dossier_json
    try:
        written = datetime.fromisoformat(json.loads(text)["generated_at"])
    except (ValueError, KeyError, TypeError) as error:
        raise RenderFailed("The report could not be rendered: it is no dossier.") from error
    order = {"dossier": text, "verify_url": verify_url, "memory": memory}
    return _run_child(order, written, timeout)


def engine_fault(timeout: float = 60) -> str | None:
    """Return in one sentence why this machine cannot write reports, or None when it can."""
    order = {"dossier": None, "verify_url": "", "memory": MEMORY_LIMIT}
    try:
        _run_child(order, datetime.fromtimestamp(0, UTC), timeout)
    except RenderFailed as failed:
        return failed.reason
    return None


def _run_child(order: Mapping[str, object], written: datetime, timeout: float) -> bytes:
    with tempfile.TemporaryDirectory(prefix="hiring-report-") as folder:
        try:
            child = subprocess.run(
                [sys.executable, "-P", "-m", "hiring.reports.render"],
                input=json.dumps(order).encode("ascii"),
                capture_output=True,
                timeout=timeout,
                cwd=folder,
                env=_environment(written, Path(folder)),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RenderFailed(f"The report took longer than {timeout:g} seconds to render.") from None
    if child.returncode != 0 or not child.stdout.startswith(b"%PDF-"):
        raise _failure(child.returncode, child.stderr.decode("utf-8", "replace"))
    return child.stdout


def _environment(written: datetime, folder: Path) -> dict[str, str]:
    """Return all that the child may know of its surroundings."""
    (folder / "fonts.conf").write_text(fonts.fontconfig(folder / "fonts"), "utf-8")
    inherited = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return inherited | {
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "SOURCE_DATE_EPOCH": str(int(written.timestamp())),
    }


def _failure(status: int, trace: str) -> RenderFailed:
    if status == EXPLAINED and trace.strip():
        return RenderFailed(trace.strip().splitlines()[-1], trace)
    if status < 0:
        name = signal.Signals(-status).name
        return RenderFailed(f"The process that renders reports was stopped by {name}.", trace)
    return RenderFailed(f"The process that renders reports ended with status {status}.", trace)
