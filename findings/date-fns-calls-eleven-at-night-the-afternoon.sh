#!/bin/sh
# date-fns calls 23.00 in Indonesian "11 sore", eleven in the late afternoon.
#
# Guess, before running: siang from eleven, sore from three, malam from six, as the browser's own Intl has
# it.
# Seen with date-fns 4.4.0 and node's Intl: the day is cut as English has it, afternoon from twelve and
# evening from five to midnight, and Indonesian words are put in these places. At 16.00 date-fns says siang
# where people say sore, and from 18.00 on sore where they say malam.
# Where it matters: "pukul 7 sore" does not exist; an invitation for the evening is read as a slip, or as
# an afternoon.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'date-fns@4.4.0'
cat >"$work/see.mjs" <<'JS'
import { format } from "date-fns";
import { id } from "date-fns/locale/id";

const intl = new Intl.DateTimeFormat("id", { hour: "numeric", dayPeriod: "short", hour12: true });
for (const hour of [5, 9, 11, 13, 16, 18, 21, 23]) {
  const time = new Date(2026, 2, 30, hour);
  console.log(`${hour}.00: date-fns ${format(time, "h B", { locale: id })} | Intl ${intl.format(time)}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
5.00: date-fns 5 pagi | Intl 5 pagi
9.00: date-fns 9 pagi | Intl 9 pagi
11.00: date-fns 11 pagi | Intl 11 siang
13.00: date-fns 1 siang | Intl 1 siang
16.00: date-fns 4 siang | Intl 4 sore
18.00: date-fns 6 sore | Intl 6 malam
21.00: date-fns 9 sore | Intl 9 malam
23.00: date-fns 11 sore | Intl 11 malam
SEEN
