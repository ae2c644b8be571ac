#!/bin/sh
# @develoka/angka-terbilang-js writes the text "1.500.000" as one point five zero zero.
#
# Guess, before running: a package for amounts in Indonesian words, which takes texts, reads the points of
# thousands as Indonesia writes them, or refuses them.
# Seen with @develoka/angka-terbilang-js 1.4.2: the first point is the decimal mark and the second ends the
# number: satu koma lima nol nol. The comma, Indonesia's decimal mark, becomes a digit: 1500,5 is seratus
# lima puluh ribu (150 thousand) and a rest. No error.
# Where it matters: amounts typed into a form arrive in this shape, and the words are what makes a receipt
# or a contract valid.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    '@develoka/angka-terbilang-js@1.4.2'
cat >"$work/see.cjs" <<'JS'
const words = require("@develoka/angka-terbilang-js");

for (const amount of [1500000, "1500000", "1.500.000", "1500,5", "1500.5"]) {
  console.log(`${JSON.stringify(amount)}: ${words(amount)}`);
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
1500000: satu juta lima ratus ribu
"1500000": satu juta lima ratus ribu
"1.500.000": satu koma lima nol nol
"1500,5": seratus lima puluh ribu  puluh lima
"1500.5": seribu lima ratus koma lima
SEEN
