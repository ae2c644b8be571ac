#!/bin/sh
# dateparser understands "2 minggu yang lalu" and not "2 minggu lagi"; "kemarin lusa" and not "lusa".
#
# Guess, before running: a language with words for three days ago has those for in three days, and the day
# after tomorrow beside the day before yesterday.
# Seen with dateparser 1.5.0, language id: tomorrow is the only word for a day to come. "Lusa", "3 hari
# lagi" and "minggu depan" give nothing, and neither does Jum'at, the spelling with an apostrophe for
# Friday; WIB, WITA and WIT are all understood.
# Where it matters: candidates and referees answer with dates to come ("saya bisa lusa"); only the ones that
# are over would be read.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'dateparser==1.5.0'
cat >"$work/see.py" <<'PY'
from datetime import datetime

import dateparser

base = {"RELATIVE_BASE": datetime(2026, 3, 30, 9, 0)}
for words in ("2 minggu yang lalu", "2 minggu lagi", "3 hari yang lalu", "3 hari lagi", "kemarin lusa", "lusa", "besok",
              "minggu depan", "Jumat", "Jum'at", "30 Maret 2026 09.30 WITA"):
    found = dateparser.parse(words, languages=["id"], settings=base)
    print(f"{words}: {found.isoformat() if found else None}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
2 minggu yang lalu: 2026-03-16T09:00:00
2 minggu lagi: None
3 hari yang lalu: 2026-03-27T09:00:00
3 hari lagi: None
kemarin lusa: 2026-03-28T09:00:00
lusa: None
besok: 2026-03-31T09:00:00
minggu depan: None
Jumat: 2026-03-27T00:00:00
Jum'at: None
30 Maret 2026 09.30 WITA: 2026-03-30T09:30:00+08:00
SEEN
