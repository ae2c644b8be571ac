#!/bin/sh
# Half of Faker's Indonesian telephone numbers cannot exist.
#
# Guess, before running: numbers of the locale id_ID have Indonesian prefixes and lengths, and nearly all
# pass a check for validity.
# Seen with faker 40.63.0 and phonenumbers 9.0.43: of a thousand 509 are valid. The others have area codes
# or lengths that Indonesia does not know, and a 0 kept behind +62.
# Where it matters: forms and imports are tried with such people; every second one is refused for the
# number, and a check that refuses too much is not noticed among them.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'faker==40.63.0' 'phonenumbers==9.0.43'
cat >"$work/see.py" <<'PY'
import faker
import phonenumbers

faker.Faker.seed(2026)
invented = faker.Faker("id_ID")
numbers = [invented.phone_number() for _ in range(1000)]
valid = 0
wrong = []
for number in numbers:
    try:
        passes = phonenumbers.is_valid_number(phonenumbers.parse(number, "ID"))
    except phonenumbers.NumberParseException:
        passes = False
    valid += passes
    if not passes:
        wrong.append(number)
print(f"valid: {valid} of {len(numbers)}")
print("not valid:", ", ".join(wrong[:5]))
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
valid: 509 of 1000
not valid: +62 (058) 813-9986, +62 (0170) 753-6455, +62 (94) 055 7616, +62 (0697) 880 9320, (0784) 864 8876
SEEN
