"""The bench measures in turns and compares within one run."""

import importlib
import inspect
import json
import sys
import types

import numpy as np
import pytest

from bench import __main__ as bench
from bench.background import Background
from bench.measuring import Deed, Figure, measured
from bench.statistics_deeds import deeds, drawn
from hiring.db import Writing, set_writing

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("module", bench.TOPICS.values())
def test_every_topic_measures_deeds_or_figures_of_its_own_without_being_told_more(module):
    topic = importlib.import_module(module)
    offered = [getattr(topic, name) for name in ("deeds", "figures") if hasattr(topic, name)]

    assert offered
    assert [(each.__module__, inspect.signature(each).parameters) for each in offered] == [
        (module, {}) for _ in offered
    ]


def test_work_is_asked_for_after_a_topic_that_only_looked_at_pages():
    set_writing(Writing.NEVER)
    asked = []

    Background().work_off(asked.append)

    assert len(asked) == 1


def test_deeds_take_turns_after_one_to_warm_up():
    done = []
    costs = measured(
        [Deed("ours", lambda: done.append("o"), "theirs"), Deed("theirs", lambda: done.append("t"))]
    )

    assert "".join(done) == "ot" * 6
    assert [(cost.name, cost.rounds, cost.same_as) for cost in costs] == [
        ("ours", 5, "theirs"),
        ("theirs", 5, None),
    ]
    assert costs[0].ratio == costs[0].cpu / costs[1].cpu
    assert costs[0].cpu_range[0] <= costs[0].cpu <= costs[0].cpu_range[1]
    assert costs[1].ratio is None


def test_a_table_is_printed_and_json_written(tmp_path, monkeypatch, capsys):
    topic = types.ModuleType("topic_of_a_test")
    topic.deeds = lambda: [
        Deed("ours", lambda: sum(range(10_000)), "theirs"),
        Deed("theirs", lambda: sum(range(20_000))),
    ]
    topic.figures = lambda: [Figure("a save", 1.1, "× floor", target=1.2), Figure("reports", 3, "a minute")]
    monkeypatch.setitem(sys.modules, topic.__name__, topic)
    monkeypatch.setattr(bench, "TOPICS", {"statistics": topic.__name__})
    monkeypatch.setattr(sys, "argv", ["bench", "--json", str(tmp_path / "deep" / "bench.json")])

    bench.main()

    printed = capsys.readouterr().out
    assert " of theirs" in printed
    assert "≤ 1.2: met" in printed
    written = json.loads((tmp_path / "deep" / "bench.json").read_text("utf-8"))["topics"]["statistics"]
    assert [cost["name"] for cost in written["deeds"]] == ["ours", "theirs"]
    assert [figure["met"] for figure in written["figures"]] == [True, None]


@pytest.mark.parametrize(
    ("value", "target", "at_least", "met"),
    [
        (1, 1, False, True),
        (1.1, 1, False, False),
        (1, 1, True, True),
        (0.9, 1, True, False),
        (1, None, False, None),
    ],
)
def test_a_target_is_met_or_missed(value, target, at_least, met):
    assert Figure("x", value, "ms", target=target, at_least=at_least).met is met


@pytest.mark.parametrize("module", bench.TOPICS.values())
def test_every_topic_is_there_and_measures_something(module):
    topic = importlib.import_module(module)

    assert callable(getattr(topic, "figures", None) or getattr(topic, "deeds", None))


def test_every_peer_of_the_statistics_is_measured_in_the_same_run():
    work = deeds()

    names = {deed.name for deed in work}
    assert len(names) == len(work)
    assert {deed.same_as for deed in work} - names == {None}
    assert min(deed.rounds for deed in work) >= 5


def test_drawn_ratings_are_two_of_eight_raters_per_answer():
    ratings = drawn(20)
    answer = ratings.codes["candidate"] * 6 + ratings.codes["task"]
    competency = ratings.codes["competency"] == 0

    assert len(ratings.values) == 20 * 6 * 2 * 5
    pairs = ratings.codes["rater"][competency].reshape(120, 2)
    assert (pairs[:, 0] != pairs[:, 1]).all()
    assert np.bincount(answer[competency]).tolist() == [2] * 120
