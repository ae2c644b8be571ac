#!/bin/sh
# python-stdnum says that an Indonesian whose identity number has the year 05 was born in 1905.
#
# Guess, before running: two digits of a year that would make somebody older than about a hundred belong
# to this century; the parameter `minyear=1920` of the function says as much.
# Seen with python-stdnum 2.2: `get_birth_date` always answers 19.., also when asked for nobody before
# 1920 or before 2000; this century is tried only for a day that the last one did not have, so 29
# February 2000 is right and the day after it is not.
# Where it matters: candidates of twenty are the field; taken from the number, their age is 121, and a
# rule for minors or for a limit of age decides on that.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'python-stdnum==2.2'
cat >"$work/see.py" <<'PY'
from stdnum.id import nik

for number in ("3174010508900001", "3174014508050002", "3174012902000003", "3174010103000004"):
    born = [nik.get_birth_date(number).isoformat()]
    born += [nik.get_birth_date(number, minyear=year).isoformat() for year in (1920, 2000)]
    print(f"{nik.validate(number)} day {number[6:8]} month {number[8:10]} year {number[10:12]} -> {', '.join(born)}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
3174010508900001 day 05 month 08 year 90 -> 1990-08-05, 1990-08-05, 1990-08-05
3174014508050002 day 45 month 08 year 05 -> 1905-08-05, 1905-08-05, 1905-08-05
3174012902000003 day 29 month 02 year 00 -> 2000-02-29, 2000-02-29, 2000-02-29
3174010103000004 day 01 month 03 year 00 -> 1900-03-01, 1900-03-01, 1900-03-01
SEEN
