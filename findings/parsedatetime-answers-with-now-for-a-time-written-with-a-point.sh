#!/bin/sh
# parsedatetime finds a date in "17 Mar 2026 13.30" and answers with the present moment; in an
# Indonesian date it takes the year for the time 20:26.
#
# Guess, before running: a text that is not understood gives nothing.
# Seen with parsedatetime 2.6: the day is recognized, the time with a point is not, and the result says
# that it holds a date (1) while it is neither 17 March nor the moment to count from, but now. "10 Mei
# 2026" is half past eight in the evening of the day that is counted from. With a colon and an English
# month it is read rightly.
# Where it matters: dates of interviews are taken from e-mail; times are written with a point in
# Indonesia, and an interview is entered for today.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'parsedatetime==2.6'
cat >"$work/see.py" <<'PY'
import datetime

import parsedatetime

start = datetime.datetime(2026, 3, 2, 8, 0)
for text in ("17 Mar 2026 13:30", "17 Mar 2026 13.30", "05/04/2026 13.30", "10 Mei 2026"):
    for found, kind, _begin, _end, part in parsedatetime.Calendar().nlp(text, start) or ():
        now = abs(datetime.datetime.now() - found) < datetime.timedelta(minutes=1)
        print(f"{text}: {part!r} is {'now' if now else found}, kind {kind}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
17 Mar 2026 13:30: '17 Mar 2026 13:30' is 2026-03-17 13:30:00, kind 3
17 Mar 2026 13.30: '17 Mar 2026 13.30' is now, kind 1
05/04/2026 13.30: '05/04/2026 13.30' is now, kind 1
10 Mei 2026: '2026' is 2026-03-02 20:26:00, kind 2
SEEN
