#!/bin/sh
# presidio-analyzer is certain, with a score of 1, that every tenth identity number of Java is a credit
# card; of Sulawesi and Papua none is.
#
# Guess, before running: an Indonesian identity number, sixteen digits that hold no check digit, is not
# recognised, or as what it is.
# Seen with presidio-analyzer 2.2.366: numbers that begin with 1, 3, 5 or 6 (Sumatra, Java, Bali, Borneo)
# have the shape of a card, and about one in ten passes the check that cards have. Those of provinces 7
# and 9 never have it.
# Where it matters: answers are masked before others read them; whose number is masked depends on the
# province and on chance, and a test on a dozen people may find it works.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'presidio-analyzer==2.2.366'
cat >"$work/see.py" <<'PY'
from presidio_analyzer.predefined_recognizers import CreditCardRecognizer

recognizer = CreditCardRecognizer()
for province, name in ((11, "Aceh"), (32, "West Java"), (51, "Bali"), (64, "East Kalimantan"), (73, "South Sulawesi"), (91, "Papua")):
    numbers = [f"{province}7401{k % 28 + 1:02d}08{60 + k % 40}{k + 1:04d}" for k in range(300)]
    found = [result.score for number in numbers for result in recognizer.analyze(f"NIK {number}", ["CREDIT_CARD"], None)]
    print(f"{name}: {len(found)} of {len(numbers)}, scores {sorted(set(found))}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Aceh: 37 of 300, scores [1.0]
West Java: 28 of 300, scores [1.0]
Bali: 29 of 300, scores [1.0]
East Kalimantan: 28 of 300, scores [1.0]
South Sulawesi: 0 of 300, scores []
Papua: 0 of 300, scores []
SEEN
