"""The blueprints of adjustments."""

from flask import Blueprint

#: HR's pages.
bp = Blueprint("adjustments", __name__)
#: Those of candidates.
candidates = Blueprint("own_adjustments", __name__, url_prefix="/candidate")
