"""A bank is read whole, or every fault in it is named with file, line and column."""

import contextlib
import os
import random
import re
from dataclasses import fields
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hiring.banks.bank_files import LARGEST_FILE, bank_folders
from hiring.banks.problems import BankFaults
from hiring.banks.reading import read_bank
from hiring.banks.tasks import Task
from tests.banks.conftest import SMALL_BANK

RUBRIC, T01, T02 = "rubric.yaml", "tasks/T01.yaml", "tasks/T02.yaml"
DEFINITION = "definition: {id: Menulis jelas, en: Writes clearly}"
FOUR = "      4: {id: Empat, en: Four}\n"
TASK_KEYS = ", ".join(field.name for field in fields(Task))
TOO_DEEP = "expected a document of ordinary depth and size, without aliases that contain themselves"
OUTSIDE = "expected a file that lies inside the bank's folder, not a link that leads out of it"
FILE = re.compile(r"[a-zT0-9/]+\.yaml:")
SPOILED = YAML(typ="safe").load(Path(__file__).parent / "spoiled.yaml")


@pytest.mark.parametrize("name", SPOILED)
def test_a_fault_is_named_with_its_place_and_nothing_else_is_accused(name, spoil, faults):
    case = SPOILED[name]
    spoil(case["file"], case["old"], case["new"])

    assert faults() == sorted(
        (fault if FILE.match(fault) else f"{case['file']}:{fault}" for fault in case["faults"]),
        key=lambda fault: (fault.split(":")[0], int(fault.split(":")[1]), int(fault.split(":")[2])),
    )


def test_the_small_bank_itself_is_sound(small_bank):
    assert [task.code for task in small_bank.tasks] == ["T01", "T02"]
    assert small_bank.rubric.competency("ANLZ") == small_bank.rubric.other_competencies[0]


def test_a_competency_that_loses_its_code_is_missed_wherever_it_is_named(spoil, faults):
    spoil(RUBRIC, "code: NETW", "code: COMW")

    assert faults() == [
        "interview.yaml:9:17: expected a competency of rubric.yaml; NETW is not declared there",
        "rubric.yaml:20:11: expected every competency once; COMW stands here a second time",
        "tasks/T02.yaml:6:18: expected a competency of rubric.yaml; NETW is not declared there",
    ]


def test_every_fault_of_every_file_is_told_at_once(spoil, faults, folder):
    spoil(RUBRIC, DEFINITION, "definition: {id: Menulis jelas}")
    spoil(RUBRIC, "weight: 60", "weight: 70")
    spoil(RUBRIC, FOUR, "")
    spoil(T01, "minutes: 20", "minutes: twenty")
    spoil(T01, "competency: ANLZ", "competency: ANLY")
    spoil(T01, "traps:", "trap:")
    spoil(T02, "most: A", "most: Z")
    (folder / "interview.yaml").unlink()

    assert faults() == [
        "interview.yaml:1:1: expected a file of this name in the bank's folder",
        "rubric.yaml:14:1: expected weights that add up to 100; these add up to 110",
        "rubric.yaml:18:17: expected the English text too: the key en is missing",
        "rubric.yaml:24:5: expected a text for every level from 1 to 5; missing: 4",
        "tasks/T01.yaml:3:10: expected a whole number",
        "tasks/T01.yaml:7:18: expected a competency of rubric.yaml; ANLY is not declared there",
        f"tasks/T01.yaml:34:1: expected one of these keys: {TASK_KEYS}; trap is not one",
        "tasks/T02.yaml:54:22: expected one of the options: A, B, C; Z is not one",
    ]


def test_a_part_that_cannot_be_read_accuses_neither_key_nor_example(spoil, faults):
    spoil(T02, "key: extremes", "kei: extremes")

    assert faults() == [
        "tasks/T02.yaml:10:5: expected one of these keys: key, title, prompt, kind, options; kei is not one",
        "tasks/T02.yaml:10:5: expected the key key here",
    ]


def test_a_byte_that_is_not_utf8_is_shown(folder, faults):
    path = folder / "bank.yaml"
    path.write_bytes(path.read_bytes().replace(b"Kecil", b"K\xe9cil"))

    assert faults() == ["bank.yaml:3:14: expected text encoded as UTF-8; this byte is not"]


def test_another_encoding_is_shown_at_its_first_byte(folder, faults):
    path = folder / "bank.yaml"
    path.write_text(path.read_text("utf-8"), "utf-16")

    assert faults() == ["bank.yaml:1:1: expected text encoded as UTF-8; this byte is not"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(folder):
    for path in folder.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert read_bank(folder) == read_bank(SMALL_BANK)


def test_an_empty_file_is_a_fault(folder, faults):
    (folder / "notices.yaml").write_text("# nothing yet\n", "utf-8")

    assert faults() == ["notices.yaml:1:1: expected a document; the file is empty"]


def test_a_list_where_a_mapping_belongs_is_a_fault(folder, faults):
    (folder / "notices.yaml").write_text("- candidate\n", "utf-8")

    assert faults() == ["notices.yaml:1:1: expected a mapping of keys to values"]


def test_a_file_that_is_too_large_is_not_read(folder, faults):
    with (folder / "notices.yaml").open("a", encoding="utf-8") as file:
        file.write("#" * LARGEST_FILE)

    assert faults() == ["notices.yaml:1:1: expected a file of at most 2 MB"]


def test_aliases_that_multiply_are_stopped(folder, faults):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    (folder / "notices.yaml").write_text("\n".join(lines), "utf-8")

    assert faults() == [f"notices.yaml:1:1: {TOO_DEEP}"]


@pytest.mark.parametrize("text", ["[" * 1000, "{a: " * 1000])
def test_depth_without_end_is_stopped(folder, faults, text):
    (folder / "notices.yaml").write_text(text, "utf-8")

    (fault,) = faults()
    assert fault.startswith("notices.yaml:1:")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder, faults, tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text((folder / "notices.yaml").read_text("utf-8"), "utf-8")
    (folder / "notices.yaml").unlink()
    (folder / "notices.yaml").symlink_to(outside)

    assert faults() == [f"notices.yaml:1:1: {OUTSIDE}"]


def test_a_folder_of_tasks_that_lies_elsewhere_is_not_read(folder, faults, tmp_path):
    (folder / "tasks").rename(tmp_path / "elsewhere")
    (folder / "tasks").symlink_to(tmp_path / "elsewhere")

    assert faults() == [f"tasks/T01.yaml:1:1: {OUTSIDE}", f"tasks/T02.yaml:1:1: {OUTSIDE}"]


def test_a_link_in_a_circle_is_a_fault_and_no_crash(folder, faults):
    (folder / "notices.yaml").unlink()
    (folder / "notices.yaml").symlink_to("notices.yaml")

    (fault,) = faults()
    assert fault.startswith("notices.yaml:1:1: expected a file that can be read (")


def test_a_folder_or_a_pipe_in_the_place_of_a_file_is_a_fault(folder, faults):
    for name in ("notices.yaml", "interview.yaml"):
        (folder / name).unlink()
    (folder / "notices.yaml").mkdir()
    os.mkfifo(folder / "interview.yaml")

    there = "expected a file of this name in the bank's folder"
    assert faults() == [f"interview.yaml:1:1: {there}", f"notices.yaml:1:1: {there}"]


def test_a_task_with_the_short_suffix_is_not_overlooked(folder, faults):
    (folder / "tasks" / "T02.yaml").rename(folder / "tasks" / "T02.yml")

    assert faults() == ["tasks/T02.yml:1:1: expected a task file to be named .yaml"]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(BankFaults) as refused:
        read_bank(tmp_path / "nowhere")

    assert str(refused.value) == ".:1:1: expected a folder that can be read"


def test_an_empty_folder_lacks_every_file(tmp_path):
    with pytest.raises(BankFaults) as refused:
        read_bank(tmp_path)

    assert [fault.file for fault in refused.value.faults] == [
        *("bank.yaml", "interview.yaml", "notices.yaml", "references.yaml", "rubric.yaml")
    ]


def test_banks_are_found_in_a_folder_of_banks(tmp_path, folder):
    assert bank_folders(folder) == [folder]
    assert bank_folders(tmp_path) == [folder]


@pytest.mark.thorough
def test_scribbling_anywhere_in_a_bank_breaks_nothing_but_the_bank(folder):
    chance = random.Random(20261203)
    scribbles = [
        "[",
        "}",
        ": ",
        "- ",
        "&a ",
        "*a",
        '"',
        "|",
        "\t",
        "null",
        "3",
        "{a: b}",
        "<<: ",
        "---\n",
        "",
        "é",
    ]
    for _ in range(25):
        original = chance.choice(sorted(SMALL_BANK.rglob("*.yaml")))
        path = folder / original.relative_to(SMALL_BANK)
        text = original.read_text("utf-8")
        at = chance.randrange(len(text))
        path.write_text(text[:at] + chance.choice(scribbles) + text[at + chance.choice([0, 1, 9]) :], "utf-8")
        with contextlib.suppress(BankFaults):
            read_bank(folder)
        path.write_text(text, "utf-8")
