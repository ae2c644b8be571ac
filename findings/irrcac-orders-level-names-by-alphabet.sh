#!/bin/sh
# irrCAC puts level names into alphabetical order and computes ordinal agreement on that.
#
# Guess, before running: ordinal weights on level names need the order of the levels, so a call that leaves
# it out is refused, as krippendorff refuses it.
# Seen with irrCAC 0.4.4 and krippendorff 0.9.0: no error and no warning. Without `categories` the levels of
# the scale belum, dasar, cukup, baik, unggul are sorted as words (baik, belum, dasar, unggul), and a good
# agreement of 0.94 turns into 0.26.
# Where it matters: exports carry the names of levels; whoever reads such a table must hand over their
# order, or the coefficient is about spelling.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'irrCAC==0.4.4' 'krippendorff==0.9.0' 'numpy==1.26.4' 'pandas==2.3.3' 'scipy==1.12.0'
cat >"$work/see.py" <<'PY'
import warnings

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC

warnings.filterwarnings("ignore")
scale = ["belum", "dasar", "cukup", "baik", "unggul"]
first = [scale[level - 1] for level in (1, 2, 4, 5, 4, 2, 1, 5, 4, 2)]
second = [scale[level - 1] for level in (1, 2, 5, 5, 4, 1, 1, 4, 4, 2)]
table = pd.DataFrame({"first": first, "second": second})


def alpha(**more):
    return CAC(table, weights="quadratic", **more).krippendorff()["est"]["coefficient_value"]


print(f"irrCAC, order given: {alpha(categories=scale):.4f}")
print(f"irrCAC, order left out: {alpha():.4f}")
try:
    krippendorff.alpha(reliability_data=np.array([first, second]), level_of_measurement="ordinal")
except ValueError:
    print("krippendorff, order left out: refused")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
irrCAC, order given: 0.9393
irrCAC, order left out: 0.2648
krippendorff, order left out: refused
SEEN
