#!/bin/sh
# Raising a choice question from QTI 2.1 to 3.0 forbids leaving it empty.
#
# Guess, before running: `minChoices="0"`, no choice need be made, becomes `min-choices="0"`, which means
# the same.
# Seen with citolab-qti-convert 0.2.0: a choice interaction with 0, or with nothing said, gets
# min-choices="1", and keeps it as minChoices="1" on the way back to 2.1. Its manual lists the change, the
# run is silent.
# Where it matters: an empty answer is an answer with a rule of its own in scoring; after the conversion a
# player may hold candidates at the question until they guess.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'citolab-qti-convert==0.2.0'
cat >"$work/see.py" <<'PY'
import pathlib
import re
import subprocess
import sys

ITEM = """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T01" title="Aduan" adaptive="false"
    timeDependent="false">
  <responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier"/>
  <itemBody>
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" minChoices="0" maxChoices="2">
      <prompt>Pilih paling banyak dua.</prompt>
      <simpleChoice identifier="A">Mencatat</simpleChoice>
      <simpleChoice identifier="B">Menolak</simpleChoice>
      <simpleChoice identifier="C">Meneruskan</simpleChoice>
    </choiceInteraction>
  </itemBody>
</assessmentItem>
"""
folder = pathlib.Path(sys.argv[0]).parent
tool = folder / "venv" / "bin" / "qti-convert"
(folder / "item.xml").write_text(ITEM, encoding="utf-8")
subprocess.run([tool, "upgrade", folder / "item.xml", folder / "three.xml"], check=True)
subprocess.run([tool, "downgrade", folder / "three.xml", folder / "back.xml"], check=True)
for name in ("item", "three", "back"):
    text = (folder / f"{name}.xml").read_text(encoding="utf-8")
    print(name, re.findall(r'm(?:in|ax)-?[cC]hoices="\d"', text))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
item ['minChoices="0"', 'maxChoices="2"']
three ['min-choices="1"', 'max-choices="2"']
back ['minChoices="1"', 'maxChoices="2"']
SEEN
