#!/bin/sh
# timeago answers in English when asked for id or id_ID; its Indonesian is called in_ID.
#
# Guess, before running: the language is called id, or id_ID as its neighbours sv_SE and pt_BR are, and a
# name that is not known is refused.
# Seen with timeago 1.0.16: "in_ID" gives Indonesian, every other name, right, wrong or invented, gives
# English without a warning. in is the code that Indonesian had until 1989; the list has in_HI for Hindi,
# too, so the first part may stand for India.
# Where it matters: the page stays half English for Indonesian readers, and no test of the call fails.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'timeago==1.0.16'
cat >"$work/see.py" <<'PY'
import datetime

import timeago

now = datetime.datetime(2026, 8, 17, 9, 0)
for name in ("id", "id_ID", "in_ID", "sv_SE", "in_HI"):
    print(f"{name}: {timeago.format(now - datetime.timedelta(hours=3), now, name)}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
id: 3 hours ago
id_ID: 3 hours ago
in_ID: 3 jam yang lalu
sv_SE: för 3 timmar sedan
in_HI: 3 घंटे पहले
SEEN
