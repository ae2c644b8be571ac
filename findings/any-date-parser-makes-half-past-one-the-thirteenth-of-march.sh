#!/bin/sh
# any-date-parser reads the Indonesian time 13.30 as 13 March.
#
# Guess, before running: with language id the point between two digits is that of a time, as it is in the
# same parser behind a date; or 13.30, which is no day and month, is refused.
# Seen with any-date-parser 2.2.4: "30 November 2026 13.30" is half past one, and so is "pukul 13.30". 13.30
# alone, with or without WIB, is the 13th day of month 3, the 0 left over; 09.15 is 9 January and 23.59 is
# 23 May.
# Where it matters: a field that asks for a time only gets it in this shape; the answer is a date months
# away and no error.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'any-date-parser@2.2.4'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";
const parser = createRequire(import.meta.url)("any-date-parser");

for (const text of ["30 November 2026 13.30", "pukul 13.30", "13.30", "13.30 WIB", "09.15", "23.59", "13:30"]) {
  console.log(`${text}: ${JSON.stringify(parser.attempt(text, "id"))}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
30 November 2026 13.30: {"hour":13,"minute":30,"day":30,"month":11,"year":2026}
pukul 13.30: {"hour":13,"minute":30}
13.30: {"day":13,"month":3}
13.30 WIB: {"day":13,"month":3}
09.15: {"day":9,"month":1}
23.59: {"day":23,"month":5}
13:30: {"hour":13,"minute":30}
SEEN
