#!/bin/sh
# mdpo puts a translated list that begins at 3 at 1.
#
# Guess, before running: the translated document has the numbers of the original; only the words are
# another language.
# Seen with mdpo 2.1.4: every item of an ordered list is written "1.", which a reader of Markdown counts
# up from 1. The number from which the original counts is not kept in the .po file either.
# Where it matters: a task in two parts goes on with question 3 in English and with question 1 in
# Indonesian; whoever answers "to 3" has answered another one.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'mdpo==2.1.4' 'markdown-it-py==4.0.0'
cat >"$work/see.py" <<'PY'
import pathlib
import re
import tempfile

from markdown_it import MarkdownIt
from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown

ORIGINAL = "3. Whom do you call first?\n4. What do you write?\n"
catalogue = str(markdown_to_pofile(ORIGINAL))
catalogue = catalogue.replace('first?"\nmsgstr ""', 'first?"\nmsgstr "Siapa yang Anda hubungi dulu?"')
catalogue = catalogue.replace('write?"\nmsgstr ""', 'write?"\nmsgstr "Apa yang Anda tulis?"')
file = pathlib.Path(tempfile.mkdtemp()) / "id.po"
file.write_text(catalogue, encoding="utf-8")
translated = pofile_to_markdown(ORIGINAL, str(file))
for text in (ORIGINAL, translated):
    print(text.strip().replace("\n", " / "), "| as HTML:", re.findall("<ol[^>]*>", MarkdownIt().render(text)))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
3. Whom do you call first? / 4. What do you write? | as HTML: ['<ol start="3">']
1. Siapa yang Anda hubungi dulu? / 1. Apa yang Anda tulis? | as HTML: ['<ol>']
SEEN
