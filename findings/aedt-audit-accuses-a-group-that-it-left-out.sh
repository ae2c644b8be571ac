#!/bin/sh
# aedt-audit marks a group of one person as adversely affected though it has excluded it as too small.
#
# Guess, before running: a category with less than the least share is reported as excluded, and no verdict
# is given about it.
# Seen with aedt-audit 0.3.0: `excluded` is True and keeps the group out of the reference only; its ratio
# is computed all the same, 0 for the one who was not chosen and 2 for the one who was, and
# `adverse_impact_eeoc` says True.
# Where it matters: with a hundred candidates one person of a small group settles the verdict; a report
# that lists the True ones names a finding about one person.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'aedt-audit==0.3.0'
cat >"$work/see.py" <<'PY'
import aedt_audit
import pandas

people = pandas.DataFrame(
    {"group": ["A"] * 98 + ["B", "C"], "chosen": [1] * 49 + [0] * 49 + [0, 1]},
)
rates = aedt_audit.selection_rates(people, by=["group"], outcome="chosen")
verdicts = aedt_audit.four_fifths(rates)
for row in verdicts.itertuples():
    print(f"{row.group}: n {row.n}, excluded {row.excluded}, ratio {row.impact_ratio}, adverse {row.adverse_impact_eeoc}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
A: n 98, excluded False, ratio 1.0, adverse False
B: n 1, excluded True, ratio 0.0, adverse True
C: n 1, excluded True, ratio 2.0, adverse False
SEEN
