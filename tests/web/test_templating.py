"""What all templates know lies in one place."""

from flask import render_template_string


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
