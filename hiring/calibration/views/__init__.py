"""The pages of calibration: a reviewer's, and HR's of an opening."""

from hiring.calibration.views import hr, reviewer
from hiring.calibration.views.blueprint import bp
