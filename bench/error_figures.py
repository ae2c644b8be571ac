"""Scores with their errors: components, chances of being among the best, and the same fits by lme4 in R.

What differs between the two is who fits; ratings, composites and model are the same. lme4 is looked for,
and its absence is said.
"""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from bench.measuring import Figure
from bench.statistics_deeds import drawn
from hiring.psychometrics.score_errors.cells import Marks, Scored, marks, scored
from hiring.psychometrics.score_errors.design import Design
from hiring.psychometrics.score_errors.reml import components
from hiring.psychometrics.score_errors.study import ErrorStudy, error_study

TOP, SEED, ROUNDS = 5, 1, 3
_OPENING = "500 candidates × 6 tasks × 2 of 8 raters × 5 competencies and the total"

#: Reads the ratings of every fit, and says how much processor time the fits took, and what came of them.
_IN_R = """
suppressPackageStartupMessages(library(lme4))
d <- read.csv(commandArgs(TRUE)[1])
for (each in c("p", "t", "r")) d[[each]] <- factor(d[[each]])
parts <- split(d, d$fit)
begun <- proc.time()
fits <- lapply(parts, function(x) suppressMessages(suppressWarnings(
  lmer(y ~ 0 + t + (1|p) + (1|p:t) + (1|r) + (1|p:r) + (1|t:r), x,
       control = lmerControl(calc.derivs = FALSE)))))
took <- sum((proc.time() - begun)[1:2])
residuals <- sapply(fits, function(fit) sigma(fit)^2)
cat(sprintf('{"seconds": %f, "residuals": [%s]}', took, paste(residuals, collapse = ", ")))
"""


def figures() -> Iterator[Figure]:
    """Yield what it costs to know how wrong scores may be."""
    opening = _marks(500)
    took, studies = _measured(lambda: _studies(opening))
    yield Figure(f"components and errors, {_OPENING}", took, "CPU s", 2)
    total = studies[-1]
    took, _ = _measured(lambda: total.prediction.among_best(TOP, SEED))
    yield Figure("P(top 5) of 500 candidates from 40,000 draws", took, "CPU s", 4)
    took, few = _measured(lambda: _studies(_marks(29)))
    wrong = max(study.posterior.sampling_error for study in few)
    yield Figure("Bayes, 29 candidates, 5 competencies and the total", took, "CPU s", 6)
    yield Figure("its largest error of sampling in P(top 5)", wrong, "", 0.005)
    yield from _beside_lme4(opening)
    great = _marks(10_000)
    took, studies = _measured(lambda: _studies(great), 1)
    yield Figure("components and errors, 10,000 candidates", took, "CPU s")
    took, _ = _measured(lambda: (studies[-1].p_top, studies[-1].bands), 1)
    yield Figure("P(top 5) and bands of 10,000 candidates, 20,000 draws", took, "CPU s")


def _beside_lme4(opening: Marks) -> Iterator[Figure]:
    every = [scored(opening, weights) for weights in _weights(opening)]
    took, found = _measured(lambda: [components(Design(each.answers)) for each in every])
    said = _by_lme4(every)
    if said is None:
        print("R with lme4 is absent: the same fits are not compared (Debian: r-cran-lme4).")
        return
    apart = max(
        abs(ours.variance["residual"] - theirs) for ours, theirs in zip(found, said["residuals"], strict=True)
    )
    beside = {"ours": took, "lme4": said["seconds"], "residuals differ by": apart}
    yield Figure("the same six fits, ours over lme4", took / said["seconds"], "", 2, beside=beside)


def _by_lme4(every: list[Scored]) -> dict[str, object] | None:
    """Return what R says; None where it, or lme4, is not there."""
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        ratings, script = Path(folder, "ratings.csv"), Path(folder, "fit.R")
        script.write_text(_IN_R, "utf-8")
        lines = ["fit,p,t,r,y"]
        for number, each in enumerate(every):
            columns = (each.answers.candidate, each.answers.task, each.answers.rater, each.answers.level)
            rows = zip(*(column.tolist() for column in columns), strict=True)
            lines += [f"{number},{p},{t},{r},{y!r}" for p, t, r, y in rows]
        ratings.write_text("\n".join(lines) + "\n", "utf-8")
        done = subprocess.run(
            ["Rscript", str(script), str(ratings)], capture_output=True, text=True, check=False
        )
    return json.loads(done.stdout) if done.returncode == 0 else None


def _measured(do: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Return the median of the processor time, in seconds, and what came of it."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        found = do()
        times.append(time.process_time() - begun)
    return median(times), found


def _studies(given: Marks) -> list[ErrorStudy]:
    return [error_study(given, weights, top=TOP, seed=SEED) for weights in _weights(given)]


def _weights(given: Marks) -> list[dict[object, float]]:
    return [*({code: 1.0} for code in given.competencies), dict.fromkeys(given.competencies, 1.0)]


def _marks(candidates: int) -> Marks:
    ratings = drawn(candidates)
    named = (
        np.array(ratings.names[column], dtype=object)[ratings.codes[column]]
        for column in ("candidate", "task", "rater", "competency")
    )
    return marks(*named, ratings.values)
