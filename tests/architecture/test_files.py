"""A file says what it is for, and where somebody looks for it: in the printed list."""

import re

from tests.architecture.files import PAGE, list_of_files


def test_the_printed_list_of_files_is_up_to_date():
    assert PAGE.read_text("utf-8") == list_of_files()


def test_every_file_and_folder_says_what_it_is_for():
    silent = re.findall(r"^(?:- `\w+`: |## \S+\n\n)\s*$", list_of_files(), re.MULTILINE)

    assert silent == []
