"""Every page of the product: the list of blueprints, and what each door needs to find its people."""

from flask import Flask

from hiring import home
from hiring.accounts import views as accounts


def register(app: Flask) -> None:
    """Attach the pages of all capabilities."""
    home.register(app)
    app.register_blueprint(accounts.bp)
