"""A candidate who agreed to references, and HR of the opening."""

from email import message_from_bytes, policy

import pytest

from hiring.accounts.rules import Role
from hiring.openings.models import CandidateFacts
from hiring.privacy.models import Consent
from tests.factories.accounts import UserFactory
from tests.factories.made_once import made_once
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.references import SECRET, reference_form

POST = {"title": "Koordinator program", "organisation": "Yayasan Air Bersih", "start": "2021", "end": "2023"}


@made_once
def _opening_with_form():
    hr = UserFactory(name="Ratna", roles=[Role.HR])
    opening = OpeningFactory(hr=[hr], references_wanted=2)
    reference_form(opening)
    return opening, hr


@pytest.fixture
def opening_and_hr(session):
    return _opening_with_form()


@pytest.fixture
def hr(opening_and_hr):
    return opening_and_hr[1]


@pytest.fixture
def opening(opening_and_hr):
    """Wants two references; its bank holds the shipped form."""
    return opening_and_hr[0]


@pytest.fixture
def agree(session):
    """Return a function by which a candidate agrees to references."""

    def agree(application):
        session.add(
            Consent(
                application_id=application.id,
                purpose="references",
                given=True,
                notice_version="1",
                notice_hash="0" * 64,
                notice_text="...",
                locale="id",
            )
        )
        session.flush()
        return application

    return agree


@pytest.fixture
def application(session, opening, agree):
    """Consented, with one post stated."""
    application = ApplicationFactory(opening=opening, consented=True, candidate__name="Sari Wulandari")
    session.add(CandidateFacts(application_id=application.id, claims=[POST]))
    return agree(application)


@pytest.fixture
def mails(tmp_path):
    """Return a function that reads what has been sent, oldest first."""

    def mails():
        files = sorted((tmp_path / "mail").glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return mails


@pytest.fixture
def secret_key():
    return SECRET
