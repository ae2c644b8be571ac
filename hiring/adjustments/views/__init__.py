"""The pages about adjustments: where candidates ask, and where HR answers."""

from hiring.adjustments.views import candidate, giving_back, hr
from hiring.adjustments.views.blueprint import bp, candidates
