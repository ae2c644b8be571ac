#!/bin/sh
# factor-analyzer installs a scikit-learn with which it cannot fit, while its tests before the fit work.
#
# Guess, before running: what the installation brings along suffices for the one thing that the package is
# for.
# Seen with factor-analyzer 0.5.1 with scikit-learn 1.9.1: it asks for any scikit-learn and passes it an
# argument that was renamed there and has since gone, so `fit` ends in TypeError. Bartlett's test and KMO,
# which ask whether a fit makes sense, work. reliabiliPy 0.0.36 rests on it and fails likewise.
# Where it matters: whether the tasks of a paper measure one thing is looked at with this; the checks say go
# on, and the step itself stops.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'factor-analyzer==0.5.1' 'scikit-learn==1.9.1' 'numpy==2.4.6' 'pandas==3.1.1' 'scipy==1.17.1' 'reliabiliPy==0.0.36'
cat >"$work/see.py" <<'PY'
import factor_analyzer
import numpy as np
import pandas as pd
import reliabilipy

chance = np.random.default_rng(1)
marks = pd.DataFrame(chance.normal(size=(60, 1)) + chance.normal(size=(60, 4)), columns=list("abcd"))
print(f"KMO {factor_analyzer.calculate_kmo(marks)[1]:.2f}")
print(f"Bartlett {factor_analyzer.calculate_bartlett_sphericity(marks)[0]:.0f}")
for name, model in (
    ("factor_analyzer", factor_analyzer.FactorAnalyzer(1, rotation=None)),
    ("reliabilipy", reliabilipy.reliability_analysis(raw_dataset=marks, is_corr_matrix=False, impute="median")),
):
    try:
        model.fit(marks) if name == "factor_analyzer" else model.fit()
        print(f"{name}: fitted")
    except TypeError as error:
        print(f"{name}: TypeError, {error}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
KMO 0.72
Bartlett 46
factor_analyzer: TypeError, check_array() got an unexpected keyword argument 'force_all_finite'
reliabilipy: TypeError, check_array() got an unexpected keyword argument 'force_all_finite'
SEEN
