"""Who may say who the organisation is, and who sees to the first day."""

from hiring.accounts.rules import Permission, is_admin, is_hr

CHANGE_ORGANISATION = Permission(
    "organisation:change",
    any_of=[[is_admin]],
    says="Change name, contact, colour and logo of the organisation, confirm that links are sent by hand",
)
SEE_FIRST_DAY = Permission(
    "organisation:first-day",
    any_of=[[is_hr], [is_admin]],
    says="See what an installation still needs, send a mail to oneself to see whether mails arrive",
)
