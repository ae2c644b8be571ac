"""The second total is computed exactly of tasks and interviews, and leaving something out never raises it."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given as tried
from hypothesis import strategies as st

from hiring.interviews.scores import (
    InterviewerMean,
    InterviewInput,
    InterviewLevel,
    InterviewPolicy,
    joined_scores,
    levels_given,
)
from hiring.paths import CHECKOUT
from hiring.scoring.scores import WeightedCompetency

DOCUMENT = (CHECKOUT / "docs" / "how-a-score-is-made.md").read_text("utf-8")
SPEAKING, NETWORKING, WRITING = "COMO", "NETW", "COMW"
WEIGHTS = (
    WeightedCompetency(WRITING, 50),
    WeightedCompetency(NETWORKING, 30),
    WeightedCompetency(SPEAKING, 20),
)
BY_TASKS = {WRITING: Fraction(21, 8), NETWORKING: Fraction(7, 4), SPEAKING: None}


def an_input(given=(), *, interviewers=(1, 2), by_tasks=BY_TASKS, shares=None):
    shares = {NETWORKING: 50, SPEAKING: 100} if shares is None else shares
    return InterviewInput(
        InterviewPolicy(WEIGHTS, shares, 2), by_tasks, frozenset(interviewers), tuple(given)
    )


WHOLE = (
    InterviewLevel(1, "N1", NETWORKING, 4),
    InterviewLevel(1, "N2", NETWORKING, 3),
    InterviewLevel(2, "N1", NETWORKING, 2),
    InterviewLevel(1, "S1", SPEAKING, 5),
    InterviewLevel(2, "S1", SPEAKING, 4),
)


def test_each_interviewer_weighs_the_same_and_each_method_its_share():
    scores = joined_scores(an_input(WHOLE))

    networking = scores.of(NETWORKING)
    assert networking.interviewers == (
        InterviewerMean(1, Decimal("3.50"), 2),
        InterviewerMean(2, Decimal("2.00"), 1),
    )
    assert (networking.tasks, networking.interviews, networking.share) == (
        Decimal("1.75"),
        Decimal("2.75"),
        50,
    )
    assert [scores.of(one.code).score for one in WEIGHTS] == [
        Decimal("2.63"),
        Decimal("2.25"),
        Decimal("4.50"),
    ]
    # 50% x 2.625 + 30% x 2.25 + 20% x 4.5 = 2.8875: rounded once, at the end
    assert (scores.total, scores.weight_covered) == (Decimal("2.89"), Decimal("100.00"))


def test_what_no_question_asks_about_stays_as_it_is_after_tasks_and_what_no_task_measures_is_the_interviews():
    scores = joined_scores(an_input(WHOLE))

    assert (scores.of(WRITING).share, scores.of(WRITING).interviews) == (0, None)
    assert (scores.of(SPEAKING).share, scores.of(SPEAKING).tasks) == (100, None)


def test_a_question_asked_and_not_shown_is_level_1_of_that_interviewer():
    rows = [(1, "S1", SPEAKING, 5, False), (2, "S1", SPEAKING, None, True), (2, "S2", SPEAKING, None, False)]

    assert levels_given(rows) == (
        InterviewLevel(1, "S1", SPEAKING, 5),
        InterviewLevel(2, "S1", SPEAKING, 1, not_shown=True),
    )
    assert joined_scores(an_input(levels_given(rows))).of(SPEAKING).score == Decimal("3.00")


def test_what_nobody_asked_leaves_its_competency_to_the_tasks():
    scores = joined_scores(an_input(each for each in WHOLE if each.competency == SPEAKING))

    assert (scores.of(NETWORKING).score, scores.of(NETWORKING).share) == (Decimal("1.75"), 0)


def test_what_neither_measured_leaves_the_total():
    scores = joined_scores(an_input(each for each in WHOLE if each.competency == NETWORKING))

    assert (scores.of(SPEAKING).score, scores.of(SPEAKING).share) == (None, None)
    assert scores.weight_covered == Decimal("80.00")


def test_who_has_not_locked_counts_for_nothing_and_one_alone_is_no_interview():
    third = InterviewLevel(3, "S1", SPEAKING, 1)

    assert joined_scores(an_input([*WHOLE, third])) == joined_scores(an_input(WHOLE))
    assert not an_input(WHOLE, interviewers=[1]).ready
    assert joined_scores(an_input(WHOLE, interviewers=[1])).of(SPEAKING).score is None


def test_who_answered_nothing_has_no_second_total_either():
    scores = joined_scores(an_input(WHOLE, by_tasks=dict.fromkeys(BY_TASKS)))

    assert (scores.total, scores.weight_covered) == (None, Decimal("0.00"))


def test_interviewers_differ_where_one_question_got_levels_far_apart():
    scores = joined_scores(an_input(WHOLE))

    assert (scores.of(NETWORKING).differs, scores.of(SPEAKING).differs) == (True, False)


def test_the_hash_follows_everything_but_the_order_in_which_it_came():
    one = an_input(WHOLE).digest()

    assert an_input(reversed(WHOLE)).digest() == one
    others = (
        an_input(WHOLE[1:]),
        an_input(WHOLE, interviewers=[1, 2, 3]),
        an_input(WHOLE, shares={NETWORKING: 51, SPEAKING: 100}),
        an_input(WHOLE, by_tasks=BY_TASKS | {NETWORKING: Fraction(2)}),
        an_input([*WHOLE[:-1], InterviewLevel(2, "S1", SPEAKING, 1, not_shown=True)]),
    )
    assert one not in {each.digest() for each in others}
    assert len({each.digest() for each in others}) == len(others)


@tried(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 5)), min_size=1, max_size=9),
    st.integers(0, 8),
)
def test_showing_nothing_instead_of_something_never_raises_the_total(answers, place):
    given = [InterviewLevel(who, f"S{number}", SPEAKING, level) for who, number, level in answers]
    place = place % len(given)
    left_out = InterviewLevel(given[place].interviewer, given[place].question, SPEAKING, 1, not_shown=True)
    instead = [*given[:place], left_out, *given[place + 1 :]]

    before = joined_scores(an_input(given, interviewers=(1, 2, 3))).total
    after = joined_scores(an_input(instead, interviewers=(1, 2, 3))).total

    assert after <= before


def test_the_document_computes_what_the_rule_computes():
    scores = joined_scores(
        an_input(
            levels_given(
                [
                    (1, "N1", NETWORKING, 4, False),
                    (1, "N2", NETWORKING, 3, False),
                    (2, "N1", NETWORKING, 2, False),
                    (1, "S1", SPEAKING, 5, False),
                    (2, "S1", SPEAKING, None, True),
                ]
            )
        )
    )
    shown = [str(scores.of(one).score) for one in (NETWORKING, SPEAKING, WRITING)] + [str(scores.total)]

    assert shown == ["2.25", "3.00", "2.63", "2.59"]
    indonesian, english = DOCUMENT.split("## In English")
    english = english[english.index("### After tasks and interviews") :]
    indonesian = indonesian[indonesian.index("### Setelah tugas dan wawancara") :]
    assert [f"**{figure}**" in english for figure in shown] == [True] * 4
    assert [f"**{figure.replace('.', ',')}**" in indonesian for figure in shown] == [True] * 4
