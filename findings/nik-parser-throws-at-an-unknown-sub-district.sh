#!/bin/sh
# nik-parser's isValid answers false for an unknown province and throws for an unknown sub-district.
#
# Guess, before running: isValid answers true or false for any sixteen digits, and knows the provinces that
# Papua was divided into in 2022.
# Seen with nik-parser 1.0.1: where province and regency are known and the sub-district is not, mistyped or
# founded since its list was made, there is a TypeError. Kota Sorong is known under its old number 9271, and
# refused under 9671, its number in the province Papua Barat Daya.
# Where it matters: a form that checks the number ends in an error page for some, and turns whole provinces
# away, just where field officers are wanted.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'nik-parser@1.0.1'
cat >"$work/see.mjs" <<'JS'
import parser from "nik-parser";

// Made-up numbers: Kota Bandung, Kota Sorong before and since the new province, Bandung with sub-district 99, province 99.
for (const region of ["327301", "927101", "967101", "327399", "997301"]) {
  try {
    console.log(region, parser.nikParser(`${region}0501900001`).isValid());
  } catch (error) {
    console.log(region, error.name);
  }
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
327301 true
927101 true
967101 false
327399 TypeError
997301 false
SEEN
