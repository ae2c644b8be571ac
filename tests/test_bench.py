"""The bench measures in turns and compares within one run."""

import json
import sys

import numpy as np

from bench import __main__ as bench
from bench.measuring import Deed, measured
from bench.statistics_deeds import deeds, drawn


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
    work = [Deed("ours", lambda: sum(range(10_000)), "theirs"), Deed("theirs", lambda: sum(range(20_000)))]
    monkeypatch.setattr(bench, "_deeds", lambda _: work)
    monkeypatch.setattr(sys, "argv", ["bench", "--json", str(tmp_path / "deep" / "bench.json")])

    bench.main()

    assert " of theirs" in capsys.readouterr().out
    written = json.loads((tmp_path / "deep" / "bench.json").read_text("utf-8"))
    assert [cost["name"] for cost in written["topics"]["statistics"]] == ["ours", "theirs"]


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
