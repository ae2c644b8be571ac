#!/bin/sh
# pofilter accepts 1.500.000 for 1,500,000 in Indonesian, and objects to 3,5 for 3.5.
#
# Guess, before running: the check of numbers knows both marks of a language or neither.
# Seen with translate-toolkit 3.20.4 and `--language=id`: the decimal comma, right in Indonesian, is
# "Different numbers", and leaving the English point is not.
# Where it matters: levels, weights and agreement are decimals; whoever obeys the check prints them the
# English way.
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

msgid "Amount: 1,500,000"
msgstr "Jumlah: 1.500.000"

msgid "Mean 3.5 of 5"
msgstr "Rata-rata 3,5 dari 5"

msgid "Mean 4.5 of 5"
msgstr "Rata-rata 4.5 dari 5"
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
# (pofilter) numbers: Different numbers
msgstr "Rata-rata 3,5 dari 5"
SEEN
