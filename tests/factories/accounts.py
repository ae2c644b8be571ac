"""Staff."""

from factory import LazyAttribute, Sequence

from hiring.accounts.models import User, UserRole
from hiring.accounts.passwords import hash_password
from hiring.accounts.rules import Actor, Audience, Role
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


def actor_of(user: User) -> Actor:
    """Return `user` as the one who acts."""
    return Actor(Audience.STAFF, user.id, user.name, user.locale, frozenset(Role(r.role) for r in user.roles))
