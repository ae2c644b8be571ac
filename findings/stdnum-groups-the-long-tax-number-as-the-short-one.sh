#!/bin/sh
# python-stdnum accepts an Indonesian tax number of sixteen digits and writes it with the points of the
# fifteen.
#
# Guess, before running: the number of sixteen digits, which has no points, is written as it is, or
# refused; and the fifteen digits with a nought before them are known as the same person's.
# Seen with python-stdnum 2.2: `format` puts every point one place too early, 00.130.006.6-609.1000 for
# 01.300.066.6-091.000 with its nought, which no reader takes apart rightly; an identity number, which is
# a person's tax number now, is divided the same way. `compact` leaves fifteen and sixteen digits two
# different numbers.
# Where it matters: a payroll file with the fee of an officer carries a number in a form that has the
# right signs and the wrong digits between them.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'python-stdnum==2.2'
cat >"$work/see.py" <<'PY'
from stdnum.id import npwp

for number in ("01.300.066.6-091.000", "0013000666091000", "3174014508900002"):
    print(f"{number} valid: {npwp.is_valid(number)}, compact: {npwp.compact(number)}, format: {npwp.format(number)}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
01.300.066.6-091.000 valid: True, compact: 013000666091000, format: 01.300.066.6-091.000
0013000666091000 valid: True, compact: 0013000666091000, format: 00.130.006.6-609.1000
3174014508900002 valid: True, compact: 3174014508900002, format: 31.740.145.0-890.0002
SEEN
