"""Which services on other machines the settings name: whoever runs them may see personal data."""

from enum import StrEnum
from urllib.parse import urlsplit

from hiring.i18n import N_
from hiring.settings import Settings


class Service(StrEnum):
    """What a service does."""

    MAIL = "mail"
    DATABASE = "database"
    COUNTING = "counting"


SERVICE_NAMES = {
    Service.MAIL: N_("Mail server"),
    Service.DATABASE: N_("Database server"),
    Service.COUNTING: N_("Redis, which counts how often an address or account asks"),
}

_HERE = {None, "", "localhost", "127.0.0.1", "::1"}


def services_named(settings: Settings) -> dict[Service, str]:
    """Return the host of each service that runs on another machine; passwords are not part of it."""
    addresses = {
        Service.MAIL: settings.mail_url,
        Service.DATABASE: "" if settings.database_file is not None else settings.database_url,
        Service.COUNTING: settings.broker_url,
    }
    hosts = {service: urlsplit(address).hostname for service, address in addresses.items()}
    return {service: host for service, host in hosts.items() if host and host not in _HERE}
