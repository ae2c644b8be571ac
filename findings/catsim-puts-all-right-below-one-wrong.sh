#!/bin/sh
# catsim gives whoever answers every task of an adaptive test rightly less ability than whoever misses
# one, 0.97 to 1.53.
#
# Guess, before running: without a wrong answer the likelihood has no greatest value, so the estimate is
# the upper bound, or in any case above that of somebody with one answer wrong.
# Seen with catsim 0.21.0: as long as all answers are right the estimator goes half of the way to the
# hardest task (`dodd`, the default) and stays below it; the first wrong one turns it to the likelihood,
# which lies above. At the other end nothing right comes out above one right. With dodd=False the two
# ends are infinite.
# Where it matters: ranked by ability, the best of the field stands behind people who did worse than she.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'catsim==0.21.0' 'numpy==2.4.4' 'scipy==1.17.1'
cat >"$work/see.py" <<'PY'
import numpy
from catsim.estimation import NumericalSearchEstimator
from catsim.item_bank import ItemBank

difficulties = (-1, -0.5, 0, 0.5, 1)
bank = ItemBank(numpy.array([[1, difficulty, 0, 1] for difficulty in difficulties], float))


def ability(answers):
    estimator, theta = NumericalSearchEstimator(), 0.0
    for given in range(1, len(answers) + 1):
        theta = estimator.estimate(
            item_bank=bank, administered_items=list(range(given)), response_vector=answers[:given], est_theta=theta
        )
    return theta


for marks in ("11111", "11110", "01111", "11100", "10000", "00000"):
    print(f"{marks} -> {ability([mark == '1' for mark in marks]):.2f}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'

11111 -> 0.97
11110 -> 1.53
01111 -> 1.53
11100 -> 0.45
10000 -> -1.53
00000 -> -0.97
SEEN
