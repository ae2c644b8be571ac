"""Which language this request speaks, and dates and numbers in it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_currency, format_decimal
from flask import Flask, g, has_request_context, request
from flask_babel import Babel
from flask_login import current_user
from werkzeug.wrappers import Response

from hiring import clock
from hiring.i18n import DEFAULT_LOCALE, LOCALES, N_, in_templates
from hiring.i18n.localised import Localised, at_place
from hiring.i18n.zones import zone_abbreviation
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


def localised(text: Localised) -> str:
    """Return `text` in the reader's language."""
    return text.text(current_locale())


def either(text: Localised) -> str:
    """Return `text` in the reader's language, or in the other while a draft has only that."""
    return localised(text) or text.id or text.en


def moment_text(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    """Return e.g. "Jumat, 27 November 2026, 23.59 WIB"."""
    local, locale = moment.astimezone(ZoneInfo(zone)), current_locale()
    day = format_date(local, "EEEE, d MMMM y", locale=locale)
    return f"{day}, {time_text(moment, zone)} {zone_abbreviation(zone, moment)}"


def short_moment_text(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    """Return e.g. "27 Nov 2026, 23.59 WIB"."""
    local, locale = moment.astimezone(ZoneInfo(zone)), current_locale()
    day = format_date(local, "d MMM y", locale=locale)
    return f"{day}, {time_text(moment, zone)} {zone_abbreviation(zone, moment)}"


def time_text(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    """Return the hour and minute as people write it: 23.59 in Indonesian, 23:59 in English."""
    return clock_text(moment.astimezone(ZoneInfo(zone)).time())


def clock_text(time: time) -> str:
    """Return the time that a clock shows, as `time_text` does."""
    return format_time(time, "HH.mm" if current_locale() == "id" else "HH:mm", locale=current_locale())


def date_text(moment: datetime, zone: str = "Asia/Jakarta") -> str:
    return day_text(moment.astimezone(ZoneInfo(zone)).date())


def day_text(day: date) -> str:
    """Return e.g. "27 November 2026"."""
    return format_date(day, "d MMMM y", locale=current_locale())


def relative_text(moment: datetime) -> str:
    """Return e.g. "3 hari lagi" or "2 jam yang lalu"."""
    return format_timedelta(moment - clock.now(), add_direction=True, threshold=1.2, locale=current_locale())


def number_text(number: float, decimals: int = 0) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(number, format=pattern, locale=current_locale())


def rupiah_text(amount: int) -> str:
    return format_currency(amount, "IDR", format="¤#,##0", currency_digits=False, locale=current_locale())


def register(app: Flask, zone: str) -> None:
    """Attach the catalogues and give templates the names to speak with."""
    Babel(
        app,
        default_locale=DEFAULT_LOCALE,
        default_translation_directories=str(CATALOGUES),
        locale_selector=choose_locale,
    )
    in_templates.register(app)
    app.jinja_env.filters.update(
        {
            "localised": localised,
            "either": either,
            "at_place": at_place,
            "moment": lambda moment, zone=zone: moment_text(moment, zone),
            "short_moment": lambda moment, zone=zone: short_moment_text(moment, zone),
            "clock_time": lambda moment, zone=zone: time_text(moment, zone),
            "date": lambda moment, zone=zone: date_text(moment, zone),
            "relative": relative_text,
            "number": number_text,
            "rupiah": rupiah_text,
        }
    )
    app.jinja_env.globals.update(
        locale=current_locale,
        LANGUAGE_NAMES=LANGUAGE_NAMES,
        LOCALES=LOCALES,
        offered_locales=offered_locales,
        now=clock.now,
    )
