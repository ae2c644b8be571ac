"""Well-known misspellings of mail domains: what was probably meant. Nothing is refused for it. Pure."""

from hiring.i18n import N_

PERHAPS_MISSPELT = N_(
    "This looks misspelt: perhaps %(likely)s? If it is right as it stands, send the form once more."
)
#: Domains at which most candidates have their mail. Short names are not among those that are guessed at:
#: too many real ones lie beside them.
_WELL_KNOWN = (
    *("gmail.com", "yahoo.com", "yahoo.co.id", "rocketmail.com", "hotmail.com", "outlook.com"),
    *("outlook.co.id", "icloud.com", "protonmail.com"),
)
#: Real domains that lie near a well-known one; whoever writes them means them.
_REAL = frozenset({"gmx.com", "ymail.com", "gail.com", "mail.com"})
#: Misspellings that lie further away, or as near to one as to another.
_KNOWN = {
    "gmail.co": "gmail.com",
    "gmail.id": "gmail.com",
    "gmail.co.id": "gmail.com",
    "gmail.con": "gmail.com",
    "gmail.cm": "gmail.com",
    "gmail.om": "gmail.com",
    "gmail.net": "gmail.com",
    "googlemail.co": "gmail.com",
    "gmil.com": "gmail.com",
    "yahoo.id": "yahoo.co.id",
    "yahoo.co": "yahoo.com",
    "yahoo.con": "yahoo.com",
    "yahoo.com.id": "yahoo.co.id",
    "hotmail.co": "hotmail.com",
    "hotmail.con": "hotmail.com",
    "outlook.co": "outlook.com",
    "outlook.con": "outlook.com",
    "icloud.co": "icloud.com",
    "icloud.con": "icloud.com",
}


def likely_address(address: str) -> str | None:
    """Return the address that was probably meant where the domain is a well-known misspelling, else None.

    A domain counts as misspelt when it is on a list, or when one letter is missing, too many, wrong or
    changed places with its neighbour in a well-known one; the first letter is hardly ever wrong.

    >>> likely_address("rina@gmial.com"), likely_address("rina@yaho.co.id"), likely_address("rina@gmail.com")
    ('rina@gmail.com', 'rina@yahoo.co.id', None)
    """
    name, at, domain = address.strip().rpartition("@")
    if not (name and at):
        return None
    meant = _meant(domain.lower().rstrip("."))
    return f"{name}@{meant}" if meant else None


def _meant(domain: str) -> str | None:
    if domain in _WELL_KNOWN:
        return None
    if domain in _KNOWN:
        return _KNOWN[domain]
    if domain in _REAL:
        return None
    near = (known for known in _WELL_KNOWN if known[0] == domain[:1] and _one_slip_apart(domain, known))
    return next(near, None)


def _one_slip_apart(written: str, meant: str) -> bool:
    """Say whether one slip of the fingers makes `written` of `meant`."""
    if abs(len(written) - len(meant)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), None)
    if same is None:
        return len(written) != len(meant)
    left, right = written[same:], meant[same:]
    return (
        left[1:] == right  # one too many
        or left == right[1:]  # one is missing
        or left[1:] == right[1:]  # another one
        or (left[:2] == right[1::-1] and left[2:] == right[2:])  # two have changed places
    )
