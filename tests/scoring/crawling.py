"""Walk every page somebody can reach, and look for words in whatever came back, however they are spelled."""

import base64
import binascii
import html
import json
import re
from collections.abc import Iterable
from urllib.parse import unquote_plus, urljoin, urlsplit

from werkzeug.test import TestResponse

from tests.page import CarefulClient

_TARGETS = re.compile(
    r"""(?:href|src|action|formaction|data-[a-z-]+|content)=["']([^"'#]+)["']""", re.IGNORECASE
)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
#: Ends the walk at once, and says nothing.
_LEFT_OUT = {"/sign-out"}
JSON = {"Accept": "application/json"}


def walk(client: CarefulClient, start: str = "/", most: int = 1000) -> dict[str, list[str]]:
    """Return everything that can be reached by GET from `start`: what came back, by address.

    Links, form targets, scripts, styles and addresses in data attributes are followed;
    every address is asked for as a page and as JSON, so error pages come along.
    """
    waiting, seen = [start], {}
    while waiting:
        address = waiting.pop()
        if address in seen or address in _LEFT_OUT:
            continue
        assert len(seen) < most, "this walk finds no end"
        replies = [client.get(address), client.get(address, headers=JSON)]
        seen[address] = [as_received(reply) for reply in replies]
        for reply in replies:
            waiting += addresses_in(reply, address)
            reply.close()  # files are handed out open
    return seen


def addresses_in(reply: TestResponse, here: str) -> Iterable[str]:
    """Return the addresses on this site that a reply leads to."""
    found = [reply.location] if reply.location else []
    if reply.mimetype == "text/html":
        found += [html.unescape(target) for target in _TARGETS.findall(reply.text)]
    for target in found:
        parts = urlsplit(urljoin(f"http://localhost{here}", target))
        if parts.scheme in {"http", "https"} and parts.hostname in {"localhost", "127.0.0.1"}:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def as_received(reply: TestResponse) -> str:
    """Return headers and body as one text."""
    headers = "\n".join(f"{name}: {value}" for name, value in reply.headers.items())
    return f"{reply.status}\n{headers}\n\n{reply.get_data().decode('utf-8', 'replace')}"


def spellings(text: str) -> str:
    """Return `text` once as it is and once for each way in which words hide in a page."""
    unescaped = html.unescape(text)
    plain = [text, unescaped, unquote_plus(text), _without_json_escapes(text)]
    plain.append(re.sub(r"<!--|-->|<[^>]*>|\u00ad|\u200b", "", unescaped))
    plain += [_from_base64(piece) for piece in _BASE64.findall(text)]
    return "\n".join(plain).casefold()


def leaks(tokens: Iterable[str], found: dict[str, list[str]]) -> set[tuple[str, str]]:
    """Return which tokens occur where, as (token, address)."""
    wanted = list(tokens)
    spelled = {address: spellings("\n".join(texts)) for address, texts in found.items()}
    return {
        (token, address) for token in wanted for address, text in spelled.items() if token.casefold() in text
    }


def _without_json_escapes(text: str) -> str:
    return re.sub(r"\\u[0-9a-fA-F]{4}", lambda match: json.loads(f'"{match.group()}"'), text)


def _from_base64(piece: str) -> str:
    try:
        padded = piece.rstrip("=") + "=" * (-len(piece.rstrip("=")) % 4)
        return base64.urlsafe_b64decode(padded.replace("+", "-").replace("/", "_")).decode("utf-8", "ignore")
    except (binascii.Error, ValueError):
        return ""
