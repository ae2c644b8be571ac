#!/bin/sh
# webvtt-py gives both lines of a cue with two speakers to the first, and pysubs2 gives every line to
# nobody.
#
# Guess, before running: a transcript in WebVTT names the speakers with <v Ani>; whoever reads or
# converts it keeps the name with its line.
# Seen with webvtt-py 0.6.0 and pysubs2 1.8.1: `voice` of a cue is its first name, `text` has the lines
# of both without names, and as SRT no name is left. pysubs2 drops the names on reading and writes WebVTT
# without them. pycaption 2.3.14 writes "Ani: " before the line.
# Where it matters: the record of an interview in which question and answer cannot be told apart, or are
# both the interviewer's.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'webvtt-py==0.6.0' 'pysubs2==1.8.1' 'pycaption==2.3.14'
cat >"$work/see.py" <<'PY'
import io

import pycaption
import pysubs2
import webvtt

TRANSCRIPT = """\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ani>Pernah memimpin rapat warga?
<v Budi>Belum pernah.
"""
for cue in webvtt.from_string(TRANSCRIPT):
    print("webvtt-py:", cue.voice, "|", cue.text.replace("\n", " / "))
srt = io.StringIO()
webvtt.from_string(TRANSCRIPT).write(srt, format="srt")
print("webvtt-py as SRT:", " / ".join(srt.getvalue().splitlines()[2:4]))
read = pysubs2.SSAFile.from_string(TRANSCRIPT)
print("pysubs2:", repr(read[0].name), "|", read.to_string("vtt").split("-->")[1].splitlines()[1:3])
print("pycaption:", pycaption.SRTWriter().write(pycaption.WebVTTReader().read(TRANSCRIPT)).splitlines()[2:4])
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
webvtt-py: Ani | Pernah memimpin rapat warga? / Belum pernah.
webvtt-py as SRT: Pernah memimpin rapat warga? / Belum pernah.
pysubs2: '' | ['Pernah memimpin rapat warga?', 'Belum pernah.']
pycaption: ['Ani: Pernah memimpin rapat warga?', 'Budi: Belum pernah.']
SEEN
