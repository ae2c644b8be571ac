"""What README and the example settings promise is there; what is there is told."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields

import click
import pytest

from hiring.cli import hiring
from hiring.paths import CHECKOUT
from hiring.server import allowances, connections, gateway
from hiring.settings import Settings, SettingsError, load_settings
from hiring.web import bodies

README = (CHECKOUT / "README.md").read_text("utf-8")
EXAMPLE = (CHECKOUT / "instance" / "settings.example.toml").read_text("utf-8")

#: Every setting by its name in a file; the instance folder is found before any file can be read.
IN_FILES = {field.name for field in fields(Settings)} - {"instance"}


def _commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*before, name))
        else:
            yield (*before, name)


def _written_commands() -> set[tuple[str, ...]]:
    """Return the first words of everything that README writes as a call of `hiring`."""
    calls = re.findall(r"(?:^|[`/ ])hiring ((?:[a-z]+ ?)+)", "\n".join(_code()), re.MULTILINE)
    return {tuple(call.split()) for call in calls}


def _code() -> list[str]:
    blocks = re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [*blocks, *re.findall(r"`([^`\n]+)`", README)]


def test_readme_names_every_setting_and_no_other():
    written = set(re.findall(r"HIRING_[A-Z_]+", README)) - {"HIRING_"}

    assert written == {f"HIRING_{name.upper()}" for name in IN_FILES} | {"HIRING_INSTANCE"}


def test_readme_gives_the_default_of_every_setting():
    own = {"instance", "secret_key", "database_url", "base_url"}  # made at the start
    rows = dict(re.findall(r"^\| `HIRING_([A-Z_]+)` \| ([^|]*) \|", README, re.MULTILINE))

    for field in fields(Settings):
        if field.name not in own:
            default = {"": "empty", (): "empty", False: "`false`"}.get(field.default, f"`{field.default}`")
            if field.default == 0 and field.default is not False:
                default = "`0`"
            assert (field.name, rows[field.name.upper()]) == (field.name, default)


def test_every_command_is_in_readme_and_every_command_of_readme_is_there():
    there = set(_commands(hiring))
    written = _written_commands()

    assert {call for call in there if not any(line[: len(call)] == call for line in written)} == set()
    assert {line for line in written if not any(line[: len(call)] == call for call in there)} == set()


def test_every_target_of_make_in_the_documents_is_there():
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    documents = README + (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8")
    written = set(re.findall(r"`(?:PORT=\d+ )?make ([a-z]+)", documents))

    assert written >= {"run", "test"}
    assert {name for name in written if not re.search(rf"^{name}:", makefile, re.MULTILINE)} == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_into_the_repository_leads_somewhere(name):
    text = (CHECKOUT / name).read_text("utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if ":" not in link]

    assert [link for link in links if link and not (CHECKOUT / link).exists()] == []


def test_every_file_that_contributing_names_is_there():
    text = (CHECKOUT / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"`((?:hiring|templates|tests|question_banks|docs|instance)/[^`\s]*)`", text)
    missing = [path for path in named if not any(x in path for x in "<*{") and not (CHECKOUT / path).exists()]

    assert missing == []


def test_the_example_names_every_setting_with_a_value_that_is_taken(tmp_path):
    uncommented = re.sub(r"^# (?=[a-z_]+ = )", "", EXAMPLE, flags=re.MULTILINE)
    values = tomllib.loads(uncommented)

    assert set(values) == IN_FILES
    with pytest.raises(SettingsError, match="secret of at least 32 characters"):  # nobody copies that one
        load_settings({}, instance=tmp_path, **values)
    secrets = {"secret_key": "x" * 32, "audit_key": "y" * 32}
    settings = load_settings({}, instance=tmp_path, **values | secrets)
    assert settings.organisation == Settings.organisation
    assert settings.secure


def test_no_lock_and_no_project_file_names_a_registry():
    files = ["pyproject.toml", *(path.name for path in CHECKOUT.glob("requirements*.lock"))]
    addresses = {
        f"{name}: {line}"
        for name in files
        for line in (CHECKOUT / name).read_text("utf-8").splitlines()
        if re.search(r"https?://|--(extra-)?index-url|--find-links|\bfile:", line)
    }

    assert addresses == set()


def _proxy_limits(block: str) -> dict[str, int]:
    """Return the sizes that a block of README gives, in MiB, by path; "" for all others."""
    if "client_max_body_size" in block:
        general = re.search(r"^    client_max_body_size (\d+)m;", block, re.MULTILINE)
        found = {"": int(general[1])} if general else {}
        for path, inside in re.findall(r"location [=~] (\S+) \{(.*?)\n    \}", block, re.DOTALL):
            size = re.search(r"client_max_body_size (\d+)m;", inside)
            assert size, f"no size for {path}"
            found[path] = int(size[1])
        return found
    names = dict(re.findall(r"^    @(\w+) path (\S+)$", block, re.MULTILINE))
    sizes = re.findall(r"request_body @(\w+) \{\s*max_size (\d+)MiB", block)
    return {names.get(name, ""): int(size) for name, size in sizes}


@pytest.mark.parametrize("language", ["nginx", "caddyfile"])
def test_the_proxies_of_readme_take_what_the_pages_take(app, language):
    [block] = re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    larger = {
        rule.rule: -(-bodies.largest(app, rule.endpoint) // 2**20)
        for rule in app.url_map.iter_rules()
        if bodies.largest(app, rule.endpoint) > bodies.ORDINARY
    }

    written = {"nginx": r"^\g<1>[^/]+\g<2>$", "caddyfile": r"\g<1>*\g<2>"}[language]
    named = {re.sub(r"^(.*)<[^>]*>(.*)$", written, path): size for path, size in larger.items()}
    assert _proxy_limits(block) == {"": bodies.ORDINARY // 2**20, **named}


def test_the_table_of_limits_says_what_the_code_does():
    table = (CHECKOUT / "docs" / "limits.md").read_text("utf-8")

    assert f"| Head of a request | {connections.LARGEST_HEAD // 1024} kB |" in table
    assert f"answer that nobody reads | {connections.PATIENCE:.0f} s each |" in table
    assert f"| Pause within a body | {gateway.STALLED:.0f} s |" in table
    assert f"| {gateway.START:.0f} s, and {gateway.SLOWEST:,} bytes a second after that |" in table
    assert f"| Body from anybody, anywhere | {bodies.SMALL // 1024} kB |" in table
    assert f"| Body from a browser whose session has ended | {bodies.TYPED // 2**20} MB |" in table
    at_once = (
        f"{allowances.FOR_ONE_PERSON} of one person, {allowances.FOR_THE_LATE} of people whose session has "
        f"ended, {allowances.FOR_STRANGERS} of all strangers"
    )
    assert at_once in table
