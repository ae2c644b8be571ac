#!/bin/sh
# tincan writes an xAPI statement with a time without a zone, and refuses to read it back.
#
# Guess, before running: a time without a zone is refused wherever it comes from, since the specification
# advises against it.
# Seen with tincan 1.0.0: the check is made for texts only. A datetime without a zone goes out as it stands,
# and reading the statement it wrote raises ValueError.
# Where it matters: with three zones in the country 09.00 means three moments; the statement is kept by the
# learning record store and fails at whoever reads it.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'tincan==1.0.0'
cat >"$work/see.py" <<'PY'
from datetime import datetime

from tincan import Statement

written = Statement(timestamp=datetime(2026, 3, 30, 9)).to_json()
print("written", written)
try:
    Statement.from_json(written)
    print("read")
except ValueError as error:
    print("reading it back:", type(error).__name__)
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
written {"version": "1.0.3", "timestamp": "2026-03-30T09:00:00"}
reading it back: ValueError
SEEN
