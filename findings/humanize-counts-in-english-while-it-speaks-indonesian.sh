#!/bin/sh
# humanize, set to Indonesian, writes 1.5 juta, 1,500,000 and "3." for the third.
#
# Guess, before running: whoever has the words juta and miliar for a language has its decimal comma, its
# points between thousands and its "dan" in lists.
# Seen with humanize 4.17.0: words of time and size are Indonesian, numbers stay English: a point for the
# comma and commas for the points. A list ends in "and", a date in another year is "Aug 17 2020", and an
# ordinal has the full stop of other languages.
# Where it matters: 1.500 and 1,500 are a thousandfold apart in Indonesia; sums of a programme and scores
# stand in the same sentence as correct words.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'humanize==4.17.0'
cat >"$work/see.py" <<'PY'
import datetime

import humanize

humanize.i18n.activate("id_ID")
print(humanize.naturaltime(datetime.timedelta(hours=3)), "|", humanize.precisedelta(datetime.timedelta(minutes=90)))
print(humanize.intword(1500000), "|", humanize.intcomma(1500000), "|", humanize.intcomma(3.5), "|", humanize.ordinal(3))
print(humanize.natural_list(["RT 01", "RT 02", "RT 03"]), "|", humanize.naturaldate(datetime.date(2020, 8, 17)))
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
3 jam yang lalu | 1 jam dan 30 menit
1.5 juta | 1,500,000 | 3.5 | 3.
RT 01, RT 02 and RT 03 | Aug 17 2020
SEEN
