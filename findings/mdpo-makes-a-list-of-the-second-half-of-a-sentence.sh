#!/bin/sh
# mdpo turns "pada bagian 1. Setelah itu ..." into a numbered list, where its line happens to end before
# the 1.
#
# Guess, before running: a sentence that is one paragraph in the .po file is one paragraph in the
# translated Markdown, wherever its lines are broken.
# Seen with mdpo 2.1.4: lines are broken after 80 signs and what then begins a line is not looked at, so
# "1. " begins a list. With a word less before it the same sentence is right, and `wrapwidth=0` keeps all
# of them whole.
# Where it matters: an instruction of a task ends in the middle, in one language, and goes on as the only
# item of a list.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'mdpo==2.1.4' 'markdown-it-py==4.0.0'
cat >"$work/see.py" <<'PY'
import pathlib
import tempfile

from markdown_it import MarkdownIt
from mdpo.po2md import pofile_to_markdown

ORIGINAL = "Read the guide and section 1. Then write your answer."
SENTENCE = "Sebelum menjawab, petugas membaca {}pedoman pelayanan pada bagian 1. Setelah itu ia menulis jawaban."
file = pathlib.Path(tempfile.mkdtemp()) / "id.po"
for words in ("surat edaran dan ", "surat dan "):
    file.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "{ORIGINAL}"\nmsgstr "{SENTENCE.format(words)}"\n',
        encoding="utf-8",
    )
    for options in ({}, {"wrapwidth": 0}):
        written = pofile_to_markdown(ORIGINAL + "\n", str(file), **options)
        print(words, options, "->", MarkdownIt().render(written).replace("\n", " "))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
surat edaran dan  {} -> <p>Sebelum menjawab, petugas membaca surat edaran dan pedoman pelayanan pada bagian</p> <ol> <li>Setelah itu ia menulis jawaban.</li> </ol> 
surat edaran dan  {'wrapwidth': 0} -> <p>Sebelum menjawab, petugas membaca surat edaran dan pedoman pelayanan pada bagian 1. Setelah itu ia menulis jawaban.</p> 
surat dan  {} -> <p>Sebelum menjawab, petugas membaca surat dan pedoman pelayanan pada bagian 1. Setelah itu ia menulis jawaban.</p> 
surat dan  {'wrapwidth': 0} -> <p>Sebelum menjawab, petugas membaca surat dan pedoman pelayanan pada bagian 1. Setelah itu ia menulis jawaban.</p> 
SEEN
