"""Who may read question banks: keys and exemplars are nothing for people who are to be measured."""

from hiring.accounts.rules import Permission, is_hr

READ_BANKS = Permission(
    "banks:read", any_of=[[is_hr]], says="Browse question banks with keys and exemplars, preview tasks"
)
