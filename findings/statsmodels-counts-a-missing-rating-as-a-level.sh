#!/bin/sh
# statsmodels makes a level of the ratings that are missing, and Fleiss' kappa falls from 0.55 to -0.01.
#
# Guess, before running: `aggregate_raters` leaves out what is not a number, or refuses it: the third
# reviewer has rated nobody yet.
# Seen with statsmodels 0.15.0: the gap is listed among the categories as nan and counted, as though a third
# reviewer had given everybody a level that the others never gave. No warning; only where the same gap were
# everyone's would it look like agreement.
# Where it matters: a late reviewer or a withdrawn one is ordinary in a table of ratings; the figure looks
# like a quarrel between the two who did their work.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'statsmodels==0.15.0' 'numpy==1.26.4' 'pandas==2.3.3' 'scipy==1.12.0'
cat >"$work/see.py" <<'PY'
import numpy as np
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

gap = np.nan
ratings = np.array([[3, 3, gap], [4, 4, gap], [2, 3, gap], [5, 5, gap], [3, 4, gap], [2, 2, gap]])
for name, table in (("two reviewers", ratings[:, :2]), ("and one who has rated nobody", ratings)):
    counts, levels = aggregate_raters(table)
    print(f"{name}: levels {levels.tolist()}, kappa {fleiss_kappa(counts):.3f}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
two reviewers: levels [2.0, 3.0, 4.0, 5.0], kappa 0.547
and one who has rated nobody: levels [2.0, 3.0, 4.0, 5.0, nan], kappa -0.008
SEEN
