#!/bin/sh
# In a decision table of zen-engine a candidate whose mark is missing, or the text "80", fails; the
# limit "72,5" is two limits.
#
# Guess, before running: a table asked about a mark that is no number says so, as the expression
# language does, and a number with a decimal comma is refused.
# Seen with zen-engine 2.1.3: the expression `nilai < 50` raises for a missing mark. In a table the row
# simply does not fit, and the last row, without a condition, does. In a cell, "72,5" is the list of 72
# and 5, so that 72.5 does not fit and 5 does.
# Where it matters: the last row of such tables says "not passed"; a mark that came as a text from a
# form becomes a refusal.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'zen-engine==2.1.3'
cat >"$work/see.py" <<'PY'
import json

import zen


def decided(rules, mark):
    at = {"position": {"x": 0, "y": 0}}
    rows = [{"_id": str(number), "a": condition, "b": json.dumps(result)} for number, (condition, result) in enumerate(rules)]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "a", "name": "nilai", "field": "nilai"}],
        "outputs": [{"id": "b", "name": "hasil", "field": "hasil"}],
        "rules": rows,
    }
    nodes = [
        {"id": "i", "type": "inputNode", "name": "i", **at},
        {"id": "t", "type": "decisionTableNode", "name": "t", "content": table, **at},
        {"id": "o", "type": "outputNode", "name": "o", **at},
    ]
    edges = [
        {"id": "1", "sourceId": "i", "targetId": "t", "type": "edge"},
        {"id": "2", "sourceId": "t", "targetId": "o", "type": "edge"},
    ]
    content = json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})
    return zen.ZenEngine().create_decision(content).evaluate(mark)["result"]["hasil"]


for mark in ({"nilai": 80}, {"nilai": 60}, {"nilai": None}, {}, {"nilai": "80"}):
    print(mark, "->", decided([(">= 75", "lulus"), ("", "tidak lulus")], mark))
for mark in ({"nilai": 72.5}, {"nilai": 72}, {"nilai": 5}):
    print("72,5:", mark, "->", decided([("72,5", "tepat pada batas"), ("", "lain")], mark))
try:
    zen.evaluate_expression("nilai < 50", {"nilai": None})
except RuntimeError:
    print("nilai < 50 as an expression, without a mark: RuntimeError")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
{'nilai': 80} -> lulus
{'nilai': 60} -> tidak lulus
{'nilai': None} -> tidak lulus
{} -> tidak lulus
{'nilai': '80'} -> tidak lulus
72,5: {'nilai': 72.5} -> lain
72,5: {'nilai': 72} -> tepat pada batas
72,5: {'nilai': 5} -> tepat pada batas
nilai < 50 as an expression, without a mark: RuntimeError
SEEN
