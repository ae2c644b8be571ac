#!/bin/sh
# recurrent makes weekly meetings at 13:00 of "every Tuesday at 1.30 pm", and a day without an hour of
# "17 March 2026 1.30pm".
#
# Guess, before running: a time with a point is read, or nothing is.
# Seen with recurrent 0.4.1: with a colon the half hour is there; with a point it is dropped without a
# word, and the rule says that the minute is 0.
# Where it matters: times are written with a point in Indonesia, in English letters as well; all
# reviewers are invited half an hour early.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'recurrent==0.4.1' 'parsedatetime==2.6'
cat >"$work/see.py" <<'PY'
import datetime

from recurrent import RecurringEvent

for text in ("every Tuesday at 1:30 pm", "every Tuesday at 1.30 pm", "17 March 2026 1:30pm", "17 March 2026 1.30pm"):
    print(f"{text}: {RecurringEvent(now_date=datetime.datetime(2026, 3, 2)).parse(text)}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
every Tuesday at 1:30 pm: RRULE:BYDAY=TU;BYHOUR=13;BYMINUTE=30;INTERVAL=1;FREQ=WEEKLY
every Tuesday at 1.30 pm: RRULE:BYDAY=TU;BYHOUR=13;BYMINUTE=0;INTERVAL=1;FREQ=WEEKLY
17 March 2026 1:30pm: 2026-03-17 13:30:00
17 March 2026 1.30pm: 2026-03-17 00:00:00
SEEN
