#!/bin/sh
# pyequate equates a paper with itself and gives whoever has 1 point none, and whoever has 5 points 4.5.
#
# Guess, before running: a form equated with itself, on the same people, gives every score itself.
# Seen with pyequate 0.2.0, `equipercen`: that holds for every score that somebody had. One that nobody had
# gets the lower end of the stretch of equal rank around it, half a point less, and whatever lies below the
# lowest score had gets 0. `linear` returns every score as it is.
# Where it matters: with some hundred people on eleven scores gaps are ordinary; the table of conversion is
# used for later candidates, and theirs are just the scores that were missing.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pyequate==0.2.0' 'pandas==3.1.1' 'numpy==2.4.6' 'scipy==1.17.1'
cat >"$work/see.py" <<'PY'
import pandas as pd
import pyequate

had = {2: 10, 3: 20, 4: 30, 6: 40, 7: 30, 8: 20, 9: 10, 10: 5}
scores = pd.Series([score for score, people in had.items() for _ in range(people)])
ranks = pyequate.equipercen(scores, scores, 0, 10)
line = pyequate.linear(scores, scores, 0, 10)
for (score, equated), straight in zip(ranks.itertuples(index=False), line.iloc[:, 1], strict=True):
    print(f"{score}, had by {had.get(score, 0)}: {equated + 0:.2f}, by the line {straight + 0:.2f}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
0, had by 0: 0.00, by the line 0.00
1, had by 0: 0.00, by the line 1.00
2, had by 10: 2.00, by the line 2.00
3, had by 20: 3.00, by the line 3.00
4, had by 30: 4.00, by the line 4.00
5, had by 0: 4.50, by the line 5.00
6, had by 40: 6.00, by the line 6.00
7, had by 30: 7.00, by the line 7.00
8, had by 20: 8.00, by the line 8.00
9, had by 10: 9.00, by the line 9.00
10, had by 5: 10.00, by the line 10.00
SEEN
