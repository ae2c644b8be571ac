"""What `make mutate` changes: one thing at a time, where it lies, and nothing else."""

import ast
import sys
from pathlib import Path

import pytest

from hiring.accounts import passwords, rules
from hiring.paths import CHECKOUT
from hiring.web.markdown import render_markdown
from tests.mutation import session
from tests.mutation.__main__ import default_modules, folder_of
from tests.mutation.mutants import mutants_of


def changes(source: str) -> list[tuple[str, str]]:
    return [(each.was, each.now) for each in mutants_of(Path("a.py"), source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a = b < c", [("b < c", "b <= c")]),
        ("a = b is None", [("b is None", "b is not None")]),
        ("a = b and c", [("b and c", "b or c")]),
        ("a = not b", [("not b", "b")]),
        ("a = True", [("True", "False")]),
        ("a = b + 1", [("b + 1", "b - 1"), ("1", "2")]),
        ("a = any(b)", [("any(b)", "all(b)")]),
        ("a = b if c else d", [("b if c else d", "b if not c else d")]),
        ("if a:\n    b()", [("a", "not a"), ("b()", "pass")]),
        ("def a():\n    return b", [("return b", "return None")]),
        ("raise A", [("raise A", "pass")]),
        ("a = re.compile(b)", [("re.compile(b)", "re.compile('(?!)')")]),
        ("a = '5 per hour'", [("'5 per hour'", "'6 per hour'")]),
        (
            "P(any_of=[[a, b], [c]])",
            [
                ("P(any_of=[[a, b], [c]])", "pass"),
                ("[[a, b], [c]]", "[[c]]"),
                ("[[a, b], [c]]", "[[b], [c]]"),
                ("[[a, b], [c]]", "[[a], [c]]"),
                ("[[a, b], [c]]", "[[a, b]]"),
            ],
        ),
    ],
)
def test_what_decides_is_turned_round(source, expected):
    assert changes(source) == expected


@pytest.mark.parametrize("source", ["log.info(a)", '"words"', "a = 'b'", "a: int | None", "f'{a + b}'"])
def test_what_is_only_said_stays(source):
    assert changes(source) == []


def test_a_mutant_differs_in_one_place_and_every_line_stays_where_it_was():
    source = "a = 0\nif (b and\n    c):\n    é = 1 + (\n        2)\nd = 3\n"

    for mutant in mutants_of(Path("a.py"), source):
        assert len(mutant.source.splitlines()) == len(source.splitlines()), str(mutant)
        assert ast.dump(ast.parse(mutant.source)) != ast.dump(ast.parse(source)), str(mutant)
        assert mutant.source.splitlines()[-1].startswith("d = "), str(mutant)


def test_a_mutant_knows_the_function_it_lies_in_by_the_name_and_line_of_its_code():
    source = "A = 1\nclass B:\n    @c\n    def d(self):\n        def e():\n            return f\n        g\n"

    assert [each.place for each in mutants_of(Path("a.py"), source)] == [
        None,
        ("B.d.<locals>.e", 5),
    ]
    code = compile(source, "a.py", "exec")
    assert {session.place_of(each) for each in session.codes_in(code)} >= {("B.d.<locals>.e", 5), ("B.d", 3)}


def test_a_mutant_knows_the_constant_whose_value_it_changes():
    source = "A = 1\nB: int = 2\nc.d = 3\nclass E:\n    F = 4\ndef g():\n    h = 5\n"

    assert [each.constant for each in mutants_of(Path("a.py"), source)] == ["A", "B", None, None, None]


def test_a_constant_is_exchanged_wherever_it_was_imported(monkeypatch):
    ours = [each for name, each in sys.modules.items() if name.startswith(("hiring.", "tests."))]
    for module in [each for each in ours if hasattr(each, "SHORTEST_PASSWORD")]:
        monkeypatch.setattr(module, "SHORTEST_PASSWORD", rules.SHORTEST_PASSWORD)  # put back afterwards
    path = Path("hiring/accounts/rules.py")
    found = mutants_of(path, (CHECKOUT / path).read_text("utf-8"))
    [mutant] = [each for each in found if each.constant == "SHORTEST_PASSWORD"]

    session.exchange_constant(mutant)

    assert (rules.SHORTEST_PASSWORD, passwords.SHORTEST_PASSWORD) == (16, 16)


def test_an_answer_that_was_kept_hides_no_mutant():
    render_markdown("a text that is kept")
    kept = render_markdown.cache_info().currsize

    session.forget_answers()

    assert (kept > 0, render_markdown.cache_info().currsize) == (True, 0)


def test_accounts_web_policies_and_rules_are_changed_and_each_has_tests():
    modules = {path.as_posix() for path in default_modules()}

    assert {"hiring/accounts/access.py", "hiring/web/two_tabs.py", "hiring/scoring/rules.py"} <= modules
    assert {f"hiring/{each}/policy.py" for each in ("openings", "reports", "sittings")} <= modules
    assert "hiring/openings/models.py" not in modules
    assert all((CHECKOUT / folder_of(path.parts[1])).is_dir() for path in default_modules())
