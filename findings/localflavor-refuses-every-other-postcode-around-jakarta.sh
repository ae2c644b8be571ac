#!/bin/sh
# django-localflavor refuses the post code of Depok, 16415, and of most of Bogor and Tangerang.
#
# Guess, before running: any five digits from 10110, Jakarta's first, to 99999 may be an Indonesian post
# code.
# Seen with django-localflavor 5.1: what begins with 1 must end in 0. That is so in the capital (10110,
# 12950), and 15 and 16 are the codes of Tangerang, Bogor and Depok, which end in all digits. Elsewhere
# everything passes, 99999 too.
# Where it matters: applicants from the towns around the capital cannot finish the form, with no other
# reason than "not valid".
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'django-localflavor==5.1' 'django==5.2.19'
cat >"$work/see.py" <<'PY'
import django
from django.conf import settings
from django.core.exceptions import ValidationError

settings.configure(USE_I18N=False)
django.setup()

from localflavor.id_.forms import IDPostCodeField

for code, place in (
    ("10110", "Jakarta Pusat"), ("12950", "Jakarta Selatan"), ("15111", "Tangerang"), ("16415", "Depok"),
    ("16121", "Bogor"), ("40132", "Bandung"), ("99999", "nowhere"),
):
    try:
        IDPostCodeField().clean(code)
        print(f"{code}, {place}: taken")
    except ValidationError as error:
        print(f"{code}, {place}: {error.messages[0]}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
10110, Jakarta Pusat: taken
12950, Jakarta Selatan: taken
15111, Tangerang: Enter a valid post code
16415, Depok: Enter a valid post code
16121, Bogor: Enter a valid post code
40132, Bandung: taken
99999, nowhere: taken
SEEN
