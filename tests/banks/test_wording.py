"""`hiring bank check` names words of a bank that ask for what the work does not ask for."""

from datetime import date

from hiring.banks.reading import review_bank
from hiring.paths import QUESTION_BANKS

TODAY = date(2026, 11, 29)
WORDS = "words that do not ask for age, as"
AGE = (
    "A requirement of age is allowed only where the nature of the work truly affects the ability to do it, "
    "and must not take opportunities of work away (circular M/6/HK.04/V/2025, point 3). "
    "Say which experience or skill the work needs."
)


def on_words(folder):
    return [told for each in review_bank(folder, TODAY).advice if "words that" in (told := str(each))]


def test_the_shipped_bank_asks_for_nothing_but_the_work():
    assert on_words(QUESTION_BANKS / "community-officer") == []


def test_a_task_and_a_question_that_ask_for_age_are_named_with_place_passage_and_reason(folder, spoil):
    spoil("tasks/T02.yaml", "Cepat", "'Cari staf, usia maksimal 25 tahun'")
    spoil("interview.yaml", "Tell us.", "How old are you?")

    assert on_words(folder) == [
        f"interview.yaml:11:32: expected {WORDS} “How old are you” may. {AGE}",
        f"tasks/T02.yaml:42:33: expected {WORDS} “usia maksimal 25 tahun” may. {AGE}",
    ]


def test_what_referees_are_never_asked_and_what_is_told_of_voluntary_data_may_name_it(folder, spoil):
    spoil("references.yaml", "{id: agama, en: religion}", "{id: status pernikahan Anda, en: marital status}")

    assert on_words(folder) == []


def test_an_example_answer_may_say_what_it_likes(folder, spoil):
    spoil("tasks/T01.yaml", "{id: {text: Tidak}", "{id: {text: Berpenampilan menarik}")

    assert on_words(folder) == []
