"""Sample dossiers: a rich one, a sparse one and one full of hostile text, in both languages."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from hiring.reports.answers import (
    AnswerValue,
    ChoiceAnswer,
    MostLeastAnswer,
    Option,
    PartAnswer,
    PathAnswer,
    PathStep,
    RatedOption,
    RatingsAnswer,
    TableAnswer,
    TaskAnswer,
    TextAnswer,
)
from hiring.reports.rules import (
    Candidate,
    CompetencyResult,
    Decision,
    Dossier,
    Facts,
    KeyedTask,
    Level,
    NotMeasured,
    NotMeasuredReason,
    Opening,
    Policy,
    Provenance,
    QuestionAnswered,
    Receipt,
    Reference,
    ReferenceMean,
    RaterMean,
    ReportLocale,
    SeenByReferee,
    Source,
    StatedFact,
    Summary,
    TaskRating,
    Weight,
    level_reached,
    raters_differ,
)
from tests.factories import dossier_texts as texts

Choose = Callable[[str, str], str]
#: Weight in per cent, and what the referees gave: mean, statements, referees, not observed.
RUBRIC: dict[str, tuple[int, tuple[str, int, int, int] | None]] = {
    "COMW": (25, ("4.25", 4, 2, 0)),
    "COMO": (15, ("3.50", 4, 2, 0)),
    "NETW": (25, ("4.00", 3, 2, 1)),
    "EVNT": (20, ("2.75", 4, 2, 0)),
    "ADAP": (15, ("4.50", 2, 1, 2)),
}


def rich(locale: ReportLocale) -> Dossier:
    """A complete report: five competencies, one not measured, two references, a decision."""
    choose = _chooser(locale)
    return Dossier(
        code="HR-7F3K-2M9Q",
        candidate=Candidate("Siti Rahmawati Nurhaliza", "A-7F3K"),
        opening=Opening("Community Officer", "Bekasi, Jawa Barat", "2026-11-27T16:59:00Z", "Asia/Jakarta"),
        organisation="PT Contoh Nusantara",
        generated_at="2026-12-04T03:15:00Z",
        locale=locale,
        summary=Summary(Decimal("3.43"), n_tasks=4, n_ratings=16, weight_covered=Decimal(85)),
        competencies=tuple(_result(code, choose) for code in RUBRIC),
        provenance=_provenance(choose),
        keyed_tasks=(
            KeyedTask("T04", choose(*texts.TASKS["T04"]), Decimal(2), Decimal(2), True, "1"),
            KeyedTask("T07", choose(*texts.TASKS["T07"]), Decimal(8), Decimal(9), True, "1"),
        ),
        facts=_facts(choose),
        references=_references(choose),
        not_measured=(NotMeasured(choose(*texts.COMPETENCIES["COMO"][0]), NotMeasuredReason.NO_TASK),),
        decision=Decision(
            "offer",
            choose(
                "Writes with care for the reader and approaches partners as an equal. The two ratings of adaptability were read together: the first weighs the late message to the doctors, the second the protection of elderly people. Both are right; we will plan the first events together.",
                "Menulis dengan memikirkan pembaca dan mendekati mitra secara setara. Kedua nilai adaptabilitas dibaca bersama: yang pertama menimbang pesan yang terlambat kepada dokter, yang kedua perlindungan bagi lansia. Keduanya benar; acara-acara pertama akan kami rencanakan bersama.",
            ),
            "Bambang Prasetyo",
            "2026-12-03T08:40:00Z",
        ),
        answers=_answers(choose),
        receipt=Receipt("SR-4KQ2-88TM", "2026-11-24T07:52:31Z"),
    )


def sparse(locale: ReportLocale) -> Dossier:
    """A candidate who answered little: nothing rated, no references, no facts, no decision."""
    full = rich(locale)
    names = [result.name for result in full.competencies]
    reasons = [NotMeasuredReason.NOT_RATED, NotMeasuredReason.NO_TASK, *3 * [NotMeasuredReason.NO_ANSWER]]
    return replace(
        full,
        candidate=Candidate("Tono", "A-9XQ2"),
        summary=Summary(None, n_tasks=0, n_ratings=0, weight_covered=Decimal(0)),
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
            for result, reason in zip(full.competencies, reasons, strict=True)
        ),
        keyed_tasks=(),
        facts=Facts(),
        references=(),
        not_measured=tuple(NotMeasured(name, reason) for name, reason in zip(names, reasons, strict=True)),
        decision=None,
        answers=(
            TaskAnswer("T05", full.answers[3].title, (part("", full.answers[3].parts[0].prompt, None),)),
        ),
        receipt=None,
    )


def hostile(locale: ReportLocale, address: str = "http://127.0.0.1:9") -> Dossier:
    """Every text a person could have typed is markup, a link to `address`, or unprintable."""
    full = rich(locale)
    attack = (
        f"<script>fetch('{address}/script')</script><img src={address}/img.png>"
        f'<link rel=stylesheet href="{address}/a.css"><a href="file:///etc/passwd">x</a>'
        f"<svg><image href='{address}/svg'/></svg><style>@import url({address}/style)</style>"
        f"<link rel=attachment href=file:///etc/passwd>{{{{ 7*7 }}}}{{% raw %}} %(name)s {{0}}"
    )
    foreign = "🙂👩‍👩‍👧 漢字 مرحبا \u202egnirts\u202c שלום a" + "\u0301" * 40 + " \x00\x1b[31m"
    result = replace(
        full.competencies[0],
        name=attack,
        definition=attack,
        level=Level(3, attack, attack),
        ratings=tuple(
            replace(one, reason=attack, quotes=(attack, foreign)) for one in full.competencies[0].ratings
        ),
    )
    fact = StatedFact(attack, foreign, attack, attack, (attack, "R1"))
    said = (attack + "\n\n" + foreign) * 3
    return replace(
        full,
        candidate=Candidate(f"{attack} {foreign}", "A-3HST"),
        opening=replace(full.opening, title=attack, place=foreign),
        organisation=attack,
        competencies=(result, *full.competencies[1:]),
        facts=Facts((fact,), (fact,), (f"{address}/cv", "file:///etc/passwd", "javascript:alert(1)"), True),
        references=tuple(
            replace(one, relationship=attack, name=foreign, answers=(QuestionAnswered(attack, said),))
            for one in full.references
        ),
        decision=replace(full.decision or Decision("reject", "", "", ""), reason=attack, by=foreign),
        answers=(
            TaskAnswer("T01", attack, (part("a", attack, TextAnswer(said)),)),
            TaskAnswer(
                "T02", "T02", (part("", attack, TableAnswer((attack, foreign), ((foreign, attack),) * 3)),)
            ),
        ),
    )


def with_answer(dossier: Dossier, text: str) -> Dossier:
    """The same dossier with one more answer that says `text`."""
    extra = TaskAnswer("T99", "T99", (part("", "?", TextAnswer(text)),))
    return replace(dossier, answers=(*dossier.answers, extra))


def every_kind_of_answer(locale: ReportLocale) -> Dossier:
    """The rich dossier with a single choice and a rating of options beside the other kinds."""
    full, choose = rich(locale), _chooser(locale)
    question = choose("What do you do first?", "Apa yang Anda lakukan lebih dahulu?")
    call = choose("Phone her now and confirm in writing.", "Telepon sekarang, lalu konfirmasi tertulis.")
    wait = choose("Leave it for the monthly evaluation.", "Bahas pada evaluasi bulanan.")
    rated = RatingsAnswer(
        1,
        7,
        choose("very ineffective", "sangat tidak efektif"),
        choose("very effective", "sangat efektif"),
        (RatedOption("A", call, 6), RatedOption("B", wait, None)),
    )
    parts = (part("a", question, ChoiceAnswer(Option("A", call))), part("b", question, rated))
    more = TaskAnswer("T03", choose("An influencer breaks the SOP", "Influencer melanggar SOP"), parts)
    return replace(full, answers=(*full.answers, more))


def part(label: str, prompt: str, value: AnswerValue | None) -> PartAnswer:
    words = len(value.text.split()) if isinstance(value, TextAnswer) else None
    digest = sha256(repr(value).encode("utf-8", "backslashreplace")).hexdigest() if value else None
    return PartAnswer(label, prompt, value, words, digest)


def _chooser(locale: ReportLocale) -> Choose:
    return lambda english, indonesian: english if locale == "en" else indonesian


def _result(code: str, choose: Choose) -> CompetencyResult:
    weight, seen = RUBRIC[code]
    ratings = tuple(
        TaskRating(task, choose(*texts.TASKS[task]), rater, level, choose(english, indonesian), quotes)
        for competency, task, rater, level, english, indonesian, quotes in texts.RATINGS
        if competency == code
    )
    levels = {letter: [one.level for one in ratings if one.rater == letter and one.level] for letter in "AB"}
    given = [*levels["A"], *levels["B"]]
    score = _mean(given) if given else None
    reached = level_reached(score) if score else 0
    name, definition = texts.COMPETENCIES[code]
    return CompetencyResult(
        code=code,
        name=choose(*name),
        definition=choose(*definition),
        weight=Decimal(weight),
        score=score,
        not_measured=None if score else NotMeasuredReason.NO_TASK,
        level=Level(reached, choose(*texts.SCALE[reached]), choose(*texts.ANCHORS[code]))
        if reached
        else None,
        raters=tuple(RaterMean(letter, _mean(numbers)) for letter, numbers in levels.items() if numbers),
        ratings=ratings,
        differs=raters_differ(ratings),
        references=ReferenceMean(Decimal(seen[0]), *seen[1:]) if seen else None,
    )


def _mean(levels: list[int]) -> Decimal:
    return (Decimal(sum(levels)) / len(levels)).quantize(Decimal("0.01"))


def _facts(choose: Choose) -> Facts:
    return Facts(
        education=(
            StatedFact(
                choose("Bachelor of Communication Science", "Sarjana Ilmu Komunikasi"),
                "Universitas Contoh Bandung",
                "2014–2018",
            ),
        ),
        experience=(
            StatedFact(
                choose("Community facilitator", "Fasilitator komunitas"),
                "Yayasan Air Jernih",
                choose("2019–2023", "2019–2023"),
                choose(
                    "Led twelve village meetings a year and the hand-over of three wells.",
                    "Memimpin dua belas pertemuan desa setahun dan serah terima tiga sumur.",
                ),
                ("R1",),
            ),
            StatedFact(
                choose("Event coordinator", "Koordinator acara"),
                "CV Ruang Temu",
                choose("since 2023", "sejak 2023"),
                choose(
                    "Health check for 300 residents, budget Rp 60 million.",
                    "Pemeriksaan kesehatan 300 warga, anggaran Rp60 juta.",
                ),
                ("R1", "R2"),
            ),
        ),
        links=("https://contoh.example/portofolio-siti",),
        has_cv=True,
    )


def _references(choose: Choose) -> tuple[Reference, ...]:
    names = {code: choose(*texts.COMPETENCIES[code][0]) for code in RUBRIC}
    badly = choose(
        "Describe one situation with a community, partner or influencer that went badly. What did the candidate do?",
        "Ceritakan satu situasi dengan komunitas, mitra, atau influencer yang berjalan buruk. Apa yang dilakukan kandidat?",
    )
    support = choose(
        "What support would help the candidate most in a new role?",
        "Dukungan apa yang paling membantu kandidat dalam peran baru?",
    )
    return (
        Reference(
            "R1",
            choose("Former line manager", "Mantan atasan langsung"),
            choose("2019–2023, daily", "2019–2023, setiap hari"),
            "Dewi Kartikasari",
            (
                SeenByReferee("COMW", names["COMW"], Decimal("4.50"), 2, 0),
                SeenByReferee("COMO", names["COMO"], Decimal("4.00"), 2, 0),
                SeenByReferee("NETW", names["NETW"], Decimal("4.50"), 2, 0),
                SeenByReferee("EVNT", names["EVNT"], Decimal("3.00"), 2, 0),
                SeenByReferee("ADAP", names["ADAP"], Decimal("4.50"), 2, 0),
            ),
            (
                QuestionAnswered(
                    badly,
                    "Pada 2022 warga Dusun Ngasem menolak lokasi sumur karena berdekatan dengan makam. Siti meminta pekerjaan dihentikan dua minggu, mendatangi tiga keluarga satu per satu, lalu mengusulkan lokasi kedua bersama juru kunci. Sumurnya selesai terlambat, tetapi dipakai sampai sekarang.",
                ),
                QuestionAnswered(
                    support, "Pendamping yang kuat dalam mengelola anggaran pada enam bulan pertama."
                ),
            ),
        ),
        Reference(
            "R2",
            choose("Partner outside the organisation", "Mitra di luar organisasi"),
            choose("2023–2026, monthly", "2023–2026, setiap bulan"),
            None,
            (
                SeenByReferee("COMW", names["COMW"], Decimal("4.00"), 2, 0),
                SeenByReferee("COMO", names["COMO"], Decimal("3.00"), 2, 0),
                SeenByReferee("NETW", names["NETW"], Decimal("3.00"), 1, 1),
                SeenByReferee("EVNT", names["EVNT"], Decimal("2.50"), 2, 0),
                SeenByReferee("ADAP", names["ADAP"], None, 0, 2),
            ),
            (QuestionAnswered(support, "Tim lapangan yang tetap, agar tidak mengerjakan semuanya sendiri."),),
        ),
    )


def _answers(choose: Choose) -> tuple[TaskAnswer, ...]:
    title = {code: choose(*pair) for code, pair in texts.TASKS.items()}
    columns = (choose("Item", "Pos"), choose("Calculation", "Perhitungan"), "Rp")
    most = Option(
        "C",
        choose(
            "Write that you have read it, that the child's condition comes first and whom families can call; ask to remove the personal data; report by 22.00.",
            "Menulis bahwa Anda membaca laporan itu, keadaan anak diutamakan dan siapa yang dapat dihubungi keluarga; meminta data pribadi dihapus; melapor pukul 22.00.",
        ),
    )
    least = Option(
        "A",
        choose(
            "Write that the story is a lie and that spreading it can be reported to the police.",
            "Menulis bahwa cerita itu bohong dan penyebarnya dapat dilaporkan ke polisi.",
        ),
    )
    steps = (
        PathStep(
            choose(
                "Saturday, 13.00. The vendor for three tents and sound cannot come tomorrow at 07.00.",
                "Sabtu, pukul 13.00. Vendor tiga tenda dan tata suara tidak dapat datang besok pukul 07.00.",
            ),
            Option(
                "A",
                choose(
                    "Ask him for a partner firm, call the two vendors on the reserve list, tell the coordinator now",
                    "Meminta rujukan mitra, menghubungi dua vendor cadangan, langsung memberi tahu koordinator",
                ),
            ),
        ),
        PathStep(
            choose(
                "Vendor X has three tents for Rp 6.5 million; Rp 5.0 million is left. Rain probability 60 %.",
                "Vendor X memiliki tiga tenda seharga Rp6,5 juta; sisa anggaran Rp5,0 juta. Kemungkinan hujan 60 %.",
            ),
            Option(
                "C",
                choose(
                    "Two tents within budget, elderly and mothers first, third tent from the village office",
                    "Dua tenda sesuai anggaran, lansia dan ibu didahulukan, tenda ketiga dari kelurahan",
                ),
            ),
        ),
        PathStep(
            choose(
                "Sunday 06.20: tents stand; catering is 40 minutes late.",
                "Minggu pukul 06.20: tenda berdiri; konsumsi terlambat 40 menit.",
            ),
            Option(
                "A",
                choose(
                    "Open registration and checks on time, speech at 07.15, snacks later; tell MC, doctors and RT heads the new order",
                    "Membuka pendaftaran dan pemeriksaan tepat waktu, sambutan pukul 07.15, kudapan menyusul; memberi tahu MC, dokter, dan ketua RT",
                ),
            ),
        ),
    )
    return (
        TaskAnswer(
            "T01",
            title["T01"],
            (
                part(
                    "a",
                    choose("Write the reply letter.", "Tulislah surat balasan."),
                    TextAnswer(texts.LETTER),
                ),
                part(
                    "b",
                    choose(
                        "Write three talking points and one question you will ask at the meeting.",
                        "Tulislah tiga pokok bicara dan satu pertanyaan yang akan Anda ajukan dalam pertemuan.",
                    ),
                    TextAnswer(texts.TALKING_POINTS),
                ),
            ),
        ),
        TaskAnswer(
            "T02",
            title["T02"],
            (
                part(
                    "a",
                    choose(
                        "Correct the budget and add the contingency.",
                        "Perbaiki anggaran dan tambahkan dana cadangan.",
                    ),
                    TableAnswer(columns, texts.BUDGET_ROWS),
                ),
                part(
                    "b",
                    choose(
                        "Explain to your supervisor in 80–160 words.",
                        "Jelaskan kepada atasan dalam 80–160 kata.",
                    ),
                    TextAnswer(texts.BUDGET_NOTE),
                ),
            ),
        ),
        TaskAnswer(
            "T04",
            title["T04"],
            (
                part(
                    "",
                    choose(
                        "Which action is the most effective, which the least?",
                        "Tindakan mana yang paling efektif, dan mana yang paling tidak efektif?",
                    ),
                    MostLeastAnswer(most, least),
                ),
            ),
        ),
        TaskAnswer(
            "T05",
            title["T05"],
            (
                part(
                    "",
                    choose(
                        "Write the first e-mail proposing a conversation about cooperation.",
                        "Tulislah surel pertama yang mengusulkan pembicaraan kerja sama.",
                    ),
                    TextAnswer(texts.NGO_MAIL),
                ),
            ),
        ),
        TaskAnswer(
            "T07",
            title["T07"],
            (
                part(
                    "a",
                    choose("Decide step by step.", "Ambillah keputusan langkah demi langkah."),
                    PathAnswer(steps),
                ),
                part(
                    "b",
                    choose(
                        "Write the message to the committee on Sunday evening.",
                        "Tulislah pesan kepada panitia pada Minggu malam.",
                    ),
                    TextAnswer(texts.COMMITTEE_MESSAGE),
                ),
            ),
        ),
    )


def _provenance(choose: Choose) -> Provenance:
    def source(title: str, version: str) -> Source:
        return Source(title, version, sha256(f"{title} {version}".encode()).hexdigest())

    return Provenance(
        rubric=source("Community Officer", "2"),
        assessment=source(choose("Community officer, 95 minutes", "Petugas komunitas, 95 menit"), "3"),
        bank=source("community-officer", "2026.2"),
        tasks=tuple(source(f"{code} · {choose(*pair)}", "1") for code, pair in texts.TASKS.items()),
        policy=Policy(
            2,
            2,
            tuple(
                Weight(choose(*texts.COMPETENCIES[code][0]), Decimal(weight))
                for code, (weight, _) in RUBRIC.items()
            ),
        ),
        software="hiring 0.1.0",
    )
