#!/bin/sh
# sentencex ends Indonesian sentences after Jl., Yth., Bpk. and S.Sos., before a small letter too.
#
# Guess, before running: a library of sentences for some three hundred languages knows the abbreviations of
# addresses and salutations in Indonesian, as it knows St. and Mr. in English.
# Seen with sentencex 1.0.32: the divisions for id are the same as for a code that does not exist. "Yth.
# Bapak Kepala Desa" is two sentences, and a degree in mid-sentence ends it. Times hold, as their points
# stand inside.
# Where it matters: answers are divided into sentences for comparison and for measuring how plainly they are
# written; every address and salutation makes fragments of one word.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'sentencex==1.0.32'
cat >"$work/see.py" <<'PY'
import sentencex

TEXTS = {
    "id": "Yth. Bapak Kepala Desa. Rapat di Jl. Melati bersama Bpk. Slamet, S.Sos. pukul 09.15 WIB. Lihat hal. 3.",
    "en": "Dear Mr. Slamet. We meet in St. Mary Street with Dr. Smith at 9.15 a.m. today. See p. 3.",
}
for language, text in TEXTS.items():
    print(f"{language}: {' | '.join(part.strip() for part in sentencex.segment(language, text))}")
same = list(sentencex.segment("id", TEXTS["id"])) == list(sentencex.segment("xx", TEXTS["id"]))
print(f"the same for a code that does not exist: {same}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
id: Yth. | Bapak Kepala Desa. | Rapat di Jl. | Melati bersama Bpk. | Slamet, S.Sos. | pukul 09.15 WIB. | Lihat hal. | 3.
en: Dear Mr. Slamet. | We meet in St. Mary Street with Dr. Smith at 9.15 a.m. today. | See p. 3.
the same for a code that does not exist: True
SEEN
