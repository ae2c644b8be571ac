"""What can happen to the organisation and to its way of sending links."""

from hiring.audit.events import event
from hiring.i18n import N_


@event("organisation.changed", N_("%(actor)s changed the name, contact or look of the organisation."))
class OrganisationChanged:
    pass


@event("organisation.logo_chosen", N_("%(actor)s chose a logo for the organisation."))
class LogoChosen:
    pass


@event("organisation.logo_removed", N_("%(actor)s removed the logo of the organisation."))
class LogoRemoved:
    pass


@event("organisation.trial_mail_sent", N_("%(actor)s sent an e-mail to see whether e-mails arrive."))
class TrialMailSent:
    message_id: int


@event("organisation.links_by_hand", N_("%(actor)s confirmed that links are sent by hand."))
class LinksGoByHand:
    pass


@event("organisation.links_by_mail", N_("%(actor)s withdrew the confirmation that links are sent by hand."))
class LinksGoByMail:
    pass


@event("organisation.first_day_over", N_("%(actor)s hid the first-day list."))
class FirstDayOver:
    pass
