#!/bin/sh
# cronstrue says "every 3 months" in Indonesian as "setiap bulan 3", each month 3.
#
# Guess, before running: a description in Indonesian says how often something happens as the English one
# does: setiap 3 bulan, as its own "setiap 2 hari" for every 2 days has it.
# Seen with cronstrue 3.39.0: minutes and days have the number before the word, months behind it, where
# it names one: bulan 3 is March.
# Where it matters: whoever sets a reminder for every three months reads that it comes in March.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'cronstrue@3.39.0'
cat >"$work/see.mjs" <<'JS'
import cronstrue from "cronstrue/i18n.js";

for (const expression of ["*/15 * * * *", "0 9 */2 * *", "0 9 1 */3 *", "0 9 1 3 *"]) {
  console.log(expression, "|", cronstrue.toString(expression, { locale: "en" }), "|", cronstrue.toString(expression, { locale: "id" }));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
*/15 * * * * | Every 15 minutes | Setiap 15 menit
0 9 */2 * * | At 09:00 AM, every 2 days in a month | Pada 09:00, setiap 2 hari
0 9 1 */3 * | At 09:00 AM, on day 1 of the month, every 3 months | Pada 09:00, pada hari 1 dalam sebulan, setiap bulan 3 
0 9 1 3 * | At 09:00 AM, on day 1 of the month, only in March | Pada 09:00, pada hari 1 dalam sebulan, hanya pada Maret
SEEN
