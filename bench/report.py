"""A report by our renderer beside WeasyPrint's own command on the same page, with the same fonts.

The command steps back on the processor as our renderer does: on a busy machine the two would
otherwise be measured by what else is running.
"""

import io
import os
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import pikepdf
import psutil

from bench.measuring import Figure
from bench.systems import cpu_seconds
from hiring.dossiers.canonical import dossier_as_json
from hiring.paths import STATIC
from hiring.reports import fonts
from hiring.reports.html import compose
from hiring.reports.pdf import engine_fault, render_in_child
from hiring.reports.render import step_back
from hiring.reports.renderer import Renderer

ROUNDS, AT_ONCE, BULK = 5, 2, 6
VERIFY_URL = "https://recruiting.example/verify/HR-7F3K-2M9Q"
#: A long answer, to see whether a report of many pages costs its pages and no more.
LONG_WORDS = (70_000, 140_000)


def figures() -> Iterator[Figure]:
    """Measure one report, several at once, and long ones; renderer and command take turns."""
    from tests.factories import dossiers

    dossier = dossiers.rich("id")
    text = dossier_as_json(dossier)
    renderer = Renderer(idle=600)
    engine_fault(renderer)
    process = _newest_renderer()
    with tempfile.TemporaryDirectory(prefix="hiring-bench-") as place:
        command = _command(Path(place), compose(dossier, verify_url=VERIFY_URL).html)

        def ours() -> bytes:
            return render_in_child(text, verify_url=VERIFY_URL, renderer=renderer)

        yield _one_report(ours, command, process)
        yield _many_reports(ours, command)
    yield _pages(renderer, process)
    renderer.close()


def _newest_renderer() -> psutil.Process:
    """Return ours: another topic of the bench may have left one that has not gone yet."""
    there = [each for each in psutil.Process().children() if _renders(each)]
    return max(there, key=lambda each: each.create_time())


def _renders(process: psutil.Process) -> bool:
    try:
        return "hiring.reports.render" in process.cmdline()
    except psutil.ZombieProcess:  # an earlier renderer that has ended, and whose end nobody has read yet
        return False


def _one_report(ours: Callable[[], bytes], command: Callable[[int], None], process: psutil.Process) -> Figure:
    costs: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        before = _used_by(process)
        ours()
        between, commands = _used_by(process), _used_by_commands()
        command(1)
        costs.append((between - before, _used_by_commands() - commands))
    mine, theirs = (median(column) for column in zip(*costs, strict=True))
    return Figure(
        "report: CPU",
        mine / theirs,
        "× command",
        target=0.85,
        beside={"seconds": mine, "WeasyPrint's command": theirs},
    )


def _many_reports(ours: Callable[[], object], command: Callable[[int], object]) -> Figure:
    """Make reports AT_ONCE, ours and the command's in turns."""

    def ours_at_once() -> None:
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for done in [threads.submit(ours) for _ in range(AT_ONCE)]:
                done.result()

    rounds = [(_seconds(ours_at_once), _seconds(lambda: command(AT_ONCE))) for _ in range(BULK // AT_ONCE)]
    mine, theirs = (BULK * 60 / sum(column) for column in zip(*rounds, strict=True))
    return Figure(
        f"reports a minute, {AT_ONCE} at once",
        mine / theirs,
        "× command's",
        target=1.2,
        at_least=True,
        beside={"a minute": mine, "WeasyPrint's command": theirs},
    )


def _seconds(deed: Callable[[], object]) -> float:
    begun = time.monotonic()
    deed()
    return time.monotonic() - begun


def _pages(renderer: Renderer, process: psutil.Process) -> Figure:
    """Compare a page of a very long report with a page of one half as long."""
    from tests.factories import dossiers

    costs = []
    for words in LONG_WORDS:
        dossier = dossiers.with_answer(dossiers.sparse("id"), "kata yang ditulis " * (words // 3))
        before = _used_by(process)
        pdf = render_in_child(dossier_as_json(dossier), verify_url=VERIFY_URL, renderer=renderer)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            costs.append((_used_by(process) - before, len(opened.pages)))
    (half, half_pages), (whole, pages) = costs
    return Figure(
        f"a page of a report of {pages} pages",
        (whole / pages) / (half / half_pages),
        "× half",
        target=1.2,
        beside={"seconds": whole, f"{half_pages} pages": half},
    )


def _used_by(process: psutil.Process) -> float:
    """Return what the renderer has used, and all its children that have ended."""
    times = process.cpu_times()
    return cpu_seconds(process) + float(times.children_user + times.children_system)


def _used_by_commands() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _command(folder: Path, html: str) -> Callable[[int], None]:
    """Return what runs WeasyPrint's command, so many at once: same page, style, fonts and kind of PDF."""
    page, style, config = folder / "page.html", folder / "style.css", folder / "fonts.conf"
    page.write_text(html, "utf-8")
    style.write_text(
        fonts.font_faces(fonts.variable_faces()) + (STATIC / "report.css").read_text("utf-8"), "utf-8"
    )
    config.write_text(fonts.fontconfig(folder / "cache"), "utf-8")
    line = [
        sys.executable,
        "-m",
        "weasyprint",
        "-q",
        "-s",
        str(style),
        "--pdf-variant",
        "pdf/ua-1",
        str(page),
    ]

    def command(at_once: int) -> None:
        written = [folder / f"{number}.pdf" for number in range(at_once)]
        subprocess.run(
            " & ".join(shlex.join([*line, str(path)]) for path in written) + " & wait",
            shell=True,
            env=os.environ | {"FONTCONFIG_FILE": str(config)},
            check=True,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=step_back,
        )
        for path in written:
            path.unlink()  # an error, where there is none

    return command
