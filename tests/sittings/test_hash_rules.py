"""Answers hashed by the first rule and by a later one stand side by side, and each is checked by its own."""

import base64
import hashlib
from dataclasses import replace

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import select

from hiring import clock
from hiring.audit.commands import audit
from hiring.fingerprints import canonical_hash, canonical_json
from hiring.sittings.actions import SaveOutcome, hand_in
from hiring.sittings.actions.saving import OperationReused
from hiring.sittings.commands import answers
from hiring.sittings.models import AnswerRevision
from hiring.sittings.normalising import ANSWERS, fingerprint
from hiring.sittings.packing import Revision, pack, unpack
from tests.factories.openings import ApplicationFactory, candidate_actor
from tests.factories.scoring import a_panel
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.sittings.test_saving import save, sent

OLD, NEW = {"text": "Yang lama."}, {"text": "Yang baru."}


def by_a_later_rule(value):
    return base64.b64encode(hashlib.sha3_256(canonical_json(value).encode()).digest()).decode()


@pytest.fixture
def later(monkeypatch):
    """The program as it is once there is a second rule."""
    with monkeypatch.context() as changed:
        changed.setattr(ANSWERS, "_ways", (canonical_hash, by_a_later_rule))
        yield changed


@pytest.fixture
def handed_in(session, monkeypatch, later):
    """A sitting with an answer of before and one of after."""
    panel = a_panel(1, letters=2)
    application = ApplicationFactory(opening=panel.opening, consented=True, stage="sitting")
    sitting = SittingFactory(application=application, assessment_version=panel.version)
    first, second = panel.letters
    AnswerRevisionFactory(sitting=sitting, item=first, value=OLD, sha256=canonical_hash(OLD))
    AnswerRevisionFactory(sitting=sitting, item=second, value=NEW, sha256=fingerprint(NEW))
    session.flush()
    sitting = hand_in(session, sitting, by=candidate_actor(application), by_clock=True)
    session.commit()
    return sitting


def run(app, command):
    result = CliRunner().invoke(command, ["verify"], obj=ScriptInfo(create_app=lambda: app))
    return result.exit_code, result.output


def test_old_and_new_hashes_are_both_checked_and_nothing_is_rewritten(app, session, handed_in):
    assert [line["sha256"] for line in handed_in.receipt] == [canonical_hash(OLD), fingerprint(NEW)]
    session.rollback()

    assert run(app, answers)[0] == 0
    assert run(app, audit)[0] == 0


def test_a_program_that_does_not_know_the_rule_says_so_and_accuses_nobody(app, session, handed_in, later):
    code = handed_in.application.code
    session.rollback()
    later.undo()

    fault = f"{code}, part {_part(session)}, revision 1: hashed by a rule that this version does not know"
    assert run(app, answers) == (1, f"{fault}\nError: Some of it is not what was saved. Faults: 1.\n")
    exit_code, said = run(app, audit)
    assert (exit_code, "was not checked: this version does not know the rule" in said) == (1, True)


def _part(session):
    part = session.scalars(select(AnswerRevision.part).where(AnswerRevision.sha256.startswith("2:"))).one()
    session.rollback()
    return part


@pytest.mark.parametrize("newer", [0, 1, 2])
def test_a_pack_gives_back_hashes_of_all_rules(later, newer):
    hashes = [canonical_hash(OLD), canonical_hash(OLD)]
    hashes[:newer] = [fingerprint(OLD)] * newer
    revisions = [
        Revision(number, number, f"operation {number}", OLD, sha256, 2, clock.now(), False)
        for number, sha256 in enumerate(hashes, start=1)
    ]

    assert unpack(pack(revisions)) == revisions
    assert all(each.sound for each in unpack(pack(revisions)))


def test_a_save_that_was_hashed_by_the_first_rule_may_be_repeated_under_the_next(session, monkeypatch):
    sitting = SittingFactory()
    answer = sent(sitting, OLD["text"])
    first = save(session, sitting, answer)
    monkeypatch.setattr(ANSWERS, "_ways", (canonical_hash, by_a_later_rule))

    again, same = (
        save(session, sitting, answer),
        save(session, sitting, sent(sitting, OLD["text"], based_on=1)),
    )

    assert [each.outcome for each in (first, again, same)] == [SaveOutcome.SAVED] * 3
    assert [each.revision for each in (first, again, same)] == [1, 1, 1]
    with pytest.raises(OperationReused):
        save(session, sitting, replace(answer, value=NEW))
