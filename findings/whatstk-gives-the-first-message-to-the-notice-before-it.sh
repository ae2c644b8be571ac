#!/bin/sh
# whatstk takes the notice at the top of a WhatsApp chat, and the line after it, for the name of whoever
# wrote the first message.
#
# Guess, before running: lines without a sender (the notice about encryption, somebody joining) are left
# out or have no sender; the messages around them keep their own.
# Seen with whatstk 0.9.1: the message after such a line has a sender of two lines, the notice and
# "05/08/26 13.05 - Budi", and the time of the notice. Nothing is said.
# Where it matters: how often somebody wrote, and how fast they answered, is counted by sender; the first
# speaker of every chat, and whoever writes after a newcomer, is counted as somebody else, a minute or a
# day too early.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'whatstk==0.9.1' 'pandas==3.1.1' 'numpy==2.4.6'
cat >"$work/see.py" <<'PY'
import pathlib
import tempfile

from whatstk import WhatsAppChat

CHAT = """\
04/08/26 19.30 - Pesan dan panggilan dienkripsi secara end-to-end.
05/08/26 13.05 - Budi: Rapat hari ini pukul 20.00
06/08/26 09.00 - Ani: Siap, Pak
06/08/26 10.01 - Rina bergabung menggunakan tautan undangan
07/08/26 07.02 - Joko: Halo semua
25/08/26 09.10 - Ani: Terima kasih
"""
file = pathlib.Path(tempfile.mkdtemp()) / "chat.txt"
file.write_text(CHAT, encoding="utf-8")
for row in WhatsAppChat.from_source(str(file)).df.itertuples():
    print(row.date, "|", repr(row.username), "|", row.message)
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
2026-08-04 19:30:00 | 'Pesan dan panggilan dienkripsi secara end-to-end.\n05/08/26 13.05 - Budi' | Rapat hari ini pukul 20.00
2026-08-06 09:00:00 | 'Ani' | Siap, Pak
2026-08-06 10:01:00 | 'Rina bergabung menggunakan tautan undangan\n07/08/26 07.02 - Joko' | Halo semua
2026-08-25 09:10:00 | 'Ani' | Terima kasih
SEEN
