"""What an address says of whose mailbox it may be, seen beside the names of candidate and referee. Pure."""

import re

from hiring.persons import mailbox_of
from hiring.references.free_mail import is_free

_LETTERS = re.compile(r"[^a-z]")
_SHORTEST_WORD = 3
#: One word of a name says something of an address only if it is as long as this and nearly all of it.
_TELLING_WORD, _MOST_BESIDE = 5, 2
#: A part before the @ that is shorter, or names an office, is had by many.
_TELLING_LOCAL = 5
_OFFICES = frozenset(
    [
        "admin",
        "contact",
        "desa",
        "hello",
        "humas",
        "info",
        "kantor",
        "kelurahan",
        "kontak",
        "mail",
        "marketing",
        "office",
        "pribadi",
        "sales",
        "sekretariat",
    ]
)
#: How a firm calls itself; a village, a school or a community does not.
_FIRM = re.compile(
    r"\b(pt|cv|ud|tbk|persero|perseroan|perusahaan|bank|ltd|limited|inc|corp|corporation|llc|gmbh|pte|holding|group)\b",
    re.IGNORECASE,
)


def host_of(address: str) -> str:
    return address.rpartition("@")[2].casefold()


def is_same_mailbox(one: str, other: str) -> bool:
    """Say whether two addresses reach one mailbox: up to dots, capital letters, and what follows a plus.

    >>> is_same_mailbox("Siti.Rahma+kerja@gmail.com", "sitirahma@googlemail.com")
    True
    """
    return bool(one) and _bare_mailbox(one) == _bare_mailbox(other)


def is_same_name_elsewhere(candidate: str, referee: str) -> bool:
    """Say whether the referee's address has the candidate's own part before the @, at a free provider.

    >>> is_same_name_elsewhere("siti.rahma@desakarang.example", "sitirahma@yahoo.co.id")
    True
    >>> is_same_name_elsewhere("info@desakarang.example", "info@gmail.com")
    False
    """
    local, own = _bare_local(referee), _bare_local(candidate)
    telling = len(local) >= _TELLING_LOCAL and local not in _OFFICES
    return telling and local == own and is_free(host_of(referee)) and host_of(referee) != host_of(candidate)


def holds_name(address: str, candidate: str, referee: str) -> bool:
    """Say whether an address is made of the candidate's name, and not of a name that the referee has, too.

    >>> holds_name("siti.rahmawati88@gmail.com", "Siti Rahmawati", "Dewi Lestari")
    True
    >>> holds_name("tigor.siregar@gmail.com", "Rina Siregar", "Tigor Siregar")
    False
    """
    letters = _LETTERS.sub("", address.rpartition("@")[0].casefold())
    there = [word for word in _words(candidate) if word in letters]
    if not set(there) - set(_words(referee)):
        return False
    if len(there) > 1:
        return True
    return len(there[0]) >= _TELLING_WORD and len(letters) - len(there[0]) <= _MOST_BESIDE


def is_firm(organisation: str) -> bool:
    """Say whether an organisation calls itself a firm.

    >>> is_firm("PT Bumi Rawa Lestari"), is_firm("Kantor Desa Karang Anyar")
    (True, False)
    """
    return _FIRM.search(organisation) is not None


def _bare_mailbox(address: str) -> tuple[str, str]:
    host = host_of(mailbox_of(address))
    return _bare_local(address), "gmail.com" if host == "googlemail.com" else host


def _bare_local(address: str) -> str:
    local = mailbox_of(address).rpartition("@")[0]
    return re.sub(r"[._-]", "", local)


def _words(name: str) -> list[str]:
    words = (_LETTERS.sub("", word) for word in name.casefold().split())
    return [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST_WORD]
