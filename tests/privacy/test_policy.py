"""Who may see to what people ask about their data, whatever page or loader asks."""

import pytest

from hiring.accounts.rules import Actor, Audience, Role
from hiring.openings.models import OpeningMember
from hiring.openings.rules import MemberRole
from hiring.privacy.policy import (
    ERASE,
    KEEP_PROCESSORS,
    LET_USE_AGAIN_AS_REFEREE,
    SEE_INCIDENTS,
    SEE_PROCESSING,
    SIGN_IMPACT,
)
from hiring.privacy.rules import Right
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.factories.references import ReferenceRequestFactory


@pytest.mark.parametrize("asked", [SEE_INCIDENTS, SEE_PROCESSING, KEEP_PROCESSORS, SIGN_IMPACT])
@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.ADMIN, True), (Role.HR, True), (Role.REVIEWER, False), (Role.HIRING_MANAGER, False)],
)
def test_administrators_and_hr_alone_see_to_what_the_law_asks_of_the_organisation(asked, role, allowed):
    assert asked.allows(Actor(Audience.STAFF, 1, "Ratna", roles=frozenset({role}))) is allowed


def test_only_the_referee_who_asked_lets_the_data_be_used_again(session):
    referee = ReferenceRequestFactory()
    asked = PrivacyRequestFactory(application=referee.application, reference_request=referee)
    session.flush()
    own, other = (Actor(Audience.REFEREE, each, "Bu Rini") for each in (referee.id, referee.id + 1))
    candidate = Actor(Audience.CANDIDATE, referee.id, "Sari")

    may = [LET_USE_AGAIN_AS_REFEREE.allows(each, asked) for each in (own, other, candidate)]

    assert may == [True, False, False]


def test_only_hr_of_the_opening_erases_and_only_who_asked_for_it(session):
    people = [UserFactory(roles=[Role.HR]) for _ in range(2)]
    application = ApplicationFactory()
    application.opening.members.append(OpeningMember(user_id=people[0].id, role=MemberRole.HR))
    session.flush()
    wanted, seen = (
        PrivacyRequestFactory(application=application, asks_for=right)
        for right in (Right.ERASURE, Right.ACCESS)
    )
    own, other = (actor_of(each) for each in people)

    assert [ERASE.allows(own, wanted), ERASE.allows(other, wanted), ERASE.allows(own, seen)] == [
        True,
        False,
        False,
    ]
