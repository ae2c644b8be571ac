#!/bin/sh
# textstat gives a plain Indonesian sentence a reading ease below zero.
#
# Guess, before running: with `set_lang("id")` a short sentence of everyday words lies in the upper half of
# the scale from 0 to 100.
# Seen with textstat 0.7.13: the language changes how syllables are counted and not the formula, which keeps
# the weights made for English. Indonesian words have more syllables, so three plain sentences get 30, 24
# and -12, where Spanish weights give 80, 76 and 59.
# Where it matters: instructions for candidates are checked for plainness; by this figure every text fails,
# and shortening words that have no shorter form does not help.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'textstat==0.7.13'
cat >"$work/see.py" <<'PY'
import textstat

for text in (
    "Saya datang. Saya duduk. Saya makan nasi.",
    "Kepala desa membantu warga. Warga datang ke balai desa.",
    "Petugas mencatat aduan warga, lalu meneruskan aduan itu kepada kepala desa.",
):
    figures = []
    for language in ("id", "es"):
        textstat.set_lang(language)
        figures.append(f"{language} {textstat.flesch_reading_ease(text):.1f}")
    print(text, figures)
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Saya datang. Saya duduk. Saya makan nasi. ['id 30.5', 'es 79.7']
Kepala desa membantu warga. Warga datang ke balai desa. ['id 23.7', 'es 75.6']
Petugas mencatat aduan warga, lalu meneruskan aduan itu kepada kepala desa. ['id -12.0', 'es 59.3']
SEEN
