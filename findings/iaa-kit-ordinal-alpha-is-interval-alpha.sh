#!/bin/sh
# iaa-kit's ordinal alpha is its interval alpha, and its nominal alpha is not the textbook's.
#
# Guess, before running: on the textbook table with gaps `alpha_value` gives 0.743 for nominal data and
# 0.815 for ordinal, as krippendorff does.
# Seen with iaa-kit 0.1.2 and krippendorff 0.9.0: ordinal and interval are the same number, and none is
# krippendorff's, because every pair counts alike however many raters a unit has, ratings without a partner
# stay in, and chance is drawn from pairs of the whole pile.
# Where it matters: incomplete designs (two of eight reviewers an answer, one late) are the rule; there
# these shortcuts weigh most.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'iaa-kit==0.1.2' 'krippendorff==0.9.0' 'numpy==1.26.4'
cat >"$work/see.py" <<'PY'
import iaa_kit
import krippendorff
import numpy as np

gap = np.nan
ratings = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3],
        [gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap],
    ]
)
units = [[None if np.isnan(value) else int(value) for value in unit] for unit in ratings.T]
for level in ("nominal", "ordinal", "interval"):
    one = iaa_kit.alpha_value(units, scale=level)
    other = krippendorff.alpha(reliability_data=ratings, level_of_measurement=level)
    print(f"{level}: iaa-kit {one:.4f}, krippendorff {other:.4f}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
nominal: iaa-kit 0.7196, krippendorff 0.7434
ordinal: iaa-kit 0.8319, krippendorff 0.8154
interval: iaa-kit 0.8319, krippendorff 0.8491
SEEN
