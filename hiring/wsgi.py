"""The application for a WSGI server: `hiring.wsgi:app`."""

from hiring.app import create_app

app = create_app()
