#!/bin/sh
# nik-parser calls every holder of an Indonesian identity number a man, and puts women's birthdays six weeks
# late.
#
# Guess, before running: in a NIK the day of birth of a woman is written with 40 added; a reader tells her
# sex by that and takes the 40 off.
# Seen with nik-parser 1.0.1: the day with 40 added goes into a JavaScript Date, which rolls over into the
# next month, and the question whether it is above 40 is put to the date that came out, which never is.
# isValid is true for a day 72 as well.
# Where it matters: identity numbers are checked against typed birthdays and sexes; half of the true ones
# would be refused.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'nik-parser@1.0.1'
cat >"$work/see.mjs" <<'JS'
import parser from "nik-parser";

// Made-up numbers: Sukasari, Kota Bandung; 5 January 1990, man and woman; a day that does not exist.
for (const number of ["3273010501900001", "3273014501900001", "3273017201900001"]) {
  const nik = parser.nikParser(number);
  const born = nik.lahir();
  console.log(number, nik.isValid(), nik.kelamin(), `${born.getFullYear()}-${born.getMonth() + 1}-${born.getDate()}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
3273010501900001 true pria 1990-1-5
3273014501900001 true pria 1990-2-14
3273017201900001 true pria 1990-3-13
SEEN
