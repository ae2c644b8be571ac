"""The same figures from pingouin, rater-agreement, krippendorff, statsmodels and scipy, on random ratings."""

import numpy as np
import pytest
import scipy  # its parts load when they are asked for

from hiring.psychometrics import agreement, fairness, generalizability, items, quantiles, ranking, severity

SEEDS = range(5)


#: Other packages may warn while they are loaded or used; that is not ours to fail on.
pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.xdist_group("other packages")]


def rated(seed, units=40, raters=4, missing=0.0):
    chance = np.random.default_rng(seed)
    ratings = np.clip(
        chance.integers(1, 6, (units, 1)) + chance.integers(-1, 2, (units, raters)), 1, 5
    ).astype(float)
    ratings[chance.random(ratings.shape) < missing] = np.nan
    return ratings


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shift", [0, 0.5])
def test_alpha_as_the_package_krippendorff(seed, level, shift):
    import krippendorff

    ratings = rated(seed, missing=0.4).T + shift

    assert agreement.krippendorff_alpha(ratings, level).value == pytest.approx(
        krippendorff.alpha(ratings, level_of_measurement=level), abs=1e-12
    )


@pytest.mark.parametrize("level", ["nominal", "interval"])
@pytest.mark.parametrize("seed", SEEDS)
def test_alpha_and_its_bootstrap_as_rater_agreement(seed, level):
    import raters

    ratings = rated(seed, missing=0.3)
    rows = [[None if np.isnan(x) else x for x in row] for row in ratings.T]

    ours = agreement.bootstrap_interval(agreement.Alpha(level), ratings.T, 1, resamples=2000)

    assert ours.value == pytest.approx(raters.krippendorff_alpha(rows, level=level), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_intraclass_correlations_as_pingouin(seed):
    import pandas
    import pingouin

    ratings = rated(seed, units=25)
    target, rater = np.indices(ratings.shape)
    frame = pandas.DataFrame({"t": target.ravel(), "r": rater.ravel(), "x": ratings.ravel()})
    theirs = pingouin.intraclass_corr(frame, targets="t", raters="r", ratings="x").set_index("Type")

    names = {"1": "ICC({},1)", "k": "ICC({},k)"}
    for form, ours in agreement.icc(ratings).items():
        row = theirs.loc[names[form[2]].format({"1": "1", "2": "A", "3": "C"}[form[0]])]
        assert (ours.value, ours.f, ours.df1, ours.df2, ours.p) == pytest.approx(
            (row["ICC"], row["F"], row["df1"], row["df2"], row["pval"]), abs=1e-9
        )
        assert ours.interval == pytest.approx(tuple(row["CI95"]), abs=0.0051)


@pytest.mark.parametrize("seed", SEEDS)
def test_intraclass_correlations_as_rater_agreement(seed):
    import raters

    ratings, ours = rated(seed), agreement.icc(rated(seed))

    assert [ours["2,1"].value, ours["3,1"].value] == pytest.approx(
        [raters.icc(ratings.tolist(), form=form) for form in ("2,1", "3,1")]
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_weighted_kappa_as_statsmodels_with_its_standard_error(seed):
    from statsmodels.stats.inter_rater import cohens_kappa

    table = np.random.default_rng(seed).integers(1, 20, (5, 5)) + 20 * np.eye(5)
    for ours, theirs in (("unweighted", None), ("linear", "linear"), ("quadratic", "quadratic")):
        found, other = agreement.weighted_kappa(table, ours), cohens_kappa(table, wt=theirs)
        assert [found.value, found.se, *found.interval] == pytest.approx(
            [other.kappa, other.std_kappa, other.kappa_low, other.kappa_upp]
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_fleiss_kappa_as_statsmodels(seed):
    from statsmodels.stats.inter_rater import fleiss_kappa

    counts = np.random.default_rng(seed).multinomial(6, [0.4, 0.3, 0.2, 0.1], 30)

    assert agreement.fleiss_kappa(counts).value == pytest.approx(fleiss_kappa(counts))


@pytest.mark.parametrize("seed", SEEDS)
def test_cronbach_alpha_as_pingouin_with_feldt_interval(seed):
    import pandas
    import pingouin

    scores = rated(seed, raters=6)
    value, interval = pingouin.cronbach_alpha(pandas.DataFrame(scores))
    found = items.cronbach_alpha(scores)

    assert found.value == pytest.approx(value)
    assert found.interval == pytest.approx(tuple(interval), abs=0.00051)


@pytest.mark.parametrize("seed", SEEDS)
def test_item_rest_as_a_plain_correlation(seed):
    scores = rated(seed, raters=6)
    rest = scores.sum(axis=1, keepdims=True) - scores

    assert [answer.value for answer in items.item_rest(scores)] == pytest.approx(
        [scipy.stats.pearsonr(scores[:, item], rest[:, item]).statistic for item in range(6)]
    )


def test_sums_of_squares_as_statsmodels():
    import pandas
    from statsmodels.api import stats as sm_stats
    from statsmodels.formula.api import ols

    scores = np.random.default_rng(1).integers(1, 6, (5, 3, 3)).astype(float)
    p, t, r = np.indices(scores.shape)
    frame = pandas.DataFrame({"p": p.ravel(), "t": t.ravel(), "r": r.ravel(), "x": scores.ravel()})
    model = ols("x ~ C(p) + C(t) + C(r) + C(p):C(t) + C(p):C(r) + C(t):C(r)", frame).fit()
    theirs = sm_stats.anova_lm(model, typ=2)

    found = generalizability.crossed(scores)

    assert list(found.sums_of_squares.values()) == pytest.approx(theirs["sum_sq"].tolist())
    assert list(found.degrees_of_freedom.values()) == pytest.approx(theirs["df"].tolist())


def test_components_as_restricted_maximum_likelihood_where_none_is_negative():
    import pandas
    from statsmodels.formula.api import mixedlm

    chance = np.random.default_rng(2)
    scores = chance.normal(size=(40, 1)) + chance.normal(0, 0.7, (40, 5))
    p, r = np.indices(scores.shape)
    frame = pandas.DataFrame({"p": p.ravel(), "r": r.ravel(), "x": scores.ravel()})
    theirs = mixedlm("x ~ C(r)", frame, groups=frame["p"]).fit(reml=True)

    found = generalizability.one_facet(scores).components

    assert [found["p"].value, found["pr"].value] == pytest.approx(
        [float(theirs.cov_re.iloc[0, 0]), theirs.scale], rel=1e-3
    )


def test_severities_as_statsmodels_least_squares():
    import pandas
    from statsmodels.formula.api import ols

    chance = np.random.default_rng(3)
    rater = np.argsort(chance.random((50, 5)), axis=1)[:, :2].ravel()
    frame = pandas.DataFrame({"p": np.repeat(np.arange(50), 2), "r": rater, "x": chance.integers(1, 6, 100)})
    theirs = ols("x ~ C(p) + C(r, Sum)", frame).fit()

    found = severity.additive(frame["p"].to_numpy(), frame["r"].to_numpy(), frame["x"].to_numpy())

    for label in range(4):
        name = f"C(r, Sum)[S.{label}]"
        low, high = theirs.conf_int().loc[name]
        assert (found.raters[label].value, found.raters[label].se) == pytest.approx(
            (-theirs.params[name], theirs.bse[name])
        )
        assert found.raters[label].interval == pytest.approx((-high, -low))


CASES = [(int(s), 30, int(t), 45) for s, t in np.random.default_rng(4).integers(1, 30, (12, 2))]


@pytest.mark.parametrize("case", CASES)
def test_two_groups_as_scipy_and_statsmodels(case):
    from statsmodels.stats import contingency_tables, proportion

    s1, n1, s2, n2 = case
    table = [[s1, n1 - s1], [s2, n2 - s2]]
    for alternative in ("two-sided", "less", "greater"):
        assert fairness.fisher_exact(*case, alternative=alternative).value == pytest.approx(
            scipy.stats.fisher_exact(table, alternative=alternative).pvalue
        )
    assert fairness.newcombe_difference(*case).interval == pytest.approx(
        proportion.confint_proportions_2indep(s1, n1, s2, n2, compare="diff", method="newcomb")
    )
    assert fairness.wilson_interval(s1, n1).interval == pytest.approx(
        proportion.proportion_confint(s1, n1, method="wilson")
    )
    z, p = proportion.proportions_ztest([s1, s2], [n1, n2])
    assert (fairness.two_sample_z(*case).value, fairness.two_sample_z(*case).p) == pytest.approx((z, p))
    if s1 < n1:
        two_by_two = contingency_tables.Table2x2(np.array(table))
        assert fairness.impact_ratio(*case).value == pytest.approx(two_by_two.riskratio)
        assert fairness.impact_ratio(*case).interval == pytest.approx(two_by_two.riskratio_confint())


@pytest.mark.parametrize("case", CASES)
def test_mid_p_as_from_the_hypergeometric_distribution(case):
    s1, n1, s2, n2 = case
    chances = scipy.stats.hypergeom.pmf(np.arange(n1 + 1), n1 + n2, s1 + s2, n1)
    same = np.isclose(chances, chances[s1], rtol=1e-7, atol=0)

    assert fairness.lancaster_mid_p(*case).value == pytest.approx(
        chances[(chances < chances[s1]) & ~same].sum() + chances[same].sum() / 2
    )


def test_quantiles_as_scipy():
    for df1, df2 in ((1, 5.3), (29, 87), (499, 1.7), (9999, 29997)):
        for share in (0.025, 0.975):
            assert quantiles.f_quantile(share, df1, df2) == pytest.approx(scipy.stats.f.ppf(share, df1, df2))
        assert quantiles.f_tail(2.5, df1, df2) == pytest.approx(scipy.stats.f.sf(2.5, df1, df2))
        assert quantiles.t_quantile(0.95, df2) == pytest.approx(scipy.stats.t.ppf(0.975, df2))
    assert quantiles.normal(0.95) == pytest.approx(scipy.stats.norm.ppf(0.975))


def test_bootstrap_as_scipy():
    ratings = rated(6, units=60)

    ours = agreement.bootstrap_interval(lambda rows: float(rows.mean()), ratings, 1, axis=0, resamples=4000)

    theirs = scipy.stats.bootstrap(
        (ratings.mean(axis=1),), np.mean, n_resamples=4000, method="percentile", rng=np.random.default_rng(2)
    )
    assert ours.interval == pytest.approx(tuple(theirs.confidence_interval), abs=0.03)
    assert ours.se == pytest.approx(theirs.standard_error, rel=0.05)


def test_the_chance_of_the_top_as_by_numerical_integration():
    scores, sem = np.array([3.4, 3.1, 2.9]), 0.3
    grid = np.linspace(0, 7, 7001)
    density = scipy.stats.norm.pdf(grid[:, None], scores, sem)
    below = scipy.stats.norm.cdf(grid[:, None], scores, sem)
    exact = [np.trapezoid(density[:, i] * np.delete(below, i, axis=1).prod(axis=1), grid) for i in range(3)]

    found = ranking.rank_intervals(scores, sem, 1, top=1, draws=20_000)

    assert [person.in_top.value for person in found] == pytest.approx(exact, abs=0.012)
