"""Scripts and style sheets in few files: what came from many still means the same."""

import re

import pytest

from build_steps import cut_styles
from hiring.paths import STATIC
from hiring.web.assets import asset_contents
from hiring.web.bundling import CannotBundle, bundled_script, bundled_styles, index_of

MODULES = {
    "js/page.js": 'import { one, two } from "./more/numbers.js";\nimport "./deeds.js";\n\nshow(one + two);\n',
    "js/more/numbers.js": 'import { zero } from "../zero.js";\nexport const one = zero + 1;\n'
    "const hidden = 1;\nexport function two() {\n  return `${hidden}`;\n}\n",
    "js/zero.js": "// Nothing.\nexport const zero = 0;\nconst hidden = 2;\n",
    "js/deeds.js": "const hidden = 3;\ndo_it(hidden);\n",
}


def test_a_module_and_what_it_imports_become_one_in_the_order_in_which_they_are_needed():
    assert bundled_script("js/page.js", MODULES.__getitem__) == (
        "const module_0 = (() => {\nconst zero = 0;\nconst hidden = 2;\nreturn { zero };\n})();\n"
        "const module_1 = (() => {\nconst { zero } = module_0;\nconst one = zero + 1;\nconst hidden = 1;\n"
        "function two() {\nreturn `${hidden}`;\n}\nreturn { one, two };\n})();\n"
        "const module_2 = (() => {\nconst hidden = 3;\ndo_it(hidden);\nreturn {  };\n})();\n"
        "const { one, two } = module_1;\nshow(one + two);\n"
    )


def test_an_index_exports_what_the_modules_of_a_folder_export_by_their_names():
    assert index_of(["js/kinds/one.js", "js/kinds/two.js"]) == (
        'import { one } from "./one.js";\nimport { two } from "./two.js";\n'
        "export const KINDS = { one, two };\n"
    )


@pytest.mark.parametrize(
    "source",
    [
        'import * as all from "./zero.js";\n',
        'import zero from "./zero.js";\n',
        'import { zero } from "zero";\n',
        'import { zero as none } from "./zero.js";\n',
        "export default 1;\n",
        'export { zero } from "./zero.js";\n',
        'const zero = await import("./zero.js");\n',
        "import {\n  zero\n} from './zero.js';\n",
    ],
)
def test_a_form_that_is_not_understood_is_refused(source):
    with pytest.raises(CannotBundle):
        bundled_script("js/page.js", {**MODULES, "js/page.js": source}.__getitem__)


def test_a_circle_of_imports_is_refused():
    circle = {"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'}

    with pytest.raises(CannotBundle):
        bundled_script("a.js", circle.__getitem__)


def test_white_space_inside_a_text_of_several_lines_stays():
    source = "const text = `a\n  // b\n  c`;\n"

    assert bundled_script("a.js", {"a.js": source}.__getitem__) == source


def test_comments_of_one_line_or_many_do_not_travel():
    source = (
        "// Why.\nconst one = 1; // behind it\n\nconst place = 'a // b'; // may be a text's\n"
        '/** @import { Words } from "./types.d.ts" */\n'
        "/**\n * Add.\n * @param {number} two * / **\n */\nconst add = (two) => one + two;\n"
        "class It {\n  /** @param {string} text */\n  say(text) {\n    show(text); /* stays */\n  }\n}\n"
    )

    assert bundled_script("a.js", {"a.js": source}.__getitem__) == (
        "const one = 1;\nconst place = 'a // b'; // may be a text's\nconst add = (two) => one + two;\n"
        "class It {\nsay(text) {\nshow(text); /* stays */\n}\n}\n"
    )


def test_style_sheets_lose_comments_and_white_space_and_keep_licences():
    sheets = ["/*! licence; by, us */\n/* why */\na,\nb {\n  color: red;\n}\n", "/* b */ b { }\n"]

    assert bundled_styles(sheets) == "/*! licence; by, us */\na,b{color: red;}b{}"


def test_what_a_style_sheet_quotes_stays_as_it_is():
    sheet = """a::after { content: " , { ; "; background: url('data:x; y') }"""

    assert bundled_styles([sheet]) == """a::after{content: " , { ; ";background: url('data:x; y')}"""


def test_what_only_other_scripts_import_is_not_served_by_itself():
    assert "js/sittings/task.js" in asset_contents()
    assert not {"js/sittings/saving.js", "js/refused.js"} & asset_contents().keys()


def test_bootstrap_is_cut_to_what_the_pages_use_today():
    """When this fails, a page asks for more of Bootstrap, or for less: run `make styles`."""
    assert cut_styles.TARGET.read_text("utf-8") == cut_styles.cut_bootstrap()
    assert cut_styles.LICENCE.read_text("utf-8") == cut_styles.licence()


def test_every_class_of_a_page_that_bootstrap_knows_is_styled():
    rules = re.sub(r"/\*.*?\*/", "", cut_styles.SOURCE.read_text("utf-8"), flags=re.DOTALL)  # names of files
    known = set(re.findall(r"\.(-?[a-z][\w-]*)", rules))
    styled = set(re.findall(r"\.(-?[a-z][\w-]*)", (STATIC / "bootstrap.css").read_text("utf-8")))
    used = cut_styles.classes_used() & known

    assert {"btn", "btn-primary", "form-control", "visually-hidden", "table"} <= used
    assert used - styled == set()


def test_a_cut_keeps_elements_used_classes_and_the_properties_that_are_asked_for():
    css = (
        ":root{--a:1;--b:var(--c);--c:2;--d:3}h1{margin:0}.used{color:var(--b)}.unused,.used:hover{top:0!important}"
        "@media (min-width:1px){.unused{top:0}.used{top:1px}}@media print{.unused{top:0}}"
        ".unused .used{top:0}.used:not(.unused){top:2px}[data-bs-theme=dark]{top:0}"
    )

    assert cut_styles.cut(css, {"used"}, "b{top:var(--d)}") == (
        ":root{--b:var(--c);--c:2;--d:3}\nh1{margin:0}\n.used{color:var(--b)}\n.used:hover{top:0!important}\n"
        "@media (min-width:1px){.used{top:1px}}\n.used:not(.unused){top:2px}\n"
    )
