#!/bin/sh
# pyrankvote elects one of two candidates who have the same votes, another one the next time, and reports
# no tie.
#
# Guess, before running: a tie is reported, or broken by a rule that gives the same result every time.
# Seen with pyrankvote 2.0.6: of two hundred counts of the same two ballots some have Ani elected and
# Budi rejected, the others Budi and Ani. The table of results is that of a decided election, the one
# with 1 vote elected and the other with 1 vote rejected.
# Where it matters: a panel ranks its last two candidates, and who is hired depends on how often somebody
# opens the page.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pyrankvote==2.0.6'
cat >"$work/see.py" <<'PY'
from pyrankvote import Ballot, Candidate, instant_runoff_voting

ani, budi = Candidate("Ani"), Candidate("Budi")
ballots = [Ballot([ani, budi]), Ballot([budi, ani])]
counts = [instant_runoff_voting([ani, budi], ballots) for _ in range(200)]
elected = {count.get_winners()[0].name for count in counts}
print("elected in two hundred counts:", sorted(elected))
table = [" ".join(line.split()) for line in str(counts[0]).splitlines()]
print("one of them:", *sorted(line.partition(" ")[2] for line in table if line.startswith(("Ani", "Budi"))), sep="\n  ")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
elected in two hundred counts: ['Ani', 'Budi']
one of them:
  1 Elected
  1 Rejected
SEEN
