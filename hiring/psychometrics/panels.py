"""Whether everybody in a panel can be compared: through whom, and through which answers."""

from collections.abc import Iterable


def parts_of_panel(rated: Iterable[tuple[str, str]]) -> int:
    """Return into how many parts raters and candidates fall that share nobody; of nobody it is one.

    `rated` = who was rated by whom, as often as one likes. Scores of two parts rest on different raters,
    and nothing says whether these were equally strict.

    >>> parts_of_panel([("k1", "r1"), ("k2", "r1"), ("k3", "r2")])
    2
    """
    leads_to: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := leads_to.setdefault(name, name)) != name:
            leads_to[name] = leads_to.get(above, above)
            name = above
        return name

    for candidate, rater in set(rated):
        leads_to[root(f"c {candidate}")] = root(f"r {rater}")
    return max(1, len({root(name) for name in list(leads_to)}))
