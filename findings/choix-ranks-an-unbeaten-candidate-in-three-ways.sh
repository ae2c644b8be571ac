#!/bin/sh
# For a candidate who won every comparison choix refuses, searches ten thousand times, or gives a figure.
#
# Guess, before running: without a prior there is no best estimate for somebody unbeaten, and every
# function of the package says so.
# Seen with choix 0.4.1: `ilsr_pairwise` and `lsr_pairwise` raise ValueError at once, `mm_pairwise` raises
# RuntimeError after 10000 rounds, and `opt_pairwise` returns numbers without a warning, that lie where its
# search happened to stop. With a small alpha all answer.
# Where it matters: in a round of paired comparisons among few candidates somebody is unbeaten nearly
# always; a distance between candidates would be read from a stopping rule.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'choix==0.4.1' 'numpy==2.4.6' 'scipy==1.17.1'
cat >"$work/see.py" <<'PY'
import choix

won = [(0, 1), (0, 2), (1, 2), (2, 1)]
for alpha in (0, 0.01):
    for name in ("ilsr_pairwise", "lsr_pairwise", "mm_pairwise", "opt_pairwise"):
        try:
            strengths = getattr(choix, name)(3, won, alpha=alpha)
            answer = f"ahead by {strengths[0] - strengths[1]:.0f}"
        except (RuntimeError, ValueError) as error:
            answer = type(error).__name__
        print(f"alpha {alpha}, {name}: {answer}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
alpha 0, ilsr_pairwise: ValueError
alpha 0, lsr_pairwise: ValueError
alpha 0, mm_pairwise: RuntimeError
alpha 0, opt_pairwise: ahead by 13
alpha 0.01, ilsr_pairwise: ahead by 4
alpha 0.01, lsr_pairwise: ahead by 4
alpha 0.01, mm_pairwise: ahead by 5
alpha 0.01, opt_pairwise: ahead by 4
SEEN
