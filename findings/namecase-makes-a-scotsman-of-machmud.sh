#!/bin/sh
# namecase writes Machmud as MacHmud and Nur'aini as Nur'Aini.
#
# Guess, before running: a package for the capitals of names leaves a name right that has its one capital
# already; Mac is followed by another where a name of that kind is known.
# Seen with namecase 1.1.2: whatever begins with Mac and is long enough gets a capital behind it, unless
# it is on a list, on which Machmud is not; after an apostrophe there is always one. The al between two
# names loses its own.
# Where it matters: names come in capitals from identity cards and are put right by such a package; the
# certificate has a name that its owner does not write so.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'namecase@1.1.2'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const nameCase = createRequire(import.meta.url)("namecase");
for (const name of ["MACHMUD HIDAYAT", "Machmud Hidayat", "NUR'AINI", "MUHAMMAD AL FATIH", "NI LUH PUTU AYU"]) {
  console.log(name, "->", nameCase(name));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
MACHMUD HIDAYAT -> MacHmud Hidayat
Machmud Hidayat -> MacHmud Hidayat
NUR'AINI -> Nur'Aini
MUHAMMAD AL FATIH -> Muhammad al Fatih
NI LUH PUTU AYU -> Ni Luh Putu Ayu
SEEN
