"""Answers for comparing reviewers with an expert: what a bank must say of each."""

from datetime import date

import pytest

from hiring.banks.documents import as_json, task_from_json
from hiring.banks.problems import BankFaults
from hiring.banks.reading import read_bank, review_bank

CALIBRATION = """calibration:
  - levels: {COMW: 2, ANLZ: 4}
    reasons:
      COMW: {id: Tanggalnya terlambat muncul, en: The date comes late}
      ANLZ: {id: Jumlahnya benar, en: The sum is right}
    parts:
      letter:
        id: {text: Anggaran sudah kami perbaiki dan jumlahnya cocok; kami bertemu pada Senin di balai desa.}
        en: {text: We have corrected the budget and its sum is right; we meet on Monday in the hall.}
  - levels: {COMW: 4, ANLZ: 1}
    reasons:
      COMW: {id: Tujuan dan tanggal di awal, en: Purpose and date come first}
      ANLZ: {id: Tanpa angka, en: No figure}
    parts:
      letter:
        id: {text: Mari bertemu pada Senin pukul delapan di balai desa untuk membahas anggaran tenda.}
        en: {text: Let us meet on Monday at eight in the hall to talk about the tents.}
"""


@pytest.fixture
def calibrated(folder):
    """Give T01 calibration answers after one change; they begin in line 42."""

    def give(old="", new="", code="T01"):
        path = folder / "tasks" / f"{code}.yaml"
        assert not old or CALIBRATION.count(old) == 1, old
        path.write_text(path.read_text("utf-8") + CALIBRATION.replace(old, new), "utf-8")
        return folder

    return give


def faults_of(folder):
    with pytest.raises(BankFaults) as refused:
        read_bank(folder)
    return [str(fault) for fault in refused.value.faults]


def told_of(folder):
    return [str(each) for each in review_bank(folder, date(2026, 11, 30)).advice]


def test_calibration_answers_are_read_with_levels_reasons_and_parts(calibrated):
    first, second = read_bank(calibrated()).task("T01").calibration

    assert [dict(each.levels) for each in (first, second)] == [
        {"COMW": 2, "ANLZ": 4},
        {"COMW": 4, "ANLZ": 1},
    ]
    assert second.reasons["ANLZ"].en == "No figure"
    assert first.parts["letter"].value("en")["text"].startswith("We have corrected the budget")


def test_calibration_answers_come_back_from_json_as_they_were(calibrated):
    task = read_bank(calibrated()).task("T01")

    assert task_from_json(as_json(task)) == task


def test_a_task_that_was_stored_before_there_were_calibration_answers_has_none(small_bank):
    stored = as_json(small_bank.task("T01"))

    assert "calibration" not in stored
    assert task_from_json(stored).calibration == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{COMW: 2, ANLZ: 4}",
            "{COMW: 2}",
            "43:5: expected levels for every competency that reviewers rate in this task; missing: ANLZ",
        ),
        (
            "{COMW: 2, ANLZ: 4}",
            "{COMW: 2, ANLZ: 4, NETW: 3}",
            "43:32: expected a competency that reviewers rate in this task: COMW, ANLZ; NETW is not one",
        ),
        ("{COMW: 2, ANLZ: 4}", "{COMW: 6, ANLZ: 4}", "43:20: expected a level from 1 to 5"),
        ("{COMW: 2, ANLZ: 4}", "{COMW: 2.5, ANLZ: 4}", "43:20: expected a whole number"),
        (
            "      ANLZ: {id: Tanpa angka, en: No figure}\n",
            "",
            "52:5: expected reasons for every competency that reviewers rate in this task; missing: ANLZ",
        ),
        (
            "{id: Tanpa angka, en: No figure}",
            "{id: Tanpa angka}",
            "54:13: expected the English text too: the key en is missing",
        ),
        (
            "{id: Tanpa angka, en: No figure}",
            '{id: "", en: No figure}',
            "54:18: expected a text in Indonesian; this one is empty",
        ),
        (
            "{text: Let us meet on Monday at eight in the hall to talk about the tents.}",
            "{texts: Let us meet.}",
            (
                "58:13: expected an answer as a candidate would send it "
                "(its keys or values are not those of this kind of part)"
            ),
        ),
        (
            "{text: Let us meet on Monday at eight in the hall to talk about the tents.}",
            '{text: ""}',
            "55:5: expected an answer in which there is something to rate",
        ),
        (
            "{text: Let us meet on Monday at eight in the hall to talk about the tents.}",
            '{text: "No"}',
            "56:7: expected an answer of its own: the same stands in exemplars weak",
        ),
        (
            "{text: Let us meet on Monday at eight in the hall to talk about the tents.}",
            "{text: We have corrected the budget and its sum is right; we meet on Monday in the hall.}",
            "56:7: expected an answer of its own: the same stands in calibration 1",
        ),
    ],
)
def test_what_is_wrong_with_a_calibration_answer_is_named_with_its_place(calibrated, old, new, expected):
    assert faults_of(calibrated(old, new)) == [f"tasks/T01.yaml:{expected}"]


def test_a_task_in_which_reviewers_rate_nothing_has_no_calibration_answers(calibrated):
    fault = "tasks/T02.yaml:69:1: expected no calibration in a task in which reviewers rate nothing"

    assert faults_of(calibrated(code="T02")) == [fault]


def test_a_practice_task_has_no_calibration_answers(calibrated, spoil):
    folder = calibrated()
    spoil("tasks/T01.yaml", "method: written", "practice: true\nmethod: written")

    assert faults_of(folder)[-1] == (
        "tasks/T01.yaml:43:1: expected no key, measures, look_fors, exemplars, calibration or controls "
        "in a practice task: it is not scored"
    )


def test_two_answers_with_as_many_words_as_are_asked_for_leave_nothing_to_advise(calibrated):
    assert [told for told in told_of(calibrated()) if "calibration" in told or ":5" in told] == []


def test_one_calibration_answer_is_too_few_and_one_that_is_too_short_is_named(calibrated):
    first, separator, _second = CALIBRATION.partition("  - levels: {COMW: 4, ANLZ: 1}")
    folder = calibrated(CALIBRATION, first.replace(" pada Senin di balai desa", "") if separator else "")

    told = [each for each in told_of(folder) if ":42:" in each or ":49:" in each]

    assert told == [
        (
            "tasks/T01.yaml:42:1: expected at least 2 calibration answers, "
            "for comparing reviewers with an expert"
        ),
        "tasks/T01.yaml:49:13: expected an example of as many words as are asked for; this one has 9",
    ]


def test_figures_and_words_of_reasons_are_looked_at_like_other_texts(calibrated):
    folder = calibrated("{id: Tanpa angka, en: No figure}", "{id: Tanpa 2 angka, en: No figure}")

    assert "tasks/T01.yaml:54:13: expected the same figures in both languages: id has 2, en has -" in told_of(
        folder
    )


CONTROLS = """controls:
  - levels: {COMW: 3, ANLZ: 2}
    reasons:
      COMW: {id: Tujuannya jelas, en: Its purpose is clear}
      ANLZ: {id: Satu angka keliru, en: One figure is wrong}
    parts:
      letter:
        id: {text: Kami mengundang Bapak dan Ibu pada Senin malam; uang tenda masih kami hitung lagi.}
        en: {text: We invite everybody on Monday evening; the money for tents is being counted anew.}
"""


@pytest.fixture
def controlled(calibrated):
    """Give T01 a control answer behind its calibration answers, after one change; it begins in line 59."""

    def give(old="", new=""):
        folder = calibrated()
        path = folder / "tasks" / "T01.yaml"
        assert not old or CONTROLS.count(old) == 1, old
        path.write_text(path.read_text("utf-8") + CONTROLS.replace(old, new), "utf-8")
        return folder

    return give


def test_control_answers_are_a_list_of_their_own_in_the_shape_of_calibration_answers(controlled):
    task = read_bank(controlled()).task("T01")

    (control,) = task.controls
    assert dict(control.levels) == {"COMW": 3, "ANLZ": 2}
    assert control.reasons["ANLZ"].en == "One figure is wrong"
    assert len(task.calibration) == 2
    assert task_from_json(as_json(task)) == task


def test_a_task_without_control_answers_keeps_the_hash_it_had(small_bank):
    assert "controls" not in as_json(small_bank.task("T01"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{COMW: 3, ANLZ: 2}",
            "{COMW: 3}",
            "60:5: expected levels for every competency that reviewers rate in this task; missing: ANLZ",
        ),
        (
            "{text: We invite everybody on Monday evening; the money for tents is being counted anew.}",
            "{text: We have corrected the budget and its sum is right; we meet on Monday in the hall.}",
            "65:7: expected an answer of its own: the same stands in calibration 1",
        ),
    ],
)
def test_what_is_wrong_with_a_control_answer_is_named_with_its_place(controlled, old, new, expected):
    assert faults_of(controlled(old, new)) == [f"tasks/T01.yaml:{expected}"]


def test_a_control_answer_that_is_too_short_is_named(controlled):
    told = told_of(controlled("the money for tents is being counted anew", "come"))

    assert [each for each in told if ":67:" in each] == [
        "tasks/T01.yaml:67:13: expected an example of as many words as are asked for; this one has 7"
    ]
