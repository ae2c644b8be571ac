"""What `hiring bank check` says of a sound bank that could be better."""

from datetime import date

import pytest

from hiring.banks.problems import BankFaults
from hiring.banks.reading import read_bank, review_bank
from hiring.paths import QUESTION_BANKS

TODAY = date(2026, 11, 29)
#: What could be better in the small bank before anybody spoils it.
ALWAYS = [
    ("tasks/T01.yaml:1:1: expected at least 2 calibration answers, for comparing reviewers with an expert"),
    "tasks/T01.yaml:7:18: expected levels for ANLZ: what 1, 2, 3, 4, 5 look like in this task",
    "tasks/T01.yaml:31:17: expected levels for COMW: what 1, 2, 3, 4, 5 look like in this task",
    "tasks/T01.yaml:36:1: expected an example of each quality; missing: medium, strong",
    "tasks/T01.yaml:40:20: expected an example of as many words as are asked for; this one has 1",
    "tasks/T01.yaml:40:39: expected an example of as many words as are asked for; this one has 1",
]


@pytest.fixture
def new_advice(folder):
    """Return what is said of the small bank as it now is, beside what is always said."""

    def read(today=TODAY):
        return [told for each in review_bank(folder, today).advice if (told := str(each)) not in ALWAYS]

    return read


def test_nothing_could_be_better_in_the_shipped_bank():
    review = review_bank(QUESTION_BANKS / "community-officer", TODAY)

    assert [str(each) for each in review.advice] == []


def test_advice_names_levels_that_are_missing_and_examples_of_another_length(folder):
    review = review_bank(folder, TODAY)

    assert [str(each) for each in review.advice] == ALWAYS
    assert review.document == read_bank(folder)


def test_a_level_that_is_told_is_no_longer_missed(folder, spoil, new_advice):
    old = "      - {id: Menyebut tanggal, en: Names the date}\n"
    spoil("tasks/T01.yaml", old, old + "    levels: {2: {id: Dua, en: Two}, 5: {id: Lima, en: Five}}\n")

    told = new_advice()

    assert "levels for COMW: what 1, 3, 4 look like" in told[0]


def test_a_measure_that_nobody_rates_and_no_key_counts_is_named(spoil, new_advice):
    spoil(
        "tasks/T02.yaml",
        "  - {competency: NETW, weight: primary}\n",
        "  - {competency: NETW, weight: primary}\n  - {competency: COMW, weight: secondary}\n",
    )

    assert new_advice() == [
        (
            "tasks/T02.yaml:7:18: expected a part that tells about COMW, or no such measure: "
            "nobody rates it and no key counts it"
        )
    ]


@pytest.mark.parametrize(
    ("option", "named"),
    [
        ("Segera menelepon semua orang yang harus tahu", True),
        ("Segera menelepon", False),
    ],
)
def test_a_best_option_that_is_much_the_longest_is_named(spoil, new_advice, option, named):
    spoil(
        "tasks/T02.yaml",
        "{key: A, text: {id: Cepat, en: Quickly}, goes_to: N2}",
        f"{{key: A, text: {{id: {option}, en: Quickly}}, goes_to: N2}}",
    )

    expected = (
        "tasks/T02.yaml:42:33: expected options of about one length: the best one is much the longest and "
        "gives itself away"
    )
    assert new_advice() == ([expected] if named else [])


def test_a_review_is_asked_for_from_the_day_after_it_was_due(spoil, new_advice):
    spoil("tasks/T02.yaml", "minutes: 10", 'minutes: 10\nreview_by: "2026-11-28"')

    assert new_advice(date(2026, 11, 28)) == []
    assert new_advice(date(2026, 11, 29)) == [
        "tasks/T02.yaml:4:12: expected a review of this task, which was to take place by 2026-11-28"
    ]


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "2026-11-31", "20261128"])
def test_a_review_on_no_day_of_the_calendar_is_a_fault(folder, spoil, day):
    spoil("tasks/T02.yaml", "minutes: 10", f'minutes: 10\nreview_by: "{day}"')

    with pytest.raises(BankFaults) as refused:
        read_bank(folder)

    assert [str(fault) for fault in refused.value.faults] == [
        'tasks/T02.yaml:4:12: expected a day in quotes, such as "2027-12-31"'
    ]


@pytest.mark.parametrize(
    ("item", "amount", "right"),
    [
        ("2 × 500", "1.000", True),
        ("2 hari × 500", "1.000", True),
        ("10% × 10.000", "1.000", True),
        ("2 × 501", "1.000", False),
        ("dua × 500", "1.000", True),
        ("Tenda", "1.000", True),
    ],
)
def test_a_row_whose_factors_do_not_give_its_amount_is_named(spoil, new_advice, item, amount, right):
    spoil("tasks/T01.yaml", "item: {id: Tenda, en: Tents}", f'item: {{id: "{item}", en: "{item}"}}')

    row = "tasks/T01.yaml:27:9: expected an amount that is what row 1 multiplies to"
    assert new_advice() == ([] if right else [row])


@pytest.mark.parametrize(("amount", "faultless"), [("2.000", True), ("1.000", False)])
def test_a_strong_example_that_has_not_everything_of_its_key_is_named(spoil, new_advice, amount, faultless):
    rows = f'{{rows: [{{item: Tenda, amount: "{amount}"}}]}}'
    spoil(
        "tasks/T01.yaml",
        "aids: not_allowed",
        "  - level: strong\n"
        '    score: "5"\n'
        f"    parts: {{budget: {{id: {rows}, en: {rows}}}}}\n"
        "key:\n"
        '  version: "1"\n'
        "  provisional: true\n"
        "  tables: {budget: {right: {Tenda: {amount: 2000}}}}\n"
        "aids: not_allowed",
    )

    told = [each for each in new_advice() if "examples" not in each and "example of each" not in each]

    named = "expected a strong example that has everything of the key and keeps to its limits"
    assert told == ([] if faultless else [f"tasks/T01.yaml:43:33: {named}", f"tasks/T01.yaml:43:79: {named}"])


def test_a_weight_that_no_task_of_its_assessment_carries_is_named(spoil, new_advice):
    spoil(
        "bank.yaml",
        "tasks: [T01, T02]",
        "tasks: [T01, T02]\n"
        "templates:\n"
        "  - key: short\n"
        "    rubric: {title: {id: Singkat, en: Short}, weights: {COMW: 50, NETW: 50}}\n"
        "    assessment:\n"
        "      title: {id: Singkat, en: Short}\n"
        "      sections: [{title: {id: Satu, en: One}, minutes: 20, tasks: [T01]}]\n",
    )

    assert new_advice() == ["bank.yaml:10:67: expected a task of this assessment that tells about NETW"]


def test_a_competency_that_nothing_speaks_of_is_named(spoil, new_advice):
    spoil("rubric.yaml", "  - code: ANLZ\n", "  - code: IDLE\n")
    spoil("tasks/T01.yaml", "  - {competency: ANLZ, weight: secondary}\n", "")

    assert [told for told in new_advice() if not told.startswith("tasks/")] == [
        "rubric.yaml:31:11: expected a task, an interview question or a reference item that speaks of IDLE"
    ]


def test_an_item_that_no_referee_is_ever_asked_is_named(spoil, new_advice):
    spoil("references.yaml", "        competency: COMW\n", "        competency: ANLZ\n")

    assert new_advice() == [
        (
            "references.yaml:36:21: expected a competency that some rubric weighs: "
            "referees are never asked about ANLZ"
        )
    ]


def test_look_fors_beside_nothing_but_an_answer_key_are_named(spoil, new_advice):
    spoil(
        "tasks/T02.yaml",
        "key:\n",
        "look_fors:\n  - {competency: NETW, points: [{id: Cepat, en: Quick}]}\nkey:\n",
    )

    assert new_advice()[-1].endswith(
        "expected look_fors only where reviewers rate something: beside an answer key nobody reads them"
    )


def test_a_question_that_no_interview_can_come_to_is_named(spoil, new_advice):
    spoil("interview.yaml", "core_set:\n  questions: [I1]", "core_set:\n  questions: []")

    assert new_advice() == [
        (
            "interview.yaml:8:11: expected a question that is in the core set, or choose_more above 0: "
            "I1 is never asked"
        )
    ]

    spoil("interview.yaml", "choose_more: 0", "choose_more: 1")

    assert new_advice() == []


def test_a_section_that_is_too_short_for_its_tasks_is_named(spoil, new_advice):
    spoil(
        "bank.yaml",
        "tasks: [T01, T02]",
        "tasks: [T01, T02]\n"
        "assessment:\n"
        "  title: {id: Semua, en: All}\n"
        "  sections: [{title: {id: Satu, en: One}, minutes: 29, tasks: [T01, T02]}]",
    )

    assert new_advice() == [
        "bank.yaml:10:52: expected minutes for the tasks of this section, which take 30 together"
    ]


@pytest.mark.parametrize(
    ("indonesian", "english", "named"),
    [
        ("12.000 kali, pukul 19.30", "12,000 times, at 19:30", None),
        ("Rp75.000.000 dalam 2 hari", "Rp57,000,000 in 2 days", "id has 75000000, en has 57000000"),
        ("Tiga dari 4 warga", "Three residents", "id has 4, en has -"),
    ],
)
def test_figures_that_only_one_language_gives_are_named(spoil, new_advice, indonesian, english, named):
    spoil("interview.yaml", "{id: Ceritakan., en: Tell us.}", f'{{id: "{indonesian}", en: "{english}"}}')

    expected = f"interview.yaml:11:11: expected the same figures in both languages: {named}"
    assert new_advice() == ([expected] if named else [])


@pytest.mark.parametrize(
    ("text", "named"), [("Tell us of one thing you did", True), ("KPI, SOP, KOL", False)]
)
def test_a_text_that_was_left_in_one_language_is_named(spoil, new_advice, text, named):
    spoil("interview.yaml", "{id: Ceritakan., en: Tell us.}", f'{{id: "{text}", en: "{text}"}}')

    told = [each for each in new_advice() if "language" in each]
    assert told == (
        ["interview.yaml:11:52: expected a text of its own in each language; both are the same"]
        if named
        else []
    )


def test_minutes_that_leave_too_little_time_to_think_are_named_with_those_that_are_needed(spoil, new_advice):
    # 80 words at 20 a minute are 4 minutes, and a few words to read: 7 of 5 minutes would be needed.
    spoil("tasks/T01.yaml", "minutes: 20", "minutes: 6")
    spoil("tasks/T01.yaml", "words: {min: 10, max: 20}", "words: {min: 10, max: 80}")

    assert new_advice() == [
        (
            "tasks/T01.yaml:3:10: expected at least 7 minutes, or less to read and to write: "
            "both take about 4, which leaves too little to think"
        )
    ]


def test_minutes_that_leave_time_to_think_are_not_named(spoil, new_advice):
    spoil("tasks/T01.yaml", "minutes: 20", "minutes: 7")
    spoil("tasks/T01.yaml", "words: {min: 10, max: 20}", "words: {min: 10, max: 80}")

    assert new_advice() == []
