#!/bin/sh
# Indonesian academic degrees become links: M.Si. leads to Slovenia, A.Md. to Moldova, S.Ag. to Antigua.
#
# Guess, before running: a name with its degrees contains no address, and a two-letter ending in
# mid-sentence needs a scheme or a path to be one.
# Seen with linkifyjs 4.4.0: S.Sos. and S.Kom. are left alone, their endings are no domains; the master of
# science, the diploma and the degree in religion are linked over plain http.
# Where it matters: every second signature in this field carries such degrees; a page or mail that links
# addresses would send readers to sites of strangers.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'linkifyjs@4.4.0'
cat >"$work/see.mjs" <<'JS'
import * as linkify from "linkifyjs";

for (const name of ["Budi Santoso, S.Sos., M.Si.", "Siti Aminah, A.Md.", "Ahmad, S.Ag.", "Dewi, S.Kom."]) {
  console.log(name, linkify.find(name).map((found) => found.href));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Budi Santoso, S.Sos., M.Si. [ 'http://M.Si' ]
Siti Aminah, A.Md. [ 'http://A.Md' ]
Ahmad, S.Ag. [ 'http://S.Ag' ]
Dewi, S.Kom. []
SEEN
