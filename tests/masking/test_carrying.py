"""What HR corrected in an earlier answer holds in a later one, as far as the same words stand there."""

import pytest

from hiring.masking.carrying import carried
from hiring.masking.masks import Mask, MaskedBy, places_of
from hiring.masking.rules import MaskKind, Span

NAME, EMPLOYER = MaskKind.NAME, MaskKind.EMPLOYER


def at(texts, words, *, text=0, by=MaskedBy.PROGRAM, lifted=False, kind=NAME):
    """Return a mask over the first place of these words in a text."""
    start = texts[text].index(words)
    return Mask(text, Span(start, start + len(words), kind), by, lifted)


def read(texts, masks):
    """Return texts as reviewers read them, with what is masked in brackets."""
    shown = list(texts)
    for mask in sorted(masks, key=lambda mask: (mask.text, mask.span), reverse=True):
        if not mask.lifted:
            text = shown[mask.text]
            shown[mask.text] = f"{text[: mask.span.start]}[]{text[mask.span.end :]}"
    return tuple(shown)


def test_the_same_text_keeps_every_correction_in_its_order():
    texts = ("Melati dari Kampung Melati, dulu di Rumah Tani.",)
    before = [
        at(texts, "Melati"),
        Mask(0, Span(20, 26, NAME), lifted=True),
        at(texts, "Rumah Tani", by=MaskedBy.HR, kind=EMPLOYER),
    ]

    now = carried(before, texts, texts, [Mask(0, Span(0, 6, NAME)), Mask(0, Span(20, 26, NAME))])

    assert now.masks == tuple(before)
    assert now.left_behind == ()


def test_words_that_hr_masked_are_masked_wherever_they_stand_in_a_changed_text():
    earlier = ("Dulu di Rumah Tani.",)
    texts = ("RUMAH  tani dulu, lalu Rumah Taninya Bu Sri.", "Rumah Tani")

    now = carried([at(earlier, "Rumah Tani", by=MaskedBy.HR)], earlier, texts, [])

    assert read(texts, now.masks) == ("[] dulu, lalu []nya Bu Sri.", "[]")
    assert {mask.by for mask in now.masks} == {MaskedBy.HR}
    assert now.left_behind == ()


def test_words_that_hr_masked_and_that_are_gone_are_left_behind():
    earlier = ("Dulu di Rumah Tani.",)
    mask = at(earlier, "Rumah Tani", by=MaskedBy.HR)

    now = carried([mask], earlier, ("Dulu di tempat lain.",), [])

    assert (now.masks, now.left_behind) == ((), (mask,))


def test_words_that_hr_lifted_stay_lifted_between_the_same_neighbours_only():
    earlier = ("Salam dari Kampung Melati, terima kasih.",)
    texts = ("Hormat kami dari Kampung Melati, terima kasih. Salam, Melati",)
    found = [Mask(0, Span(place, place + 6, NAME)) for place in (25, 54)]

    now = carried([at(earlier, "Melati", lifted=True)], earlier, texts, found)

    assert read(texts, now.masks) == ("Hormat kami dari Kampung Melati, terima kasih. Salam, []",)
    assert now.left_behind == ()


def test_words_that_hr_lifted_and_that_are_masked_again_are_left_behind():
    earlier, texts = ("Salam dari Kampung Melati.",), ("Salam, Melati",)
    lifted = at(earlier, "Melati", lifted=True)

    now = carried([lifted], earlier, texts, [at(texts, "Melati")])

    assert read(texts, now.masks) == ("Salam, []",)
    assert now.left_behind == (lifted,)


def test_words_that_hr_lifted_and_that_are_gone_need_no_word():
    earlier = ("Salam dari Kampung Melati.",)

    now = carried([at(earlier, "Melati", lifted=True)], earlier, ("Salam.",), [])

    assert (now.masks, now.left_behind) == ((), ())


def test_a_text_that_has_only_moved_keeps_its_masks():
    earlier = ("Sri, Melati", "Tenda")
    texts = ("Kursi", "Sri, Melati", "Tenda")
    lifted = at(earlier, "Melati", lifted=True)

    now = carried([lifted], earlier, texts, [at(texts, "Melati", text=1)])

    assert [(mask.text, mask.lifted) for mask in now.masks] == [(1, True)]


def test_what_is_known_anew_is_masked_but_for_what_hr_lifted():
    texts = ("Ini Dewi Melati dan Kampung Melati.",)
    before = [at(texts, "Melati", lifted=True)]

    now = carried(before, texts, texts, [at(texts, "Dewi Melati"), Mask(0, Span(28, 34, NAME))])

    assert now.masks[0] == before[0]
    assert read(texts, now.masks) == ("Ini []Melati dan Kampung [].",)


def test_an_earlier_text_that_cannot_be_read_any_more_leaves_its_corrections_behind():
    by_hr, by_program = Mask(0, Span(0, 3, NAME), MaskedBy.HR), Mask(0, Span(5, 9, NAME))

    now = carried([by_hr, by_program], (), ("Apa pun",), [])

    assert (now.masks, now.left_behind) == ((), (by_hr,))


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("ani", [(0, 7, 10), (0, 23, 26)]),
        ("organ", [(0, 12, 17)]),
        ("Salam, Ani.", [(0, 0, 11)]),
        (" ", []),
    ],
)
def test_words_are_whole_words_and_pieces_only_where_there_are_none(words, places):
    assert list(places_of(["Salam, Ani. Organisasi Aninya."], words)) == places
