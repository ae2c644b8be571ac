#!/bin/sh
# Two raters who give everybody the same level: irrCAC answers 1, not a number, or an error, depending on
# the coefficient.
#
# Guess, before running: full agreement on a single level leaves nothing to be expected by chance, and the
# package treats that in one way for all its coefficients.
# Seen with irrCAC 0.4.4: Gwet's and Brennan and Prediger's coefficients are 1, Conger's is not a number,
# Fleiss' and Krippendorff's end in ZeroDivisionError. Gwet's p-value is not a number either, while Brennan
# and Prediger's is 0.
# Where it matters: a small panel that gives everyone "meets the standard" is ordinary; every coefficient
# needs its own guard, and a 1 here says nothing about the raters.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'irrCAC==0.4.4' 'numpy==1.26.4' 'pandas==2.3.3' 'scipy==1.12.0'
cat >"$work/see.py" <<'PY'
import warnings

import pandas as pd
from irrCAC.raw import CAC

warnings.filterwarnings("ignore")
table = pd.DataFrame({"first": [3, 3, 3, 3], "second": [3, 3, 3, 3]})
for name in ("gwet", "bp", "conger", "fleiss", "krippendorff"):
    try:
        seen = getattr(CAC(table), name)()["est"]
        print(f"{name}: {seen['coefficient_value']}, p {seen['p_value']}")
    except ArithmeticError as error:
        print(f"{name}: {type(error).__name__}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
gwet: 1.0, p nan
bp: 1.0, p 0.0
conger: nan, p nan
fleiss: ZeroDivisionError
krippendorff: ZeroDivisionError
SEEN
