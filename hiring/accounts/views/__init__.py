"""The pages of accounts: the staff's door, one's own password, and the administrator's list."""

from hiring.accounts.views import passwords, signing_in, staff
from hiring.accounts.views.blueprint import bp
