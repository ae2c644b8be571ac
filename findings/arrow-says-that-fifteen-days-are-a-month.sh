#!/bin/sh
# arrow says of a deadline in fifteen days that it is "dalam 1 bulan", in a month, and reads that back as
# a month.
#
# Guess, before running: what is said of a date and read back with `dehumanize` is the date again, to
# within its unit; fifteen days are two weeks.
# Seen with arrow 1.4.0: fourteen days are 2 minggu, fifteen to forty-five a month, in English as well;
# three weeks and four are said only when weeks are asked for. Read back, a deadline of 1 September is
# one of 17 September.
# Where it matters: a page that says how much time there is left to answer doubles it for everybody who
# reads it in the third week before.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'arrow==1.4.0'
cat >"$work/see.py" <<'PY'
import arrow

now = arrow.get("2026-08-17T09:00:00+07:00")
for days in (7, 14, 15, 21, 28, 45):
    deadline = now.shift(days=days)
    said = deadline.humanize(now, locale="id")
    in_weeks = deadline.humanize(now, locale="id", granularity="week")
    read = now.dehumanize(said, locale="id")
    print(f"{days} days: {said} | {deadline.humanize(now)} | in weeks: {in_weeks} | read back: {(read - now).days} days")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
7 days: dalam 1 minggu | in a week | in weeks: dalam 1 minggu | read back: 7 days
14 days: dalam 2 minggu | in 2 weeks | in weeks: dalam 2 minggu | read back: 14 days
15 days: dalam 1 bulan | in a month | in weeks: dalam 2 minggu | read back: 31 days
21 days: dalam 1 bulan | in a month | in weeks: dalam 3 minggu | read back: 31 days
28 days: dalam 1 bulan | in a month | in weeks: dalam 4 minggu | read back: 31 days
45 days: dalam 1 bulan | in a month | in weeks: dalam 6 minggu | read back: 31 days
SEEN
