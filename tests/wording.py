"""Words that stood beside another for the same thing, or that nobody would say, and what is said instead."""

import re
from collections.abc import Iterator, Mapping

REPLACED_INDONESIAN = {
    r"\bkonsep\b": "draf",
    r"\bsekunder\b": "pendukung",
    r"\bperamban\b": "browser",
    r"\bpakar\b": "ahli",
    r"\bdosir": "berkas kandidat",
    r"\bdaftar pendek\b": "perbandingan kandidat",
    r"\bsurel(nya)?\b(?!\.example)": "email",
    r"\bsambungan\b": "koneksi",
    r"\bsidik digital\b": "sidik jari digital",
    r"\bdengan sendirinya\b": "otomatis",
    r"\bberselisih\b": "berbeda jauh",
    r"\b(me)?mundurkan\b": "perpanjang",
    r"\bmengundurkan diri\b": "menarik lamaran, mengalihkan jawaban",
    r"\bbila\b": "jika",
    r"\bkampanye rekrutmen\b": "lowongan",
    r"\btelepon pintar\b": "ponsel",
    r"\bpekerja latar belakang\b": "proses latar belakang",
    r"\bsatu bita pun\b": "sedikit pun",
    r"\bantar (penilai|pemberi)\b": "antar-, closed",
    r"\bbertanggal\b": "dengan tanggal",
    r"\b(tidak )?teramati\b": "(tidak sempat) melihat",
    r"\b(sedikitnya|setidaknya)\b": "paling sedikit",
    r"\bperlu anda$": "menunggu Anda",
    r"\bsilakan (isi|tulis|jelaskan|periksa|sebutkan|persingkat|centang|coba|pilih .)": "-lah, or Mohon",
}

REPLACED_ENGLISH = {
    r"\bdossiers?\b": "candidate file",
    r"\bshortlists?\b": "candidates compared",
    r"\bsuperiors?\b": "line manager",
    r"\b(go|goes|going) on\b": "continue",
    r"\bcom(e|es|ing) in (again|here|by|as|with)\b": "sign in",
    r"\bstands? (here|below|in|beside|first)\b": "is shown, comes first",
    r"\bSo many\b(?! lines)": "this many",
    r"\bmend(s|ed)?\b": "correct",
    r"\b(are|is|be|been|was|were) written to\b(?! files)": "contacted",
    r"\bby (itself|themselves)\b": "automatically",
    r"(?<![\w(-])(?<!unwanted )mails?\b(?! servers?| texts)": "e-mail",
    r"\bmailed\b": "sent",
    r"\b(the|this) post\b|\bposts? (held|stated)\b": "position, job or role",
    r"\bstep(s|ped)? aside\b": "hand an answer over",
    r"\blet the scores\b": "accept the scores with fewer ratings",
    r"\bclosing moments?\b": "closing time",
    r"\bfair (mean|place)\b": "adjusted",
    r"\bcannot be taken back\b": "cannot be undone",
    r"\b(primary|secondary)\b": "main, supporting",
    r"\bcolour (nobody|them|it)\b": "influence",
    r"\bnot selected\b": "not taken further",
    r"\bneeds you$": "for you to do",
}


def words_in(replaced: Mapping[str, str], text: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a text that is no longer used, with what is said instead."""
    for word, instead in replaced.items():
        if found := re.search(word, text, re.IGNORECASE):
            yield found.group(), instead
