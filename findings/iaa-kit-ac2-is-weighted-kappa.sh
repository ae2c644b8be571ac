#!/bin/sh
# iaa-kit's AC2 is weighted Cohen's kappa under another name.
#
# Guess, before running: `ac2` corrects for chance as Gwet's AC2 does and differs from weighted kappa, all
# the more where one level is given most of the time, which is what AC2 is for.
# Seen with iaa-kit 0.1.2 beside irrCAC 0.4.4, nine of ten agreed, eight of them on level 4: `ac2` and
# `weighted_kappa` return the same figure to the last digit, and it is far from irrCAC's AC2 with the same
# linear weights.
# Where it matters: AC2 is chosen where most answers deserve the same level; a report that took it from here
# would still carry the paradox that it was meant to avoid.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'iaa-kit==0.1.2' 'irrCAC==0.4.4' 'numpy==1.26.4' 'pandas==2.3.3' 'scipy==1.12.0'
cat >"$work/see.py" <<'PY'
import warnings

import iaa_kit
import pandas as pd
from irrCAC.raw import CAC

warnings.filterwarnings("ignore")
first = [4, 4, 4, 4, 4, 4, 4, 4, 3, 2]
second = [4, 4, 4, 4, 4, 4, 4, 4, 4, 2]
gwet = CAC(pd.DataFrame({"first": first, "second": second}), weights="linear").gwet()["est"]["coefficient_value"]
print(f"iaa-kit weighted_kappa: {iaa_kit.weighted_kappa(first, second, 'linear'):.4f}")
print(f"iaa-kit ac2: {iaa_kit.ac2(first, second, 'linear'):.4f}")
print(f"irrCAC AC2: {gwet:.4f}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
iaa-kit weighted_kappa: 0.7727
iaa-kit ac2: 0.7727
irrCAC AC2: 0.9358
SEEN
