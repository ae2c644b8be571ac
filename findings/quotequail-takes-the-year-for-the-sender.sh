#!/bin/sh
# quotequail reads "On Mon, Mar 30, 2026 at 9:15 AM Panitia" as from "2026 at 9:15 AM Panitia".
#
# Guess, before running: the heading of a quoted mail, as Gmail writes it, is divided into its date and its
# sender.
# Seen with quotequail 0.5.4: the sender begins at a comma right behind the time, or else at the last comma
# of the line. Without a comma before the name that is one inside the date; with a time zone behind the
# time and a degree behind the name (Budi Santoso, S.Sos.) it is the one before the degree.
# Where it matters: who confirmed what, and when, is filed from these two fields; degrees with commas are
# part of names here.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'quotequail==0.5.4'
cat >"$work/see.py" <<'PY'
import quotequail

for heading in (
    "On Mon, 30 Mar 2026 at 09:15, Panitia <panitia@contoh.example> wrote:",
    "On Mon, Mar 30, 2026 at 9:15 AM Panitia <panitia@contoh.example> wrote:",
    "On Monday, March 30, 2026 at 09:15:10 AM GMT+7, Budi Santoso, S.Sos. <budi@contoh.example> wrote:",
):
    reply = quotequail.unwrap(f"Saya bisa hadir.\n\n{heading}\n\n> Apakah Anda bisa hadir?\n")
    print(f"date: {reply['date']} | from: {reply['from']}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
date: Mon, 30 Mar 2026 at 09:15 | from: Panitia <panitia@contoh.example>
date: Mon, Mar 30 | from: 2026 at 9:15 AM Panitia <panitia@contoh.example>
date: Monday, March 30, 2026 at 09:15:10 AM GMT+7, Budi Santoso | from: S.Sos. <budi@contoh.example>
SEEN
