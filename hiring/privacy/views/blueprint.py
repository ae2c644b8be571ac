"""The blueprints of privacy: the candidate's pages, and those of everybody else."""

from flask import Blueprint

#: The candidate's pages.
bp = Blueprint("privacy", __name__, url_prefix="/candidate")
#: Referees, and HR's register of requests.
requests_bp = Blueprint("privacy_requests", __name__)
