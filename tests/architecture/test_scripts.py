"""Scripts are checked as strictly as Python is: by types, in all of them, without exceptions."""

import json
import re

from hiring.paths import CHECKOUT, STATIC

#: What would keep a complaint from being heard.
SILENCED = re.compile(r"@ts-\w+|deno-lint-ignore|@type \{(?:any|\*)\}|@param \{(?:any|\*)\}")


def test_every_type_is_asked_for():
    settings = json.loads((CHECKOUT / "deno.json").read_text("utf-8"))

    assert settings["compilerOptions"] == {
        "lib": ["dom", "dom.iterable", "esnext"],
        "checkJs": True,
        "strict": True,
    }
    assert settings["lint"] == {"rules": {"tags": ["recommended"]}}
    assert "exclude" not in settings


def test_no_script_silences_what_is_found():
    scripts = sorted(STATIC.rglob("*.js")) + sorted(STATIC.rglob("*.ts"))

    assert len(scripts) > 20
    assert [(each.name, found[0]) for each in scripts for found in SILENCED.finditer(each.read_text())] == []


def test_lint_reads_the_folder_of_all_scripts_and_asks_nobody_outside():
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")

    assert "SCRIPTS := hiring/static/js\n" in makefile
    assert {each.parent.relative_to(STATIC).parts[0] for each in STATIC.rglob("*.js")} == {"js"}
    assert "\t$(DENO) check --quiet --no-remote --no-npm $(SCRIPTS)\n" in makefile
