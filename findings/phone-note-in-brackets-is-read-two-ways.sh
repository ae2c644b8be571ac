#!/bin/sh
# A note in brackets behind a telephone number is dropped in the browser and dialled on the server.
#
# Guess, before running: phonenumbers (Python) and libphonenumber-js read the same text alike, both being
# made from the same rules.
# Seen with phonenumbers 9.0.43 and libphonenumber-js 1.13.16: for "0812-3456-7890 (a.n. Siti)", number in
# the name of Siti, the browser's library gives the number and calls it valid, the server's turns a, n, S,
# i, t, i into six digits more.
# Where it matters: the form says "valid" while it is being filled in, and the server keeps or refuses
# something else.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'phonenumbers==9.0.43'
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" 'libphonenumber-js@1.13.16'
cat >"$work/other.mjs" <<'JS'
import { parsePhoneNumber } from "libphonenumber-js/max";
const number = parsePhoneNumber(process.argv[2], "ID");
console.log(`libphonenumber-js: ${number.number}, valid ${number.isValid()}`);
JS
typed='0812-3456-7890 (a.n. Siti)'
cat >"$work/see.py" <<'PY'
import sys

import phonenumbers

number = phonenumbers.parse(sys.argv[1], "ID")
stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
print(f"phonenumbers: {stored}, valid {phonenumbers.is_valid_number(number)}")
PY
"$work/venv/bin/python" "$work/see.py" "$typed" >"$work/seen"
node "$work/other.mjs" "$typed" >>"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
phonenumbers: +6281234567890267484, valid False
libphonenumber-js: +6281234567890, valid true
SEEN
