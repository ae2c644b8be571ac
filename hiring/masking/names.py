"""Find a candidate's name in a text: whole or in part, in any order, with title and degrees, as initials.

A word that is also a name is only masked where it stands as a name. Whoever the task itself speaks of stays.
"""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import permutations

from hiring.masking.known import JOINING, MOST_NAMES, SHORTEST_FORM, Name
from hiring.masking.rules import MaskKind, Span
from hiring.masking.words import DOUBLE, ENDINGS, NAMING, SHORT, SIGNING, TITLES, WordOfText, Words

_DEGREE = r"[A-Z][A-Za-z]{0,5}\.[A-Za-z.]{0,8}"
_DEGREES = re.compile(rf",?[ ]?{_DEGREE}(?:,[ ]?{_DEGREE}){{0,4}}")
_ADDRESSED = re.compile(r"[ ]?\((?:Mr|Mrs|Ms|Miss|Bpk|Bapak|Pak|Ibu|Bu)\.?\)")
_POSSESSIVE = re.compile(r"['’]s(?!\w)")


class _Form(Enum):
    WHOLE = 1
    SHORT = 2
    INITIAL = 3
    JOINING = 4


def names_in(words: Words, task: Words, name: str) -> Iterator[Span]:
    """Yield where a text names its writer."""
    own = Name.of(name)
    if own.whole:
        yield from _Finder(words, task, own).spans()
        yield from _run_together(words.text, own)


class _Finder:
    """One look through one text."""

    def __init__(self, words: Words, task: Words, own: Name) -> None:
        self.words, self.task, self.own = words, task, own

    def spans(self) -> Iterator[Span]:
        number = 0
        while number < len(self.words.all):
            last = self._run_from(number)
            if last is None:
                number += 1
                continue
            yield self._span(number, last)
            number = last + 1

    def _form(self, number: int) -> _Form | None:
        word = self.words.all[number]
        said = self.own.without_ending(word.plain)
        if said in self.own.whole:
            return _Form.WHOLE
        if len(word.text) == 1 and word.text.isupper() and word.plain in self.own.initials:
            return _Form.INITIAL
        if said in self.own.shorts:
            return _Form.SHORT
        return _Form.JOINING if word.plain in JOINING else None

    def _run_from(self, first: int) -> int | None:
        """Return with which word a name ends that begins with this one, or None where none begins."""
        forms = self._forms_from(first)
        while len(forms) > 1:
            last = first + len(forms) - 1
            if self._several(first, last, forms):
                return None if self._of_the_task(first, last) else last
            forms.pop()
            while forms and forms[-1] is _Form.JOINING:
                forms.pop()
        word = self.words.all[first]
        if forms and forms[0] is _Form.WHOLE:
            return first if self._one_whole(first) else None
        if forms and forms[0] is _Form.SHORT:
            return first if self._one_short(first) else None
        return first if self._signed_with(word, first) else None

    def _forms_from(self, first: int) -> list[_Form]:
        """Return the forms of the words from here on that may be one name."""
        forms: list[_Form] = []
        used: set[str] = set()
        number = first
        while number < len(self.words.all) and len(forms) <= MOST_NAMES:
            form = self._form(number)
            if form is None or (form is _Form.JOINING and not forms):
                break
            if forms and not self._go_together(number - 1, forms[-1], form):
                break
            said = self.words.all[number].plain
            if form in {_Form.WHOLE, _Form.SHORT} and said in used:
                break
            used.add(said)
            forms.append(form)
            number += 1
        while forms and forms[-1] is _Form.JOINING:
            forms.pop()
        return forms

    def _go_together(self, number: int, form: _Form, following: _Form) -> bool:
        gap = self.words.gap(number)
        bare = gap.strip()
        if len(gap) > 3 or gap.count("\n") > 1:
            return False
        if form is _Form.INITIAL:
            return bare in {".", "'", "’", "", "-"} and (bool(bare) or following is not _Form.INITIAL)
        if bare == ",":
            return {form, following} == {_Form.WHOLE} or following is _Form.SHORT
        return bare in {"", "-", "'", "’"} and (bool(bare) or bool(gap))

    def _several(self, first: int, last: int, forms: list[_Form]) -> bool:
        """Say whether several words of a name, or a word with initials, are a name here."""
        words = self.words.all[first : last + 1]
        if forms[-1] is _Form.INITIAL and not self._pointed(last):
            return False
        if _Form.WHOLE not in forms:
            letters = "".join(word.plain for word in words)
            return set(forms) == {_Form.INITIAL} and self.own.are_initials(letters)
        named = [word for word, form in zip(words, forms, strict=True) if form is not _Form.JOINING]
        if len(named) < 2:
            return False
        if all(word.capital for word in named):
            return True
        return set(forms) <= {_Form.WHOLE, _Form.JOINING} and self._named_in_small(named)

    def _named_in_small(self, named: list[WordOfText]) -> bool:
        """Say whether words of a name are a name without capitals: in its order, not words like others."""
        said = [word.plain for word in named]
        if any(word.capital for word in named):
            return not any(word.plain in DOUBLE and not word.capital for word in named)
        in_order = said == [each for each in self.own.words if each in said]
        return in_order and not DOUBLE.issuperset(said)

    def _pointed(self, number: int) -> bool:
        end = self.words.all[number].end
        return self.words.text[end : end + 1] == "."

    def _one_whole(self, number: int) -> bool:
        word = self.words.all[number]
        double = self.own.without_ending(word.plain) in DOUBLE or len(word.text) < SHORTEST_FORM
        if self._of_the_task(number, number):
            return False
        if not double:
            return not (self._title(number) and self._another_follows(number))
        if not word.capital:
            return self.words.chatty and (self._title(number) or self._named(number))
        return self._stands_as_name(number)

    def _one_short(self, number: int) -> bool:
        word = self.words.all[number]
        said = self.own.without_ending(word.plain)
        if self._of_the_task(number, number):
            return False
        if not word.capital:
            called = self._title(number) or self._named(number)
            return self.words.chatty and called and len(said) > SHORTEST_FORM and not _ordinary(said)
        if self._title(number):
            return not self._another_follows(number)
        if word.all_capitals and self._in_capitals(number):
            return self._named(number) and not _ordinary(said)
        return self._short_alone(number, said)

    def _short_alone(self, number: int, said: str) -> bool:
        """Say of a short form with a capital, and without a title, whether it is one."""
        if said in SHORT:
            return self.words.alone_on_line(number, number) and self._last(number)
        if len(said) == SHORTEST_FORM or said in DOUBLE:
            return self._named(number) and self._stands_as_name(number)
        if self._is_a_word(said):
            return False
        begins = self.words.begins_sentence(number) and len(said) > SHORTEST_FORM + 1
        return begins or self._stands_as_name(number)

    def _stands_as_name(self, number: int) -> bool:
        """Say whether a word with a capital, that may be a word like others, stands as a name here."""
        if self._title(number) or self._named(number):
            return not self._another_follows(number)
        if self._in_capitals(number):
            return False
        if self.words.alone_on_line(number, number):
            return True
        if self.words.begins_sentence(number):
            return False
        return not self._after_a_name(number) and not self._another_follows(number)

    def _after_a_name(self, number: int) -> bool:
        """Say whether a word with a capital stands right before, and not only because a sentence begins."""
        before = self.words.at(number - 1)
        if before is None or not before.capital or self.words.gap(number - 1) != " ":
            return False
        return self.words.all[number].plain in DOUBLE or not self.words.begins_sentence(number - 1)

    def _title(self, number: int) -> bool:
        before = self.words.at(number - 1)
        return (
            before is not None and before.plain in TITLES and self.words.gap(number - 1) in {" ", ". ", "."}
        )

    def _named(self, number: int) -> bool:
        before = self.words.at(number - 1)
        if before is None or before.plain not in NAMING:
            return False
        gap = self.words.gap(number - 1)
        return len(gap) <= 3 and gap.strip(" \n\"“'‘") in {"", ":", ",", "-"}

    def _last(self, number: int) -> bool:
        return number > 0 and self.words.number_from(self.words.all[number].end) >= len(self.words.all)

    def _another_follows(self, number: int) -> bool:
        """Say whether a word with a capital follows that is none of the name: another's, or a place's."""
        here, following = self.words.all[number], self.words.at(number + 1)
        if following is None or not following.capital or self.words.gap(number) != " ":
            return False
        if here.all_capitals and following.all_capitals:
            return False
        return self._form(number + 1) is None

    def _in_capitals(self, number: int) -> bool:
        """Say whether a word stands among others that are in capitals throughout."""
        if not self.words.all[number].all_capitals:
            return False
        beside = (self.words.at(number - 1), self.words.at(number + 1))
        return any(word is not None and word.all_capitals for word in beside)

    def _is_a_word(self, said: str) -> bool:
        """Say whether the text or its task has this as a word, without a capital."""
        return any(
            not text.all[place].capital
            for text in (self.words, self.task)
            for place in text.places.get(said, ())[:50]
        )

    def _signed_with(self, word: WordOfText, number: int) -> bool:
        if not word.all_capitals or len(word.text) > MOST_NAMES or not self.own.are_initials(word.plain):
            return False
        before = self.words.at(number - 1)
        return before is not None and before.plain in SIGNING and len(self.words.gap(number - 1)) <= 3

    def _of_the_task(self, first: int, last: int) -> bool:
        """Say whether these words name whom or what the task itself names."""
        said = [word.plain for word in self.words.all[first : last + 1]]
        return any(
            self._same_as(place, first, last)
            for place in self.task.places.get(said[0], ())[:50]
            if [word.plain for word in self.task.all[place : place + len(said)]] == said
        )

    def _same_as(self, place: int, first: int, last: int) -> bool:
        end = place + last - first
        if not self.task.all[place].capital:
            return False
        before = self._neighbour(self.task, place - 1, place - 1)
        after = self._neighbour(self.task, end + 1, end)
        mine_before, mine_after = self.words.at(first - 1), self.words.at(last + 1)
        if after is not None and mine_after is not None and mine_after.plain == after.plain:
            return True
        if before is not None and mine_before is not None:
            if mine_before.plain == before.plain:
                return True
            if mine_before.plain in TITLES:
                return before.plain in TITLES
        return last == first and not self._named(first) and not self.words.alone_on_line(first, last)

    @staticmethod
    def _neighbour(text: Words, number: int, gap: int) -> WordOfText | None:
        """Return the word beside one, where it belongs to the same name."""
        word = text.at(number)
        if word is None or text.gap(gap).strip(".") not in {" ", ""}:
            return None
        return word if word.capital or word.plain in TITLES else None

    def _span(self, first: int, last: int) -> Span:
        start, end = self.words.all[first].start, self.words.all[last].end
        if self._title(first):
            start = self.words.all[first - 1].start
        text = self.words.text
        if (
            self.words.all[last].text.isupper()
            and len(self.words.all[last].text) == 1
            and self._pointed(last)
        ):
            end += 1
        following = self.words.at(last + 1)
        if following is not None and following.plain in ENDINGS and self.words.gap(last) == "-":
            end = following.end
        for behind in (_POSSESSIVE, _DEGREES, _ADDRESSED):
            found = behind.match(text, end)
            end = found.end() if found else end
        return Span(start, end, MaskKind.NAME)


def _ordinary(said: str) -> bool:
    return said in SHORT or said in DOUBLE


def _run_together(text: str, own: Name) -> Iterator[Span]:
    """Yield where words of the name are written as one, as in the name of a file or an account."""
    pairs = permutations(own.words, 2) if len(own.words) > 1 else ()
    pattern = "|".join(
        f"{re.escape(first)}[._-]?{re.escape(second)}"
        for first, second in pairs
        if len(first) + len(second) > 5
    )
    if not pattern:
        return
    for found in re.finditer(pattern, text, re.IGNORECASE):
        inside = found[0]
        if re.search(r"[._-]", inside) or any(letter.isupper() for letter in inside[1:]) or len(inside) > 8:
            yield Span(found.start(), found.end(), MaskKind.NAME)
