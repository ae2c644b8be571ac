"""A candidate who has just come in, in an opening whose bank has notices."""

import pytest
from sqlalchemy import delete, text

from hiring.accounts.rules import Audience
from hiring.banks.documents import as_json
from hiring.banks.models import BankItem
from hiring.db.append_only import protecting, releasing
from hiring.i18n.localised import Localised
from hiring.privacy.models import ImpactSignature
from tests.conftest import SIGNED
from tests.factories.openings import ApplicationFactory


@pytest.fixture
def newcomer(session, signed_in, shipped):
    """Return a function that makes an invited candidate and lets her in: (application, client)."""

    def come(**values):
        application = ApplicationFactory(**values)
        item = application.opening.assessment_version.sections[0].tasks[0].item
        if session.query(BankItem).filter_by(bank_id=item.bank_id, kind="notices").count() == 0:
            session.add(
                BankItem(
                    bank_id=item.bank_id,
                    kind="notices",
                    code="notices",
                    title=Localised(id="Pemberitahuan", en="Notices"),
                    content=as_json(shipped.notices),
                    content_hash="ab12" * 16,
                )
            )
            session.flush()
        return application, signed_in(application, Audience.CANDIDATE)

    return come


@pytest.fixture
def unsigned_installation(session):
    """Nobody has signed the impact assessment yet: the signature of all tests is taken away by force."""
    dialect = session.connection().dialect.name
    for statement in releasing(dialect, "impact_signature"):
        session.execute(text(statement))
    session.execute(delete(ImpactSignature))
    for statement in protecting(dialect, "impact_signature"):
        session.execute(text(statement))
    session.commit()


@pytest.fixture
def signature_of(session):
    """Add a signature that differs from the one of all tests."""

    def add(**values):
        session.add(ImpactSignature(**{**SIGNED, "public_id": "another-signature", **values}))
        session.commit()

    return add
