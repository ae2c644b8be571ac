#!/bin/sh
# vobject writes Asia/Jakarta as a zone called WIB, and the next reader makes UTC of it.
#
# Guess, before running: a time in Asia/Jakarta is written with TZID=Asia/Jakarta, as icalendar writes it.
# Seen with vobject 0.9.9, icalendar 7.3.2 and ics 0.7.3: vobject names a zone by its abbreviation and
# explains it in the file, so Jakarta and Pontianak become WIB, Makassar WITA, Jayapura WIT. icalendar
# follows the explanation, ics.py does not know WIB and takes UTC.
# Where it matters: two libraries at the two ends of one invitation, each fine by itself, move the interview
# by seven hours.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'vobject==0.9.9' 'icalendar==7.3.2' 'ics==0.7.3'
cat >"$work/see.py" <<'PY'
import logging
from datetime import datetime
from zoneinfo import ZoneInfo

import ics
import icalendar
import vobject

logging.disable(logging.CRITICAL)
for zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"):
    calendar = vobject.iCalendar()
    event = calendar.add("vevent")
    event.add("summary").value = "Wawancara"
    event.add("dtstart").value = datetime(2026, 3, 30, 9, tzinfo=ZoneInfo(zone))
    text = calendar.serialize()
    written = next(line for line in text.splitlines() if line.startswith("DTSTART;"))
    one = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["DTSTART"].dt
    other = next(iter(ics.Calendar(text).events)).begin
    print(f"{zone}: {written} | icalendar {one.isoformat()} | ics {other.isoformat()}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Asia/Jakarta: DTSTART;TZID=WIB:20260330T090000 | icalendar 2026-03-30T09:00:00+07:00 | ics 2026-03-30T09:00:00+00:00
Asia/Makassar: DTSTART;TZID=WITA:20260330T090000 | icalendar 2026-03-30T09:00:00+08:00 | ics 2026-03-30T09:00:00+00:00
Asia/Jayapura: DTSTART;TZID=WIT:20260330T090000 | icalendar 2026-03-30T09:00:00+09:00 | ics 2026-03-30T09:00:00+00:00
SEEN
