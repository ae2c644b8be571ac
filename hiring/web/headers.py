"""What every answer tells the browser, and which requests are refused before anything is done."""

from flask import Flask, Response, abort, request

_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)

#: On every answer; style and script files get them too (`hiring.web.assets`).
HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_SAFE = {"GET", "HEAD", "OPTIONS"}


def register(app: Flask, *, secure: bool) -> None:
    """Put the doormen in place; `secure` adds HSTS."""
    ours = {**HEADERS, "Cache-Control": "no-store, no-cache"}
    if secure:
        ours["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    @app.before_request
    def refuse_other_sites() -> None:
        if request.method in _SAFE:
            return
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            abort(403)

    @app.after_request
    def add_headers(response: Response) -> Response:
        told = {name.lower() for name, _ in response.headers}  # asked once, not for each of ours
        for name, value in ours.items():
            if name.lower() not in told:
                response.headers.add(name, value)
        return response
