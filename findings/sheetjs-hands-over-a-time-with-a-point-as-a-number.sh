#!/bin/sh
# SheetJS writes a cell that shows 09.15 or 01.05.2026 as 46143.38542 when the points are part of its
# format.
#
# Guess, before running: hh.mm and dd.mm.yyyy, with points where others have colons and slashes, are shown
# with points.
# Seen with xlsx 0.18.5: a point in a format of dates or times is taken for the beginning of parts of a
# second, and the format fails; `sheet_to_csv` then falls back to the number of days since 1900, without a
# warning. With the point escaped it works, as do colons and slashes.
# Where it matters: 09.15 is how times are written in Indonesia; a list of interviews turned into CSV or
# shown for checking has five-digit numbers for times.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'xlsx@0.18.5'
cat >"$work/see.cjs" <<'JS'
const { utils } = require("xlsx");

for (const format of ["hh:mm", "hh.mm", "hh\\.mm", "dd/mm/yyyy", "dd.mm.yyyy"]) {
  const sheet = { "!ref": "A1", A1: { t: "n", v: 46143 + 37 / 96, z: format } };
  console.log(`${format}: ${utils.sheet_to_csv(sheet).trim()}`);
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
hh:mm: 09:15
hh.mm: 46143.38542
hh\.mm: 09.15
dd/mm/yyyy: 01/05/2026
dd.mm.yyyy: 46143.38542
SEEN
