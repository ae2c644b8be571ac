#!/bin/sh
# pyagree's Fleiss' kappa of five candidates is 0.31 or -22.33, depending on which of them stands first.
#
# Guess, before running: where one candidate has a rating less than the others the table is refused, as
# statsmodels refuses it, or each row counts with its own number.
# Seen with pyagree 0.0.4 and statsmodels 0.14.5: how many raters there were is read from the first row and
# taken for all. With the incomplete row first the result is far below -1, the least there can be; with it
# elsewhere it is a figure like any other, 0.31. No warning; the description of the table asks for nothing.
# Where it matters: one reviewer is late in nearly every opening. Sorted by name the table has a kappa, and
# sorted by date of the application another one.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pyagree==0.0.4' 'statsmodels==0.14.5' 'numpy==1.26.4' 'pandas==2.3.3' 'scipy==1.12.0'
cat >"$work/see.py" <<'PY'
import numpy as np
import pyagree
from statsmodels.stats.inter_rater import fleiss_kappa

full = [[3, 0], [0, 3], [2, 1], [3, 0]]
late = [[1, 1]]
for title, table in (
    ("four candidates with three raters each", full),
    ("and one with two, last", full + late),
    ("and one with two, first", late + full),
):
    try:
        other = f"{fleiss_kappa(np.array(table)):.2f}"
    except AssertionError:
        other = "refused"
    print(f"{title}: pyagree {pyagree.fleiss_kappa(table):.2f}, statsmodels {other}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
four candidates with three raters each: pyagree 0.63, statsmodels 0.63
and one with two, last: pyagree 0.31, statsmodels refused
and one with two, first: pyagree -22.33, statsmodels refused
SEEN
