"""The blueprint of masking."""

from flask import Blueprint

bp = Blueprint("masking", __name__)
