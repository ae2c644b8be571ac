#!/bin/sh
# krippendorff knows "nan" as a missing rating, and takes an empty text for a level of the scale.
#
# Guess, before running: in ratings written as texts an empty one, as a CSV file holds it, is missing.
# Seen with krippendorff 0.9.0: three reviewers, two gaps. Written as nan, alpha is 0.65; written as
# nothing, 0.42, since the two empty cells then disagree with everything. No warning.
# Where it matters: exports leave cells empty; the two ways to read the same file differ by more than any
# training of reviewers would.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'krippendorff==0.9.0' 'numpy==1.26.4'
cat >"$work/see.py" <<'PY'
import krippendorff

for written in ("nan", ""):
    ratings = [["1", "2", "3", written, "2", "1"], ["1", "2", "3", "3", "2", "2"], ["1", "3", "3", "3", written, "1"]]
    alpha = krippendorff.alpha(reliability_data=ratings, level_of_measurement="nominal")
    print(f"missing as {written!r}: {alpha:.4f}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
missing as 'nan': 0.6471
missing as '': 0.4188
SEEN
