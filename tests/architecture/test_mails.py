"""Whoever gets a mail about an application reads in it whom to write to."""

import ast
from pathlib import Path

import hiring
from tests.architecture.sources import nodes_of

_SOURCES = Path(hiring.__file__).parent

#: How mails are queued: one by one, or as a `Mailing` of many.
_QUEUED = {"send", "send_mail", "Mailing"}


def mails_about_applications():
    """Yield (where it stands, what it is given) of each mail that belongs to an application."""
    for path in sorted(_SOURCES.rglob("*.py")):
        for node in nodes_of(path):
            if isinstance(node, ast.Call) and _name_of(node.func) in _QUEUED:
                given = {word.arg for word in node.keywords if word.arg}
                if "application_id" in given and "key" in given:
                    yield f"{path.name}:{node.lineno}", given | _in_values(node)


def _name_of(func):
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", None)


def _in_values(node):
    values = next((word.value for word in node.keywords if word.arg == "values"), None)
    if not isinstance(values, ast.Dict):
        return set()
    return {key.value for key in values.keys if isinstance(key, ast.Constant)}


def test_each_mail_about_an_application_names_the_contact_person():
    found = list(mails_about_applications())

    assert {place.partition(":")[0] for place, _ in found} == {
        "beginning.py",
        "invitations.py",
        "letters.py",
        "mailing.py",
    }
    assert [place for place, given in found if "contact" not in given] == []
