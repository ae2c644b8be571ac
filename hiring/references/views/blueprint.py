"""The blueprint to which every page about references belongs."""

from flask import Blueprint

bp = Blueprint("references", __name__)
