#!/bin/sh
# any-date-parser gives a time in WITA or WIT the offset of Jakarta, and a time in WIB none at all.
#
# Guess, before running: the three Indonesian zones are known, with +8, +9 and +7 hours, or none is and the
# letters are refused.
# Seen with any-date-parser 2.2.4, language id: WITA (Bali, Sulawesi) and WIT (Papua) are both +420 minutes,
# an hour and two hours wrong; WIB, the zone that has +420, is passed over, so the time is taken for UTC.
# JST and EST are right.
# Where it matters: an appointment at 09.15 WIT is put at 11.15 there; the one for Jakarta moves by seven
# hours.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'any-date-parser@2.2.4'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";
const parser = createRequire(import.meta.url)("any-date-parser");

for (const zone of ["WIB", "WITA", "WIT", "JST", "EST"]) {
  const { hour, minute, offset } = parser.attempt(`2026-11-30 09:15 ${zone}`, "id");
  console.log(`09:15 ${zone}: ${hour}:${minute}, offset in minutes ${offset}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
09:15 WIB: 9:15, offset in minutes undefined
09:15 WITA: 9:15, offset in minutes 420
09:15 WIT: 9:15, offset in minutes 420
09:15 JST: 9:15, offset in minutes 540
09:15 EST: 9:15, offset in minutes -300
SEEN
