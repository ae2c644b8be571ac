#!/bin/sh
# comparative-judgement's Bradley-Terry model scores a pair that was won 3 to 2 as though it were won 5 to
# 0.
#
# Guess, before running: the margin is what the model is made of: five of five puts more distance between
# two answers than three of five.
# Seen with comparative-judgement 0.0.7: of each pair only who has more wins is kept, once, and a pair that
# is even drops out. Scores and reliability are the same to the last digit.
# Where it matters: judges compare the same two answers to find out how sure a difference is; here their
# disagreement never shows in the reliability.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'comparative-judgement==0.0.7' 'ray==2.60.0' 'pandas==3.1.1' 'numpy==2.4.6' 'scipy==1.17.1'
cat >"$work/see.py" <<'PY'
import numpy
from cj.models import BTMCJ

for first, second in ((5, 0), (3, 2), (2, 2)):
    judgements = [[0, 1, 0]] * first + [[0, 1, 1]] * second
    judgements += [[1, 2, 1]] * 3 + [[1, 2, 2]] * 2 + [[0, 2, 0]] * 3 + [[0, 2, 2]] * 2
    model = BTMCJ(3)
    model.run(numpy.array(judgements))
    scores = " ".join(f"{score + 0:.2f}" for score in model.scores)
    print(f"{first} to {second}: scores {scores}, reliability {model.ssr:.3f}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
5 to 0: scores 1.73 -0.00 -1.73, reliability 0.351
3 to 2: scores 1.73 -0.00 -1.73, reliability 0.351
2 to 2: scores 0.86 0.86 -1.72, reliability 0.148
SEEN
