"""A large body is read only from who may send it, to where it may be sent; all others hear so at once."""

import io
import re

import pytest

from hiring.accounts.rules import Door, Role
from hiring.server import gateway
from hiring.server.allowances import FOR_ONE_PERSON, FOR_STRANGERS, allowance
from hiring.store import db
from hiring.web import bodies
from tests.factories.accounts import UserFactory
from tests.people import sign_in
from tests.running import wait_until
from tests.server.served import head, read_all, serve

__all__ = ["serve"]

MB = 1024 * 1024
BROWSER = "Accept: text/html"


@pytest.fixture
def served(app, serve):
    return serve(app, threads=2)
