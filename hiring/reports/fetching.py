"""What a report may load while it is rendered: our font files and the logo it holds, and nothing else."""

from collections.abc import Iterable
from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from hiring.organisation.logo import content_of


class OnlyOurs(URLFetcher):  # type: ignore[misc] # the engine has no types
    """Refuse every address but those of our fonts and of the logo, and stop the report that asks for another.

    The texts of a report are escaped, so nothing in them can ask. Should one ever find a way,
    no report is better than one that has told a stranger where it is being read.
    """

    def __init__(self, fonts: Iterable[Path] = (), *, logo: str | None = None) -> None:
        super().__init__(allowed_protocols=frozenset(), allow_redirects=False, fail_on_errors=True)
        self._fonts = {path.as_uri(): path for path in fonts}
        self._logo = logo

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url == self._logo:
            content, media_type = content_of(url)
            return URLFetcherResponse(url, content, {"Content-Type": media_type})
        if url not in self._fonts:
            raise FatalURLFetchingError(f"The report asked for {url[:200]!r}, which it may not load.")
        return URLFetcherResponse(url, self._fonts[url].read_bytes(), {"Content-Type": "font/ttf"})
