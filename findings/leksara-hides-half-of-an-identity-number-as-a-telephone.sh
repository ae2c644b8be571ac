#!/bin/sh
# leksara takes the last twelve digits of many Indonesian identity numbers for a telephone number, and
# leaves the first four.
#
# Guess, before running: a telephone number begins where digits begin, so sixteen digits in a row are none,
# and both masks may run in any order.
# Seen with leksara 0.2.2: where the sub-district's number begins with 0, as 01 to 09 do, the mask for
# telephones starts inside the identity number. The mask for identity numbers, run afterwards, finds sixteen
# digits no more. In the other order it is right, and a number with sub-district 12 is right both ways.
# Where it matters: what is left names the regency of the holder, and the record of what was hidden says
# telephone; the order of two steps decides.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'leksara==0.2.2'
cat >"$work/see.py" <<'PY'
from leksara.functions.patterns.pii import replace_id, replace_phone

for text in ("NIK 3276011508900001", "NIK 3276121508900001"):
    print(f"{text}: telephone first {replace_id(replace_phone(text, mode='replace'), mode='replace')}")
    print(f"    identity first {replace_phone(replace_id(text, mode='replace'), mode='replace')}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
NIK 3276011508900001: telephone first NIK 3276[PHONE_NUMBER]
    identity first NIK [NIK]
NIK 3276121508900001: telephone first NIK [NIK]
    identity first NIK [NIK]
SEEN
