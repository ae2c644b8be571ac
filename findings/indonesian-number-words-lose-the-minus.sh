#!/bin/sh
# Minus five in Indonesian words is "Lima" (five) in one package and "puluh lima" (-ty five) in another.
#
# Guess, before running: "minus lima" or "min lima", or a refusal.
# Seen with terbilang-ts 2.1.0 and @develoka/angka-terbilang-js 1.4.2: the former drops the sign and gives
# nothing at all for zero; the latter takes the sign for a digit before the five. to-words 5.7.0 says "Minus
# Lima".
# Where it matters: differences between scores or sums are written out in letters; a deduction reads like an
# addition.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'terbilang-ts@2.1.0' '@develoka/angka-terbilang-js@1.4.2' 'to-words@5.7.0'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
const written = {
  "terbilang-ts": load("terbilang-ts").default,
  "angka-terbilang-js": load("@develoka/angka-terbilang-js"),
  "to-words": (value) => new (load("to-words").ToWords)({ localeCode: "id-ID" }).convert(value),
};
for (const [name, words] of Object.entries(written)) {
  console.log(name, [5, -5, 0].map((value) => JSON.stringify(words(value))).join(" "));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
terbilang-ts "Lima" "Lima" ""
angka-terbilang-js "lima" " puluh lima" "nol"
to-words "Lima" "Minus Lima" "Nol"
SEEN
