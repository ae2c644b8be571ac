"""Staff."""

from factory import LazyAttribute, LazyFunction, Sequence, SubFactory

from hiring import clock
from hiring.accounts.models import PasswordLink, User, UserRole
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import PASSWORD_LINK_LASTS, Actor, Audience, Occasion, Role
from hiring.accounts.tokens import token_hash
from tests.factories import ModelFactory

PASSWORD = "padi menguning di sawah"
_HASH = hash_password(PASSWORD)


class UserFactory(ModelFactory):
    """`UserFactory(roles=[Role.HR])`; the password is PASSWORD."""

    class Meta:
        model = User

    name = Sequence(lambda n: f"Staff {n}")
    email = LazyAttribute(lambda user: f"{user.name.lower().replace(' ', '.')}@contoh.example")
    password_hash = _HASH

    roles = ()

    @classmethod
    def _create(cls, model_class, *args, roles=(), **values):
        return super()._create(model_class, *args, roles=[UserRole(role=role) for role in roles], **values)


class PasswordLinkFactory(ModelFactory):
    """`PasswordLinkFactory(user=user, token="secret")`; it lasts a day."""

    class Meta:
        model = PasswordLink

    class Params:
        token = "secret"

    user = SubFactory(UserFactory)
    generation = 1
    occasion = Occasion.FORGOTTEN
    token_hash = LazyAttribute(lambda link: token_hash(link.token))
    expires_at = LazyFunction(lambda: clock.now() + PASSWORD_LINK_LASTS)


def actor_of(user: User) -> Actor:
    """Return `user` as the one who acts."""
    return Actor(Audience.STAFF, user.id, user.name, user.locale, frozenset(Role(r.role) for r in user.roles))
