"""Every kind of answer in the list has all that a kind needs, under its own name."""

from dataclasses import fields

import pytest

from hiring.banks.kinds import KINDS, kind_of
from hiring.paths import STATIC, TEMPLATES
from hiring.web.assets import asset_contents
from tests.banks.tasks import EVERY_KIND, task_of

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@each_kind
def test_a_kind_is_drawn_by_the_templates_in_its_folder(kind):
    folder = TEMPLATES / "kinds" / kind.name

    assert "{% macro fields(part, value, state, described) %}" in (folder / "fields.html").read_text("utf-8")
    assert "{% macro answer(part, value) %}" in (folder / "marking.html").read_text("utf-8")
    assert kind.report.folder == f"kinds/{kind.name}"
    assert (folder / "report.html").is_file()
    assert (folder / "key.html").is_file() is (kind.key_section is not None)


@each_kind
def test_a_kind_has_a_script_that_reads_its_fields_unless_a_button_sends_each_step(kind):
    script = STATIC / "js" / "kinds" / f"{kind.name}.js"

    assert script.is_file() is not kind.by_steps
    if not kind.by_steps:
        assert f"export const {kind.name} = {{\n  read" in script.read_text("utf-8")
        assert f"const {{ {kind.name} }} = module_" in asset_contents()["js/sittings/task.js"].decode()


def test_kinds_are_told_apart_in_banks_and_in_reports():
    in_reports = [each.default for kind in KINDS for each in fields(kind.report) if each.name == "kind"]

    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert len(set(in_reports)) == len(KINDS)


def test_a_part_knows_its_kind():
    assert [kind_of(part).part for part in task_of(*EVERY_KIND).parts] == [kind.part for kind in KINDS]
