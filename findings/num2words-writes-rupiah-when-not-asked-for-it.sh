#!/bin/sh
# num2words writes rupiah only in Indonesian, and there only if it is not asked for rupiah.
#
# Guess, before running: `to="currency", currency="IDR"` gives rupiah, in Indonesian at any rate.
# Seen with num2words 0.5.14: English takes the argument and does not know the rupiah (NotImplementedError),
# Indonesian takes the amount and nothing else (TypeError) and calls every amount rupiah.
# Where it matters: letters of appointment name a sum in words in two languages; no single call serves both,
# and one of them is without a rupiah.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'num2words==0.5.14'
cat >"$work/see.py" <<'PY'
from num2words import num2words

for language, more in (("en", {"currency": "IDR"}), ("id", {"currency": "IDR"}), ("id", {})):
    try:
        words = num2words(1500000, lang=language, to="currency", **more)
    except (TypeError, NotImplementedError) as error:
        words = type(error).__name__
    print(language, more, "-", words)
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
en {'currency': 'IDR'} - NotImplementedError
id {'currency': 'IDR'} - TypeError
id {} - satu juta lima ratus ribu rupiah
SEEN
