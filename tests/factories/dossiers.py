"""Sample dossiers: a rich one, a sparse one and one full of hostile text, in both languages."""

import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from hiring.banks.kinds.long_text.report import TextAnswer
from hiring.banks.kinds.table.report import TableAnswer
from hiring.dossiers.answers import AnswerValue, PartAnswer, TaskAnswer
from hiring.dossiers.behind_scores import (
    BehindScores,
    CalibratedOnTask,
    ChangedRule,
    DossierStanding,
    FurtherReading,
    IndependentLevel,
    NoErrorReason,
    PanelCalibration,
    RulesChangedOnce,
    ScoreExactness,
)
from hiring.dossiers.beside_tasks import (
    AskedInInterview,
    CompetencyUnit,
    DossierInterview,
    InterviewerFigure,
    InterviewerNote,
    JoinedCompetency,
    RelationMeans,
    SeenByReferee,
)
from hiring.dossiers.canonical import dossier_from_json
from hiring.dossiers.values import (
    SCHEMA,
    CompetencyResult,
    Dossier,
    DossierCandidate,
    DossierDecision,
    DossierRaterMean,
    Facts,
    Level,
    NotMeasured,
    NotMeasuredReason,
    QuestionAnswered,
    ReportLocale,
    StatedFact,
    Summary,
)

#: Most samples are as reports were before they knew who wrote in which language.
_BEFORE_LANGUAGES = 3
_FIVE_LEVELS = tuple(
    Level(
        number,
        f"Nama {number}",
        f"Uraian tingkat {number} dari kompetensi ini, cukup panjang untuk dua baris.",
    )
    for number in range(1, 6)
)
_FILE = Path(__file__).with_name("dossier.yaml")


@cache
def rich(locale: ReportLocale) -> Dossier:
    """A complete report: five competencies, one not measured, two references, every kind of answer."""
    plain = _in_language(_texts(), locale) | {"schema": _BEFORE_LANGUAGES, "locale": locale}
    return dossier_from_json(json.dumps(plain))


@cache
def _texts() -> Any:
    return YAML(typ="safe").load(_FILE.read_text("utf-8"))


def _in_language(value: Any, locale: str) -> Any:
    if isinstance(value, dict):
        if set(value) == {"en", "id"}:
            return value[locale]
        return {key: _in_language(item, locale) for key, item in value.items()}
    return [_in_language(item, locale) for item in value] if isinstance(value, list) else value


def in_two_languages(locale: ReportLocale) -> Dossier:
    """The rich report, whose candidate, reviewers, referees and manager all worked in Indonesian."""
    full = rich(locale)
    return replace(
        full,
        schema=SCHEMA,
        written_in="id",
        opening=replace(full.opening, language="id"),
        competencies=tuple(
            replace(one, ratings=tuple(replace(rating, language="id") for rating in one.ratings))
            for one in full.competencies
        ),
        references=tuple(
            replace(
                one,
                language="id",
                answers=tuple(replace(said, answer="Often", own=said.answer) for said in one.answers),
            )
            for one in full.references
        ),
        decision=full.decision and replace(full.decision, language="id"),
    )


def interviewed(locale: ReportLocale) -> Dossier:
    """The rich report of somebody who was interviewed by two people, with the units of standards."""
    full = in_two_languages(locale)
    names = [one.name for one in full.competencies]
    unit = CompetencyUnit("M.70KHM00.018.3", "Menyusun bahan presentasi", "SKKNI bidang Kehumasan")
    shares = {names[0]: 0, names[1]: 100}
    return replace(
        full,
        competencies=tuple(replace(one, standards=(unit,)) for one in full.competencies),
        relations=(
            RelationMeans(
                "Atasan",
                2,
                tuple(SeenByReferee(one.code, one.name, Decimal("4.25"), 4, 0) for one in full.competencies),
            ),
            RelationMeans("Pihak warga", 1),
        ),
        interviews_planned=True,
        interview=DossierInterview(
            held_at="2026-12-01T03:00:00Z",
            interviewers=("1", "2"),
            total=Decimal("3.61"),
            weight_covered=Decimal("100.00"),
            competencies=tuple(_joined(one, shares.get(one.name, 50)) for one in full.competencies),
            questions=tuple(
                _asked(number, name) for number, name in enumerate((names[1], names[2], None), 1)
            ),
        ),
    )


def behind(locale: ReportLocale) -> Dossier:
    """The interviewed report, with everything that stands behind its scores."""
    full = interviewed(locale)
    exact = ScoreExactness(Decimal("0.31"), Decimal("2.82"), Decimal("4.04"))
    too_few = ScoreExactness(None, missing=NoErrorReason.TOO_FEW)
    first = full.competencies[0]
    return replace(
        full,
        summary=replace(full.summary, exactness=exact),
        competencies=tuple(
            replace(
                one,
                exactness=None if one.score is None else too_few if one is not first else exact,
                levels=_FIVE_LEVELS,
            )
            for one in full.competencies
        ),
        decision=full.decision and replace(full.decision, order_reason="Ten years in three villages."),
        behind=BehindScores(
            standing=DossierStanding(
                7, "2026-12-04T02:00:00Z", "bayes", 9, 3, 2, 2, 4, Decimal("0.38"), older=True
            ),
            further_readings=(
                FurtherReading(
                    first.name,
                    first.ratings[0].task_title,
                    "apart",
                    (
                        IndependentLevel("A", 2),
                        IndependentLevel("B", 4),
                        IndependentLevel("C", 4, further=True),
                    ),
                    "mean",
                    Decimal("3.33"),
                ),
            ),
            calibration=PanelCalibration(
                1,
                (
                    CalibratedOnTask("A", first.ratings[0].task_title, "reached"),
                    CalibratedOnTask(
                        "B",
                        first.ratings[0].task_title,
                        "waved_through",
                        "Reviewer B has marked for ten years.",
                    ),
                ),
            ),
            rule_changes=(
                RulesChangedOnce(
                    "2026-12-02T02:00:00Z",
                    (ChangedRule("Difference that counts as disagreement", "2", "1"),),
                    "The scale proved coarse.",
                    "Dewi Lestari",
                    "Rina Wulandari",
                ),
            ),
        ),
    )


def _joined(one: CompetencyResult, share: int) -> JoinedCompetency:
    if share == 0:
        return JoinedCompetency(one.name, one.score, one.score, None, 0)
    means = InterviewerFigure("1", Decimal("4.00")), InterviewerFigure("2", Decimal("3.00"))
    score = (
        Decimal("3.50")
        if one.score is None
        else ((one.score + Decimal("3.50")) / 2).quantize(Decimal("0.01"))
    )
    return JoinedCompetency(one.name, score, one.score, Decimal("3.50"), share, means)


def _asked(number: int, competency: str | None) -> AskedInInterview:
    said = "Warga menyela dua kali. Ia berhenti, mendengarkan sampai selesai, lalu menjawab dengan angka yang ada."
    rated = competency is not None
    given = (
        InterviewerNote(
            "1", asked=True, level=4 if rated else None, not_shown=False, notes=said, language="id"
        ),
        InterviewerNote("2", asked=True, level=None, not_shown=rated, notes="", language="id"),
    )
    question = "Ceritakan satu pertemuan ketika warga menyela presentasi Anda. Apa yang Anda lakukan?"
    return AskedInInterview(number, question, competency, given, differs=rated)


def sparse(locale: ReportLocale) -> Dossier:
    """A candidate who answered nothing: no rating, no references, no facts, no decision."""
    full = rich(locale)
    reasons = [NotMeasuredReason.NOT_RATED, NotMeasuredReason.NO_TASK, *3 * [NotMeasuredReason.NO_ANSWER]]
    pairs = list(zip(full.competencies, reasons, strict=True))
    unasked = next(task for task in full.answers if task.code == "T05")
    return replace(
        full,
        code="HR-0SPA-RSE0",
        candidate=DossierCandidate("Tono", "A-9XQ2"),
        summary=Summary(None, n_tasks=0, n_ratings=0, weight_covered=full.summary.weight_covered * 0),
        competencies=tuple(
            replace(
                result,
                score=None,
                not_measured=reason,
                level=None,
                raters=(),
                ratings=(),
                differs=False,
                references=None,
            )
            for result, reason in pairs
        ),
        keyed_tasks=(),
        facts=Facts(),
        references=(),
        not_measured=tuple(NotMeasured(result.name, reason) for result, reason in pairs),
        decision=None,
        answers=(replace(unasked, parts=(part("", unasked.parts[0].prompt, None),)),),
        receipt=None,
    )


def crowded(locale: ReportLocale) -> Dossier:
    """Twice the competencies, long names everywhere, a third rater: more than one page likes to hold."""
    full = rich(locale)
    more = tuple(
        replace(result, name=f"{result.name}: {full.competencies[1].name}") for result in full.competencies
    )
    competencies = tuple(
        replace(one, raters=(*one.raters, DossierRaterMean("C", Decimal("3.50"))) if one.raters else ())
        for one in (*full.competencies, *more)
    )
    name = "Raden Ajeng Kusumawardhani Prameswari Hadiningrat Suryakencana binti Abdurrahman"
    title = "Petugas Komunitas dan Kemitraan Strategis untuk Wilayah Pesisir Utara Jawa Barat dan Banten"
    return replace(
        full,
        candidate=DossierCandidate(name, "A-7F3K"),
        opening=replace(full.opening, title=title, place="Saumlaki", zone="Asia/Jayapura"),
        competencies=competencies,
    )


def hostile(locale: ReportLocale, address: str = "http://127.0.0.1:9") -> Dossier:
    """Everything a person could have typed is markup, a link to `address`, or unprintable."""
    full, attack, foreign = rich(locale), markup(address), unprintable()
    first = full.competencies[0]
    ratings = tuple(replace(one, reason=attack, quotes=(attack, foreign)) for one in first.ratings)
    result = replace(first, name=attack, definition=attack, level=Level(3, attack, attack), ratings=ratings)
    fact = StatedFact(attack, foreign, attack, attack, (attack, "R1"))
    said = (attack + "\n\n" + foreign + "\n\n") * 3
    asked = (QuestionAnswered(attack, said),)
    table = TableAnswer((attack, foreign), ((foreign, attack),) * 3)
    return replace(
        full,
        candidate=DossierCandidate(f"{attack} {foreign}", "A-3HST"),
        opening=replace(full.opening, title=attack, place=foreign),
        organisation=attack,
        competencies=(result, *full.competencies[1:]),
        facts=Facts((fact,), (fact,), (f"{address}/cv", "file:///etc/passwd", "javascript:alert(1)"), True),
        references=tuple(
            replace(one, relationship=attack, name=foreign, answers=asked) for one in full.references
        ),
        decision=DossierDecision("reserve", attack, foreign, "2026-12-03T08:40:00Z"),
        answers=(
            TaskAnswer("T01", attack, (part("a", attack, TextAnswer(said)),)),
            TaskAnswer("T02", "T02", (part("", attack, table),)),
        ),
    )


def markup(address: str) -> str:
    """Return text that would fetch `address` or read a file if it were taken for a page."""
    return (
        f"<script>fetch('{address}/script')</script><img src={address}/img.png>"
        f'<link rel=stylesheet href="{address}/a.css"><a href="file:///etc/passwd">x</a>'
        f"<svg><image href='{address}/svg'/></svg><style>@import url({address}/style)</style>"
        f'<object data="{address}/object"></object><iframe src="{address}/frame"></iframe>'
        f"<link rel=attachment href=file:///etc/passwd>{{{{ 7*7 }}}}{{% raw %}} %(name)s {{0}}"
    )


def unprintable() -> str:
    """Return emoji, scripts our font lacks, turned direction, piled-up marks and control characters."""
    return "🙂👩‍👩‍👧 漢字 مرحبا \u202egnirts\u202c שלום a" + "\u0301" * 40 + " \x00\x1b[31m\ud800"


def with_answer(dossier: Dossier, text: str) -> Dossier:
    """Return the same dossier with one more answer that says `text`."""
    return replace(
        dossier, answers=(*dossier.answers, TaskAnswer("T99", "T99", (part("", "?", TextAnswer(text)),)))
    )


def part(label: str, prompt: str, value: AnswerValue | None) -> PartAnswer:
    words = len(value.text.split()) if isinstance(value, TextAnswer) else None
    digest = sha256(repr(value).encode("utf-8", "backslashreplace")).hexdigest() if value else None
    return PartAnswer(label, prompt, value, words, digest)
