#!/bin/sh
# humanize-duration writes one and a half seconds in Indonesian as 1.5 detik.
#
# Guess, before running: "1,5 detik": Indonesian has a decimal comma, and the package writes one for German.
# Seen with humanize-duration 3.35.1: the decimal mark is part of each language's entry, and Indonesian's
# has none, so the English point stays.
# Where it matters: a point groups thousands here, so the remaining time "1.500 menit" and "1.5 menit" are a
# digit apart; clocks and reports of time taken use this.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'humanize-duration@3.35.1'
cat >"$work/see.mjs" <<'JS'
import humanizeDuration from "humanize-duration";

for (const language of ["en", "de", "id"]) {
  console.log(language, humanizeDuration(90000, { language, units: ["m"] }));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
en 1.5 minutes
de 1,5 Minuten
id 1.5 menit
SEEN
