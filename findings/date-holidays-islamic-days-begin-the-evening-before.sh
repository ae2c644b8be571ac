#!/bin/sh
# In date-holidays an Islamic holiday of Indonesia ends at six in the evening, and its `date` carries that
# as "-0600".
#
# Guess, before running: a public holiday runs from midnight to midnight in Jakarta, as Independence Day
# does.
# Seen with date-holidays 3.37.0: 27 Rajab (16 January 2026) begins on the 15th at 18.00 WIB and is over on
# the 16th at 18.00. The text of `date` ends in -0600, which is this shift and no offset of a time zone;
# read as one, midnight becomes one in the afternoon in Jakarta.
# Where it matters: whether a deadline at 20.00 falls on a holiday is answered wrongly on both evenings.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'date-holidays@3.37.0'
cat >"$work/see.mjs" <<'JS'
import Holidays from "date-holidays";

const calendar = new Holidays("ID", { languages: ["en"] });
for (const rule of ["27 Rajab", "08-17"]) {
  const day = calendar.getHolidays(2026).find((one) => one.rule.startsWith(rule));
  console.log(day.date, "|", day.start.toISOString(), "to", day.end.toISOString());
}
for (const moment of ["2026-01-15T20:00:00+07:00", "2026-01-16T20:00:00+07:00", "2026-08-17T20:00:00+07:00"]) {
  console.log(moment, Boolean(calendar.isHoliday(new Date(moment))));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
2026-01-16 00:00:00 -0600 | 2026-01-15T11:00:00.000Z to 2026-01-16T11:00:00.000Z
2026-08-17 00:00:00 | 2026-08-16T17:00:00.000Z to 2026-08-17T17:00:00.000Z
2026-01-15T20:00:00+07:00 true
2026-01-16T20:00:00+07:00 false
2026-08-17T20:00:00+07:00 true
SEEN
