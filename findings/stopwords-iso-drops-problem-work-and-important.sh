#!/bin/sh
# The Indonesian stop words of stopwordsiso include masalah (problem), bekerja (to work), penting
# (important) and jawaban (answer).
#
# Guess, before running: a list of stop words holds particles, pronouns and conjunctions, words without a
# subject of their own.
# Seen with stopwordsiso 0.7.1: the 758 words of Indonesian hold the vocabulary of an examination, question,
# answer, right and problem, with numbers, year, month and day. Of the words below the English list, of
# 1298, leaves answer and situation in.
# Where it matters: what remains of an answer about a problem, the work and what is important in it, is not
# what the answer is about; themes and likeness are computed from the rest.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'stopwordsiso==0.7.1'
cat >"$work/see.py" <<'PY'
import stopwordsiso

WORDS = (
    ("masalah", "problem"), ("penting", "important"), ("bekerja", "work"), ("jawaban", "answer"), ("tahun", "year"),
    ("tiga", "three"), ("keadaan", "situation"), ("benar", "right"), ("desa", "village"), ("warga", "resident"),
)
lists = {language: stopwordsiso.stopwords(language) for language in ("id", "en")}
print({language: len(words) for language, words in lists.items()})
for indonesian, english in WORDS:
    print(f"{indonesian}: {indonesian in lists['id']} | {english}: {english in lists['en']}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
{'id': 758, 'en': 1298}
masalah: True | problem: True
penting: True | important: True
bekerja: True | work: True
jawaban: True | answer: False
tahun: True | year: True
tiga: True | three: True
keadaan: True | situation: False
benar: True | right: True
desa: False | village: False
warga: False | resident: False
SEEN
