#!/bin/sh
# arrow writes seven in the evening and seven in the morning in Indonesian as "7", with nothing behind
# it.
#
# Guess, before running: the format "h A" has a word for the half of the day in every language, an
# Indonesian one or AM and PM.
# Seen with arrow 1.4.0: Indonesian has no words for it, and the place stays empty. Read with the same
# format, "7 PM" does not fit and "7" with a blank behind it is seven in the morning. English has AM and
# PM.
# Where it matters: a format that was tried out in English says "7:30" in the Indonesian mail, and half
# of those who are asked to come at half past seven at night come in the morning.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'arrow==1.4.0'
cat >"$work/see.py" <<'PY'
import arrow

for hour in (7, 19):
    moment = arrow.get(2026, 8, 17, hour, 30)
    print(hour, "o'clock:", *(repr(moment.format("D MMMM, h:mm A", locale=locale)) for locale in ("en", "id")))
for text in ("17 Agustus, 7:30 PM", "17 Agustus, 7:30 "):
    try:
        print(repr(text), "->", arrow.get(text, "D MMMM, h:mm A", locale="id").format("HH:mm"))
    except arrow.parser.ParserMatchError as error:
        print(repr(text), "->", type(error).__name__)
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
7 o'clock: '17 August, 7:30 AM' '17 Agustus, 7:30 '
19 o'clock: '17 August, 7:30 PM' '17 Agustus, 7:30 '
'17 Agustus, 7:30 PM' -> ParserMatchError
'17 Agustus, 7:30 ' -> 07:30
SEEN
