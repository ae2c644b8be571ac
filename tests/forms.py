"""Read the forms of a page, so that a test sends what a browser would."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.names: list[set[str]] = []
        self.actions: list[str] = []
        """Where each form is sent; empty = to the address of the page."""
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, value = found.get("name") or "", found.get("value") or ""
        if tag == "form":
            self.forms.append({})
            self.names.append(set())
            self.actions.append(found.get("action") or "")
        if not self.forms or "disabled" in found:
            return
        self.names[-1].add(name)
        if tag == "input" and name:
            kind = found.get("type", "text")
            if kind in {"checkbox", "radio"} and "checked" not in found:
                return
            if kind not in {"submit", "button", "file"}:
                self._keep(name, value if "value" in found else "on" if kind == "checkbox" else "")
        elif tag == "textarea" and name:
            self._area = name
            self._keep(name, "")
        elif tag == "select" and name:
            self._select, self._offered = name, "multiple" not in found
        elif tag == "option" and self._select and ("selected" in found or self._offered):
            if "selected" in found and not self._offered:
                self.forms[-1].pop(self._select, None)
            self._offered = False
            self._keep(self._select, value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, text: str) -> None:
        if self._area is not None:
            self.forms[-1][self._area][-1] += text

    def _keep(self, name: str, value: str) -> None:
        self.forms[-1].setdefault(name, []).append(value)


def forms_of(page: str) -> list[tuple[str, dict[str, list[str]], set[str]]]:
    """Return of every form where it is sent, what is sent as it stands, and the names of its fields."""
    reader = _Forms()
    reader.feed(page)
    return list(zip(reader.actions, reader.forms, reader.names, strict=True))


def fields_of(page: str, field: str) -> dict[str, object]:
    """Return names and values of the form that has `field`, as a browser would send them.

    Boxes without a tick are not sent. Raises LookupError where no form has that field.
    """
    for _, values, names in forms_of(page):
        if field in names:
            return {name: each if len(each) > 1 else each[0] for name, each in values.items()}
    raise LookupError(f"no form with {field}")
