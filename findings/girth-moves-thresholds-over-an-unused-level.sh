#!/bin/sh
# girth closes the gap of a level that nobody used, so every later threshold answers to the wrong number.
#
# Guess, before running: an item whose level 3 of 5 was never given keeps its four places: the thresholds
# around 3 are unknown, the one into level 5 stays where it was, the fourth.
# Seen with girth 0.8.0: `pcm_mml` renumbers the levels of each item before it begins. The threshold into
# level 5 (1.8 before) is found in the third place (1.9), and the fourth is not a number; the other items
# keep theirs. No warning.
# Where it matters: rubrics have rare levels; whoever reads "third threshold" as "from 3 to 4" compares
# different steps of different tasks.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'girth==0.8.0' 'numpy==1.26.4' 'scipy==1.12.0'
cat >"$work/see.py" <<'PY'
import girth
import numpy as np

chance = np.random.default_rng(7)
people = chance.normal(0, 1, 300)
ease = np.array([0, 0.5, -0.5, 0.2])
given = np.clip(np.round(people[None] + ease[:, None] + chance.normal(0, 0.7, (4, 300)) + 3), 1, 5).astype(int)
without_three = given.copy()
without_three[0][without_three[0] == 3] = 4
for what, levels in (("all five levels", given), ("first item without 3", without_three)):
    thresholds = girth.pcm_mml(levels)["Difficulty"][:2]
    print(what, " | ".join(" ".join(f"{value:.1f}" for value in item) for item in thresholds))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
all five levels -1.3 -0.4 0.9 1.8 | -2.5 -1.0 0.2 1.4
first item without 3 -1.2 -0.5 1.9 nan | -2.5 -1.0 0.2 1.3
SEEN
