#!/bin/sh
# girth's own mark for missing answers, put on an array that has gaps, stops girth's estimators.
#
# Guess, before running: `tag_missing_data` takes answers with gaps and returns what every estimator
# accepts.
# Seen with girth 0.8.0: a gap makes a numpy array one of floats; the marks are put into a copy of the same
# type, and the marginal estimators then use it as an index and raise IndexError. Turned into integers, the
# same array is estimated.
# Where it matters: gaps are there in every assessment with sections of choice or a withdrawal; the
# conversion has to be one's own.
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

answers = (np.random.default_rng(7).random((5, 300)) < 0.6).astype(float)
answers[0, :50] = np.nan
marked = girth.tag_missing_data(answers, [0, 1])
print(f"marked: {marked.dtype}")
for array in (marked, marked.astype(int)):
    try:
        girth.rasch_mml(array)
        print(f"{array.dtype}: estimated")
    except IndexError:
        print(f"{array.dtype}: IndexError")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
marked: float64
float64: IndexError
int64: estimated
SEEN
