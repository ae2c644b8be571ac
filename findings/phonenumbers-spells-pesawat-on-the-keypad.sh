#!/bin/sh
# The Indonesian word for an extension, "pes.", becomes three more digits of the telephone number.
#
# Guess, before running: phonenumbers knows "ext." and does not know "pes." (pesawat), so it refuses the
# number or keeps the part before it.
# Seen with phonenumbers 9.0.43: letters are read as on a telephone keypad, p-e-s is 7-3-7, and the
# extension 12 follows: +6221555012373712. It is not valid, yet parsed without an error and "possible". The
# word in full is refused.
# Where it matters: village and district offices give numbers with "pes."; stored in the international form
# the number reaches nobody and the extension is lost.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'phonenumbers==9.0.43'
cat >"$work/see.py" <<'PY'
import phonenumbers

for typed in ("021-5550123 ext. 12", "021-5550123 pes. 12", "021-5550123 pesawat 12"):
    try:
        number = phonenumbers.parse(typed, "ID")
    except phonenumbers.NumberParseException:
        print(f"{typed}: refused")
        continue
    stored = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    possible, valid = phonenumbers.is_possible_number(number), phonenumbers.is_valid_number(number)
    print(f"{typed}: {stored}, extension {number.extension}, possible {possible}, valid {valid}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
021-5550123 ext. 12: +62215550123, extension 12, possible True, valid True
021-5550123 pes. 12: +6221555012373712, extension None, possible True, valid False
021-5550123 pesawat 12: refused
SEEN
