"""The renderer forks a child for each report; a child may die, and so may the renderer, without harm."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from hiring.dossiers.canonical import dossier_as_json
from hiring.paths import CHECKOUT
from hiring.reports.pdf import RenderFailed, engine_fault, render_in_child
from hiring.reports.renderer import Renderer, environment
from tests.factories import dossiers
from tests.reports.print_out import VERIFY_URL, printed
from tests.running import wait_until

pytestmark = pytest.mark.process


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    """A renderer of the test's own, which has started and is idle."""
    renderer = Renderer()
    assert engine_fault(renderer) is None
    wait_until(lambda: not process_of(renderer).children(), "the child that was tried to be gone")
    yield renderer
    renderer.close()


def process_of(renderer: Renderer) -> psutil.Process:
    assert renderer._process is not None
    return psutil.Process(renderer._process.pid)


def rendered(renderer: Renderer, kind: str = "sparse", **limits: object) -> bytes:
    dossier = getattr(dossiers, kind)("id")
    return render_in_child(dossier_as_json(dossier), verify_url=VERIFY_URL, renderer=renderer, **limits)


def _endless() -> dict[str, object]:
    """Return a report that takes so long that nobody misses its child."""
    return dossier_as_json(dossiers.with_answer(dossiers.sparse("id"), "kata " * 100_000))


def _signal_the_next_child(renderer: Renderer, number: signal.Signals) -> None:
    [child] = wait_until(process_of(renderer).children, "a child that renders")
    child.send_signal(number)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_killed_child_is_a_failed_report_that_names_the_signal(renderer, number):
    with ThreadPoolExecutor(1) as killer:
        killing = killer.submit(_signal_the_next_child, renderer, number)
        with pytest.raises(RenderFailed) as failed:
            render_in_child(_endless(), verify_url=VERIFY_URL, renderer=renderer)
        killing.result()

    assert failed.value.reason == f"The process that renders reports was stopped by {number.name}."
    assert rendered(renderer) == printed("sparse", "id")


def test_a_child_that_is_killed_while_it_reads_what_to_do_is_told_of_like_any_other(renderer):
    long = dossier_as_json(dossiers.with_answer(dossiers.sparse("id"), "kata " * 2_000_000))
    process = process_of(renderer)

    def kill_at_once() -> None:
        while not (children := process.children()):
            pass
        children[0].kill()

    with ThreadPoolExecutor(1) as killer:
        killing = killer.submit(kill_at_once)
        with pytest.raises(RenderFailed, match="was stopped by SIGKILL"):
            render_in_child(long, verify_url=VERIFY_URL, renderer=renderer, seconds=20)
        killing.result()


def test_a_killed_renderer_is_a_failed_report_and_the_next_one_gets_a_new_renderer(renderer):
    first = process_of(renderer)

    def kill() -> None:
        wait_until(first.children, "a child that renders")
        first.kill()

    with ThreadPoolExecutor(1) as killer:
        killing = killer.submit(kill)
        assert rendered(renderer, "rich") == printed("rich", "id")
        killing.result()

    assert process_of(renderer).pid != first.pid


def test_several_reports_are_made_at_once_and_each_caller_hears_of_the_own_one(renderer):
    with ThreadPoolExecutor(4) as threads:
        sound = [threads.submit(rendered, renderer) for _ in range(2)]
        stopped = threads.submit(rendered, renderer, "rich", seconds=0.2)
        damaged = threads.submit(render_in_child, _damaged(), verify_url=VERIFY_URL, renderer=renderer)

        assert [each.result() for each in sound] == [printed("sparse", "id")] * 2
        with pytest.raises(RenderFailed, match="took longer"):
            stopped.result()
        with pytest.raises(RenderFailed, match="ValidationError"):
            damaged.result()
    wait_until(lambda: not process_of(renderer).children(), "the children to be gone")


def test_a_child_that_takes_too_long_is_stopped(renderer):
    with pytest.raises(RenderFailed, match=r"^The report took longer than 0\.2 seconds to render\.$"):
        rendered(renderer, "rich", seconds=0.2)

    wait_until(lambda: not process_of(renderer).children(), "the child to be gone")


def test_a_child_may_use_so_many_seconds_of_the_processor_and_no_more(renderer):
    with pytest.raises(RenderFailed, match="needed more than 1 seconds of processor time"):
        render_in_child(_endless(), verify_url=VERIFY_URL, renderer=renderer, processor_seconds=1)


def test_the_renderer_has_one_thread_and_sets_no_report_itself(renderer):
    rendered(renderer)

    assert process_of(renderer).num_threads() == 1


def test_the_renderer_steps_back_for_pages_in_a_session_of_its_own(renderer):
    process = process_of(renderer)

    assert os.getsid(process.pid) == process.pid != os.getsid(0)
    assert process.nice() == min(19, os.nice(0) + 5)


def test_the_renderer_leaves_when_nobody_asks_and_the_next_report_starts_another():
    renderer = Renderer(idle=0.2)
    assert engine_fault(renderer) is None
    first = process_of(renderer)

    wait_until(lambda: first.status() == psutil.STATUS_ZOMBIE, "the renderer to leave")

    assert rendered(renderer) == printed("sparse", "id")
    assert process_of(renderer).pid != first.pid
    renderer.close()


def test_nothing_is_left_behind_when_the_renderer_leaves_and_what_a_killed_one_left_is_removed(
    monkeypatch, tmp_path
):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    killed = Renderer()
    assert engine_fault(killed) is None
    process_of(killed).kill()
    killed.close()
    assert [path.name.startswith("hiring-renderer-") for path in tmp_path.iterdir()] == [True]

    renderer = Renderer()
    assert engine_fault(renderer) is None
    assert len(list(tmp_path.iterdir())) == 1
    renderer.close()

    assert list(tmp_path.iterdir()) == []


def test_the_renderer_ends_with_whoever_started_it():
    code = (
        "from hiring.reports import pdf; import sys, time; pdf.engine_fault();"
        "print(pdf._OURS._process.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        renderer = psutil.Process(int(starter.stdout.readline()))
        starter.kill()

    wait_until(lambda: not renderer.is_running() or renderer.status() == psutil.STATUS_ZOMBIE, "its end")


def _damaged() -> str:
    return dossier_as_json(dossiers.sparse("id")).replace('"locale":"id"', '"locale":"fr"')


def test_a_dossier_that_cannot_be_read_is_explained(renderer):
    with pytest.raises(RenderFailed, match=r"^The report could not be rendered: ValidationError: ") as failed:
        render_in_child(_damaged(), verify_url=VERIFY_URL, renderer=renderer)

    assert "Traceback" in failed.value.trace


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"generated_at": "today"}'])
def test_something_else_than_a_dossier_is_a_failed_report(text):
    with pytest.raises(RenderFailed, match="it is no dossier"):
        render_in_child(text, verify_url=VERIFY_URL)


def test_this_machine_can_write_reports():
    assert engine_fault() is None


def test_missing_pango_is_explained_with_the_packages_to_install(tmp_path):
    broken = tmp_path / "weasyprint"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise OSError(\"cannot load library 'libgobject-2.0-0'\")")
    renderer = Renderer(checkout=f"{tmp_path}{os.pathsep}{CHECKOUT}")

    with pytest.raises(RenderFailed) as failed:
        rendered(renderer)

    assert engine_fault(renderer) == failed.value.reason
    assert failed.value.reason == (
        "PDF reports need Pango. On Debian or Ubuntu: "
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def test_too_little_memory_is_a_failed_report_and_nothing_else(renderer):
    with pytest.raises(RenderFailed):
        rendered(renderer, memory=150 << 20)

    assert rendered(renderer) == printed("sparse", "id")


def test_nothing_of_our_surroundings_reaches_the_renderer(monkeypatch):
    monkeypatch.setenv("HIRING_SECRET_KEY", "secret")

    assert environment("/somewhere").keys() <= {
        *("PATH", "LD_LIBRARY_PATH", "TMPDIR", "PYTHONPATH", "PYTHONUTF8", "PYTHONHASHSEED")
    }


def test_the_web_application_never_loads_the_pdf_engine():
    code = "import sys, hiring.reports.pdf, hiring.reports.html; sys.exit('weasyprint' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
