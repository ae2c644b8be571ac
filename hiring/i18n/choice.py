"""Which language this request speaks, and dates and numbers in it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from hiring import clock
from hiring.i18n import DEFAULT_LOCALE, LOCALES, N_, in_templates
from hiring.i18n.formatting import (
    write_clock,
    write_day,
    write_distance,
    write_list,
    write_number,
    write_short_day,
    write_time,
    write_weekday,
)
from hiring.i18n.localised import Localised, at_place, place_beside
from hiring.i18n.zones import zone_name
from hiring.paths import CATALOGUES

COOKIE = "locale"
LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}

#: Indonesia's three zones as they are offered; none has summer time.
ZONE_NAMES = {
    "Asia/Jakarta": N_("WIB (western Indonesia, UTC+7)"),
    "Asia/Makassar": N_("WITA (central Indonesia, UTC+8)"),
    "Asia/Jayapura": N_("WIT (eastern Indonesia, UTC+9)"),
}


def choose_locale() -> str:
    """Return the language of the page: of the mail being written, the person, the browser's choice."""
    if forced := g.get("locale"):
        return str(forced)
    if not has_request_context():
        return DEFAULT_LOCALE
    if g.get("failsafe"):
        return _without_the_database()
    actor = getattr(current_user, "actor", None)
    if actor is not None:
        return str(actor.locale)
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LOCALES else DEFAULT_LOCALE


@cache
def parsed(locale: str) -> Locale:
    """Return what Babel knows of a language: it would read its name anew for each page."""
    return Locale.parse(locale)


def _without_the_database() -> str:
    """Return the reader's language as far as this request tells it: known already, chosen, or preferred."""
    known = getattr(g.get("_login_user"), "actor", None)  # where Flask-Login keeps whom it has loaded
    if known is not None:
        return str(known.locale)
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LOCALES else request.accept_languages.best_match(LOCALES) or DEFAULT_LOCALE


def remember(response: Response, locale: str) -> None:
    """Have this browser keep a language that was chosen, or that of a session that ends with this answer."""
    response.set_cookie(
        COOKIE, locale, max_age=31_536_000, samesite="Lax", httponly=True, secure=request.is_secure
    )


def current_locale() -> str:
    return in_templates.language_of_page() or DEFAULT_LOCALE


def offered_locales() -> tuple[str, ...]:
    """Return the languages of this page: an opening may offer its candidates only one."""
    return tuple(g.get("offered_locales", LOCALES))


def address_to_read_again() -> str:
    """Return where this page can be read in another language: with what was asked of it, and as a page.

    What answers a form that only takes forms has no page of its own: its reader begins at home.
    """
    if request.method in {"GET", "HEAD"}:
        return request.full_path.removesuffix("?")
    urls = current_app.create_url_adapter(request)
    try:
        if urls is not None:
            urls.match(request.path, method="GET")
    except HTTPException:
        return "/"
    return request.path


def localised(text: Localised) -> str:
    """Return `text` in the reader's language; in the other one where it stands in that only.

    An opening may offer one language, and whoever works on it reads the other.
    """
    return text.text(current_locale()) or text.id or text.en


def moment_text(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    """Return e.g. "Jumat, 27 November 2026, 23.59 WIB"."""
    locale = current_locale()
    day = write_weekday(_day_in(zone, moment), locale)
    return f"{day}, {write_time(moment, zone, locale)}"


def short_moment_text(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    """Return e.g. "27 Nov 2026, 23.59 WIB"."""
    locale = current_locale()
    return f"{write_short_day(_day_in(zone, moment), locale)}, {write_time(moment, zone, locale)}"


def time_text(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    """Return the hour and minute as people write it: 23.59 in Indonesian, 23:59 in English."""
    return clock_text(moment.astimezone(ZoneInfo(zone)).time())


def clock_text(time: time) -> str:
    """Return the time that a clock shows, as `time_text` does."""
    return write_clock(time, current_locale())


def date_text(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    return day_text(_day_in(zone, moment))


def day_text(day: date) -> str:
    """Return e.g. "27 November 2026"."""
    return write_day(day, current_locale())


def relative_text(moment: datetime) -> str:
    """Return e.g. "3 hari lagi" or "2 jam yang lalu"."""
    return write_distance(moment - clock.now(), current_locale())


def number_text(number: float, decimals: int = 0) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return write_number(number, current_locale(), pattern)


def list_text(words: Iterable[str]) -> str:
    """Return the words joined as a sentence does, with "and" before the last."""
    return write_list(words, current_locale())


def _day_in(zone: str, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def register(app: Flask, zone: str) -> None:
    """Attach the catalogues and give templates the names to speak with."""
    Babel(
        app,
        default_locale=DEFAULT_LOCALE,
        default_translation_directories=str(CATALOGUES),
        locale_selector=lambda: parsed(choose_locale()),
    )
    in_templates.register(app)
    app.jinja_env.filters.update(
        {
            "localised": localised,
            "at_place": at_place,
            "place_beside": place_beside,
            "moment": lambda moment, zone=zone: moment_text(moment, zone),
            "short_moment": lambda moment, zone=zone: short_moment_text(moment, zone),
            "zone_name": zone_name,
            "clock_time": lambda moment, zone=zone: time_text(moment, zone),
            "date": lambda moment, zone=zone: date_text(moment, zone),
            "day": day_text,
            "relative": relative_text,
            "number": number_text,
            "listed": list_text,
        }
    )
    app.jinja_env.globals.update(
        locale=current_locale,
        LANGUAGE_NAMES=LANGUAGE_NAMES,
        LOCALES=LOCALES,
        offered_locales=offered_locales,
        now=clock.now,
        address_to_read_again=address_to_read_again,
    )
