#!/bin/sh
# ics.py reads nine o'clock in Jakarta as nine o'clock UTC when the zone has Outlook's name, though the file
# defines it.
#
# Guess, before running: a VTIMEZONE in the file says what its name means, so "SE Asia Standard Time" with
# +0700 is read as +07:00.
# Seen with ics 0.7.3 beside icalendar 7.3.2 and vobject 0.9.9: the two others use the definition. ics.py
# knows only names of the tz database and gives everything else UTC; a line on the log is all that says so.
# Where it matters: invitations to interviews come back from Outlook and from Indonesian phones with such
# names; the interview moves from 09.00 to 16.00 WIB.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'ics==0.7.3' 'icalendar==7.3.2' 'vobject==0.9.9'
cat >"$work/see.py" <<'PY'
import logging

import ics
import icalendar
import vobject

logging.disable(logging.CRITICAL)
TEXT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Contoh//Wawancara//ID
BEGIN:VTIMEZONE
TZID:SE Asia Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0700
TZOFFSETTO:+0700
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@contoh.example
DTSTAMP:20260301T000000Z
DTSTART;TZID=SE Asia Standard Time:20260330T090000
DTEND;TZID=SE Asia Standard Time:20260330T100000
SUMMARY:Wawancara
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
print("icalendar", icalendar.Calendar.from_ical(TEXT).walk("VEVENT")[0]["DTSTART"].dt.isoformat())
print("vobject", vobject.readOne(TEXT).vevent.dtstart.value.isoformat())
print("ics", next(iter(ics.Calendar(TEXT).events)).begin.isoformat())
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
icalendar 2026-03-30T09:00:00+07:00
vobject 2026-03-30T09:00:00+07:00
ics 2026-03-30T09:00:00+00:00
SEEN
