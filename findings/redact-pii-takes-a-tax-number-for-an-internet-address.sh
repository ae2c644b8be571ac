#!/bin/sh
# redact-pii masks nine of the fifteen digits of an Indonesian tax number, as an IP address, and leaves
# the rest.
#
# Guess, before running: a number of fifteen digits is masked as digits, or not found.
# Seen with redact-pii 3.4.0: 01.300.066.6-091.000 becomes IP_ADDRESS-091.000. The year of a date and a
# count of 12345 people are masked, "Pak" (Mr) is a name behind "Terima kasih", and Budi Santoso behind
# "Nama saya" (my name is) is none.
# Where it matters: half a tax number remains in a text that is passed on as masked, and the figures that
# the answer is about are gone.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'redact-pii@3.4.0'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const { SyncRedactor } = createRequire(import.meta.url)("redact-pii");
const redactor = new SyncRedactor();
for (const text of [
  "NPWP 01.300.066.6-091.000", "pada 17/08/2026 hadir 12345 warga", "Terima kasih Pak", "Nama saya Budi Santoso",
]) {
  console.log(text, "->", redactor.redact(text));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
NPWP 01.300.066.6-091.000 -> NPWP IP_ADDRESS-091.000
pada 17/08/2026 hadir 12345 warga -> pada 17/08/DIGITS hadir ZIPCODE warga
Terima kasih Pak -> Terima kasih PERSON_NAME
Nama saya Budi Santoso -> Nama saya Budi Santoso
SEEN
