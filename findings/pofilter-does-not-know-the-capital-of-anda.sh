#!/bin/sh
# pofilter, told that the language is Indonesian, objects to the capital letter of Anda.
#
# Guess, before running: `--language=id` knows that "you" is written with a capital in Indonesian, as
# `--language=de` has rules of its own for German nouns.
# Seen with translate-toolkit 3.20.4: "Nama Anda" for "Your name" fails `simplecaps`, and "nama anda", the
# mistake, would pass.
# Where it matters: polite texts have an Anda in every other line; the check has to be left out, and with it
# goes what it is there for.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'translate-toolkit==3.20.4'
cat >"$work/see.py" <<'PY'
import pathlib
import subprocess
import sys

TEXT = """msgid ""
msgstr ""
"Language: id\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Your name"
msgstr "Nama Anda"

msgid "Your answer"
msgstr "Jawaban anda"

msgid "Full name"
msgstr "Nama lengkap"
"""
folder = pathlib.Path(sys.argv[0]).parent
(folder / "id.po").write_text(TEXT, encoding="utf-8")
command = [folder / "venv" / "bin" / "pofilter", "--language=id", "--progress=none", folder / "id.po"]
said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
for line in said.splitlines():
    if line.startswith(("# (pofilter)", "msgstr")) and line != 'msgstr ""':
        print(line)
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
# (pofilter) simplecaps: Different capitalization
msgstr "Nama Anda"
SEEN
