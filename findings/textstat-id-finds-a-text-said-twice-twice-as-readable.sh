#!/bin/sh
# textstat-id gives a text said twice double the reading ease of the text said once.
#
# Guess, before running: reading ease depends on the length of words and sentences, so saying the same
# sentences again changes nothing.
# Seen with textstat-id 0.0.7: below a hundred words the result is multiplied by the number of words in
# hundreds. Three plain sentences have 1.5, eight times the same 12; one hard sentence and an empty text
# both have 0.
# Where it matters: instructions and questions for candidates are short, and that is where a check for
# plainness would be used; by this figure the longer question is the plainer one.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'textstat-id==0.0.7'
cat >"$work/see.py" <<'PY'
import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()):
    import textstat_id

PLAIN = "Warga desa berkumpul di balai desa. Mereka membahas air bersih. Semua setuju. "
HARD = "Pertanggungjawaban penyelenggaraan pemberdayaan masyarakat. "
for name, text in (("plain", PLAIN), ("hard", HARD)):
    for times in (1, 2, 4, 8):
        print(f"{name}, {times} times: {textstat_id.hitung_keterbacaan(text * times)}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
plain, 1 times: 1.49
plain, 2 times: 2.98
plain, 4 times: 5.96
plain, 8 times: 11.93
hard, 1 times: 0
hard, 2 times: 0
hard, 4 times: 0
hard, 8 times: 0
SEEN
