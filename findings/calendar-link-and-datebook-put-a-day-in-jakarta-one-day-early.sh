#!/bin/sh
# calendar-link and datebook put an all-day event of 17 August into Google's calendar on 16 August when
# they run in Indonesia.
#
# Guess, before running: the beginning of 17 August in Jakarta, handed over with `allDay: true`, is the
# day 17 August in every link.
# Seen with calendar-link 2.11.5 and datebook 8.0.1: the moment is turned to UTC, where it is still the
# day before, and that date is written: by calendar-link into all links, unless the start is a date
# without an hour; by datebook into the links for Google and Outlook, while its link for Yahoo and its
# file have the right day.
# Where it matters: the last day for handing in papers stands in one candidate's calendar and the day
# before in another's; on a server in UTC no test ever shows it.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'calendar-link@2.11.5' 'datebook@8.0.1'
cat >"$work/see.mjs" <<'JS'
import { google, ics, yahoo } from "calendar-link";
import { GoogleCalendar, ICalendar, OutlookCalendar, YahooCalendar } from "datebook";

const dates = (link) => [...new Set(decodeURIComponent(link).match(/2026-?08-?1\d/g))].sort().join(" to ");
const title = "Batas pengumpulan berkas";
for (const start of ["2026-08-17", "2026-08-17 00:00:00 +0700", new Date(2026, 7, 17)]) {
  console.log("calendar-link, start", start instanceof Date ? start.toISOString() : start);
  for (const [name, make] of Object.entries({ google, yahoo, ics })) {
    console.log(" ", name, dates(make({ title, start, allDay: true })));
  }
}
console.log("datebook, start", new Date(2026, 7, 17).toISOString());
for (const Calendar of [GoogleCalendar, OutlookCalendar, YahooCalendar, ICalendar]) {
  const text = new Calendar({ title, start: new Date(2026, 7, 17), allday: true }).render();
  console.log(" ", Calendar.name, dates(text.replace(/DTSTAMP.*/, "")));
}
JS
TZ=Asia/Jakarta node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
calendar-link, start 2026-08-17
  google 20260817 to 20260818
  yahoo 20260817 to 20260818
  ics 20260817 to 20260818
calendar-link, start 2026-08-17 00:00:00 +0700
  google 20260816 to 20260817
  yahoo 20260816 to 20260817
  ics 20260816 to 20260817
calendar-link, start 2026-08-16T17:00:00.000Z
  google 20260816 to 20260817
  yahoo 20260816 to 20260817
  ics 20260816 to 20260817
datebook, start 2026-08-16T17:00:00.000Z
  GoogleCalendar 20260816 to 20260817
  OutlookCalendar 2026-08-16 to 2026-08-17
  YahooCalendar 20260817
  ICalendar 20260817 to 20260818
SEEN
