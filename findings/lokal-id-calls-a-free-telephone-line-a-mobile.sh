#!/bin/sh
# lokal-id takes 0800-1-234567, a line that is free for the caller, for a mobile telephone.
#
# Guess, before running: a package for Indonesian numbers knows 0800 as toll-free, as phonenumbers does, or
# refuses it.
# Seen with lokal-id 0.7.2 and phonenumbers 9.0.43: whatever begins with 08 is a mobile number there, and
# comes back as valid with +62800.
# Where it matters: the type decides who gets an SMS or a WhatsApp message; the number of an institution's
# free line passes as a candidate's telephone.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'lokal-id==0.7.2' 'phonenumbers==9.0.43'
cat >"$work/see.py" <<'PY'
import lokal
import phonenumbers

for number in ("0812-3456-7890", "0800-1-234567", "(022) 2501234"):
    read = lokal.parse_phone(number)
    other = phonenumbers.number_type(phonenumbers.parse(number, "ID"))
    name = phonenumbers.PhoneNumberType.to_string(other)
    print(f"{number}: lokal-id {read.type} {read.e164} | phonenumbers {name}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
0812-3456-7890: lokal-id mobile +6281234567890 | phonenumbers MOBILE
0800-1-234567: lokal-id mobile +628001234567 | phonenumbers TOLL_FREE
(022) 2501234: lokal-id landline +62222501234 | phonenumbers FIXED_LINE
SEEN
