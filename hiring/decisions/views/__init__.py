"""The pages where scored candidates are compared, and where people decide."""

from hiring.decisions.views import (
    comparing,
    deciding,
    deciding_many,
    letters,
    score_files,
    shortlists,
    strictness,
    telling,
    what_if,
)
from hiring.decisions.views.blueprint import bp
