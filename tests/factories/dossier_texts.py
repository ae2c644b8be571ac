"""Texts of the sample dossiers: (English, Indonesian) pairs, and what the candidate wrote."""

from typing import Final

Pair = tuple[str, str]

COMPETENCIES: Final[dict[str, tuple[Pair, Pair]]] = {
    "COMW": (
        ("Written communication", "Komunikasi tertulis"),
        (
            "Writes accurate, clear messages and promotional material that fit the reader and the channel, call for a response and protect trust.",
            "Menulis pesan dan materi promosi yang akurat, jelas, sesuai dengan pembaca dan salurannya, mengundang tanggapan, serta menjaga kepercayaan.",
        ),
    ),
    "COMO": (
        ("Oral communication and presentation", "Komunikasi lisan dan presentasi"),
        (
            "Explains goals, programmes and decisions aloud so that listeners understand, listens to the end, and answers truthfully within authority.",
            "Menjelaskan tujuan, program, dan keputusan secara lisan sehingga dipahami, menyimak sampai tuntas, serta menjawab dengan jujur dalam batas wewenang.",
        ),
    ),
    "NETW": (
        ("Networking and partnership", "Jejaring dan kemitraan"),
        (
            "Finds the people and groups who matter, approaches them properly, agrees on mutual benefit and keeps the relationship alive.",
            "Menemukan orang dan kelompok yang berpengaruh atau terdampak, mendekati mereka dengan patut, menyepakati manfaat bersama, dan merawat hubungan.",
        ),
    ),
    "EVNT": (
        ("Event management and organisation", "Manajemen acara dan pengorganisasian"),
        (
            "Plans and runs community events so that purpose, place, time, budget, vendors, participants, safety and evaluation fit together.",
            "Merencanakan dan menjalankan acara komunitas sehingga tujuan, tempat, waktu, anggaran, vendor, peserta, keselamatan, dan evaluasi selaras.",
        ),
    ),
    "ADAP": (
        ("Adaptability", "Adaptabilitas"),
        (
            "Notices change, decides what still matters, changes the plan in a tested way and keeps people informed.",
            "Menangkap perubahan, menentukan hal yang tetap penting, mengubah rencana secara teruji, dan terus memberi tahu pihak terkait.",
        ),
    ),
}

SCALE: Final[dict[int, Pair]] = {
    3: ("Meets the standard", "Memenuhi standar"),
    4: ("Above standard", "Di atas standar"),
}

ANCHORS: Final[dict[str, Pair]] = {
    "COMW": (
        "Purpose and requested action appear in the opening; essential facts complete and correct; respectful tone that suits the reader; ready after light editing.",
        "Tujuan dan tindakan yang diharapkan tampak di bagian awal; fakta pokok lengkap dan benar; nada santun dan sesuai dengan pembaca; siap dipakai setelah disunting ringan.",
    ),
    "NETW": (
        "Also finds quiet, affected or opposing groups (e.g. women, youth, people with disabilities); sets each side's contribution, roles and follow-up dates; keeps a record of promises.",
        "Juga menemukan kelompok yang jarang bersuara, terdampak, atau menolak (misalnya perempuan, pemuda, penyandang disabilitas); menetapkan kontribusi, peran, dan jadwal tindak lanjut setiap pihak; mencatat janji.",
    ),
    "EVNT": (
        "Workable plan: timed run-down with owners, budget that adds up, vendor and participant arrangements, basic permit and safety steps, simple evaluation.",
        "Rencana dapat dijalankan: susunan acara berwaktu dengan penanggung jawab, anggaran yang jumlahnya benar, pengaturan vendor dan peserta, langkah dasar izin dan keselamatan, evaluasi sederhana.",
    ),
    "ADAP": (
        "Recognises the change, keeps the priority, proposes a workable alternative and tells those affected in time.",
        "Mengenali perubahan, menjaga prioritas, mengusulkan alternatif yang dapat dijalankan, dan memberi tahu pihak terdampak tepat waktu.",
    ),
}

TASKS: Final[dict[str, Pair]] = {
    "T01": (
        "Letter to the village head about factory noise",
        "Surat kepada kepala desa tentang kebisingan pabrik",
    ),
    "T02": ("Flood-relief event budget", "Anggaran kegiatan bantuan banjir"),
    "T04": ("An angry WhatsApp group", "Grup WhatsApp yang memanas"),
    "T05": ("E-mail to an NGO", "Surel kepada LSM"),
    "T07": ("A vendor cancels", "Vendor membatalkan"),
}

#: (competency, task, rater, level, reason in English, in Indonesian, quotations)
RATINGS: Final[tuple[tuple[str, str, str, int | None, str, str, tuple[str, ...]], ...]] = (
    (
        "COMW",
        "T01",
        "A",
        4,
        "Opens with the letter it answers, names the exceedance and the single measurement, and leaves nothing to be guessed. The order of the paragraphs follows the reader's worry, not the company's.",
        "Dibuka dengan surat yang dijawab, menyebut pelampauan batas dan satu kali pengukuran, dan tidak menyisakan tebakan. Urutan paragraf mengikuti kegelisahan pembaca, bukan kepentingan perusahaan.",
        ("Satu kali pengukuran belum menggambarkan apa yang didengar keluarga di rumah.",),
    ),
    (
        "COMW",
        "T01",
        "B",
        4,
        "All facts right, including “scheduled” for the silencer. The contact line could stand higher.",
        "Semua fakta benar, termasuk kata “dijadwalkan” untuk peredam. Baris narahubung sebaiknya lebih awal.",
        (),
    ),
    (
        "COMW",
        "T02",
        "A",
        3,
        "Both errors are named in the first sentence; the explanation is short and can be forwarded after light editing.",
        "Kedua kesalahan disebut pada kalimat pertama; penjelasannya ringkas dan dapat diteruskan setelah disunting ringan.",
        ("Truk baru dihitung satu hari dan jumlahnya belum memasukkan tata suara.",),
    ),
    (
        "COMW",
        "T02",
        "B",
        3,
        "Clear and complete, but the proposal and the reasons stand in one long paragraph.",
        "Jelas dan lengkap, tetapi usulan dan alasannya menyatu dalam satu paragraf panjang.",
        (),
    ),
    (
        "COMW",
        "T05",
        "A",
        3,
        "Respectful and correct; the subject line says little and the request comes late.",
        "Santun dan benar; baris subjek kurang bicara dan permintaannya terlambat muncul.",
        (),
    ),
    (
        "COMW",
        "T05",
        "B",
        4,
        "Answers the objection the reader is sure to have before it is raised.",
        "Menjawab keberatan yang pasti dimiliki pembaca sebelum diajukan.",
        ("Kerja sama apa pun tidak mengurangi kebebasan Bapak untuk mengkritik kami.",),
    ),
    (
        "NETW",
        "T01",
        "A",
        4,
        "Brings in the heads of RT 03 and RT 05 and the health post, and thinks of mothers who will not speak in a meeting.",
        "Melibatkan Ketua RT 03, Ketua RT 05, dan posyandu, serta memikirkan ibu-ibu yang tidak akan berbicara di forum.",
        ("Ibu dengan bayi dan warga yang bekerja malam dapat menyampaikan keluhan langsung kepada saya.",),
    ),
    (
        "NETW",
        "T01",
        "B",
        3,
        "A proper approach and a dated next step; roles of the others stay open.",
        "Pendekatan yang patut dan langkah lanjut bertanggal; peran pihak lain belum ditentukan.",
        (),
    ),
    (
        "NETW",
        "T05",
        "A",
        4,
        "Mentions the old criticism openly, encloses the results and asks whether help is wanted at all. Two dates, at their place.",
        "Menyebut kritik lama secara terbuka, melampirkan hasil uji, dan bertanya apakah bantuan memang dikehendaki. Dua tanggal, di tempat mereka.",
        (
            "Bapak benar bahwa muara waktu itu tercemar.",
            "Saya dapat datang ke Kampung Laut pada tanggal 19 atau 24.",
        ),
    ),
    (
        "NETW",
        "T05",
        "B",
        4,
        "Independence of the partner is protected in so many words; village and district are named as listeners.",
        "Kemandirian mitra dijaga secara tegas; desa dan kabupaten disebut sebagai pendengar.",
        (),
    ),
    (
        "EVNT",
        "T02",
        "A",
        3,
        "Budget corrected to the rupiah, ceiling kept by two banners fewer. Permit and list of recipients named, waste and safety not.",
        "Anggaran dikoreksi sampai rupiah terakhir, pagu dijaga dengan dua spanduk lebih sedikit. Izin dan daftar penerima disebut, sampah dan keselamatan tidak.",
        (),
    ),
    (
        "EVNT",
        "T02",
        "B",
        4,
        "Checks the documents against each other and keeps the contingency; names a trigger for rain.",
        "Memeriksa silang dokumen dan mempertahankan dana cadangan; menyebut pemicu bila hujan.",
        ("Jika hujan menutup jalan pada hari pertama, pembagian pindah ke sekolah.",),
    ),
    (
        "EVNT",
        "T07",
        "A",
        3,
        "Three changes of procedure, each workable; no owner is named for the second.",
        "Tiga perubahan prosedur, masing-masing dapat dijalankan; yang kedua tanpa penanggung jawab.",
        (),
    ),
    (
        "EVNT",
        "T07",
        "B",
        3,
        "Good use of what was learned; the evaluation of the event itself is thin.",
        "Pelajaran dimanfaatkan dengan baik; evaluasi acaranya sendiri tipis.",
        (),
    ),
    (
        "ADAP",
        "T07",
        "A",
        2,
        "The message reports what happened, but the change of the running order reached the doctors late and the side effect on the queue is not seen.",
        "Pesan melaporkan kejadian, tetapi perubahan susunan acara terlambat sampai kepada dokter dan dampaknya pada antrean tidak terlihat.",
        (),
    ),
    (
        "ADAP",
        "T07",
        "B",
        4,
        "Weighs two alternatives, protects elderly people and mothers first, and marks in the run-down what may move.",
        "Menimbang dua alternatif, mendahulukan lansia dan ibu, dan menandai bagian susunan acara yang dapat digeser.",
        ("susunan acara diberi tanda “tetap” dan “dapat digeser”",),
    ),
)

LETTER: Final = """Karangjati, 4 November 2026

Yth. Ibu Lastri
Kepala Desa Karangjati

Terima kasih atas surat Ibu tanggal 3 November. Warga RT 03 dan RT 05 sudah dua minggu sulit tidur, dan itu disebabkan oleh kami: kompresor baru yang dipakai sejak sif malam dimulai pada 20 Oktober.

Pada malam 28 Oktober kami mengukur satu kali di pagar pabrik. Hasilnya 58 dBA, di atas batas 55 dBA yang berlaku bagi kami. Satu kali pengukuran belum menggambarkan apa yang didengar keluarga di rumah. Berkenankah Ibu bila kita mengukur kembali bersama Ketua RT 03, Ketua RT 05, dan posyandu, pada malam dan di rumah yang Ibu tentukan?

Peredam suara sudah dipesan dan dijadwalkan tiba 24 November. Sampai terpasang, kami sedang mengkaji penghentian kompresor pada malam hari. Keputusannya belum ada; saya sampaikan kepada Ibu paling lambat Jumat, 6 November, apa pun hasilnya.

Saya akan hadir di balai desa pada Kamis, 12 November, pukul 19.30 dan ingin lebih banyak mendengar daripada berbicara. Ibu dengan bayi dan warga yang bekerja malam dapat menyampaikan keluhan langsung kepada saya bila tidak ingin berbicara di forum.

Hormat saya,
Community Officer PT Sinar Bambu Lestari"""

TALKING_POINTS: Final = """1. Suara itu dari kompresor kami, dan hasil ukur memang di atas batas.
2. Yang sudah pasti: peredam dijadwalkan 24 November, pengukuran bersama kapan pun warga mau.
3. Yang belum pasti: penghentian malam. Kabarnya saya bawa sendiri ke sini.

Pertanyaan: pada jam berapa dan di rumah mana gangguan paling berat?"""

BUDGET_NOTE: Final = """Truk baru dihitung satu hari dan jumlahnya belum memasukkan tata suara. Subjumlah yang benar 68.450.000; dengan cadangan 10 % menjadi 75.295.000, lebih 295.000 dari pagu. Dengan delapan spanduk jumlahnya 74.965.000. Paket, pos kesehatan, dan cadangan tidak saya ubah karena langsung melayani tujuan. Jika hujan menutup jalan pada hari pertama, pembagian pindah ke sekolah; pemicunya pesan BPBD pukul 05.00. Yang belum ada dan tidak tampak dari angka: izin desa beserta daftar penerima yang disepakati ketua RT, dan jalur khusus lansia serta ibu hamil."""

BUDGET_ROWS: Final = (
    ("Paket sembako", "250 × 165.000", "41.250.000"),
    ("Tenda", "2 × 1.750.000", "3.500.000"),
    ("Truk", "3 × 2 hari × 1.200.000", "7.200.000"),
    ("Konsumsi relawan", "60 × 3 × 25.000", "4.500.000"),
    ("Tata suara", "1 × 2.500.000", "2.500.000"),
    ("Dokumentasi", "1 × 3.000.000", "3.000.000"),
    ("Pos kesehatan", "1 × 5.000.000", "5.000.000"),
    ("Spanduk", "8 × 150.000", "1.200.000"),
    ("Dana cadangan", "10 %", "6.815.000"),
    ("Jumlah", "", "74.965.000"),
)

NGO_MAIL: Final = """Subjek: Menindaklanjuti pertemuan kita di forum kabupaten

Bapak Yusran yang terhormat,

Kita bertemu pada forum kabupaten bulan Agustus. Saya bekerja untuk perusahaan yang dua tahun lalu Bapak kritik karena limbah di muara. Bapak benar bahwa muara waktu itu tercemar. Saluran limbah sudah dibangun ulang; hasil uji bulanan kabupaten selama sebelas bulan terakhir saya lampirkan, termasuk dua hasil yang masih di atas target kami, agar Bapak dapat menilai sendiri.

Sekolah mangrove Bapak mengajarkan sesuatu yang tidak kami kuasai: merawat pesisir bersama orang yang hidup darinya. Perusahaan ingin mendukung penghidupan pesisir selama 12 bulan. Kerja sama apa pun tidak mengurangi kebebasan Bapak untuk mengkritik kami.

Sebelum berbicara tentang dana, saya ingin belajar dari ibu-ibu sekolah mangrove mengenai hal yang membantu, dan apakah kehadiran kami memang dikehendaki. Saya dapat datang ke Kampung Laut pada tanggal 19 atau 24. Bila jawabannya tidak, alasan singkat dari Bapak sangat berarti bagi kami."""

COMMITTEE_MESSAGE: Final = """287 dari 300 warga diperiksa; antrean terlama 55 menit di pos mata. Yang menyelamatkan kita: takmir masjid, ketua RT, dan tim dr. Ani. Terima kasih.

Mulai sekarang: (1) dua vendor dikonfirmasi tertulis paling lambat H−3; (2) kewenangan mencairkan dana cadangan pada akhir pekan ditetapkan sebelum acara; (3) susunan acara diberi tanda “tetap” dan “dapat digeser”, versinya dipasang di papan. Mohon tambahkan yang terlewat sebelum Selasa."""
