#!/bin/sh
# 62 21 5550123 typed without the plus is a valid telephone number in another town.
#
# Guess, before running: a number that begins with Indonesia's 62 and is read for Indonesia is understood
# with and without the plus; for mobile numbers it is.
# Seen with phonenumbers 9.0.43: a mobile number comes out the same both ways. A Jakarta number without the
# plus is taken as area code 0622, and a short mobile number as area code 0628, places in North Sumatra, and
# both are valid.
# Where it matters: numbers are copied from messaging apps without the plus; a check for validity does not
# catch it, only showing the number back in its national form does.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'phonenumbers==9.0.43'
cat >"$work/see.py" <<'PY'
import phonenumbers
from phonenumbers import geocoder

for typed in ("+62 812 3456 7890", "62 812 3456 7890", "+62 21 5550123", "62 21 5550123", "+62 812 345 678", "62 812 345 678"):
    number = phonenumbers.parse(typed, "ID")
    stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    where = geocoder.description_for_number(number, "en")
    print(f"{typed}: {stored}, valid {phonenumbers.is_valid_number(number)}, {where}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
+62 812 3456 7890: 0812-3456-7890, valid True, Indonesia
62 812 3456 7890: 0812-3456-7890, valid True, Indonesia
+62 21 5550123: (021) 5550123, valid True, Greater Jakarta
62 21 5550123: (0622) 15550123, valid True, Pematangsiantar/Pematang Raya/Limapuluh
+62 812 345 678: 0812-345-678, valid True, Indonesia
62 812 345 678: (0628) 12345678, valid True, Kabanjahe/Sibolangit
SEEN
