#!/bin/sh
# opening_hours_py closes for Indonesia's Good Friday and Easter, and is open at Idul Fitri, Nyepi and
# Waisak.
#
# Guess, before running: with country "ID" the rule PH covers the public holidays of the country, the two
# days of Idul Fitri first of all.
# Seen with opening_hours_py 2.1.4: fixed dates and those that hang on Easter are known; no Islamic, Hindu,
# Buddhist or Chinese day of 2026 is. The country is accepted and nothing says that the list is in parts.
# Where it matters: an office or a test room would be given out on the days when nobody comes, in the
# country with the most Muslims.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'opening_hours_py==2.1.4'
cat >"$work/see.py" <<'PY'
import datetime

import opening_hours

hours = opening_hours.OpeningHours("Mo-Su 08:00-16:00; PH off", country="ID")
for month, day, name in (
    (1, 16, "Isra Mikraj"), (2, 17, "Imlek"), (3, 19, "Nyepi"), (3, 21, "Idul Fitri"), (3, 22, "Idul Fitri"),
    (4, 3, "Wafat Yesus Kristus"), (5, 14, "Kenaikan Yesus Kristus"), (5, 27, "Idul Adha"), (5, 31, "Waisak"),
    (8, 17, "Kemerdekaan"), (8, 25, "Maulid Nabi"), (12, 25, "Natal"),
):
    state = "open" if hours.is_open(datetime.datetime(2026, month, day, 9)) else "closed"
    print(f"{month:02}-{day:02} {name}: {state}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
01-16 Isra Mikraj: open
02-17 Imlek: open
03-19 Nyepi: open
03-21 Idul Fitri: open
03-22 Idul Fitri: open
04-03 Wafat Yesus Kristus: closed
05-14 Kenaikan Yesus Kristus: closed
05-27 Idul Adha: open
05-31 Waisak: open
08-17 Kemerdekaan: closed
08-25 Maulid Nabi: open
12-25 Natal: closed
SEEN
