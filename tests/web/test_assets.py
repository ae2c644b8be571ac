"""Which files browsers may ask for, and under which address."""

import gzip
import re

import pytest
from jinja2 import meta

from hiring.paths import STATIC, TEMPLATES
from hiring.web import assets


def names(*suffixes):
    return {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.suffix in suffixes}


def test_pictures_and_styles_are_served_as_they_are_and_the_style_of_all_pages_as_one():
    served = assets.asset_contents()

    pictures = names(".svg", ".png", ".webmanifest")
    assert pictures
    assert {name: served[name] for name in pictures} == {
        name: (STATIC / name).read_bytes() for name in pictures
    }
    styles = {name for name in served if name.endswith(".css")}
    assert styles == names(".css") - {"bootstrap.css", "hiring.css"} | {"site.css"}
    assert all(b"/*" not in served[name] for name in styles - {"site.css"})


def classes_of(template):
    return {name for each in re.findall(r'class="([^"]*)"', template) for name in re.findall(r"[\w-]+", each)}


def templates_behind(names, environment):
    """Return these templates and all that they extend, include or import by name."""
    found, left = set(), set(names)
    while left:
        name = left.pop()
        found.add(name)
        source = (TEMPLATES / name).read_text("utf-8")
        left |= {each for each in meta.find_referenced_templates(environment.parse(source)) if each} - found
    return found


def test_pages_of_people_without_an_account_need_nothing_from_the_style_of_the_staff(app):
    names = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    behind = {name: templates_behind({name}, app.jinja_env) for name in names}
    pages = {name for name in names if "layouts/visitor.html" in behind[name]}
    named_at_run_time = {name for name in names if re.match(r"sittings/|kinds/\w+/fields", name)}
    seen = set().union(*(behind[name] for name in pages | named_at_run_time))
    of_the_staff = set(re.findall(r"\.([a-z][\w-]*)", (STATIC / "staff.css").read_text("utf-8")))
    of_all = set(re.findall(r"\.([a-z][\w-]*)", (STATIC / "hiring.css").read_text("utf-8")))

    used = {name for each in seen for name in classes_of((TEMPLATES / each).read_text("utf-8"))}

    assert "bar-inner" in used
    assert "menu-wide" in of_the_staff
    assert used & (of_the_staff - of_all) == set()


def test_what_only_those_need_who_write_scripts_is_not_served():
    assert names(".ts") & assets.asset_contents().keys() == set()
    assert "js/types.d.ts" in names(".ts")


def test_of_scripts_those_are_served_that_no_other_imports():
    scripts = {name for name in assets.asset_contents() if name.endswith(".js")}

    assert scripts < names(".js")
    assert "js/openings/facts.js" in scripts
    assert "js/elements.js" not in scripts
    assert not any(name.startswith("js/kinds/") for name in scripts)


def test_every_change_of_a_file_or_its_name_makes_new_addresses(monkeypatch):
    versions = []
    for files in ({"a.css": b"x"}, {"a.css": b"y"}, {"b.css": b"x"}, {"a.css": b"x"}):
        monkeypatch.setattr(assets, "asset_contents", lambda files=files: files)
        versions.append(assets.assets_version.__wrapped__())

    assert [len(each) for each in versions] == [12] * 4
    assert len(set(versions)) == 3
    assert versions[0] == versions[3]


def test_a_template_that_names_no_file_of_ours_fails_at_once():
    with pytest.raises(LookupError, match=r"there is no asset nothing\.css"):
        assets._path_of("nothing.css")


def test_a_page_asks_for_a_script_with_the_kinds_of_answer_it_holds_and_no_others(client):
    name = assets.script_name("js/sittings/task.js", ["table", "branching", "long_text", "table"])

    assert name == "js/sittings/task.long_text.table.js"
    reply = client.get(f"/assets/{assets.assets_version()}/{name}", headers={"Accept-Encoding": "gzip"})
    script = gzip.decompress(reply.data).decode()
    assert "const KINDS = { long_text, table };" in script
    assert "most_least" not in script
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    whole = assets.asset_contents()["js/sittings/task.js"].decode()
    assert len(script) < len(whole)


def test_a_page_whose_kinds_need_no_script_asks_for_none_of_them(client):
    name = assets.script_name("js/sittings/task.js", ["branching"])

    assert name == "js/sittings/task.none.js"
    reply = client.get(f"/assets/{assets.assets_version()}/{name}")
    assert "const KINDS = {  };" in reply.text


@pytest.mark.parametrize(
    "name",
    [
        "js/sittings/task.none.table.js",
        "js/sittings/task.table.long_text.js",
        "js/sittings/task.table.table.js",
        "js/sittings/task.elements.js",
        "js/sittings/task.index.js",
        "js/sittings/task..js",
        "js/sittings/task.long_text",
        "js/openings/facts.long_text.js",
        "js/kinds/table.table.js",
        "js",
    ],
)
def test_no_other_name_is_a_script(name, client):
    assert client.get(f"/assets/{assets.assets_version()}/{name}").status_code == 404
