"""Files of ratings to read: drawn by lot, or written by hand."""

from pathlib import Path

import numpy as np

HEADING = "candidate,task,rater,competency,rating"


def drawn_rows(
    seed=1, candidates=60, tasks=4, raters=6, each=2, competencies=("NETW", "EVNT"), no_evidence=0.03
):
    """Return rows of ratings as the platform would gather them: `each` raters per answer, drawn by lot."""
    chance = np.random.default_rng(seed)
    harsh = chance.normal(0, 0.3, raters)
    rows = []
    for competency in competencies:
        for candidate in range(candidates):
            ability = chance.normal(3, 0.8)
            for task in range(tasks):
                level = ability + chance.normal(0, 0.5)
                for rater in chance.permutation(raters)[:each]:
                    rating = int(np.clip(round(level - harsh[rater] + chance.normal(0, 0.5)), 1, 5))
                    shown = "NE" if chance.random() < no_evidence else rating
                    rows.append(f"c{candidate:03},task {task},rater {rater},{competency},{shown}")
    return rows


def written(folder: Path, *rows: str, heading: str = HEADING, encoding: str = "utf-8") -> Path:
    path = folder / "ratings.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding)
    return path
