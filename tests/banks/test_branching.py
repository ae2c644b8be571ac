"""Walking through a story."""

import pytest

from hiring.banks.kinds.branching.shape import Branching
from hiring.banks.kinds.branching.walking import BrokenPath, longest_way, most_points, walk
from tests.banks.tasks import STORY, task_of


@pytest.fixture
def story() -> Branching:
    part = task_of(STORY).parts[0]
    assert isinstance(part, Branching)
    return part


def test_a_story_begins_with_its_first_node(story):
    passed, reached = walk(story, [])

    assert passed == ()
    assert (reached.node.key, reached.meanwhile) == ("N1", None)


def test_the_slow_way_tells_what_happened_meanwhile(story):
    (_, quick), (_, slow) = walk(story, ["N1-A"]), walk(story, ["N1-B"])

    assert (quick.node.key, quick.meanwhile) == ("N2", None)
    assert slow.node is quick.node
    assert slow.meanwhile is not None
    assert slow.meanwhile.en == "Evening"


def test_a_story_ends_where_nothing_follows(story):
    assert walk(story, ["N1-C"])[1] is None
    assert walk(story, ["N1-A", "N2-B"])[1] is None


def test_the_situations_passed_come_in_order(story):
    passed, ahead = walk(story, ["N1-A", "N2-B"])

    assert [each.node.key for each in passed] == ["N1", "N2"]
    assert ahead is None


@pytest.mark.parametrize("path", [["N2-A"], ["N1-X"], ["N1-A", "N1-A"], ["N1-C", "N2-A"], [""]])
def test_a_path_that_is_not_offered_is_refused(story, path):
    with pytest.raises(BrokenPath):
        walk(story, path)


def test_the_best_path_is_found_through_the_whole_story(story):
    assert most_points(story, {"N1-A": 1, "N1-B": 0, "N1-C": 4, "N2-A": 5, "N2-B": -1}) == 6
    assert most_points(story, {"N1-A": 1, "N1-B": 0, "N1-C": 9, "N2-A": 5, "N2-B": -1}) == 9


def test_the_longest_way_counts_choices(story):
    assert longest_way(story) == 2
