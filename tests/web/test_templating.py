"""What all templates know lies in one place."""

import html

from flask import render_template_string
from jinja2 import Environment, pass_context
from werkzeug.routing import Map, Rule

from hiring.web.blueprints import BLUEPRINTS, TEMPLATE_NAMES
from hiring.web.public import public
from hiring.web.templating import LateRule, QuickContext


def test_all_templates_share_what_all_of_them_know_and_learn_what_is_added(app):
    page = app.jinja_env.get_template("sittings/task.html")
    app.jinja_env.globals["learnt"] = "seen"

    with app.app_context():
        seen = render_template_string("{{ learnt }}")

    assert page.globals is app.jinja_env.globals
    assert seen == "seen"


def test_what_one_template_alone_is_told_stays_with_it(app):
    told = app.jinja_env.from_string("{{ own }}", globals={"own": "mine"})

    assert told.render() == "mine"
    assert "own" not in app.jinja_env.globals


def test_macros_and_functions_are_called_as_jinja_calls_them_inside_loops_and_blocks_too(app):
    @pass_context
    def known(context, name):
        return context[name]

    class Counter:
        def __call__(self, number):
            return number + 1

    source = """
        {%- macro shown(text, mark="!") %}{{ text }}{{ mark }}{% endmacro -%}
        {%- block part %}{% for each in things %}{% set own = each %}
        {{- shown(each) }}{{ shown(each, mark="?") }}{{ plain(each, more=1) }}{{ known("things") | length }}
        {{- counter(each) }}{{ "<b>" | upper }}{{ "x".join(["<", ">"]) }}
        {%- endfor %}{% endblock -%}
    """
    names = {
        "things": [1, 2],
        "plain": lambda number, more: number + more,
        "known": known,
        "counter": Counter(),
    }
    ours = app.jinja_env.from_string(source)
    jinjas = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)

    with app.app_context():
        drawn = ours.render(names)

    assert type(ours.new_context({})) is QuickContext
    assert html.unescape(drawn) == html.unescape(jinjas.render(names)) == "1!1?222<B><x>2!2?323<B><x>"


def test_addresses_are_built_as_werkzeug_builds_them_the_first_time_and_the_next():
    def built(kind):
        rules = [kind("/a/<string:one>/<int:two>", endpoint="a"), kind("/a/<string:one>", endpoint="b")]
        addresses = Map(rules).bind("h.example")
        asked = [("a", {"one": "ü/x", "two": 3, "q": "s t"}), ("b", {"one": "x", "q": ["1", "2"]})]
        return [
            addresses.build(*one, append_unknown=unknown)
            for _ in range(2)
            for one in asked
            for unknown in (True, False)
        ]

    assert built(LateRule) == built(Rule)


def test_how_an_address_is_built_is_learnt_once(app):
    rules = Map([LateRule("/a/<string:one>", endpoint="a")])
    rule, addresses = next(rules.iter_rules()), rules.bind("h.example")
    late = rule._build

    first = addresses.build("a", {"one": "x"}, append_unknown=False)
    learnt = rule._build

    assert (first, learnt is late, learnt(one="x")) == ("/a/x", False, ("", "/a/x"))
    assert rule._build is learnt


def test_every_template_knows_what_capabilities_contribute(app):
    named = [name for names in TEMPLATE_NAMES.of(app) for name in names]

    assert len(named) > 10
    assert [name for name in named if name not in app.jinja_env.globals] == []


def test_pages_are_those_that_capabilities_contribute(app):
    contributed = {blueprint.name for blueprint in BLUEPRINTS.of(app)}

    assert contributed <= set(app.blueprints)
    assert {"accounts", "openings", "dossiers"} <= contributed


def test_an_open_page_says_why_and_stays_the_same_view():
    def view():
        pass

    assert public("says the same to everybody")(view) is view
    assert view.public_because == "says the same to everybody"
