"""Find a candidate's employers and schools in a text, with or without what kind of body each is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hiring.masking.rules import MaskKind, Span
from hiring.masking.words import DOUBLE, WordOfText, Words, listed

#: Says what a body is in law: never said in speech, never part of its initials.
LEGAL = listed("pt cv ud pd tbk persero ltd limited inc llc plc pte gmbh corp fa")
#: Says of what kind a body is: left out in speech.
TYPES = LEGAL | listed(
    """
    yayasan koperasi perkumpulan persekutuan lembaga badan dinas balai kantor kementerian perusahaan perum
    perumda universitas universiti university institut institute politeknik polytechnic akademi academy
    sekolah school tinggi college kampus stie stikes stmik stisip stkip stia stt uin iain stain smk sma
    smp smu sd mts man smkn sman madrasah aliyah pesantren pondok negeri swasta klinik puskesmas paroki
    gereja komunitas radio bank hotel toko pasar foundation trust association company group grup rumah
    sakit rs
    """
)
_SMALL = frozenset({"dan", "and", "of", "the", "di", "untuk", "for", "bagi", "in", "ke"})
#: Before the rest of a name of one word, these say that the body is meant and not the word.
_AT_BODY = TYPES | frozenset(
    {"univ", "alumni", "alumnus", "alumna", "lulusan", "mahasiswa", "dosen", "kuliah"}
)
_LEGAL_BEFORE = re.compile(r"(?<!\w)(?:PT|CV|UD|PD)\.?[ ]\Z", re.IGNORECASE)
_LEGAL_BEHIND = re.compile(r"(?:,?[ ](?:\(?Persero\)?|Tbk\.?|Ltd\.?|Inc\.?))+(?!\w)", re.IGNORECASE)
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Body:
    """A body as it may be named: words that follow each other."""

    whole: tuple[str, ...]
    rest: tuple[str, ...]
    """Without what kind it is."""
    initials: frozenset[str]
    short: re.Pattern[str] | None
    """As universities are called: Un and the beginning of its name."""


def organisations_in(words: Words, task: Words, names: Sequence[str], kind: MaskKind) -> Iterator[Span]:
    """Yield where a text names one of these bodies, and its task does not."""
    for name in names:
        body = _body(name)
        if body is None:
            continue
        for form in {body.whole, _without(body.whole, LEGAL), body.rest}:
            if form and not _stands_in(task, form):
                yield from _forms_in(words, form, kind, whole=form != body.rest or form == body.whole)
        yield from _shorter(words, task, body, kind)


def _body(name: str) -> _Body | None:
    found = Words(name).all[:MOST_WORDS]
    said = tuple(word.plain for word in found)
    if not said:
        return None
    rest = _without_kind(said)
    counted = [word for word in said if word not in _SMALL]
    proper = [word for word in counted if word not in LEGAL]
    initials = {
        "".join(word[0] for word in some).upper()
        for some in (proper, [w for w in proper if w in rest])
        if len(some) >= 3
    }
    start = rest[0] if said[0].startswith("universit") and rest and len(rest[0]) > 3 else None
    short = re.compile(rf"(?:Un|UN){_beginnings(start)}") if start else None
    return _Body(said, rest, frozenset(initials), short)


def _beginnings(word: str) -> str:
    """Return a pattern for the first two to five letters of a word."""
    return (
        "(?:"
        + "|".join(re.escape(word[:many]) + "|" + re.escape(word[:many].upper()) for many in (5, 4, 3, 2))
        + ")"
    )


def _without(said: tuple[str, ...], left_out: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in said if word not in left_out)


def _without_kind(said: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name from its first word on that does not say what kind it is, and up to the last such."""
    start, end = 0, len(said)
    while start < end and said[start] in TYPES:
        start += 1
    while end > start and said[end - 1] in TYPES:
        end -= 1
    return said[start:end] or said


def _stands_in(task: Words, form: tuple[str, ...]) -> bool:
    return any(_follows(task, place, form) for place in task.places.get(form[0], ()))


def _follows(words: Words, place: int, form: tuple[str, ...]) -> bool:
    for step, wanted in enumerate(form):
        word = words.at(place + step)
        if word is None or word.plain != wanted:
            return False
        if step and not _joined(words.gap(place + step - 1)):
            return False
    return True


def _joined(gap: str) -> bool:
    """Say whether two words may belong to one name: a number may stand between, a full stop may not."""
    return len(gap) <= 4 and gap.count("\n") <= 1 and not set(gap) & set(";:!?()")


def _forms_in(words: Words, form: tuple[str, ...], kind: MaskKind, *, whole: bool) -> Iterator[Span]:
    for place in words.places.get(form[0], ()):
        if not _follows(words, place, form):
            continue
        if len(form) == 1 and not _means_the_body(words, place, whole=whole):
            continue
        start, end = words.all[place].start, words.all[place + len(form) - 1].end
        before = _LEGAL_BEFORE.search(words.text, max(0, start - 5), start)
        behind = _LEGAL_BEHIND.match(words.text, end)
        yield Span(before.start() if before else start, behind.end() if behind else end, kind)


def _means_the_body(words: Words, place: int, *, whole: bool) -> bool:
    word, before = words.all[place], words.at(place - 1)
    if not word.capital:
        return False
    if before is not None and before.plain in _AT_BODY and words.gap(place - 1) in {" ", ". "}:
        return True
    return whole and len(word.text) > 3 and word.plain not in DOUBLE and not words.begins_sentence(place)


def _shorter(words: Words, task: Words, body: _Body, kind: MaskKind) -> Iterator[Span]:
    wanted = {initials.lower() for initials in body.initials}
    for plainly in wanted - set(task.places):
        for place in words.places.get(plainly, ()):
            if words.all[place].text.isupper():
                yield _span(words.all[place], kind)
    if body.short is not None:
        for word in words.all:
            if (
                word.text[:1] == "U"
                and word.text[1:2] in {"n", "N"}
                and body.short.fullmatch(word.text)
                and not task.places.get(word.plain)
            ):
                yield _span(word, kind)


def _span(word: WordOfText, kind: MaskKind) -> Span:
    return Span(word.start, word.end, kind)
