"""Between BEGIN and COMMIT of any page, command or work nothing slow happens, and nobody waits.

Whatever is new is missed here until a walk does it. All of it happens on SQLite: there the lock counts from
BEGIN on, so that no more can be overlooked than on PostgreSQL, where it counts from the first row.
"""

from collections.abc import Iterable

import pytest

from hiring.jobs.kinds import JOBS
from tests.walk import Walked, walk_everywhere
from tests.walk.commands import names
from tests.watching import Watch

pytestmark = pytest.mark.xdist_group("everything is done once")

#: What takes a POST and writes nothing, and why.
ONLY_READS = {
    "candidate.practice": "the practice task keeps nothing",
    "openings.faulty_rows": "gives back what could not be read",
    "openings.preview": "shows who would be invited",
    "verification.check_code": "leads to what is known of a code",
    "verification.check_file": "compares a file with what was issued",
    "verification.check_text": "compares a text with a fingerprint",
}
#: Commands that write nothing to the database, and why.
COMMANDS_THAT_READ = {
    "answers verify": "reads the revisions of the answers",
    "audit verify": "reads the seals of the trail",
    "backup": "copies the database",
    "bank check": "reads files",
    "privacy due": "lists",
    "privacy record": "puts together what is there",
    "privacy repeat": "everything that the file names is erased already",
    "privacy requests": "lists",
    "doctor": "what it writes to see whether it can is taken back",
    "scores verify": "computes and compares",
    "stats": "knows no database",
    "user list": "lists",
}
#: Work whose deed is not in the database.
ELSEWHERE = {
    "openings.remove_bytes": "removes a file",
    "privacy.write_anew": "writes the file of the database anew, with the same rows",
}
#: What is written beside a deed: signs of life, and the work's own row.
BESIDE = {"UPDATE visit", "INSERT refusal", "UPDATE refusal", "UPDATE job"}
#: Deeds that write nothing but such rows.
IS_THE_DEED = {"jobs.purge": "DELETE job"}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    return walk_everywhere(tmp_path_factory.mktemp("walk"))


def together(seen: Iterable[Watch]) -> Watch:
    """Return all that was seen of one deed, however often it was done."""
    whole = Watch()
    for each in seen:
        whole.slow += each.slow
        whole.held += each.held
        whole.too_late += each.too_late
        whole.written |= each.written
    return whole


def everything(walked: Walked) -> dict[str, Watch]:
    found = {
        **walked.pages,
        **walked.work,
        **{f"hiring {name}": seen for name, seen in walked.commands.items()},
    }
    return {name: together(seen) for name, seen in found.items()}


def idle(deeds: dict[str, list[Watch]], but: Iterable[str]) -> list[str]:
    """Return the names of deeds that kept nothing."""
    return sorted(
        name for name, seen in deeds.items() if name not in but and not together(seen).written - BESIDE
    )


def test_every_page_that_takes_a_post_is_sent_and_keeps_something(walked):
    there = {rule.endpoint for rule in walked.app.url_map.iter_rules() if {"POST", "PUT"} & rule.methods}

    assert sorted(there - walked.pages.keys()) == [], "put these into tests/walk/staff.py or visitors.py"
    assert idle(walked.pages, ONLY_READS) == []
    assert [name for name in ONLY_READS if together(walked.pages[name]).held] == []


def test_every_kind_of_work_is_done_and_keeps_something(walked):
    there = {work.kind.name for work in JOBS.of(walked.app)}

    assert sorted(there - walked.work.keys()) == [], "put these into tests/walk/work.py"
    assert idle(walked.work, ELSEWHERE) == []


def test_every_command_is_run_and_those_that_write_keep_something(walked):
    assert sorted(set(names()) - walked.commands.keys()) == ["stats"], "put these into tests/walk/commands.py"
    assert idle(walked.commands, COMMANDS_THAT_READ) == []


def test_nothing_slow_happens_while_anybody_else_is_kept_from_writing(walked):
    assert {name: seen.slow for name, seen in everything(walked).items() if seen.slow} == {}


def test_the_end_of_the_trail_is_the_last_row_that_any_deed_wants(walked):
    """Held while others are still wanted, it would let two deeds wait for each other for good."""
    assert {name: seen.too_late for name, seen in everything(walked).items() if seen.too_late} == {}
