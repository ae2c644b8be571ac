#!/bin/sh
# scikit-learn's weighted kappa is 0.75 or 0.48 for the same marks, by whether the levels that nobody gave
# are named.
#
# Guess, before running: the levels are numbers, so the weight of 2 against 5 is that of three steps,
# whoever used 3 and 4.
# Seen with scikit-learn 1.9.1: weights are taken from places in the sorted list of levels that occur, so 2
# and 5 are neighbours when nobody gave 3 or 4. With `labels=[1, 2, 3, 4, 5]` they are three steps apart;
# kappa without weights does not change.
# Where it matters: few candidates and five levels leave gaps; two questions of one paper are then measured
# with different rulers, and the figure looks better where the quarrel is worse.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'scikit-learn==1.9.1' 'numpy==2.4.6' 'scipy==1.17.1'
cat >"$work/see.py" <<'PY'
from sklearn.metrics import cohen_kappa_score

one, other = [1, 2, 5, 5, 1, 2], [1, 2, 5, 2, 1, 5]
for weights in (None, "linear", "quadratic"):
    given = cohen_kappa_score(one, other, weights=weights)
    named = cohen_kappa_score(one, other, weights=weights, labels=[1, 2, 3, 4, 5])
    print(f"weights {weights}: {given:.3f}, with all five levels named {named:.3f}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
weights None: 0.500, with all five levels named 0.500
weights linear: 0.625, with all five levels named 0.438
weights quadratic: 0.750, with all five levels named 0.481
SEEN
