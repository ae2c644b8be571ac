#!/bin/sh
# girth's two-parameter model gives an item that everybody solved the difficulty +6, the hardest there is.
#
# Guess, before running: an item without a wrong answer has no estimate; where a bound stands in for it, it
# is the easy end, -6, as in girth's one-parameter models.
# Seen with girth 0.8.0: `rasch_mml` says -6. `twopl_mml` says +6 with a discrimination near nothing, the
# same difficulty as for an item that nobody solved. No warning.
# Where it matters: a paper of a dozen tasks has one that everybody gets right; sorted by difficulty it is
# shown last.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'girth==0.8.0' 'numpy==2.4.6' 'scipy==1.17.1'
cat >"$work/see.py" <<'PY'
import girth
import numpy

random = numpy.random.default_rng(3)
ability = random.normal(size=200)
difficulty = numpy.array([-1, -0.5, 0, 0.5, 1, 0])[:, None]
answers = (random.random((6, 200)) < 1 / (1 + numpy.exp(difficulty - ability))).astype(int)
for name, last in (("everybody", 1), ("nobody", 0)):
    answers[5] = last
    for estimator in (girth.rasch_mml, girth.twopl_mml):
        found = estimator(answers)["Difficulty"]
        print(f"solved by {name}, {estimator.__name__}: {found[5]:.1f}, the others {min(found[:5]):.0f} to {max(found[:5]):.0f}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
solved by everybody, rasch_mml: -6.0, the others -1 to 1
solved by everybody, twopl_mml: 6.0, the others -1 to 1
solved by nobody, rasch_mml: 6.0, the others -1 to 1
solved by nobody, twopl_mml: 6.0, the others -1 to 1
SEEN
