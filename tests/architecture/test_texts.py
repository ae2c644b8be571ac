"""Nothing a person reads is left in the other language."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import wtforms
from babel.messages.pofile import read_po

from hiring.paths import CATALOGUES, CHECKOUT, TEMPLATES
from tests.architecture.sources import nodes_of
from tests.promises.texts import every_text
from tests.wording import REPLACED_ENGLISH, REPLACED_INDONESIAN, words_in

EXTRACT = [
    *(sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", ".babel.cfg"),
    *("-k", "_", "-k", "N_", "-k", "lazy_gettext"),
]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%")


def _catalogue(path: Path):
    with path.open("rb") as file:
        return read_po(file)


def _extracted(tmp_path: Path):
    target = tmp_path / "messages.pot"
    subprocess.run(
        [*EXTRACT, "-o", str(target), "hiring", "templates"],
        check=True,
        cwd=CHECKOUT,
    )
    return _catalogue(target)


def _ids(message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


@pytest.mark.process
def test_every_text_of_the_source_has_an_indonesian_translation(tmp_path):
    indonesian = _catalogue(CATALOGUES / "id" / "LC_MESSAGES" / "messages.po")

    missing = [
        _ids(message)[0]
        for message in _extracted(tmp_path)
        if message.id
        and not ((found := indonesian.get(_ids(message)[0])) and found.string and any(found.string))
    ]

    assert missing == []


def test_translations_keep_the_placeholders_of_the_source(tmp_path):
    indonesian = _catalogue(CATALOGUES / "id" / "LC_MESSAGES" / "messages.po")

    broken = [
        _ids(message)[0]
        for message in indonesian
        if message.id
        for text in (message.string if isinstance(message.string, tuple | list) else (message.string,))
        if set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(" ".join(_ids(message))))
    ]

    assert broken == []


def _written(message, language: str) -> tuple[str, ...]:
    """Return all forms of a message in one language."""
    if language == "en":
        return _ids(message)
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


@pytest.mark.parametrize(("language", "replaced"), [("id", REPLACED_INDONESIAN), ("en", REPLACED_ENGLISH)])
def test_the_texts_keep_to_one_word_for_each_thing(language, replaced):
    indonesian = _catalogue(CATALOGUES / "id" / "LC_MESSAGES" / "messages.po")

    found = [
        f"{text}: {instead}"
        for message in indonesian
        if message.id
        for text in _written(message, language)
        for _, instead in words_in(replaced, text)
    ]

    assert found == []


@pytest.mark.parametrize(("language", "replaced"), [("id", REPLACED_INDONESIAN), ("en", REPLACED_ENGLISH)])
def test_the_mails_keep_to_the_same_words(language, replaced):
    found = [
        f"{path.name}: {instead}"
        for path in sorted(TEMPLATES.glob(f"mail/*.{language}.txt"))
        for _, instead in words_in(replaced, path.read_text("utf-8"))
    ]

    assert found == []


def test_the_question_banks_keep_to_the_same_words():
    found = [
        f"{text.id}: {instead}"
        for text in every_text()
        for replaced, words in ((REPLACED_ENGLISH, text.en), (REPLACED_INDONESIAN, text.indonesian))
        for _, instead in words_in(replaced, words)
    ]

    assert found == []


def test_the_documents_keep_to_the_same_words():
    found = [
        f"{path.name}: {line}"
        for path in [CHECKOUT / "README.md", *(CHECKOUT / "docs").glob("*.md")]
        if path.name != "promises.md"  # English texts, as the catalogue has them
        for line in path.read_text("utf-8").splitlines()
        for _ in words_in(REPLACED_INDONESIAN, re.sub("`[^`]*`", "", line))  # what stands in code is English
    ]

    assert found == []


@pytest.mark.process
def test_no_space_comes_between_a_number_and_its_percent_sign(tmp_path):
    texts = [text for message in _extracted(tmp_path) if message.id for text in _ids(message)]
    found = [text for text in texts if re.search(r"[)}\d] %%", text)]
    found += [
        f"{path.relative_to(TEMPLATES)}: {line.strip()}"
        for path in TEMPLATES.rglob("*.html")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\}\} %(?!\})", line)
    ]

    assert found == []


def test_the_indonesian_catalogue_has_one_plural_form():
    indonesian = _catalogue(CATALOGUES / "id" / "LC_MESSAGES" / "messages.po")

    assert (indonesian.num_plurals, indonesian.plural_expr) == (1, "0")


def test_no_template_trusts_peoples_text_or_styles_inline():
    found = [
        f"{path.relative_to(TEMPLATES)}: {bad}"
        for path in TEMPLATES.rglob("*.html")
        for bad in ("|safe", "| safe", " style=", "onclick=", "javascript:")
        if bad in path.read_text("utf-8")
    ]

    assert found == []


#: What only the programmer of a form could see, or a kind of field that no form of ours has.
NEVER_SHOWN = {
    "Choices cannot be None.",
    "Invalid CSRF Token.",
    "Invalid IP address.",
    "Invalid Mac address.",
    "Invalid UUID.",
    "Invalid field name '%s'.",
    "Invalid value, can't be any of: %(values)s.",
    "Invalid value, must be one of: %(values)s.",
    "Not a valid week value.",
    "This field cannot be edited.",
    "This field is disabled and cannot have a value.",
    "Date must be at least %(min)s.",
    "Date must be at most %(max)s.",
    "Date must be between %(min)s and %(max)s.",
}


def test_whatever_the_form_library_says_by_itself_is_said_in_indonesian():
    indonesian = _catalogue(CATALOGUES / "id" / "LC_MESSAGES" / "messages.po")
    said = {
        node.args[0].value
        for path in Path(wtforms.__file__).parent.rglob("*.py")
        for node in nodes_of(path)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") in {"gettext", "ngettext"}
        and isinstance(node.args[0], ast.Constant)
    }

    assert len(said) > 20
    assert {
        text for text in said - NEVER_SHOWN if not (found := indonesian.get(text)) or not found.string
    } == set()


def test_a_list_with_three_columns_or_more_stands_as_cards_on_a_phone():
    """Its cells carry their heading, since the row of headings is out of sight there."""
    bare = [
        f"{path.relative_to(TEMPLATES)}: {' '.join(re.findall('>([^<]*)</th>', table.split('</thead>')[0]))}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for table in re.findall(r'<table class="table">.*?</table>', path.read_text("utf-8"), re.DOTALL)
        if table.count('<th scope="col"') > 2
    ]

    assert bare == []
