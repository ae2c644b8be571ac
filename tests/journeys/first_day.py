"""The first day of an installation, as the administrator and the first members of staff go through it.

Before there is anything, everybody reads what will come and from whom, and every link leads somewhere.
"""

import re
from pathlib import Path

from hiring.demo.people import ADMIN, DEMO_PASSWORD, HR, MANAGER, REVIEWERS, Colleague
from tests.journeys.browser import Person
from tests.journeys.conftest import Place, text_of
from tests.running import wait_until

ORGANISATION = "PT Rawa Asri"
CONTACT = ("Wulan Sari", "privasi@rawa-asri.example")


def first_day(place: Place, folder: Path) -> Person:
    """Walk the list of the first day to its end; return somebody from HR who has just signed in."""
    admin = place.staff(ADMIN.email)
    admin.finds_no_dead_link()
    assert steps_left(admin) == 9, admin.page.locator("main").inner_text()
    name_the_organisation(admin)
    see_whether_mails_arrive(place, admin, ADMIN)
    for each in (HR, MANAGER, *REVIEWERS[:2]):
        add_staff(place, admin, each)
    sign_the_impact_assessment(admin)
    place.system.run("bank", "load")
    place.system.run("backup", str(folder / "backup"))
    admin.goes_to("/")
    assert steps_left(admin) == 0, admin.page.locator("main").inner_text()
    for each in (MANAGER, *REVIEWERS[:2]):
        finds_nothing_yet(place.staff(each.email), each)
    hr = place.staff(HR.email)
    finds_nothing_yet(hr, HR)
    return hr


def steps_left(person: Person) -> int:
    """Return how many steps of the first day are still to be done."""
    return person.page.locator(".first-day-steps li:not(.quiet)").count()


def name_the_organisation(admin: Person) -> None:
    admin.presses("main a[href='/organisation']")
    admin.page.fill("#name", ORGANISATION)
    admin.page.fill("#contact_name", CONTACT[0])
    admin.page.fill("#contact_email", CONTACT[1])
    admin.sends("/organisation")
    assert ORGANISATION in admin.page.title()


def see_whether_mails_arrive(place: Place, person: Person, who: Colleague) -> None:
    """Send the mail without which no opening opens, and read that the mail server has taken it."""
    person.goes_to("/")
    person.presses("main a[href='/organisation/mail']")
    person.sends("/organisation/mail/trial")
    place.mail_to(who.email, "")

    def taken() -> bool:
        person.goes_to("/organisation/mail")
        return person.page.locator("main .state-good").count() == 2

    wait_until(taken, "the trial mail taken by the mail server")


def sign_the_impact_assessment(admin: Person) -> None:
    """Read what the processing means for people, and sign it: no opening opens before that."""
    admin.goes_to("/")
    admin.presses("main a[href='/privacy/impact-assessment']")
    admin.page.fill("#assessed_by", "HR")
    admin.page.check("input[name=officer][value=none]")
    admin.sends("/privacy/impact-assessment/sign")
    assert admin.page.locator("main .state-good").count() == 1


def add_staff(place: Place, admin: Person, colleague: Colleague) -> None:
    """Add somebody, who sets a password by the link that is mailed to them."""
    admin.goes_to("/")
    admin.presses("main a[href='/users/new']")
    admin.page.fill("#name", colleague.name)
    admin.page.fill("#email", colleague.email)
    for role in colleague.roles:
        admin.page.check(f"input[name=roles][value={role}]")
    assert admin.page.input_value("#locale") == place.locale
    admin.sends("/new")
    link = re.search(r"https?://\S+/password/\S+", text_of(place.mail_to(colleague.email, "/password/")))[0]
    person = place.person()
    person.goes_to(link)
    person.page.fill("#new_password", DEMO_PASSWORD)
    person.sends()


#: What the first page of each role says before there is anything.
NOTHING_YET = {
    "hr": {
        "id": ("Di sini Anda membaca jika kandidat meminta sesuatu", "Belum ada lowongan yang berjalan."),
        "en": ("This list shows when candidates ask for something", "No opening is running yet."),
    },
    "reviewer": {
        "id": ("HR menentukan di lowongan mana Anda menjadi penilai.",),
        "en": ("HR chooses in which openings you are a reviewer.",),
    },
    "hiring_manager": {
        "id": ("HR belum menunjuk Anda sebagai manajer perekrut suatu lowongan.",),
        "en": ("HR has not made you hiring manager of an opening yet.",),
    },
}


def finds_nothing_yet(person: Person, who: Colleague) -> None:
    """Read on the first page what will come and from whom; every link leads somewhere."""
    person.goes_to("/")
    person.reads(*NOTHING_YET[who.roles[0]][person.page.get_attribute("html", "lang")])
    person.finds_no_dead_link()
