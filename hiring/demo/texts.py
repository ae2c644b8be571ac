"""What managers and referees of the demo give as their reasons; what is longer stands in files of its own."""

#: Milestone -> outcome and reason.
DECISIONS = {
    "offered": (
        "offer",
        "Nilai tertinggi pada komunikasi tertulis dan acara, dengan bukti yang sejalan dari dua penilai; "
        "kedua referensi mengukuhkan peran yang dinyatakan. Pengalaman menangani keluhan warga cocok dengan lokasi.",
    ),
    "reserved": (
        "reserve",
        "Memenuhi standar pada semua kompetensi yang diukur. Disimpan sebagai cadangan karena pengalaman acara "
        "besar masih terbatas dan baru satu penempatan yang dibuka.",
    ),
    "rejected": (
        "reject",
        "Jawaban pada empat tugas berada di bawah standar: fakta pokok tidak diperiksa dan ganti rugi dibicarakan "
        "di luar wewenang. Pengalaman yang dinyatakan juga belum menyentuh hubungan dengan warga.",
    ),
}

#: A number that belongs to nobody, and what HR notes of a call to it.
CALLED_NUMBER = "0811 0000 0012"
NOT_ANSWERED = "Tidak diangkat. Menurut tetangganya beliau ke kebun sampai sore; dicoba lagi pukul 17.00."
DECLINED = "Kami hanya tiga bulan satu giliran kerja, jadi saya tidak dapat menilai dengan adil."
