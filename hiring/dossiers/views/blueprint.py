"""Where the pages of dossiers hang."""

from flask import Blueprint

bp = Blueprint("dossiers", __name__)
