"""What is written straight is what the email package would have written."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import getaddresses

import pytest

from hiring.mail.headers import UnusableAddress, outgoing, text_header

AT = datetime(2026, 11, 27, 16, 59, 3, tzinfo=UTC)
OURS = "Rekrutmen PT Contoh <rekrutmen@contoh.example>"
TEXT = "Yth. Ayu,\n\n.titik di depan\nFrom sini, é dan = dan \tspasi \n" + "kata " * 40 + "\n"


def by_the_package(name, address, subject, *, policy=SMTP):
    """Return the same mail, put together by the email package alone."""
    email = EmailMessage(policy=policy)
    email["From"] = Address("Rekrutmen PT Contoh", addr_spec="rekrutmen@contoh.example")
    email["Auto-Submitted"] = "auto-generated"
    email["MIME-Version"] = "1.0"
    email["Content-Language"] = "id"
    email["To"] = Address(name, addr_spec=address)
    email["Subject"] = subject
    email["Date"] = AT
    email["Message-ID"] = "<5c1e@contoh.example>"
    email["Content-Type"] = 'text/plain; charset="utf-8"'
    email["Content-Transfer-Encoding"] = "quoted-printable"
    email.set_payload(outgoing_of(name, address, subject).content.partition(b"\r\n\r\n")[2].decode())
    return email.as_bytes()


def outgoing_of(name, address, subject="Undangan"):
    return outgoing(OURS, "id", (name, address), subject, TEXT, at=AT, message_id="<5c1e@contoh.example>")


@pytest.mark.parametrize(
    "name",
    [
        "Ayu Lestari",
        "Ni'mah O'Neill",
        "Ayu Lestari, S.Sos",
        'Ayu "Dewi" Lestari',
        "Ayu (Dewi)",
        "José Ayu",
        "李小龍",
        "=?utf-8?q?Ayu?=",
        "A",
        "",
        "Ayu Lestari Kusumaningrum",
    ],
)
@pytest.mark.parametrize(
    "address", ["ayu@surel.example", "ayu.l+kerja@localhost", f"{'a' * 30}@surel.example"]
)
def test_names_and_addresses_stand_as_the_email_package_writes_them(name, address):
    mail = outgoing_of(name, address)

    assert mail.content == by_the_package(name, address, "Undangan")
    assert (mail.sender, mail.recipient, mail.in_ascii) == ("rekrutmen@contoh.example", address, True)


@pytest.mark.parametrize(
    "subject",
    [
        "Undangan: Petugas Komunitas",
        "Undangan: Petugas Komunitas dan banyak lagi yang lain yang tidak muat di satu baris saja",
        "Tautan – é",
        "a  b",
        "=?utf-8?q?bukan?=",
        "",
        "x" * 69,
        "x" * 70,
    ],
)
def test_subjects_stand_as_the_email_package_writes_them(subject):
    assert outgoing_of("Ayu", "ayu@surel.example", subject).content == by_the_package(
        "Ayu", "ayu@surel.example", subject
    )


def test_an_address_that_is_not_ascii_stands_as_a_server_that_knows_such_addresses_wants_it():
    mail = outgoing_of("Jürgen", "ayu@sürel.example")

    assert not mail.in_ascii
    assert mail.content == by_the_package("Jürgen", "ayu@sürel.example", "Undangan", policy=SMTPUTF8)


def test_the_text_arrives_as_it_was_written():
    [arrived] = [message_from_bytes(outgoing_of("Ayu", "ayu@surel.example").content, policy=SMTP)]

    assert arrived.get_content().replace("\r\n", "\n") == TEXT


@pytest.mark.parametrize(
    "address", ["", "ayu", "ayu@", "@surel.example", "ayu@surel.example, b@x.example", "a b@x"]
)
def test_nothing_is_sent_to_what_is_no_address(address):
    with pytest.raises(UnusableAddress):
        outgoing_of("Ayu", address)


def test_nobody_adds_a_header_by_a_line_break_in_a_subject():
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        text_header(SMTP, "Subject", "Undangan\r\nBcc: all@evil.example")


#: What a name in Indonesia may hold that a header reads as more than a name.
AWKWARD = [
    "Prof. Dr. Ir. H. Raden Bagus Wicaksono Hadikusumo Prawiro, S.T., M.T., Ph.D. ",
    'Raden Ayu "Dewi" Lestari Kusumaningrum; Wijayanti Hadiningrat <Sastroamidjojo> ',
    "Ñusa José Prawiro, S.T.; I Gusti Ayu Made Nyoman (Komang) Wiratmaja: Ph.D. ",
    "Wicaksono\\Hadikusumo@Prawiro, S.T., M.T., ",
    "x" * 80 + ", ",
]


@pytest.mark.parametrize("pattern", AWKWARD)
@pytest.mark.parametrize("length", [*range(1, 161, 9), 74, 75, 76, 77, 160])
def test_every_name_is_read_back_as_one_mailbox_wherever_it_stands(pattern, length):
    name = (pattern * 9)[:length].strip()
    sender = f"{Address(name, addr_spec='rekrutmen@contoh.example')}"

    mail = outgoing(
        sender,
        "id",
        (name, "ayu@surel.example"),
        "Undangan",
        TEXT,
        at=AT,
        message_id="<5c1e@contoh.example>",
        reply_to=(name, "hr@contoh.example"),
    )

    for read in (message_from_bytes(mail.content, policy=SMTP), message_from_bytes(mail.content)):
        for header, address in (
            ("From", "rekrutmen@contoh.example"),
            ("To", "ayu@surel.example"),
            ("Reply-To", "hr@contoh.example"),
        ):
            [(found, where)] = mailboxes(read[header])
            if (
                not name.isascii() or "x" * 70 in name
            ):  # Python's new reader adds a space between encoded words
                found, name = found.replace(" ", ""), name.replace(" ", "")
            assert (found, where) == (name, address), header
    assert max(len(line) for line in mail.content.split(b"\r\n")) <= 78


def mailboxes(header):
    """Return names and addresses as two kinds of reader find them: the new parser, and the old one."""
    if hasattr(header, "addresses"):
        return [(each.display_name, each.addr_spec) for each in header.addresses]
    unfolded = header.replace("\r\n", "").replace("\n", "")
    return [(str(make_header(decode_header(name))), address) for name, address in getaddresses([unfolded])]
