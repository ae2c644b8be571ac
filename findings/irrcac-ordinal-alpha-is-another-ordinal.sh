#!/bin/sh
# irrCAC and krippendorff agree on alpha for three levels of measurement, and not for the ordinal one.
#
# Guess, before running: two packages give the same Krippendorff's alpha for the textbook table of four
# raters and twelve units, whatever the level of measurement.
# Seen with irrCAC 0.4.4 and krippendorff 0.9.0: nominal, interval and ratio agree to every printed digit.
# "Ordinal" does not: irrCAC weights by Gwet's ordinal weights (pairs of levels lying between), krippendorff
# by Krippendorff's own ordinal difference (how often the levels between were used), and both results are
# called ordinal alpha.
# Where it matters: rubric levels are ordinal; a page that prints "ordinal alpha" must say whose, or two
# tools will be thought to contradict each other.
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

gap = np.nan
ratings = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3],
        [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap],
    ]
)
for level, weights in (("nominal", "identity"), ("ordinal", "ordinal"), ("interval", "quadratic"), ("ratio", "ratio")):
    one = krippendorff.alpha(reliability_data=ratings, level_of_measurement=level)
    other = CAC(pd.DataFrame(ratings.T), weights=weights).krippendorff()["est"]["coefficient_value"]
    print(f"{level}: krippendorff {one:.4f}, irrCAC {other:.4f}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
nominal: krippendorff 0.7434, irrCAC 0.7434
ordinal: krippendorff 0.8154, irrCAC 0.8336
interval: krippendorff 0.8491, irrCAC 0.8491
ratio: krippendorff 0.7974, irrCAC 0.7974
SEEN
