"""What a G study answers: components of variance, and how far means over ratings may be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import prod, sqrt

from hiring.psychometrics import reasons
from hiring.psychometrics.components import Effects, Shares
from hiring.psychometrics.estimates import Answer, Estimate, Interval, Undefined
from hiring.psychometrics.quantiles import normal

SOURCE = "Cronbach et al. (1972); Brennan (2001), Generalizability Theory"


@dataclass(frozen=True, slots=True)
class DecisionStudy:
    """What a mean over so many tasks and raters would be worth (a D study).

    Undefined where no error is found, rather than a perfect 1.00 from raters who never differ, and where the
    error variance comes out below zero, as it may from few unbalanced ratings.
    """

    g: Answer
    """Eρ²: for ranking people against each other."""
    phi: Answer
    """Φ: for judging people against a fixed cut."""
    sem_relative: Answer
    sem_absolute: Answer

    def score_interval(
        self, score: float, *, absolute: bool = True, confidence: float = 0.95
    ) -> Interval | Undefined:
        """Return `score` ± z standard errors: absolute for cut decisions, relative for ranking."""
        error = self.sem_absolute if absolute else self.sem_relative
        if isinstance(error, Undefined):
            return error
        half = normal(confidence) * error.value
        return score - half, score + half


@dataclass(frozen=True, slots=True)
class UndefinedStudy(Undefined):
    """A G study that cannot be made; every figure asked of it is undefined for the same reason."""

    effects: tuple[str, ...] = ()

    @property
    def components(self) -> Mapping[str, Answer]:
        return dict.fromkeys(self.effects, Undefined(self.reason, self.sentence, self.values))

    @property
    def as_rated(self) -> DecisionStudy:
        return self.decision()

    def decision(self, *_sizes: float, **_named: float) -> DecisionStudy:
        why = Undefined(self.reason, self.sentence, self.values)
        return DecisionStudy(why, why, why, why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Variance components, and what means over ratings are worth by them."""

    components: Mapping[str, Answer]
    """Variance by effect, as estimated: it may be negative. In decisions a negative one counts as zero."""
    sums_of_squares: Mapping[str, float]
    degrees_of_freedom: Mapping[str, int]
    """Empty for unbalanced data, where sums of squares have none of their own."""
    negative: tuple[str, ...]
    """The effects whose estimate is negative: set to zero in decisions."""
    n: int
    method: str
    effects: Effects = field(repr=False)
    shares: Shares = field(repr=False)
    """How much each effect counts in the means at hand: for ranking, and against a cut."""
    merged: Mapping[str, str] = field(default_factory=dict)
    """What the design cannot tell apart: by effect the larger one that holds it."""

    @property
    def as_rated(self) -> DecisionStudy:
        """What the candidates' means over the ratings they were given are worth.

        Each effect counts with the squared shares of its levels in a person's mean, averaged over persons;
        for ranking, effects without the person count with how much these shares differ between persons,
        because what all share cancels out. With complete data the same as `decision` with the numbers
        at hand.
        """
        return self._decide(self.shares, "the ratings given")

    def _planned(self, sizes: Mapping[str, float]) -> DecisionStudy:
        if wrong := [size for size in sizes.values() if not size > 0]:
            raise ValueError(f"a mean needs more than {wrong[0]!r} tasks or raters")
        shares = {}
        for name, facets in self.effects.items():
            share = 1 / prod(sizes[facet] for facet in facets - {"p"})
            shares[name] = (share if "p" in facets else 0.0, share)
        # How a variance that holds two effects divides between them is not known: the larger error is taken.
        for name, other in self.merged.items():
            one, another = shares[other], shares[name]
            shares[other] = max(one[0], another[0]), max(one[1], another[1])
        means = " and ".join(f"{size:g} {'tasks' if f == 't' else 'raters'}" for f, size in sizes.items())
        return self._decide(shares, means)

    def _decide(self, shares: Shares, means: str) -> DecisionStudy:
        variance = {
            name: max(0.0, found.value)
            for name, found in self.components.items()
            if isinstance(found, Estimate)
        }
        residual = list(self.components)[-1]
        if residual in self.negative:
            why = Undefined.because(reasons.NEGATIVE_ERROR)
            return DecisionStudy(why, why, why, why)
        errors = [name for name in variance if name != "p"]
        relative, absolute = (sum(variance[name] * shares[name][kind] for name in errors) for kind in (0, 1))
        return DecisionStudy(
            self._coefficient("Eρ²", variance["p"], relative, means),
            self._coefficient("Φ", variance["p"], absolute, means),
            self._error("relative", relative, means),
            self._error("absolute", absolute, means),
        )

    def _coefficient(self, name: str, persons: float, error: float, means: str) -> Answer:
        if error == 0:
            return Undefined.because(reasons.NO_ERROR_VARIANCE if persons else reasons.NO_VARIANCE_LEFT)
        return Estimate(persons / (persons + error), None, self.n, self._named(name, means), SOURCE)

    def _error(self, name: str, error: float, means: str) -> Answer:
        if error == 0:
            return Undefined.because(reasons.NO_ERROR_VARIANCE)
        return Estimate(sqrt(error), None, self.n, self._named(f"{name} standard error", means), SOURCE)

    def _named(self, what: str, means: str) -> str:
        zero = f", {', '.join(self.negative)} set to zero" if self.negative else ""
        return f"{what} of a mean over {means}, n = persons, {self.method}{zero}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoFacetStudy(Study):
    """Variance components of persons × tasks × raters, and what other numbers of them would give."""

    def decision(self, n_tasks: float, n_raters: float) -> DecisionStudy:
        """Return what a mean over `n_tasks` with `n_raters` each would be worth.

        Relative error variance: Σ over effects with p of σ²/(the numbers of its tasks and raters); absolute
        error variance: Σ over all effects but p. Eρ² and Φ = σ²(p)/(σ²(p) + error).
        Raises ValueError for a number that is not above zero.
        """
        return self._planned({"t": n_tasks, "r": n_raters})


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFacetStudy(Study):
    """Variance components of persons × raters, and what other numbers of raters would give."""

    def decision(self, n_raters: float) -> DecisionStudy:
        """Return what a mean over `n_raters` would be worth; as `TwoFacetStudy.decision` without tasks."""
        return self._planned({"r": n_raters})


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStudy(Study):
    """Variance components of persons × tasks that one rater has rated."""

    def decision(self, n_tasks: float) -> DecisionStudy:
        """Return what a mean over `n_tasks` of this rater would be worth; as `TwoFacetStudy.decision`."""
        return self._planned({"t": n_tasks})
