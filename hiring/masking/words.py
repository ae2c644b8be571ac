"""The words of a text with their places, and words that people are called by or that stand around names."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

#: Letters only: what joins them, an apostrophe or a hyphen, stands between two words.
_WORD = re.compile(r"[^\W\d_]+")
#: Marks that some ways of writing put behind a letter instead of into it.
_MARK = re.compile(r"[\u0300-\u036f]+")
#: After these, or at the beginning, a word is written with a capital whatever it is.
_SENTENCE_ENDS = frozenset('.!?:;\n"“”(•–—-*[>\u2026/|')
LONGEST_GAP = 4


def plain(word: str) -> str:
    """Return a word as it is compared: without case, without marks.

    >>> plain("Andr\u00e9"), plain("ANDRE")
    ('andre', 'andre')
    """
    if word.isascii():
        return word.lower()
    return _MARK.sub("", unicodedata.normalize("NFKD", word)).casefold()


@dataclass(frozen=True, slots=True)
class WordOfText:
    text: str
    plain: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def all_capitals(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True)
class Words:
    """A text and its words."""

    text: str

    @cached_property
    def all(self) -> tuple[WordOfText, ...]:
        return tuple(
            WordOfText(found[0], plain(found[0]), found.start(), found.end())
            for found in _WORD.finditer(self.text)
        )

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(word.start for word in self.all)

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """Return at which numbers each word stands."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.all):
            found.setdefault(word.plain, []).append(number)
        return {word: tuple(numbers) for word, numbers in found.items()}

    @cached_property
    def chatty(self) -> bool:
        """Say whether the text is written without capitals, as people chat."""
        long = [word for word in self.all if len(word.text) > 1]
        return bool(long) and sum(word.capital for word in long) * 40 < len(long)

    def at(self, number: int) -> WordOfText | None:
        return self.all[number] if 0 <= number < len(self.all) else None

    def number_from(self, place: int) -> int:
        """Return the number of the first word that begins at `place` or later."""
        return bisect_left(self.starts, place)

    def gap(self, number: int) -> str:
        """Return what stands between a word and the next, cut off where it is long."""
        here, following = self.at(number), self.at(number + 1)
        if here is None or following is None:
            return "\n" * (LONGEST_GAP + 1)
        return self.text[here.end : min(following.start, here.end + LONGEST_GAP + 1)]

    def begins_sentence(self, number: int) -> bool:
        """Say whether a word stands where every word has a capital."""
        before = self.text[max(0, self.all[number].start - LONGEST_GAP) : self.all[number].start]
        bare = before.rstrip(" \t")
        return not bare or bare[-1] in _SENTENCE_ENDS

    def alone_on_line(self, first: int, last: int) -> bool:
        """Say whether these words have a line for themselves, and it is not the only one."""
        start, end = self.all[first].start, self.all[last].end
        before = self.text[max(0, start - 12) : start]
        after = self.text[end : end + 12]
        line_before = before.rpartition("\n")
        return (
            bool(line_before[1])
            and not line_before[2].strip(" -–—~*")
            and not after.partition("\n")[0].strip(" .!,-–—~*")
        )


def listed(words: str) -> frozenset[str]:
    """Return words that are written one after another."""
    return frozenset(words.split())


#: How people are addressed, in front of a name.
TITLES = listed(
    """
    pak bapak bp bpk bu ibu bunda ayah kak kakak ka mas mbak mba mbakyu bang abang cak neng dek dik adik
    adek ade tuan nyonya nona om tante paman bibi uda uni ajo ci cici ce cece koh koko ko encik kang akang
    teh teteh aa gus ning bli mbok jero pakde pakle bude bule kiai kyai nyai ustaz ustad ustadz ustazah
    ustadzah haji hajah h hj romo suster bruder pastor pendeta pdt pater sdr sdri saudara saudari dr drs
    dra ir prof mr mrs ms miss mister madam sir sister brother uncle aunt auntie daeng opu ina ama amang
    inang tulang
    """
)
#: Said right before somebody's own name.
NAMING = listed(
    """
    nama bernama dipanggil panggil panggilan memanggil disapa menyapa sapa sapaan saya aku ttd tertanda
    salam hormat oleh kata ujar tutur bersama hubungi cari temui narahubung kontak notulis panitia penulis
    pemandu petugas cp penanggungjawab am name named called call regards sincerely yours signed contact
    lead ask cheers thanks by said says wishes
    """
)
#: Said right before initials.
SIGNING = listed("paraf diparaf inisial berinisial ttd tertanda initial initials initialled initialed signed")
#: What is put behind a name in Indonesian.
ENDINGS = ("nya", "lah", "kah", "pun", "ku", "mu")

#: Words that people are called by, too: as words they are not masked.
DOUBLE = listed(
    """
    abadi adil agung ahli ajar akal akar akbar alam aman amal amanah angin angkasa anggrek anggun anugerah
    api arif asa asih asli asri awan ayu bagus bahagia bahari baik bakti bambu banyu baskara batari baru
    batu bayu beauty bella berkah berkat berlian besar bestari bijak bintang biru budaya budi budiman
    bukit bulan bumi bunga cahaya cahya cakra candra cantik cempaka cendana cendekia cerah cerdas ceria
    cinta citra daerah dahlia damai daya delima dermawan dewa dewi dharma darma dunia elang elok embun
    emas endah fajar firdaus firman gading gadis galang gembira gemilang gita gunung guntur guruh hamba
    harapan hari harmoni harta harum hasan hikmah hidup hijau hujan ibu ikhlas iman indah indra insan
    intan istimewa jati jaya jelita jujur juwita kala kartika karunia karya kasih kasturi kembang kenanga
    kencana kesuma kirana kuat kurnia kusuma laksana langit langgeng lapang laut layar lembut lestari lili
    lima lintang lucu luhur mahkota makmur malam mandiri manis maju mas mawar mega mekar melati merah
    merdeka merpati mentari mukti mulia mulya muda murni musim mustika mutiara nada nur nurani nusa ombak
    padi pagi pahlawan pandu pelangi pelita perdana perkasa permadi permai permana permata pertiwi perwira
    pribadi prima puri purnama pusaka puspa putih putra putri puteri putera rahayu rahmat raja rakyat rama
    ramah rangga rasa ratna ratu rawan raya restu rezeki rimba rindu riang sabar sakti salam saleh sandi
    santosa sari sastra satria satu sauh sejati sejahtera selamat senja sentosa seno sepuh seri serasi
    seruni setia sinar sinta sore subur suci sukma suka sukses sunyi surga surya susila syukur tabah taat
    tari taruna teduh teguh teladan teratai terang tiara timur tirta tri tulus tunas tunggal unggul utama
    utami utara utomo wahana wahyu wangi warna widya wibawa wira wisesa wulan yakin dwi eka catur panca
    sapta januari juni juli agustus april mei raga jiwa sukacita harsa mardika merapi bromo kelana samudra
    samudera segara made titik dini ria lancar minggu senin selasa kamis jumat sabtu legi pon wage kliwon
    pahing sugeng slamet waras lazuardi rembulan fitri ramadan ramadhan hadi damar galih ganda sekar aini
    bening dian abbey amber angel art ash august autumn bay bell berry bill bishop blossom bob brook brown
    buck bud carter carol chance charity chase chip christian clay cliff constance cook coral crystal
    daisy dale dawn dean destiny don drew duke earl earnest ember eve faith fern flora ford forest frank
    gene ginger glen glory grace grant gray green guy harmony harper hazel heath heather holly honey hope
    hunter iris ivy jack jade jasmine jay jean jewel john josh joy june juniper justice king lane lark
    laurel leaf lily lord love luck luna major marina mark mason may melody mercy merit mike miles miller
    miner mint morning nick noble ocean olive page paige parker pat patience patty pearl penny pepper
    pierce poppy porter prince prudence queen rain ray reed reef rich ridge river rob robin rock rose
    rosemary rowan ruby rusty sage sandy sky skipper smith spring stone storm sue summer sunny sunday
    temple teal terry trinity trip troy verity victor victory violet virtue walker ward wade west white
    will willow winter wren young song wood woods field fields hill hall bush church
    """
)
#: Short words of both languages: a short form of a name that is one of these is not taken for it.
SHORT = listed(
    """
    ada adu aja aku ala alas ama ana and ann any apa are ari art asa atap atas bak bal ban bar bat bel ber
    bet bis bon bor bos bud but cab cad cap car cat cek dan dar dari das day dek del den des der dia did
    din dis dop dor due dur ems era far fat feb few fit for gad gal gar gas gel get gol got gun gus had
    hal ham han har has hat hem hen her him hin his hit how ide ini ink its itu jab jag jam jan jar jas
    jin job jul jun kab kad kam kan kap kar kas kat kel ken ker kes ket kin kit kol kop kor kos kul kun
    kur lab lah lam lan lap lar las lat laut led leg les let lim low lup mal man mar mas mat may mei mel
    men mer met min mod mon mor mud mul nah nam nan nas nat ner net new nor nov now nul num nur oak obat
    off oke old oli one opo our out own pad pak pan par pas pat pel pen per pet pil pin pos pun pur put
    rab rad rak ram ran rap ras rat raw red rek rel ren rep res rid rob roh rok rol ron ros rot row rum
    run rut sab sad sah sak sal sam san sap sar sat saw say sed see sel sen ser set she sih sim sin sir
    sis sit siu sop sor sos sow sua sub suk sum sun sup sur sut tab tad tag tak tam tan tap tar tas tau
    taw tax tea tek tel tem ten ter tes the tid tik tim tin tip tir toh tol tom ton top tos tua tun two
    ula uni urn usa use vas via wah wai wal wan war was wat way wed wes who why wib wil win wis yah yak
    yang yen yes yet you yth agus ahad akan alam also anda anak anti apar apel arus asal ayah baca bahwa
    banding bank baru bawah benar berita bisa buat bukan bulan cara data desa dewan dini dulu even ever
    from guru have hari harus here into jadi jalan juga kami kamu kara karena kata kita kurang lain lalu
    lama lari main mana mari masa masih meja mela more most muda nama nanti only over para pert pihak
    rapat rata said same sama sang sari satu saya semua sudah surat surya syarat that them then there they
    this timur tuju umum upon usul waktu warga well were what when will with work your
    """
)
