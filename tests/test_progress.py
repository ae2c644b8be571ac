"""Commands that take long show a bar on a terminal, and nothing of it in a pipe."""

import os
import pty
import subprocess
import sys

import pytest

from hiring.progress import Steps
from hiring.scoring.queries.checking import discrepancies
from hiring.sittings.histories import examine
from tests.factories.scoring import a_panel, handed_in
from tests.migrated import migrate_file

SECRET = "a secret of the bar, long enough to be one"


@pytest.fixture
def command(tmp_path):
    """Return a function that runs `hiring ...` with standard error on a terminal or in a pipe."""
    migrate_file(tmp_path / "hiring.sqlite3")
    wanted = {**os.environ, "HIRING_INSTANCE": str(tmp_path), "HIRING_SECRET_KEY": SECRET, "TERM": "xterm"}

    def run(*words, terminal):
        master, slave = pty.openpty()
        try:
            done = subprocess.run(
                [sys.executable, "-m", "hiring.cli", *words],
                env=wanted,
                stdout=subprocess.PIPE,
                stderr=slave if terminal else subprocess.PIPE,
                timeout=60,
                check=True,
            )
            drawn = os.read(master, 65536).decode() if terminal else done.stderr.decode()
        finally:
            os.close(master)
            os.close(slave)
        return done.stdout.decode(), drawn

    return run


@pytest.mark.process
def test_a_bar_is_drawn_on_a_terminal_and_the_answer_stays_as_it_is(command, tmp_path):
    said, drawn = command("backup", str(tmp_path / "one"), terminal=True)
    assert said.startswith("Saved in ")
    assert "Files  [" in drawn
    assert "100%" in drawn

    again, nothing = command("backup", str(tmp_path / "two"), terminal=False)
    assert again.replace("/two ", "/one ").partition(" as of")[0] == said.partition(" as of")[0]
    assert nothing == ""


def test_answers_and_scores_say_how_far_they_are(session):
    panel = a_panel(1)
    for _ in range(2):
        handed_in(panel)
    session.commit()
    answers, scores = [], []

    examine(session, lambda *far: answers.append(far))
    assert list(discrepancies(session, lambda *far: scores.append(far))) == []

    assert (answers, scores) == ([(1, 2), (2, 2)], [])


def test_steps_that_nobody_expected_move_the_end():
    seen = []
    steps = Steps(lambda *far: seen.append(far), 2)

    for _ in range(3):
        steps.one_done()

    assert seen == [(1, 2), (2, 2), (3, 3)]
