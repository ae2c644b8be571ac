"""What keeps a draft from being published, as a log says it."""

from hiring.versions.rules import Obstacle
from tests.factories.rubrics import both


def test_an_obstacle_is_told_with_its_values_in_english():
    assert str(Obstacle("The weights add up to 100%.", "weights")) == "The weights add up to 100%."
    told = Obstacle("%(task)s lacks %(number)s texts.", "task", values={"task": both("Letter"), "number": 2})
    assert str(told) == f"{both('Letter').en} lacks 2 texts."
