#!/bin/sh
# aequitas says of two groups of which exactly half were chosen that "Statistical Parity" does not hold,
# because one group is smaller.
#
# Guess, before running: statistical parity compares the rates of selection, 0.50 and 0.50 here, so it holds
# with a ratio of 1, as fairlearn's demographic parity, another name for the same, has it.
# Seen with aequitas 1.1.0 and fairlearn 0.15.0: what is compared under this name is each group's share of
# all who were chosen, 10 of 12 and 2 of 12. The ratio is 0.2, and False stands beside the group: ten of its
# four people would have to be chosen. The comparison of rates is there under the name "Impact Parity", and
# holds.
# Where it matters: whoever screens selections for adverse impact looks for the name from the textbook, and
# reads that candidates of a small district were passed over.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'aequitas==1.1.0' 'fairlearn==0.15.0' 'pandas==2.3.3' 'numpy==2.4.6' 'scipy==1.17.1' 'scikit-learn==1.9.1'
cat >"$work/see.py" <<'PY'
import pandas as pd
from aequitas.bias import Bias
from aequitas.fairness import Fairness
from aequitas.group import Group
from fairlearn.metrics import demographic_parity_ratio

GROUPS = {"large": (10, 20), "small": (2, 4)}
people = pd.DataFrame(
    [
        {"group": name, "score": int(at < chosen), "label_value": 1}
        for name, (chosen, all_of_them) in GROUPS.items()
        for at in range(all_of_them)
    ],
)
counted, _ = Group().get_crosstabs(people)
compared = Bias().get_disparity_major_group(counted, original_df=people)
judged = Fairness().get_group_value_fairness(compared)
for _, row in judged.iterrows():
    print(
        f"{row['attribute_value']}: Statistical Parity {row['Statistical Parity']} ({row['ppr_disparity']:.2f}), "
        f"Impact Parity {row['Impact Parity']} ({row['pprev_disparity']:.2f})",
    )
ratio = demographic_parity_ratio(people["label_value"], people["score"], sensitive_features=people["group"])
print(f"fairlearn, demographic parity: {ratio:.2f}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen" 2>"$work/said" || { cat "$work/said"; exit 1; }
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
large: Statistical Parity True (1.00), Impact Parity True (1.00)
small: Statistical Parity False (0.20), Impact Parity True (1.00)
fairlearn, demographic parity: 1.00
SEEN
