#!/bin/sh
# fairlearn's ratio to the overall rate is 0.51 because two people of a small group were all chosen.
#
# Guess, before running: a group's rate divided by everybody's: below 1 where a group is at a disadvantage,
# above 1 where it is favoured, so the least of them is the worst placed group.
# Seen with fairlearn 0.15.0: ratios above 1 are turned over before the least is taken. Group A with 0.50
# against 0.51 overall would give 0.98; group B with 1.00 gives 1.96, turned over 0.51, and that is the
# answer. Against the best group the ratio is 0.5.
# Where it matters: read with the rule of four fifths the figure says that somebody was passed over; nobody
# was, and which group it is about is not told.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'fairlearn==0.15.0'
cat >"$work/see.py" <<'PY'
import fairlearn.metrics as metrics

group = ["A"] * 98 + ["B"] * 2
chosen = [1] * 49 + [0] * 49 + [1, 1]
rates = metrics.MetricFrame(
    metrics=metrics.selection_rate, y_true=chosen, y_pred=chosen, sensitive_features=group,
)
for name, rate in rates.by_group.items():
    print(f"{name}: rate {rate:.2f}, divided by the overall rate {rate / rates.overall:.2f}")
print(f"ratio to overall {rates.ratio(method='to_overall'):.2f}, between groups {rates.ratio(method='between_groups'):.2f}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
A: rate 0.50, divided by the overall rate 0.98
B: rate 1.00, divided by the overall rate 1.96
ratio to overall 0.51, between groups 0.50
SEEN
