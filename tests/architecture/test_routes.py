"""Every page has a doorman, and the list of open doors is short and reasoned."""

from hiring.accounts.rules import Permission

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def _views(app):
    return {rule.endpoint: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules()}


def test_every_route_is_guarded_or_says_why_it_is_open(app):
    unguarded = {
        endpoint
        for endpoint, view in _views(app).items()
        if not isinstance(getattr(view, "permission", None), Permission)
        and not getattr(view, "public_because", "")
    }

    assert unguarded == set()


def test_every_permission_has_a_name_of_its_own_and_a_line_for_the_matrix(app):
    permissions = {
        id(view.permission): view.permission for view in _views(app).values() if hasattr(view, "permission")
    }.values()
    names = [permission.name for permission in permissions]

    assert sorted(names) == sorted(set(names))
    assert [permission.name for permission in permissions if not permission.says] == []


def test_addresses_are_spelled_with_hyphens_and_hold_no_row_numbers(app):
    addresses = [rule.rule for rule in app.url_map.iter_rules()]

    assert [address for address in addresses if "_" in _fixed_part(address)] == []
    assert [
        rule.rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule and "id" in rule.rule
    ] == []


def _fixed_part(address: str) -> str:
    import re

    return re.sub(r"<[^>]*>", "", address)
