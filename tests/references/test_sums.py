"""Worked examples of what referees add up to."""

from decimal import Decimal

from hiring.references.sums import (
    CompetencySum,
    Observation,
    Seen,
    is_lenient,
    observations_in,
    seen_by_one,
    summed_up,
)


def seen(competency, *levels):
    return [Observation(competency, level) for level in levels]


def test_a_reversed_item_is_counted_as_six_minus_the_answer():
    observed = [Observation("COMW", 4), Observation("COMW", 2, reversed=True)]

    assert seen_by_one(observed, ["COMW"]) == (Seen("COMW", Decimal("4.00"), 2, 0),)


def test_not_observed_is_neither_bad_nor_counted():
    observed = seen("NETW", 5, None) + seen("EVNT", None, None)

    assert seen_by_one(observed, ["NETW", "EVNT"]) == (
        Seen("NETW", Decimal("5.00"), 1, 1),
        Seen("EVNT", None, 0, 2),
    )


def test_every_referee_counts_alike_however_many_items_each_observed():
    one, other = seen("COMW", 5, 5, 4), seen("COMW", 2, None, None)

    assert summed_up([one, other], ["COMW"]) == (
        CompetencySum(
            competency="COMW",
            mean=Decimal("3.33"),  # (14/3 + 2) / 2
            n_items=4,
            n_referees=2,
            not_observed=2,
            lowest=Decimal("2.00"),
            highest=Decimal("4.67"),
            disagree=True,
        ),
    )


def test_a_difference_of_one_and_a_half_is_pointed_out_and_less_is_not():
    apart = summed_up([seen("COMW", 5, 4), seen("COMW", 3, 3)], ["COMW"])[0]
    nearer = summed_up([seen("COMW", 5, 4, 4), seen("COMW", 3, 3, 3)], ["COMW"])[0]

    assert (apart.disagree, nearer.disagree) == (True, False)


def test_a_competency_nobody_observed_has_no_mean():
    only = summed_up([seen("COMW", None)], ["COMW", "NETW"])

    assert [(one.mean, one.n_referees, one.not_observed) for one in only] == [(None, 0, 1), (None, 0, 0)]


def test_what_one_referee_observed_is_no_mean():
    (one,) = summed_up([seen("COMW", 4, 5), seen("COMW", None)], ["COMW"])

    assert (one.mean, one.lowest, one.highest, one.disagree) == (None, None, None, False)
    assert (one.n_referees, one.n_items, one.not_observed) == (1, 2, 1)


def test_a_half_is_rounded_up():
    one = summed_up([seen("COMW", 4, 4, 4, 5, 4, 4, 4, 4)] * 2, ["COMW"])[0]

    assert one.mean == Decimal("4.13")  # 4.125


def test_nothing_but_the_best_is_noted():
    good, turned = Observation("COMW", 5), Observation("COMW", 1, reversed=True)

    assert is_lenient([good, turned, Observation("NETW", None)])
    assert not is_lenient([good, turned, Observation("NETW", 4)])
    assert not is_lenient([Observation("NETW", None)])


def test_five_whatever_was_asked_is_noted_too():
    assert is_lenient([Observation("COMW", 5), Observation("COMW", 5, reversed=True)])


def test_observations_are_found_among_all_answers():
    answers = {"R1a": {"value": 4}, "R1b": {"value": "not_observed"}, "R0d": {"value": "client"}}
    items = {"R1a": ("COMW", False), "R1b": ("COMW", True), "R2a": ("COMO", False)}

    assert observations_in(answers, items) == (
        Observation("COMW", 4, reversed=False),
        Observation("COMW", None, reversed=True),
    )
