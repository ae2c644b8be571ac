#!/bin/sh
# dateutil with `fuzzy=True` reads "10 Mei 2026" (10 May) as 2 October when the notice is read on the
# second of a month.
#
# Guess, before running: a month that is not known is refused, or the number before it is the day.
# Seen with python-dateutil 2.9.0.post0: the unknown word is skipped, the number before it becomes the
# month, and the day is that of today, or of `default`. 5 October becomes a day in May, 1 August one in
# January; from the 13th on it is refused, and months that are written alike in English are right.
# Where it matters: deadlines in Indonesian notices are entered under a date that nobody wrote, another
# one on each day they are read.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'python-dateutil==2.9.0.post0'
cat >"$work/see.py" <<'PY'
import datetime

from dateutil import parser

for day in (2, 20):
    today = datetime.datetime(2026, 3, day)
    for text in ("10 Mei 2026", "5 Okt 2026", "1 Agustus 2026", "10 April 2026", "17 Mei 2026"):
        try:
            print(f"read on {today:%d %b}: {text} is {parser.parse(text, fuzzy=True, default=today):%d %b %Y}")
        except parser.ParserError:
            print(f"read on {today:%d %b}: {text} is refused")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
read on 02 Mar: 10 Mei 2026 is 02 Oct 2026
read on 02 Mar: 5 Okt 2026 is 02 May 2026
read on 02 Mar: 1 Agustus 2026 is 02 Jan 2026
read on 02 Mar: 10 April 2026 is 10 Apr 2026
read on 02 Mar: 17 Mei 2026 is refused
read on 20 Mar: 10 Mei 2026 is 20 Oct 2026
read on 20 Mar: 5 Okt 2026 is 20 May 2026
read on 20 Mar: 1 Agustus 2026 is 20 Jan 2026
read on 20 Mar: 10 April 2026 is 10 Apr 2026
read on 20 Mar: 17 Mei 2026 is refused
SEEN
