"""Every worked example gives its published answer; `V..` is the number of the example."""

import re
from pathlib import Path

import numpy as np
import pytest

from hiring.psychometrics import (
    Undefined,
    agreement,
    fairness,
    generalizability,
    items,
    severity,
    situational,
    standards,
)
from tests.psychometrics.blocks import NAMES, cases, expected, rows, table


def near(name, value):
    return pytest.approx(value, abs=expected(name)["tol"])


def values(estimates):
    return [estimate.value for estimate in estimates]


def test_every_example_has_a_test_here():
    assert set(re.findall(r'"(V\d\d[AB]?)"', Path(__file__).read_text("utf-8"))) == set(NAMES)


@pytest.mark.parametrize("name", ["V01", "V02A", "V02B", "V03"])
def test_v01_v02_v03_krippendorff_alpha(name):
    levels = {"nominal", "ordinal", "interval", "ratio"} & expected(name).keys()

    found = {level: agreement.krippendorff_alpha(table(name), level).value for level in levels}

    assert found == {level: near(name, expected(name)[level]) for level in levels}


def test_v01_units_with_one_rating_do_not_count():
    assert agreement.krippendorff_alpha(table("V01"), "nominal").n == 11


def test_v01_share_of_exact_agreement():
    assert agreement.exact_and_adjacent(table("V01")).exact.value == pytest.approx(0.81818, abs=5e-6)


def test_v04_six_intraclass_correlations():
    found = agreement.icc(table("V04"))
    forms = ["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]

    assert list(found) == forms
    assert values(found.values()) == near("V04", expected("V04")["icc"])
    assert values(found.values()) == pytest.approx(
        [0.165742, 0.289764, 0.714841, 0.442797, 0.620051, 0.909316], abs=5e-7
    )
    assert [found[form].interval for form in forms] == [
        pytest.approx(interval, abs=0.0051) for interval in expected("V04")["ci"]
    ]
    assert [found["1,1"].f, found["2,1"].f] == near("V04", expected("V04")["F"])


def test_v04_mean_squares():
    found = agreement.mean_squares(table("V04"))

    assert [found.rows, found.columns, found.residual, found.within] == near(
        "V04", [expected("V04")[name] for name in ("MSR", "MSC", "MSE", "MSW")]
    )


def test_v04_g_study_with_one_facet():
    found, answer = generalizability.one_facet(table("V04")), expected("V04")["g_pr"]

    assert values(found.components.values()) == pytest.approx(
        [answer["p"], answer["r"], answer["res"]], abs=5e-5
    )
    assert {
        raters: [found.decision(int(raters)).g.value, found.decision(int(raters)).phi.value]
        for raters in answer["D"]
    } == {raters: pytest.approx(worth, abs=5e-5) for raters, worth in answer["D"].items()}


def test_v05_fleiss_kappa():
    found = agreement.fleiss_kappa(table("V05"))

    assert found.value == near("V05", expected("V05")["kappa"])
    assert list(found.subject_agreement) == near("V05", expected("V05")["P"])


def test_v06_cohen_weighted_kappa_of_proportions():
    answer = expected("V06")

    assert agreement.weighted_kappa(table("V06"), "unweighted", n=200).value == near("V06", answer["kappa"])
    assert agreement.weighted_kappa(table("V06"), answer["w"]).value == near("V06", answer["kw"])
    assert agreement.weighted_kappa(table("V06"), answer["w2"]).value == near("V06", answer["kw2"])


def test_v07_kappas_and_alphas_of_two_raters():
    answer = expected("V07")
    first, second = np.nonzero(table("V07"))
    counts = table("V07")[first, second].astype(int)
    ratings = np.repeat([first, second], counts, axis=1) + 1

    unweighted = agreement.weighted_kappa(table("V07"), "unweighted")
    assert [unweighted.value, unweighted.se] == near("V07", [answer["kappa"], answer["se"]])
    assert agreement.weighted_kappa(table("V07"), "quadratic").value == near("V07", answer["quad"])
    assert agreement.krippendorff_alpha(ratings, "nominal").value == near("V07", answer["alpha_nominal"])
    assert agreement.krippendorff_alpha(ratings, "interval").value == near("V07", answer["alpha_interval"])


def test_v08_g_study_of_persons_tasks_and_raters():
    answer = expected("V08")
    found = generalizability.crossed(table("V08").reshape(12, answer["nt"], answer["nr"]))

    assert list(found.sums_of_squares) == ["p", "t", "r", "pt", "pr", "tr", "ptr"]
    assert list(found.sums_of_squares.values()) == near("V08", answer["SS"])
    assert {name: part.value for name, part in found.components.items()} == near("V08", answer["var"])
    assert found.negative == ("r",)
    for sizes, worth in answer["D"].items():
        decision = found.decision(*map(int, sizes.split(",")))
        assert [decision.g.value, decision.phi.value] == near("V08", worth)


@pytest.mark.parametrize("name", ["V09", "V10"])
def test_v09_v10_alpha_and_items(name):
    scores, answer = table(name).T, expected(name)

    assert items.cronbach_alpha(scores).value == near(name, answer["alpha"])
    assert values(items.item_rest(scores)) == near(name, answer["itemrest"])
    assert values(items.alpha_if_deleted(scores)) == near(name, answer["alpha_drop"])


def test_v09_feldt_interval_and_standard_error():
    alpha = items.cronbach_alpha(table("V09").T)
    sd = table("V09").sum(axis=0).std(ddof=1)

    assert alpha.interval == near("V09", tuple(expected("V09")["ci"]))
    assert standards.sem(sd, alpha.value).value == near("V09", expected("V09")["sem_total"])


def test_v10_difficulty():
    assert values(items.difficulty(table("V10").T)) == near("V10", expected("V10")["p"])


def test_v11_uniform_guidelines_questions_and_answers():
    groups, answer = cases("V11"), expected("V11")

    for case, wanted in ((case, answer[case]) for case in groups):
        found = fairness.impact_ratio(*groups[case])
        assert found.value == near("V11", wanted["ir"])
        assert found.below_four_fifths is wanted.get("flag", False)
    assert fairness.flip_flop(*groups["q20"]) is answer["q20"]["flipflop"]
    assert fairness.fisher_exact(*groups["q20"]).value == near("V11", answer["q20"]["fisher"])


def test_v11_four_groups_at_once():
    found = fairness.impact_ratios({"White": (60, 100), "AI": (45, 100), "H": (48, 100), "B": (51, 100)})

    assert values(found.values()) == near("V11", [1, 0.75, 0.8, 0.85])
    assert [ratio.below_four_fifths for ratio in found.values()] == [False, True, False, False]


def test_v12_small_sample_tests():
    counts, answer = cases("V12"), expected("V12")

    for case in ("newcombe1", "newcombe2"):
        assert list(fairness.newcombe_difference(*counts[case]).interval) == near("V12", answer[case])
    for case in ("wilson1", "wilson2"):
        assert list(fairness.wilson_interval(*counts[case]).interval) == near("V12", answer[case])
    for case, tail in (("tea", "greater"), ("wiki", "less")):
        assert fairness.fisher_exact(*counts[case]).value == near("V12", answer[case]["two"])
        assert fairness.fisher_exact(*counts[case], alternative=tail).value == near(
            "V12", answer[case][f"one_{tail}"]
        )


def test_v13_katz_interval_and_the_tests_beside_it():
    counts, answer = cases("V13"), expected("V13")

    for case in ("aspirin", "guide"):
        found = fairness.impact_ratio(*counts[case])
        assert [found.value, *found.interval] == near("V13", answer[case])
    assert fairness.two_sample_z(*counts["guide"]).value == near("V13", answer["guide_z"])
    assert fairness.impact_ratio_z(*counts["guide"]).value == near("V13", answer["guide_zir"])
    assert fairness.fisher_exact(*counts["guide"]).value == near("V13", answer["guide_fisher"])
    assert fairness.lancaster_mid_p(*counts["guide"]).value == near("V13", answer["guide_midp"])
    assert fairness.shortfall(*counts["guide"]).value == near("V13", answer["guide_shortfall"])


def test_v14_standard_deviation_rule():
    for case, (n, share, selected) in cases("V14").items():
        assert fairness.standard_deviation_rule(selected, n, share).value == near(
            "V14", expected("V14")[case]
        )


def test_v15_angoff():
    answer, judgements = expected("V15"), table("V15")
    cognitive, knowledge = np.split(judgements, [answer["split"][0]], axis=1)
    found = [standards.angoff(part) for part in (cognitive, knowledge, judgements)]

    assert [panel.cut for panel in found] == near("V15", answer["cut"])
    assert [panel.se for panel in found] == near("V15", answer["se"])
    assert [list(panel.judge_cuts) for panel in found[:2]] == [near("V15", cuts) for cuts in answer["judge"]]
    assert found[2].consistency.value == near("V15", answer["icc2k"])


def test_v16_compensatory_against_hurdle():
    answer = expected("V16")
    parts = np.array([part.sum(axis=0) for part in np.split(table("V16"), [answer["split"][0]])]).T
    found = standards.compensatory_against_hurdle(parts, answer["cuts"])

    assert [place + 1 for place, passes in enumerate(found.compensatory) if passes] == answer["comp_pass"]
    assert [place + 1 for place, passes in enumerate(found.hurdle) if passes] == answer["hurdle_pass"]
    assert [place + 1 for place in found.changed] == [17]
    assert standards.compensatory(parts, answer["comp_cut"]) == found.compensatory


def test_v17_errors_bands_true_scores_and_more_raters():
    answer, reliabilities = expected("V17"), (0.9, 0.8)

    assert values(standards.sem(10, r) for r in reliabilities) == near("V17", answer["sem"])
    assert values(standards.sed(standards.sem(10, r).value) for r in reliabilities) == near(
        "V17", answer["sed"]
    )
    assert values(standards.sed_band(10, r) for r in reliabilities) == near("V17", answer["band196"])
    assert values(standards.see(10, r) for r in reliabilities) == near("V17", answer["see"])
    assert values(standards.see_band(10, r) for r in reliabilities) == near("V17", answer["band_see"])
    assert values(standards.kelley(85, r, 70) for r in reliabilities) == near("V17", answer["kelley_x85_m70"])
    prophecy = answer["sb"]
    assert values(standards.spearman_brown(prophecy["r"], k) for k in prophecy["k"]) == near(
        "V17", prophecy["v"]
    )
    needed = standards.raters_needed(prophecy["r"], 0.8)
    assert (needed.value, needed.raters) == (near("V17", prophecy["k_for_80"]), 6)


def test_v18_severity_of_three_judges():
    answer, marks = expected("V18"), table("V18")
    judge, work = np.indices(marks.shape)
    found = severity.additive(work.ravel() // answer["nt"], judge.ravel(), marks.ravel())

    assert marks.sum(axis=1).tolist() == answer["judge_total"]
    assert [-found.raters[judge].value for judge in range(answer["nj"])] == near(
        "V18", answer["additive_leniency"]
    )
    assert [found.persons[ratee].value * 15 for ratee in range(answer["np"])] == near(
        "V18", answer["ratee_total"]
    )


def test_v19_situational_judgement_by_rating():
    (_, *key), *candidates = rows("V19")
    given, answer = [ratings for _, *ratings in candidates], expected("V19")

    assert values(situational.squared_distance(x, key) for x in given) == near("V19", answer["d2"])
    assert values(situational.rmsd(x, key) for x in given) == near("V19", [d2**0.5 for d2 in answer["d2"]])
    assert values(situational.mean_distance(x, key) for x in given) == near("V19", answer["d1"])
    assert values(situational.percent(x, key, answer["lo"], answer["hi"]) for x in given) == near(
        "V19", answer["pct"]
    )
    shapes = [situational.shape(x, key) for x in given]
    assert [shapes[0].value, shapes[2].value] == near("V19", [answer["r"][0], answer["r"][2]])
    assert (isinstance(shapes[1], Undefined), answer["r"][1]) == (True, None)
