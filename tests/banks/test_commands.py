"""`hiring bank check`."""

import pytest
from click.testing import CliRunner

from hiring.banks.commands import bank


@pytest.fixture
def check():
    return lambda *arguments: CliRunner().invoke(bank, ["check", *map(str, arguments)])


def test_a_sound_bank_is_said_to_be_in_order(check, folder):
    result = check(folder)

    assert result.exit_code == 0
    assert result.output.splitlines()[0] == (
        "small: 2 tasks, rubric, references, interview guide, notices in order"
    )


def test_what_could_be_better_is_printed_with_its_place_and_the_command_succeeds(check, folder):
    result = check(folder)

    assert result.exit_code == 0
    assert result.output.splitlines()[5:] == [
        "small/tasks/T01.yaml:40:20: better an example of as many words as are asked for; this one has 1",
        "small/tasks/T01.yaml:40:39: better an example of as many words as are asked for; this one has 1",
    ]


def test_the_shipped_banks_are_checked_unless_a_folder_is_named(check):
    result = check()

    assert result.exit_code == 0
    assert result.output == (
        "community-officer: 31 tasks, rubric, references, interview guide, notices in order\n"
    )


def test_each_fault_is_printed_with_its_place_and_the_command_fails(check, folder, spoil):
    spoil("rubric.yaml", "weight: 60", "weight: 50")
    spoil("tasks/T01.yaml", "minutes: 20", "minutes: twenty")

    result = check(folder)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "small/rubric.yaml:14:1: expected weights that add up to 100; these add up to 90",
        "small/tasks/T01.yaml:3:10: expected a whole number",
        "Error: 2 faults",
    ]


def test_every_bank_in_a_folder_is_checked(check, folder, spoil, tmp_path):
    spoil("notices.yaml", "honesty:", "honest:")
    (tmp_path / "empty").mkdir()

    result = check(tmp_path)

    assert result.exit_code == 1
    assert "empty/bank.yaml:1:1: expected a file of this name in the bank's folder" in result.stderr
    assert "small/notices.yaml:3:1: expected one of these keys" in result.stderr


def test_a_folder_that_is_not_there_fails_plainly(check, tmp_path):
    result = check(tmp_path / "nowhere")

    assert result.exit_code == 1
    assert result.stderr == "nowhere/.:1:1: expected a folder that can be read\nError: 1 fault\n"
