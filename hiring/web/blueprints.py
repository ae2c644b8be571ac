"""Attach the pages that capabilities contribute, and the names that their templates call."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Flask

from hiring.capability import ExtensionPoint

BLUEPRINTS: ExtensionPoint[Blueprint] = ExtensionPoint("pages, blueprint by blueprint")
TEMPLATE_NAMES: ExtensionPoint[Mapping[str, Any]] = ExtensionPoint("what templates call by name")


def register(app: Flask) -> None:
    """Attach all of them, in the order of the house."""
    for names in TEMPLATE_NAMES.of(app):
        app.jinja_env.globals.update(names)
    for blueprint in BLUEPRINTS.of(app):
        app.register_blueprint(blueprint)
