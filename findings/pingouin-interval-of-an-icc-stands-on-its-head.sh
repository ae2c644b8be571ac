#!/bin/sh
# pingouin gives an intraclass correlation of 0 a confidence interval that begins at 9.34 and ends at 0.91.
#
# Guess, before running: an interval begins below its end, holds the estimate, and its upper end is at most
# 1.
# Seen with pingouin 0.6.1, two reviewers who give five people nearly always a 3: for ICC(A,k), agreement of
# the mean, the lower end is above the upper one and above 1. The transformation from single to mean has a
# pole, which a strongly negative lower end crosses.
# Where it matters: few people and hardly any spread is where a small opening begins; a chart that draws
# this bar draws it outside of its axis.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pingouin==0.6.1' 'numpy==1.26.4' 'pandas==2.3.3' 'scipy==1.12.0' 'statsmodels==0.15.0'
cat >"$work/see.py" <<'PY'
import warnings

import pandas as pd
import pingouin

warnings.filterwarnings("ignore")
ratings = pd.DataFrame(
    {"person": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5], "reviewer": ["a", "b"] * 5, "level": [3, 3, 3, 4, 3, 3, 3, 2, 3, 3]}
)
table = pingouin.intraclass_corr(ratings, targets="person", raters="reviewer", ratings="level")
for row in table.itertuples():
    low, high = row.CI95
    print(f"{row.Type}: {row.ICC:.2f}, from {low:.2f} to {high:.2f}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
ICC(1,1): 0.11, from -0.71 to 0.84
ICC(A,1): 0.00, from -1.27 to 0.84
ICC(C,1): 0.00, from -0.81 to 0.81
ICC(1,k): 0.20, from -4.91 to 0.91
ICC(A,k): 0.00, from 9.34 to 0.91
ICC(C,k): 0.00, from -8.60 to 0.90
SEEN
