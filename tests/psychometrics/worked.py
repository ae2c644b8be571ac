"""The worked examples of scores with their errors: constructed ratings, and what must come out of them."""

import csv
import json
from pathlib import Path

import numpy as np

from hiring.psychometrics.score_errors.cells import marks

DATA = Path(__file__).parent / "data"
EXAMPLES = ("a1", "a2", "a3", "a4", "a5", "a6")


def ratings(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    levels = [float(row["rating"]) if row["rating"] else None for row in rows]
    return marks(
        *([row[name] for row in rows] for name in ("candidate", "task", "rater", "competency")), levels
    )


def expected(name):
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def blocks():
    """Yield (example, competency or "total", weights, what is expected)."""
    prediction = expected("a1_a5_prediction")
    for name in EXAMPLES:
        example = expected(name)
        found = {code: ({code: 1}, block) for code, block in example["competencies"].items()}
        if "total" in example:
            found["total"] = (example["weights"], example["total"])
        for code, (weights, block) in found.items():
            yield name, code, weights, block | prediction.get(name, {}).get(code, {})


def simulated(seed, *, candidates, tasks, raters, each=2, truth=None, mean=3.0):
    """Return (marks, true levels) of normal ratings whose components are `truth`: raters drawn by lot."""
    chance = np.random.default_rng(seed)
    sd = {name: np.sqrt(variance) for name, variance in (truth or TRUTH).items()}
    z = chance.standard_normal
    p = sd["p"] * z(candidates)
    r, task = sd["r"] * z(raters), mean + 0.3 * z(tasks)
    pt, pr, tr = (
        sd["pt"] * z((candidates, tasks)),
        sd["pr"] * z((candidates, raters)),
        sd["tr"] * z((tasks, raters)),
    )
    rows = [
        (
            f"K{i:03}",
            f"T{t}",
            f"R{j}",
            task[t] + p[i] + pt[i, t] + r[j] + pr[i, j] + tr[t, j] + sd["residual"] * z(),
        )
        for i in range(candidates)
        for t in range(tasks)
        for j in chance.permutation(raters)[:each]
    ]
    return marks(
        *([row[at] for row in rows] for at in (0, 1, 2)), ["C"] * len(rows), [row[3] for row in rows]
    ), p


TRUTH = {"p": 0.5, "pt": 0.2, "r": 0.06, "pr": 0.08, "tr": 0.04, "residual": 0.3}
