#!/bin/sh
# SheetJS shows a date formatted as Indonesian, [$-421]dddd, d mmmm yyyy, as "Friday, 1 May 2026".
#
# Guess, before running: the number behind the dollar names the language of the cell, 421 is Indonesian, so
# the text is "Jumat, 1 Mei 2026", as the spreadsheet shows it.
# Seen with xlsx 0.18.5: the mark is accepted and has no effect on names of days and months, while the
# currency in it, [$Rp-421], is shown; its amount has English commas.
# Where it matters: lists of invitees come with such dates; what the import shows for checking is not what
# the sender sees, and a comparison with Indonesian text fails in eight months of twelve.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'xlsx@0.18.5'
cat >"$work/see.cjs" <<'JS'
const { utils } = require("xlsx");

for (const format of ["[$-421]dddd, d mmmm yyyy", "dddd, d mmmm yyyy", "[$Rp-421]#,##0"]) {
  const sheet = { "!ref": "A1", A1: { t: "n", v: 46143, z: format } };
  console.log(`${format}: ${utils.sheet_to_csv(sheet, { FS: ";" }).trim()}`);
}
console.log(`node's Intl: ${new Date(2026, 4, 1).toLocaleDateString("id", { dateStyle: "full" })}`);
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
[$-421]dddd, d mmmm yyyy: Friday, 1 May 2026
dddd, d mmmm yyyy: Friday, 1 May 2026
[$Rp-421]#,##0: Rp46,143
node's Intl: Jumat, 01 Mei 2026
SEEN
