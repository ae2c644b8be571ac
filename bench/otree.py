"""A save in oTree 6, where its command is installed: one page with one long text, sent as a browser sends it.

oTree needs older versions of our own packages, so it stands in an environment of its own, on the PATH. Its
participants go from round to round; each page they send is a save of the text into its SQLite database.
"""

import http.client
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urlsplit

import psutil

from bench.systems import cpu_seconds, free_port, wait_until_it_answers

PARTICIPANTS, SAVES, ROUNDS = 3, 60, 4
_KEY = "a key of the bench"
_SETTINGS = f"""
SESSION_CONFIGS = [dict(name="save", app_sequence=["save"], num_demo_participants={PARTICIPANTS})]
SESSION_CONFIG_DEFAULTS = dict(real_world_currency_per_point=1, participation_fee=0)
PARTICIPANT_FIELDS, SESSION_FIELDS = [], []
LANGUAGE_CODE, REAL_WORLD_CURRENCY_CODE, USE_POINTS = "en", "USD", False
ADMIN_USERNAME, ADMIN_PASSWORD, SECRET_KEY = "admin", "a password of the bench", "a secret of the bench"
"""
_APP = f"""
from otree.api import *

class C(BaseConstants):
    NAME_IN_URL, PLAYERS_PER_GROUP, NUM_ROUNDS = "save", None, {ROUNDS * SAVES // PARTICIPANTS + 1}

class Subsession(BaseSubsession):
    pass

class Group(BaseGroup):
    pass

class Player(BasePlayer):
    text = models.LongStringField()

class Letter(Page):
    form_model, form_fields = "player", ["text"]

page_sequence = [Letter]
"""
_PAGE = "{{ block content }}{{ formfields }}{{ next_button }}{{ endblock }}"


def is_there() -> bool:
    """Say whether oTree is installed."""
    return shutil.which("otree") is not None


def cost_of_a_save(folder: Path, text: str) -> float:
    """Return the processor seconds of one save: the median of several rounds after one that warms up."""
    _write_project(folder)
    _run(folder, "resetdb", "--noinput")
    with _served(folder) as (port, process):
        addresses = _participants(port)
        spent = [_round(port, process, addresses, text) for _ in range(ROUNDS)]
        return median(spent[1:])


def _write_project(folder: Path) -> None:
    (folder / "save").mkdir(parents=True)
    (folder / "_static").mkdir()
    (folder / "settings.py").write_text(_SETTINGS, "utf-8")
    (folder / "save" / "__init__.py").write_text(_APP, "utf-8")
    (folder / "save" / "Letter.html").write_text(_PAGE, "utf-8")


def _environment() -> dict[str, str]:
    return os.environ | {"OTREE_PRODUCTION": "1", "OTREE_REST_KEY": _KEY, "OTREE_AUTH_LEVEL": "STUDY"}


def _run(folder: Path, *command: str) -> None:
    subprocess.run(["otree", *command], cwd=folder, env=_environment(), check=True, capture_output=True)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    port = free_port()
    server = subprocess.Popen(
        ["otree", "prodserver1of2", str(port)],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_it_answers(server, port)
        yield port, psutil.Process(server.pid)
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # it has started another process beside itself
        server.wait(60)


def _participants(port: int) -> list[str]:
    """Begin a session and return where each participant's first page is."""
    wanted = json.dumps({"session_config_name": "save", "num_participants": PARTICIPANTS})
    headers = {"otree-rest-key": _KEY, "Content-Type": "application/json"}
    begun = json.loads(_asked(port, "POST", "/api/sessions", wanted, headers)[1])
    session = json.loads(_asked(port, "POST", f"/api/get_session/{begun['code']}", "{}", headers)[1])
    return [_first_page(port, one["code"]) for one in session["participants"]]


def _first_page(port: int, code: str) -> str:
    return _asked(port, "GET", f"/InitializeParticipant/{code}", "", {})[0]


def _round(port: int, process: psutil.Process, addresses: list[str], text: str) -> float:
    spent = 0.0
    for number in range(SAVES):
        place = number % len(addresses)
        body = urlencode({"text": f"{text} {number}"})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        before = cpu_seconds(process)
        addresses[place] = _asked(port, "POST", addresses[place], body, headers)[0]
        spent += cpu_seconds(process) - before
        _asked(port, "GET", addresses[place], "", {})  # the next page must have been seen before it is sent
    return spent / SAVES


def _asked(port: int, method: str, address: str, body: str, headers: dict[str, str]) -> tuple[str, bytes]:
    """Return where the answer leads, and what it says."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request(method, address, body.encode(), headers)
    reply = connection.getresponse()
    said = reply.read()
    connection.close()
    if reply.status >= 400:
        raise RuntimeError(f"{method} {address}: {reply.status} {said[:200]!r}")
    return urlsplit(reply.getheader("Location", address)).path, said
