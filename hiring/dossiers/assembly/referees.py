"""What referees answered, beside the scores and never inside them."""

from collections.abc import Iterator, Mapping

from hiring.dossiers.assembly.language import Language, language_of
from hiring.dossiers.beside_tasks import RelationMeans, SeenByReferee
from hiring.dossiers.values import DossierReference, QuestionAnswered
from hiring.i18n import N_
from hiring.references.queries import GivenReference, References, Said

_COMPARED = N_("Compared with a hundred such people: better than how many?")

_BY_TELEPHONE = N_("told by telephone")


def label_of(number: int) -> str:
    """Return what the dossier calls the referee with this number."""
    return f"R{number}"


def references(
    found: References | None, names: Mapping[str, str], language: Language
) -> tuple[DossierReference, ...]:
    """Return the references in their order; `names` are those of the competencies, by code."""
    return tuple(_reference(given, names, language) for given in found.given) if found else ()


def relations(
    found: References | None, names: Mapping[str, str], language: Language
) -> tuple[RelationMeans, ...]:
    """Return the means by relation to the candidate: figures and numbers of people, nobody's name."""
    return tuple(
        RelationMeans(
            language.say(group.name),
            group.n_referees,
            tuple(
                SeenByReferee(one.competency, names[one.competency], one.mean, one.n_items, one.not_observed)
                for one in group.sums
                if one.competency in names and (one.n_items or one.not_observed)
            ),
        )
        for group in (found.by_kind if found else ())
    )


def _reference(given: GivenReference, names: Mapping[str, str], language: Language) -> DossierReference:
    return DossierReference(
        label=label_of(given.number),
        relationship=_relationship(given, language),
        period=", ".join(part for part in (given.period, given.how_often) if part),
        name=", ".join(part for part in (given.name, given.organisation) if part),
        competencies=tuple(
            SeenByReferee(one.competency, names[one.competency], one.mean, one.n_items, one.not_observed)
            for one in given.seen
            if one.competency in names and (one.n_items or one.not_observed)
        ),
        answers=tuple(_answers(given, language)),
        language=language_of(given.locale),
    )


def _relationship(given: GivenReference, language: Language) -> str:
    told = language.say(_BY_TELEPHONE) if given.by_telephone else ""
    return ", ".join(part for part in (given.relationship, told) if part)


def _answers(given: GivenReference, language: Language) -> Iterator[QuestionAnswered]:
    for said in (*given.about_the_referee, *given.statements):
        yield from _said(said)
    for seen in given.observed:
        if seen.example:
            yield QuestionAnswered(seen.statement, seen.label, seen.example)
    if given.compared:
        places = "; ".join(f"{facet}: {place}" for facet, place in given.compared)
        yield QuestionAnswered(language.say(_COMPARED), places)
    for said in given.open_answers:
        yield from _said(said)


def _said(said: Said) -> Iterator[QuestionAnswered]:
    if said.answer or said.note:
        yield QuestionAnswered(said.question, said.answer, said.note)
