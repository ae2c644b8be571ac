#!/bin/sh
# numbro, in Indonesian, reads "1,5jt", one and a half million, as a million million times as much.
#
# Guess, before running: thousands and millions are shortened to rb and jt, as every figure of followers
# in Indonesian is, and read back from that; or not at all.
# Seen with numbro 2.5.0: the short forms are r, j, m and t for 10^3 to 10^12, so jt is a million times a
# million million; "1,2rb" is not a number; m stands for the thousand millions that others call M.
# Currency is written behind the number, the 17th as 17.
# Where it matters: officers for social media name the reach of their posts as 1,2 rb or 1,5 jt; read by
# this, one of them reached more people than there are.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'numbro@2.5.0'
cat >"$work/see.mjs" <<'JS'
import numbro from "numbro";
import languages from "numbro/dist/languages.min.js";

numbro.registerLanguage(languages.id);
numbro.setLanguage("id");
for (const value of [1200, 1500000, 2500000000]) console.log(value, "->", numbro(value).format({ average: true, mantissa: 1 }));
for (const text of ["1,2r", "1,2rb", "1,5j", "1,5jt", "1.500.000"]) console.log(text, "->", numbro.unformat(text));
console.log(numbro(1500000).formatCurrency({ thousandSeparated: true, mantissa: 0 }), "|", numbro(17).format({ output: "ordinal" }));
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
1200 -> 1,2r
1500000 -> 1,5j
2500000000 -> 2,5m
1,2r -> 1200
1,2rb -> NaN
1,5j -> 1500000
1,5jt -> 1500000000000000000
1.500.000 -> 1500000
1.500.000Rp | 17.
SEEN
