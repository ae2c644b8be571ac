#!/bin/sh
# A level that nobody gave changes irrCAC's ordinal alpha from 0.84 to 0.91, once the whole scale is named.
#
# Guess, before running: alpha knows only values that occur, so naming the whole scale 1 to 5, of which 3
# was never given, changes nothing; that holds for krippendorff's `value_domain`.
# Seen with irrCAC 0.4.4 and krippendorff 0.9.0: krippendorff gives 0.8855 both times. irrCAC counts ordinal
# distances in levels of the scale it was told, and derives that scale from the data unless `categories`
# says otherwise: 2 and 4 are neighbours as long as nobody used 3.
# Where it matters: with few ratings some level is always unused; the same table must not give another
# figure in the week when somebody first gives a 3.
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
first = [1, 2, 4, 5, 4, 2, 1, 5, 4, 2]
second = [1, 2, 5, 5, 4, 1, 1, 4, 4, 2]
scale = [1, 2, 3, 4, 5]
table = pd.DataFrame({"first": first, "second": second})
rows = np.array([first, second])
for said, ours, theirs in (("not named", {}, {}), ("named", {"categories": scale}, {"value_domain": scale})):
    one = CAC(table, weights="ordinal", **ours).krippendorff()["est"]["coefficient_value"]
    other = krippendorff.alpha(reliability_data=rows, level_of_measurement="ordinal", **theirs)
    print(f"scale {said}: irrCAC {one:.4f}, krippendorff {other:.4f}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
scale not named: irrCAC 0.8367, krippendorff 0.8855
scale named: irrCAC 0.9108, krippendorff 0.8855
SEEN
