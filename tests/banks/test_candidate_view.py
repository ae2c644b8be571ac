"""What a candidate sees of a task, and above all what not."""

import json

from hiring.banks.candidate_view import candidate_view
from hiring.banks.documents import as_json
from hiring.banks.kinds.branching.shape import StoryForCandidate
from tests.banks.tasks import STORY, task_of


def story_seen(path):
    part = candidate_view(task_of(STORY), {"story": {"path": path}}).parts[0]
    assert isinstance(part, StoryForCandidate)
    return part


def test_no_word_for_reviewers_reaches_a_candidate(shipped):
    for task in shipped.tasks:
        seen = json.dumps(as_json(candidate_view(task)))

        hidden = [text for each in task.look_fors for point in each.points for text in (point.id, point.en)]
        hidden += [text for trap in task.traps for text in (trap.id, trap.en)]
        hidden += [
            text for reason in (task.key.reasons.values() if task.key else ()) for text in (reason.id,)
        ]
        hidden += [
            json.dumps(each)[1:-1]
            for example in (*task.exemplars, *task.calibration, *task.controls)
            for each in written(example)
        ]
        assert [text for text in hidden if json.dumps(text)[1:-1] in seen] == []
        assert (
            not {"key", "look_fors", "traps", "exemplars", "calibration", "controls", "measures"}
            & as_json(candidate_view(task)).keys()
        )


def written(example):
    return [
        value["text"]
        for answer in example.parts.values()
        for value in (answer.id, answer.en)
        if "text" in value
    ]


def test_a_story_shows_nothing_that_lies_ahead():
    story = story_seen([])

    assert [(scene.key, scene.number, scene.chosen) for scene in story.scenes] == [("N1", 1, None)]
    assert [option.key for option in story.scenes[0].options] == ["N1-A", "N1-B", "N1-C"]
    assert (story.finished, story.at_most) == (False, 2)
    assert "Ending" not in json.dumps(as_json(story))
    assert "goes_to" not in json.dumps(as_json(story))
    assert "Evening" not in json.dumps(as_json(story))


def test_a_story_goes_as_far_as_it_was_walked():
    story = story_seen(["N1-B"])

    assert [(scene.key, scene.chosen) for scene in story.scenes] == [("N1", "N1-B"), ("N2", None)]
    assert story.scenes[1].meanwhile is not None
    assert story.scenes[1].meanwhile.en == "Evening"
    assert not story.finished


def test_a_finished_story_has_every_choice_made():
    story = story_seen(["N1-A", "N2-B"])

    assert [(scene.key, scene.chosen) for scene in story.scenes] == [("N1", "N1-A"), ("N2", "N2-B")]
    assert story.finished


def test_a_broken_path_is_seen_as_a_story_not_begun():
    assert story_seen(["N2-A"]) == story_seen([])


def test_a_talk_is_seen_as_far_as_it_has_come(shipped):
    task = shipped.task("P00")
    first, second = task.part("talk").lines

    begun, going_on = candidate_view(task), candidate_view(task, {"talk": {"replies": ["Di lapangan.", ""]}})

    assert (first.en in repr(begun), second.en in repr(begun)) == (True, False)
    assert second.en in repr(going_on)


def test_the_other_parts_are_seen_as_they_were_written(shipped):
    task = shipped.task("P00")

    seen = candidate_view(task)

    assert [each for each in seen.parts if each.key != "talk"] == [
        each for each in task.parts if each.key != "talk"
    ]
    assert (seen.code, seen.minutes, seen.practice) == ("P00", 15, True)
