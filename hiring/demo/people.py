"""The people of the demo. All of them, their employers and their villages are invented."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from hiring.accounts.rules import Role
from hiring.references.claims import NOTHING_STATED, Achievements

#: One for all demo accounts; printed by `make run`, and only ever set by the demo.
DEMO_PASSWORD = "padi menguning di sawah"  # noqa: S105 (a published demo password)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff."""

    name: str
    email: str
    roles: tuple[Role, ...]
    locale: str = "id"


ADMIN = Colleague("Wira Santika", "admin@contoh.example", (Role.ADMIN,))
HR = Colleague("Ratna Kusumawati", "hr@contoh.example", (Role.HR,))
MANAGER = Colleague("Hendra Wijaya", "manajer@contoh.example", (Role.HIRING_MANAGER,))
REVIEWERS = (
    Colleague("Laras Wulandari", "penilai1@contoh.example", (Role.REVIEWER,)),
    Colleague("Yusuf Pratama", "penilai2@contoh.example", (Role.REVIEWER,)),
    Colleague("Agnes Simatupang", "penilai3@contoh.example", (Role.REVIEWER,)),
    Colleague("Grace Tanuwijaya", "penilai4@contoh.example", (Role.REVIEWER,), "en"),
)
STAFF = (ADMIN, HR, *REVIEWERS, MANAGER)


class StoryMilestone(StrEnum):
    """How far a candidate has come when the demo is opened."""

    INVITED = "invited"
    OPENED = "opened"
    CONSENTED = "consented"
    SITTING = "sitting"
    HANDED_IN = "handed_in"
    SCORING = "scoring"
    SCORED = "scored"
    OFFERED = "offered"
    RESERVED = "reserved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Witness:
    """A referee. What those say who answer is written in testimonies.yaml."""

    name: str
    email: str
    organisation: str
    relationship: str
    answers: bool = True
    declines: bool = False
    called: bool = False
    """HR has called once, and nobody answered."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """A candidate. `quality` picks the example answer per task: weak, medium or strong."""

    name: str
    email: str
    milestone: StoryMilestone
    quality: dict[str, str] = field(default_factory=dict)
    education: str = ""
    experience: str = ""
    post: tuple[str, str, str, str] | None = None
    links: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    achievements: Achievements = NOTHING_STATED
    nobody_of_community: str = ""
    """Why there is nobody of the community side to name."""
    locale: str = "id"
    came: tuple[int, time] = (0, time())
    """How many days before the demo is opened, and at what time, they begin to work (or stop at what they are at)."""
    pace: tuple[float, ...] = ()
    """What share of its time each section takes; from 1 on the clock ends it."""
    reviewed: tuple[int, time] = (0, time())
    """How many working days before, and from when on, the panel reads the answers."""


def _quality(t01: str, t02: str, t04: str, t05: str, t07: str) -> dict[str, str]:
    return {"T01": t01, "T02": t02, "T04": t04, "T05": t05, "T07": t07}


APPLICANTS = (
    Applicant(
        "Sri Wahyuningsih",
        "sri.wahyuningsih@surel.example",
        StoryMilestone.OFFERED,
        _quality("strong", "strong", "strong", "strong", "medium"),
        "S1 Ilmu Komunikasi, Universitas Tirta Agung, 2015",
        "Delapan tahun mendampingi warga di sekitar dua pabrik dan satu pelabuhan ikan. Memimpin "
        "festival panen untuk sekitar 1.200 pengunjung dan menyusun prosedur keluhan warga.",
        ("Koordinator hubungan masyarakat", "PT Bumi Rawa Lestari", "2018", "2026"),
        ("https://portofolio.example/sri",),
        (
            Witness("Harun Alfian", "harun.alfian@bumirawa.example", "PT Bumi Rawa Lestari", "line_manager"),
            Witness("Suminah", "suminah@desakarang.example", "PKK Desa Karang Anyar", "partner"),
        ),
        Achievements(
            event="Festival panen Rawa Lestari",
            people="1.200",
            budget="Rp85 juta",
            partner="PKK Desa Karang Anyar",
        ),
        came=(8, time(9, 35)),
        pace=(0.82, 0.64, 0.91),
        reviewed=(4, time(9, 12)),
    ),
    Applicant(
        "Bagus Prasetyo",
        "bagus.prasetyo@surel.example",
        StoryMilestone.RESERVED,
        _quality("strong", "medium", "strong", "medium", "medium"),
        "D3 Hubungan Masyarakat, Politeknik Samudra, 2017",
        "Lima tahun sebagai penghubung komunitas pada perusahaan pengelola sampah. Terbiasa dengan "
        "grup warga dan kerja sama dengan dinas.",
        ("Penghubung komunitas", "CV Bersih Bersama", "2020", "2025"),
        (),
        (
            Witness("Nuraini Siregar", "nuraini@bersihbersama.example", "CV Bersih Bersama", "line_manager"),
            Witness("Pendi Kurnia", "pendi@rw07.example", "RW 07 Sukamaju", "partner"),
        ),
        came=(8, time(13, 10)),
        pace=(0.71, 0.48, 0.77),
        reviewed=(4, time(13, 20)),
    ),
    Applicant(
        "Dewi Anggraini",
        "dewi.anggraini@surel.example",
        StoryMilestone.SCORED,
        _quality("medium", "strong", "strong", "strong", "strong"),
        "S1 Sosiologi, Universitas Nusa Bahari, 2016",
        "Mengelola program sekolah mangrove bersama tiga LSM dan menyusun laporan dampak tahunan.",
        ("Manajer program", "Yayasan Pesisir Hijau", "2019", "2026"),
        ("https://blog.example/dewi",),
        (
            Witness("Yusran Bakri", "yusran@pesisirhijau.example", "Yayasan Pesisir Hijau", "line_manager"),
            Witness("Marlina Hutapea", "marlina@dinas.example", "Dinas Perikanan", "partner"),
        ),
        came=(7, time(10, 20)),
        pace=(0.94, 0.73, 0.88),
        reviewed=(3, time(9, 5)),
    ),
    Applicant(
        "Yohanes Kambu",
        "yohanes.kambu@surel.example",
        StoryMilestone.SCORED,
        _quality("medium", "medium", "medium", "strong", "medium"),
        "Bachelor of Development Studies, Cenderawasih Institute, 2018",
        "Six years of village facilitation in the highlands; organised four regional youth meetings.",
        ("Village facilitator", "Yayasan Honai Belajar", "2018", "2024"),
        (),
        (
            Witness("Marthen Wenda", "marthen@honai.example", "Yayasan Honai Belajar", "line_manager"),
            Witness(
                "Ester Kogoya", "ester@gereja.example", "Forum Pemuda Lembah", "colleague", answers=False
            ),
        ),
        locale="en",
        came=(7, time(8, 5)),
        pace=(0.66, 0.86, 0.58),
        reviewed=(3, time(10, 40)),
    ),
    Applicant(
        "Fitri Handayani",
        "fitri.handayani@surel.example",
        StoryMilestone.REJECTED,
        _quality("weak", "weak", "weak", "weak", "weak"),
        "S1 Manajemen, Universitas Mitra Karya, 2021",
        "Dua tahun sebagai admin media sosial toko busana.",
        ("Admin media sosial", "Toko Busana Melati", "2022", "2024"),
        (),
        (
            Witness("Indah Permata", "indah@melati.example", "Toko Busana Melati", "line_manager"),
            Witness("Rudi Hartono", "rudi@melati.example", "Toko Busana Melati", "colleague", declines=True),
        ),
        came=(7, time(19, 40)),
        pace=(0.36, 0.41, 0.35),
        reviewed=(3, time(13, 30)),
    ),
    Applicant(
        "I Made Suardana",
        "made.suardana@surel.example",
        StoryMilestone.SCORING,
        _quality("medium", "medium", "strong", "medium", "strong"),
        "S1 Pariwisata, Institut Seni Segara, 2014",
        "Mengatur upacara dan festival desa adat selama sepuluh tahun; bendahara panitia dua kali.",
        ("Ketua panitia festival", "Desa Adat Segara", "2016", "2026"),
        (),
        (
            Witness("Ni Luh Ratih", "ratih@segara.example", "Desa Adat Segara", "partner"),
            Witness(
                "Gede Arsana",
                "arsana@segara.example",
                "Desa Adat Segara",
                "colleague",
                answers=False,
                called=True,
            ),
        ),
        came=(6, time(9, 50)),
        pace=(0.79, 0.57, 0.69),
        reviewed=(2, time(9, 40)),
    ),
    Applicant(
        "Rina Marpaung",
        "rina.marpaung@surel.example",
        StoryMilestone.HANDED_IN,
        _quality("medium", "weak", "medium", "medium", "weak"),
        "S1 Jurnalistik, Universitas Tapian Raya, 2019",
        "Wartawan daerah tiga tahun, lalu staf komunikasi koperasi.",
        ("Staf komunikasi", "Koperasi Sejahtera", "2022", "2026"),
        (),
        (
            Witness(
                "Tigor Manurung",
                "tigor@koperasi.example",
                "Koperasi Sejahtera",
                "line_manager",
                answers=False,
            ),
            Witness(
                "Lestari Ginting",
                "lestari@koperasi.example",
                "Koperasi Sejahtera",
                "colleague",
                answers=False,
            ),
        ),
        nobody_of_community="Mitra kami di desa berganti setiap musim, dan nomornya sudah tidak aktif.",
        came=(6, time(20, 15)),
        pace=(0.87, 1, 0.52),
    ),
    Applicant(
        "Andi Tenri Abeng",
        "andi.tenri@surel.example",
        StoryMilestone.SITTING,
        _quality("strong", "medium", "strong", "medium", "medium"),
        "S1 Hubungan Internasional, Universitas Losari, 2017",
        "Relawan tanggap bencana dan penghubung donatur.",
        ("Penghubung donatur", "Relawan Timur", "2019", "2026"),
        (),
        (
            Witness(
                "Baso Rahman", "baso@relawantimur.example", "Relawan Timur", "line_manager", answers=False
            ),
            Witness("Hasnah", "hasnah@kelurahan.example", "Kelurahan Panambungan", "partner", answers=False),
        ),
    ),
    Applicant(
        "Joko Susilo",
        "joko.susilo@surel.example",
        StoryMilestone.CONSENTED,
        education="S1 Pendidikan Masyarakat, Universitas Mandala, 2013",
        experience="Pengelola taman baca dan pelatih karang taruna.",
        post=("Pengelola", "Taman Baca Cempaka", "2014", "2026"),
        came=(5, time(16, 25)),
    ),
    Applicant("Maria Goreti Sina", "maria.sina@surel.example", StoryMilestone.OPENED, came=(5, time(12, 5))),
    Applicant(
        "Teguh Santoso",
        "teguh.santoso@surel.example",
        StoryMilestone.WITHDRAWN,
        education="S1 Administrasi Niaga, Universitas Karya Bakti, 2012",
        experience="Sepuluh tahun di bagian umum perusahaan tekstil.",
        came=(4, time(11, 30)),
    ),
    Applicant("Nur Aisyah Ramadhani", "nur.aisyah@surel.example", StoryMilestone.INVITED),
)

#: Invited for an earlier opening, which closed before they had begun. One of them tries again.
TOO_LATE = (
    Applicant("Slamet Riyadi", "slamet.riyadi@surel.example", StoryMilestone.INVITED),
    next(each for each in APPLICANTS if each.milestone is StoryMilestone.OPENED),
)
