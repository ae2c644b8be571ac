"""Whether everybody in a panel can be compared: through whom, and through which answers."""

from collections.abc import Hashable, Iterable


def parts_of_panel(rated: Iterable[tuple[Hashable, Hashable]]) -> int:
    """Return into how many parts raters and candidates fall that share nobody; of nobody it is one.

    `rated` = who was rated by whom, as often as one likes. Scores of two parts rest on different raters,
    and nothing says whether these were equally strict.

    >>> parts_of_panel([("k1", "r1"), ("k2", "r1"), ("k3", "r2")])
    2
    """
    leads_to: dict[tuple[str, Hashable], tuple[str, Hashable]] = {}

    def root(name: tuple[str, Hashable]) -> tuple[str, Hashable]:
        while (above := leads_to.setdefault(name, name)) != name:
            leads_to[name] = leads_to.get(above, above)
            name = above
        return name

    for candidate, rater in set(rated):
        leads_to[root(("candidate", candidate))] = root(("rater", rater))
    return max(1, len({root(name) for name in list(leads_to)}))
