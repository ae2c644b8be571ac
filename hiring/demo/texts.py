"""What the reviewers, referees and managers of the demo write."""

#: Reasons by level; {name} is the competency. Two voices, so that two reviewers do not sound alike.
REASONS: dict[int, tuple[str, str]] = {
    1: (
        "Fakta pokok hilang dan nada menyalahkan pihak lain; naskah harus ditulis ulang sebelum dapat dipakai.",
        "Jawaban menjanjikan hal di luar wewenang dan tidak menyentuh persoalan utama yang diajukan.",
    ),
    2: (
        "Maksudnya ada, tetapi langkahnya umum dan tidak jelas siapa yang mengerjakan apa dan kapan.",
        "Sebagian fakta benar; dampak bagi pihak lain terlewat dan tidak ada langkah lanjut bertanggal.",
    ),
    3: (
        "Fakta lengkap dan benar, nadanya patut, langkah lanjutnya jelas; keberatan pembaca belum diantisipasi.",
        "Rencana dapat dijalankan dan dapat dipahami; risiko utama belum diberi alternatif.",
    ),
    4: (
        "Keberatan pembaca dijawab dengan fakta, peran tiap pihak jelas, dan ada tenggat tindak lanjut.",
        "Dokumen diperiksa silang, pihak yang paling terdampak dilindungi, pilihannya dijelaskan alasannya.",
    ),
    5: (
        "Mengakui terbuka hal yang belum diketahui, melibatkan pihak yang jarang bersuara, dan menyediakan cara memeriksa.",
        "Titik keputusan, pemicu, dan penanggung jawab disebut; kejanggalan sumber ditemukan dan diselesaikan.",
    ),
}

NOTHING_SHOWN = "Jawaban ini tidak memuat hal yang dapat dinilai untuk kompetensi tersebut."

DECISIONS = {
    "offered": (
        "offer",
        "Nilai tertinggi pada komunikasi tertulis dan acara, dengan bukti yang konsisten dari dua penilai; "
        "kedua referensi mengukuhkan peran yang dinyatakan. Pengalaman keluhan warga cocok dengan lokasi.",
    ),
    "reserved": (
        "reserve",
        "Memenuhi standar pada semua kompetensi yang diukur. Disimpan sebagai cadangan karena pengalaman acara "
        "besar masih terbatas dan baru satu penempatan yang dibuka.",
    ),
    "rejected": (
        "reject",
        "Jawaban pada empat tugas berada di bawah standar: fakta pokok tidak diperiksa dan janji di luar wewenang. "
        "Pengalaman yang dinyatakan juga belum menyentuh hubungan dengan warga.",
    ),
}

EXAMPLES = {
    "high": "Saat sosialisasi pelabuhan, ia mendatangi keluarga nelayan satu per satu sebelum rapat dan mencatat setiap janji.",
    "low": "Pada satu acara tahun lalu, susunan acara terlambat dibagikan sehingga vendor menunggu dua jam.",
}

STORY = (
    "Pada musim hujan tahun lalu warga menolak penggalian saluran karena khawatir pohon keramat ditebang. "
    "Ia meminta pekerjaan dihentikan dua minggu, mendatangi tiga keluarga satu per satu bersama juru kunci, "
    "lalu mengusulkan jalur kedua. Salurannya selesai terlambat, tetapi dipakai sampai sekarang."
)
SUPPORT = "Beban acara yang dibagi dengan satu rekan, serta atasan yang mau turun ke desa setidaknya sebulan sekali."
DECLINED = "Saya terlalu singkat bekerja bersama kandidat untuk menilai dengan adil."

#: What each candidate adds in her own words, so that no two answers are the same.
OWN_WORDS = (
    "Saya menulis ini setelah membaca ulang seluruh bahan.",
    "Nomor telepon saya ada di bagian bawah surat.",
    "Saya akan menelepon ketua RT sebelum surat ini dikirim.",
    "I would read this aloud to a colleague before sending it.",
    "Demikian dari saya.",
    "Saya mencatat semua janji dalam buku tamu balai desa.",
    "Salinan saya kirim kepada sekretaris desa.",
    "Mohon dikoreksi bila ada yang keliru.",
)

#: What candidates say about AI aids where a task asks for it.
DECLARED_AIDS = (
    {"used": "no"},
    {"used": "yes", "how": "Penerjemah otomatis untuk memeriksa dua kalimat; isinya saya susun sendiri."},
    {"used": "no"},
    {"used": "yes", "how": "Asisten AI memeriksa ejaan draf saya. Dua sarannya saya pakai, yang lain tidak."},
)
