"""Openings with their members, and applications."""

from datetime import timedelta

from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait

from hiring import clock
from hiring.accounts.rules import Actor, Audience
from hiring.accounts.tokens import token_hash
from hiring.i18n.localised import Localised
from hiring.openings.models import Application, Candidate, Invitation, Opening, OpeningMember
from hiring.openings.rules import listed_as
from tests.factories import ModelFactory
from tests.factories.assessments import AssessmentVersionFactory


class OpeningFactory(ModelFactory):
    """Open, with an assessment; `hr=[user]`, `reviewers=[...]`, `hiring_managers=[...]`; trait: draft."""

    class Meta:
        model = Opening

    class Params:
        draft = Trait(state="draft", opened_at=None)

    title = Localised(id="Petugas Komunitas, Bekasi", en="Community Officer, Bekasi")
    place = "Bekasi"
    description = Localised(id="Menjembatani perusahaan dan warga.", en="Between company and community.")
    state = "open"
    opened_at = LazyFunction(clock.now)
    closes_at = LazyFunction(lambda: clock.now() + timedelta(days=7))
    decide_before_closing = True
    contact_name = "Ratna Kusumawati"
    contact_email = "ratna@contoh.example"
    assessment_version = SubFactory(AssessmentVersionFactory)
    rubric_version = LazyAttribute(lambda opening: opening.assessment_version.rubric_version)

    @classmethod
    def _create(cls, model_class, *args, hr=(), reviewers=(), hiring_managers=(), **values):
        members = [
            OpeningMember(user=user, role=role)
            for role, users in (("hr", hr), ("reviewer", reviewers), ("hiring_manager", hiring_managers))
            for user in users
        ]
        return super()._create(model_class, *args, members=members, **values)


class CandidateFactory(ModelFactory):
    class Meta:
        model = Candidate

    name = Sequence(lambda n: f"Kandidat {n}")
    email = Sequence(lambda n: f"kandidat{n}@surel.example")


class ApplicationFactory(ModelFactory):
    """Invited; traits: consented (with facts and referees done)."""

    class Meta:
        model = Application

    class Params:
        consented = Trait(
            stage="consented",
            consented_at=LazyFunction(clock.now),
            facts_at=LazyFunction(clock.now),
            referees_at=LazyFunction(clock.now),
        )

    opening = SubFactory(OpeningFactory)
    candidate = SubFactory(CandidateFactory)
    code = Sequence(lambda n: f"K-{n:04d}")
    allowance = None
    listed_as = LazyAttribute(lambda one: listed_as(one.candidate.name, one.candidate.email, one.code))


def candidate_actor(application: Application) -> Actor:
    """Return the candidate of `application` as the one who acts."""
    return Actor(Audience.CANDIDATE, application.id, application.candidate.name, application.locale)


class InvitationFactory(ModelFactory):
    """Sent, with the secret `token`; traits: claimed, revoked, expired."""

    class Meta:
        model = Invitation

    class Params:
        token = Sequence(lambda n: f"a-secret-of-the-tests-{n}")
        claimed = Trait(state="claimed", claimed_at=LazyFunction(clock.now))
        revoked = Trait(state="revoked")
        expired = Trait(expires_at=LazyFunction(lambda: clock.now() - timedelta(minutes=1)))

    application = SubFactory(ApplicationFactory)
    generation = 1
    token_hash = LazyAttribute(lambda invitation: token_hash(invitation.token))
    expires_at = LazyAttribute(lambda invitation: invitation.application.opening.closes_at)
