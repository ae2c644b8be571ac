#!/bin/sh
# tincan takes a scaled score of 1.2, and a raw score above the maximum beside it.
#
# Guess, before running: xAPI bounds `scaled` by -1 and 1, and `raw` by `min` and `max`; a class that checks
# its fields checks that.
# Seen with tincan 1.0.0: types are checked (a text is refused), bounds are not, neither when a score is
# made nor when it is read.
# Where it matters: the mistake of sending 3.5 of 5 as `scaled` goes through until a record store refuses
# the statement, long after the candidate has gone.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'tincan==1.0.0'
cat >"$work/see.py" <<'PY'
from tincan import Score

print(Score(scaled=1.2, raw=6, min=0, max=5).to_json())
print(Score.from_json('{"scaled": 3.5, "raw": 3.5, "min": 0, "max": 5}').to_json())
try:
    Score(raw="3,5")
except TypeError as error:
    print("a text:", type(error).__name__)
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
{"scaled": 1.2, "raw": 6.0, "min": 0.0, "max": 5.0}
{"scaled": 3.5, "raw": 3.5, "min": 0.0, "max": 5.0}
a text: TypeError
SEEN
