"""Who may look after accounts."""

from hiring.accounts.rules import Permission, is_admin, is_staff

MANAGE_USERS = Permission(
    "accounts:manage-users", any_of=[[is_admin]], says="Add staff, change roles, set passwords"
)
USE_OWN_ACCOUNT = Permission(
    "accounts:own", any_of=[[is_staff]], says="Own account: password, daily e-mail, sign out"
)
