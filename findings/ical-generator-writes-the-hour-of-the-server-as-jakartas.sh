#!/bin/sh
# ical-generator writes an interview of nine in Jakarta as two in Jakarta where the server runs on UTC.
#
# Guess, before running: an event at 09:00+07:00 with `timezone: "Asia/Jakarta"` is written as nine
# o'clock in that zone, whatever the zone of the machine.
# Seen with ical-generator 10.2.0: the hour written is that of the machine, and the zone named beside it
# is the event's, for a Date and for an ISO text with its offset. An event without a zone in a calendar
# with one has the machine's hour and no zone at all. Without any zone it is right, in UTC.
# Where it matters: the invitation to an interview seven hours early, from the same code that was right
# on the laptop in Jakarta.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'ical-generator@10.2.0'
cat >"$work/see.mjs" <<'JS'
import ical from "ical-generator";

const start = "2026-08-17T09:00:00+07:00";
const timezone = "Asia/Jakarta";
for (const [what, calendar, event] of [
  ["zone of the event, text", {}, { start, timezone }],
  ["zone of the event, Date", {}, { start: new Date(start), timezone }],
  ["zone of the calendar", { timezone }, { start }],
  ["no zone", {}, { start }],
]) {
  const written = ical(calendar);
  written.createEvent({ summary: "Wawancara", ...event });
  console.log(`machine on ${process.env.TZ}, ${what}:`, written.toString().match(/DTSTART.*/)[0].trim());
}
JS
for zone in UTC Asia/Jakarta; do TZ=$zone node "$work/see.mjs"; done >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
machine on UTC, zone of the event, text: DTSTART;TZID=Asia/Jakarta:20260817T020000
machine on UTC, zone of the event, Date: DTSTART;TZID=Asia/Jakarta:20260817T020000
machine on UTC, zone of the calendar: DTSTART:20260817T020000
machine on UTC, no zone: DTSTART:20260817T020000Z
machine on Asia/Jakarta, zone of the event, text: DTSTART;TZID=Asia/Jakarta:20260817T090000
machine on Asia/Jakarta, zone of the event, Date: DTSTART;TZID=Asia/Jakarta:20260817T090000
machine on Asia/Jakarta, zone of the calendar: DTSTART:20260817T090000
machine on Asia/Jakarta, no zone: DTSTART:20260817T020000Z
SEEN
