"""The figures about marking: read by their limits, and silent where too little stands behind them."""

import json
from dataclasses import replace

import numpy as np

from hiring.quality import figures
from hiring.quality.rules import (
    Fit,
    LevelGiven,
    QualityFigures,
    RaterFigures,
    Reading,
    figures_from,
    fit_of,
    reading_of,
)


def drawn(seed=1, candidates=40, tasks=3, reviewers=4, severe=0.0, noise=0.4):
    """Return levels of two reviewers per answer, drawn by lot; reviewer 1 marks lower by `severe`."""
    chance = np.random.default_rng(seed)
    given = []
    for candidate in range(candidates):
        ability = chance.normal(3, 0.9)
        for task in range(tasks):
            for who in chance.permutation(reviewers)[:2].tolist():
                level = ability - (severe if who == 0 else 0) + chance.normal(0, noise)
                given.append(
                    LevelGiven(candidate, 100 + task, 1 + who, "COMW", int(np.clip(round(level), 1, 5)))
                )
    return given


def test_agreement_is_read_by_the_limits_of_its_author():
    good, poor = (figures.agreements(drawn(noise=noise), ["COMW"])[0] for noise in (0.05, 1.5))

    assert (good.doubled, good.candidates, good.why) == (120, 40, None)
    assert good.alpha_between[0] <= good.alpha <= good.alpha_between[1]
    assert good.same_between[0] <= good.same <= good.same_between[1]
    assert (reading_of(good), reading_of(poor)) == (Reading.RELIED_ON, Reading.APART)


def test_of_seven_candidates_nothing_is_said_about_agreement():
    (found,) = figures.agreements(drawn(candidates=7), ["COMW"])

    assert (found.doubled, found.candidates) == (21, 7)
    assert (found.alpha, found.same, reading_of(found)) == (None, None, Reading.TOO_FEW)
    assert found.why.values == {"number": 21, "candidates": 7, "needed": 20, "of": 8}


def test_where_nobody_rated_anything_every_competency_says_so():
    (found,) = figures.agreements([], ["COMW"])

    assert (found.doubled, found.alpha) == (0, None)
    assert found.why.sentence == "at least two units must have been rated by two raters"
    assert figures.raters([])[0] == []
    assert figures.tasks([], ["COMW"]) == []


def test_a_severe_reviewer_is_told_by_both_models():
    listed, severity_why, rasch_why = figures.raters(drawn(severe=1.2))

    assert (severity_why, rasch_why) == (None, None)
    one, *others = listed
    assert (one.reviewer, one.differs) == (1, True)
    assert one.severity > 3 * one.error
    assert one.logits > 3 * one.logits_error
    assert all(each.severity < 0 and each.logits < 0 for each in others)
    assert sum(each.answers for each in listed) == 240


def test_two_reviewers_get_figures_and_no_verdict():
    listed, *_ = figures.raters(drawn(reviewers=2))

    assert [each.differs for each in listed] == [None, None]
    assert listed[0].severity == -listed[1].severity


def test_a_panel_in_two_parts_says_why_there_is_no_severity():
    parted = [
        LevelGiven(one.candidate + 100, one.task, one.reviewer + 10, one.competency, one.level)
        for one in drawn(seed=2)
    ]

    listed, severity_why, rasch_why = figures.raters([*drawn(), *parted])

    assert [each.severity for each in listed] == [None] * 8
    assert severity_why.sentence == (
        "the panel falls into parts that share no candidate, so that strictness cannot be compared"
    )  # and no numbers of people, which say nothing to a reader
    assert rasch_why.sentence == "the design falls into parts that share no rater, no task or no person"


def test_everybody_on_one_level_is_a_sentence_and_no_figure():
    flat = [LevelGiven(one.candidate, one.task, one.reviewer, one.competency, 3) for one in drawn()]

    listed, severity_why, rasch_why = figures.raters(flat)

    same = "there is no variation: all values are the same"
    assert (severity_why.sentence, rasch_why.sentence) == (same, same)
    assert figures.agreements(flat, ["COMW"])[0].why.sentence == same
    assert all(each.severity is None and each.infit is None for each in listed)


def test_who_gives_one_level_to_everybody_is_told_from_eight_answers_on():
    flat = [replace(one, level=2) if one.reviewer == 1 else one for one in drawn()]
    few = [one for one in flat if one.reviewer != 1 or one.candidate < 2]

    listed, severity_why, _rasch_why = figures.raters(flat)

    assert ([each.same for each in listed], severity_why) == ([2, None, None, None], None)
    assert listed[0].severity > 0
    assert (figures.raters(few)[0][0].answers < 8, figures.raters(few)[0][0].same) == (True, None)


def test_who_gives_one_level_to_nearly_everybody_is_told_with_how_many():
    own = [one for one in drawn() if one.reviewer == 1]
    nearly, often = len(own) - 1, round(0.8 * len(own))

    def rated(flat):
        kept = {(one.candidate, one.task) for one in own[:flat]}
        return [
            replace(one, level=3 if (one.candidate, one.task) in kept else 5) if one.reviewer == 1 else one
            for one in drawn()
        ]

    assert [(each.same, each.same_share) for each in figures.raters(rated(nearly))[0]] == [
        (3, round(nearly / len(own), 4)),
        (None, None),
        (None, None),
        (None, None),
    ]
    assert figures.raters(rated(often))[0][0].same is None


def test_a_task_that_goes_against_the_others_is_seen_from_thirty_candidates_on():
    turned = [
        LevelGiven(
            one.candidate,
            one.task,
            one.reviewer,
            one.competency,
            6 - one.level if one.task == 102 else one.level,
        )
        for one in drawn()
    ]

    found = {each.task: each for each in figures.tasks(turned, ["COMW"])}
    few = figures.tasks([one for one in turned if one.candidate < 29], ["COMW"])

    assert found[102].rest < -0.3
    assert (found[102].complete, found[102].candidates) == (40, 40)
    assert {each.rest for each in few} == {None}
    assert few[0].why.values == {"number": 29, "needed": 30}


def test_what_is_kept_comes_back_as_it_was():
    given = drawn()
    listed, *whys = figures.raters(given)
    found = QualityFigures(
        240, 40, figures.agreements(given, ["COMW", "NETW"]), listed, *whys, figures.tasks(given, ["COMW"])
    )

    kept = json.dumps(found.plain(), allow_nan=False)
    assert json.dumps(figures_from(json.loads(kept)).plain()) == kept


def test_fit_is_told_from_eight_answers_on():
    assert fit_of(RaterFigures(1, 7, infit=2.0)) is Fit.TOO_FEW
    assert fit_of(RaterFigures(1, 8, infit=0.4)) is Fit.TOO_EVEN
    assert fit_of(RaterFigures(1, 8, infit=1.0)) is Fit.FITS
    assert fit_of(RaterFigures(1, 8)) is Fit.TOO_FEW
