#!/bin/sh
# The npm package hyphen divides mempertanggungjawabkan as tang-gu-ngja-wabk-an.
#
# Guess, before running: per-tang-gung-ja-wab-kan: ng closes the syllable gung, and no Indonesian syllable
# begins with ngj or ends in bk.
# Seen with hyphen 1.14.1, its Indonesian patterns: masyarakat is right (ma-sya-ra-kat, where Pyphen's
# patterns fail), and the word for giving account, a compound, is not.
# Where it matters: accountability is asked about in most papers of this field; a narrow column of a page
# prints such a word in three pieces.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'hyphen@1.14.1'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const { hyphenateSync } = createRequire(import.meta.url)("hyphen/id");
for (const word of ["masyarakat", "tanggung", "jawab", "mempertanggungjawabkan", "penanggungjawab"]) {
  console.log(hyphenateSync(word, { hyphenChar: "-" }));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
ma-sya-ra-kat
tang-gung
ja-wab
mem-per-tang-gu-ngja-wabk-an
pe-nang-gu-ngja-wab
SEEN
