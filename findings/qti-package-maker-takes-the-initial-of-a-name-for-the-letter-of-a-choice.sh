#!/bin/sh
# qti-package-maker takes "R. " off the right answer "R. A. Kartini", and throws a question away whose
# right answer is "H. Yusuf".
#
# Guess, before running: answers are kept letter by letter.
# Seen with qti-package-maker 26.7.14: a letter with a point at the beginning is taken for the label of
# a choice. A written answer loses it, so that the name as everybody writes it is wrong. Of a choice it
# is cut where all choices have one, and of the right answer always: then the answer is not among its
# choices, and the file is read without that question, with a line of warning.
# Where it matters: H. (haji), R. (raden) and M. (Muhammad) begin Indonesian names; the candidate who
# knows the name gets no point.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'qti-package-maker==26.7.14'
cat >"$work/see.py" <<'PY'
import pathlib
import sys

from qti_package_maker.engines.bbq_text_upload import read_package

QUESTIONS = [
    "FIB\tSiapa penulis surat-surat dalam Habis Gelap Terbitlah Terang?\tR. A. Kartini",
    "MC\tSiapa ketua panitia?\tAhmad\tincorrect\tH. Yusuf\tcorrect\tWati\tincorrect",
    "MC\tSiapa ketua panitia?\tH. Ahmad\tincorrect\tM. Yusuf\tcorrect\tR. Wati\tincorrect",
    "MC\tApa tugas ketua RT?\tMelayani warga\tcorrect\tMenagih utang\tincorrect",
]
folder = pathlib.Path(sys.argv[0]).parent
for question in QUESTIONS:
    file = folder / "bbq-soal-questions.txt"
    file.write_text(question + "\n")
    for item in read_package.read_items_from_file(str(file)):
        print(item.item_type, item.get_tuple())
    print("---")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
FIB (['A. Kartini'],)
---
Warning: skipping line 1: Error: The correct answer is not in the list of choices.
---
MC (['Ahmad', 'Yusuf', 'Wati'], 'Yusuf')
---
MC (['Melayani warga', 'Menagih utang'], 'Melayani warga')
---
SEEN
