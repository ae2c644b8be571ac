"""Every page of the product: the list of blueprints, and what each door needs to find its people."""

from flask import Flask

from hiring import home
from hiring.accounts import views as accounts
from hiring.banks import drawing


def register(app: Flask) -> None:
    """Attach the pages of all capabilities."""
    home.register(app)
    app.jinja_env.globals.update(drawing.IN_TEMPLATES)
    app.register_blueprint(accounts.bp)
