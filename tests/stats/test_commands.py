"""`hiring stats FILE.csv` prints a table in two languages, or JSON, or what is wrong with the file."""

import json
import re

import numpy as np
import pytest
from click.testing import CliRunner

from hiring.psychometrics import agreement, generalizability, items, severity
from hiring.stats import agreement_figures
from hiring.stats.commands import stats
from tests.stats.files import drawn_rows, written


@pytest.fixture
def run():
    def run(*arguments):
        done = CliRunner().invoke(stats, [str(argument) for argument in arguments], catch_exceptions=False)
        return done.exit_code, done.stdout, done.stderr

    return run


@pytest.fixture
def figures(run, tmp_path):
    """Return what --json says about some rows."""

    def figures(*rows, language="en"):
        status, out, err = run(written(tmp_path, *rows), "--json", "--lang", language)
        assert (status, err) == (0, "")
        return json.loads(out)

    return figures


def test_the_table_speaks_english(run, tmp_path):
    status, out, err = run(written(tmp_path, *drawn_rows()), "--lang", "en")

    assert (status, err) == (0, "")
    for line in (
        r"^9\d\d ratings, 60 candidates, 4 tasks, 6 raters, 2 competencies$",
        r"^\d+ more say “no evidence” and are left out: missing is not zero\.$",
        r"^NETW\n====$",
        r"^  The same level +\d\d%  \(\d\d% to \d\d%\) +n = \d+$",
        r"^  Krippendorff's alpha \(ordinal\) +0\.\d\d  \(0\.\d\d to 0\.\d\d\) +n = 2\d\d$",
        r"^  ICC\(1,k\) +0\.\d\d  \(0\.\d\d to 0\.\d\d\) +n = 2\d\d$",
        r"^  Candidate × task +0\.\d{3} +\d\d%$",
        r"^  Standard error, against a cut +0\.\d\d +n = 60$",
        r"^  Cronbach's alpha +0\.\d\d  \(0\.\d\d to 0\.\d\d\) +n = 60$",
        r"^  task 3  \d\.\d\d +0\.\d\d +0\.\d\d +0\.\d\d$",
        r"^  rater \d +\+0\.\d\d +0\.0\d +\d+ +(differs|–)$",
        r"^  \d+ of 60 candidates would change place\.$",
    ):
        assert re.search(line, out, re.MULTILINE), line


def test_the_table_speaks_indonesian_unless_told_otherwise(run, tmp_path):
    _, out, _ = run(written(tmp_path, *drawn_rows()))

    for line in (
        r"^9\d\d nilai, 60 kandidat, 4 tugas, 6 penilai, 2 kompetensi$",
        r"^  Alfa Krippendorff \(ordinal\) +0,\d\d  \(0,\d\d s\.d\. 0,\d\d\) +n = 2\d\d$",
        r"^  Galat baku, terhadap batas +0,\d\d +n = 60$",
    ):
        assert re.search(line, out, re.MULTILINE), line


def test_no_english_is_left_in_the_indonesian_table(run, tmp_path):
    path = written(tmp_path, *drawn_rows(candidates=10), "solo,task 9,rater 9,NETW,3")
    english, indonesian = (run(path, "--lang", language)[1] for language in ("en", "id"))

    shared = set(english.splitlines()) & set(indonesian.splitlines())
    assert {line for line in shared if re.search("[a-z]{4}", re.sub(r"(task|rater) \d", "", line))} == {
        "ratings.csv"
    }


def test_no_line_of_sentences_is_wider_than_a_page(run, tmp_path):
    _, out, _ = run(written(tmp_path, *drawn_rows()))

    assert max(map(len, out.splitlines())) <= 100


def test_json_holds_what_the_package_computes(figures):
    rows = drawn_rows(competencies=("NETW",), no_evidence=0)
    found = figures(*rows)
    competency = found["competencies"]["NETW"]
    labels = [row.split(",") for row in rows]
    answers = sorted({(c, t) for c, t, *_ in labels})
    by_answer = {
        answer: [float(row[4]) for row in labels if (row[0], row[1]) == answer] for answer in answers
    }
    pairs = np.array(list(by_answer.values()))

    assert found["counts"] == {
        "candidate": 60, "task": 4, "rater": 6, "competency": 1, "ratings": 480, "no_evidence": 0
    }  # fmt: skip
    alpha = agreement.krippendorff_alpha(pairs.T)
    assert competency["agreement"]["alpha_ordinal"]["value"] == pytest.approx(alpha.value)
    whose = [candidate for candidate, _ in by_answer]
    one_way = agreement.icc_by_person(pairs, whose, "1,1", agreement_figures.SEED)
    assert competency["agreement"]["icc_1_1"]["value"] == pytest.approx(one_way.value)
    assert competency["agreement"]["icc_1_1"]["interval"] == pytest.approx(list(one_way.interval))
    study = generalizability.crossed_long(
        *([row[i] for row in labels] for i in (0, 1, 2)), [float(row[4]) for row in labels]
    )
    assert {name: part["value"] for name, part in competency["components"].items()} == pytest.approx(
        {name: part.value for name, part in study.components.items()}
    )
    assert competency["mean_as_rated"]["sem_absolute"]["value"] == pytest.approx(
        study.as_rated.sem_absolute.value
    )
    assert [(plan["tasks"], plan["raters"]) for plan in competency["mean_planned"]] == [
        (4, 2),
        (5, 2),
        (4, 3),
    ]
    means = pairs.mean(axis=1).reshape(60, 4)
    assert competency["items"]["alpha"]["value"] == pytest.approx(items.cronbach_alpha(means).value)
    model = severity.additive(
        [tuple(row[:2]) for row in labels], [row[2] for row in labels], [float(row[4]) for row in labels]
    )
    assert {name: rater["value"] for name, rater in found["severity"]["raters"].items()} == pytest.approx(
        {name: effect.value for name, effect in model.raters.items()}
    )
    by_task = [
        np.mean([float(r[4]) for r in labels if r[:2] == ["c007", f"task {task}"]]) for task in range(4)
    ]
    own = [(float(r[4]), model.raters[r[2]].value) for r in labels if r[0] == "c007"]
    assert found["candidates"]["c007"] == {
        "raw_mean": pytest.approx(np.mean([rating for rating, _ in own])),
        "mean_by_task": pytest.approx(np.mean(by_task)),
        "fair_mean": pytest.approx(np.mean([rating + harsh for rating, harsh in own])),
        "ratings": 8,
    }


def test_the_same_raters_throughout_give_the_absolute_form_and_kappa(figures):
    found = figures(*drawn_rows(raters=2, no_evidence=0))["competencies"]["NETW"]["agreement"]

    assert found["icc_2_1"]["df1"] == 239
    assert found["kappa_quadratic"]["se"] > 0
    assert "icc_1_1" not in found


def test_one_task_gives_a_study_with_one_facet(figures):
    found = figures(*drawn_rows(tasks=1))["competencies"]["NETW"]

    assert list(found["components"]) == ["p", "r", "pr"]
    assert [(plan["tasks"], plan["raters"]) for plan in found["mean_planned"]] == [(1, 2), (1, 3)]
    assert found["items"]["alpha"] == {"undefined": "at least two items are needed"}


def test_one_rating_per_answer_says_what_cannot_be_known(run, figures, tmp_path):
    rows = drawn_rows(each=1, no_evidence=0)
    found = figures(*rows)["competencies"]["NETW"]

    nobody = {"undefined": "at least two units must have been rated by two raters"}
    assert (found["agreement"]["exact"], found["agreement"]["alpha_ordinal"]) == (nobody, nobody)
    assert found["agreement"]["icc_1_1"] == {"undefined": "at least two raters are needed"}
    confounded = {
        "undefined": "in this design “Candidate × task” cannot be told apart from “Everything else”"
    }
    assert found["components"]["pt"] == confounded
    assert found["components"]["p"]["value"] > 0
    assert found["mean_as_rated"]["sem_absolute"]["value"] > 0
    assert found["items"]["alpha"]["value"] > 0
    _, out, _ = run(written(tmp_path, *rows))
    assert "tidak terdefinisi, karena dalam rancangan ini “Kandidat × tugas” tidak dapat" in out


def test_raters_of_each_task_and_of_each_candidate_are_studied_as_they_are(figures):
    rows = [row.split(",") for row in drawn_rows(raters=2, no_evidence=0, competencies=("NETW",))]
    of_task = [",".join([c, t, f"{r} of {t}", *rest]) for c, t, r, *rest in rows]
    of_candidate = [",".join([c, t, f"{r} of {c}", *rest]) for c, t, r, *rest in rows]

    in_tasks, in_candidates = (
        figures(*each)["competencies"]["NETW"]["components"] for each in (of_task, of_candidate)
    )

    assert [name for name, part in in_tasks.items() if "undefined" in part] == ["r", "pr"]
    assert [name for name, part in in_candidates.items() if "undefined" in part] == ["r", "tr"]


def test_one_rater_is_told_to_hide_how_raters_differ(run, figures, tmp_path):
    rows = drawn_rows(raters=1, each=1, no_evidence=0, competencies=("NETW",))

    _, out, _ = run(written(tmp_path, *rows), "--lang", "en")
    found = figures(*rows)["competencies"]["NETW"]

    assert list(found["components"]) == ["p", "t", "pt"]
    assert [(plan["tasks"], plan["raters"]) for plan in found["mean_planned"]] == [(4, 1), (5, 1)]
    assert "  One rater rated everything: how severe that rater is, and how others would differ," in out


def test_ratings_without_variation_are_said_to_be_so(run, tmp_path):
    path = written(tmp_path, *[re.sub(r"\w+$", "3", row) for row in drawn_rows(candidates=10)])

    _, english, _ = run(path, "--lang", "en")
    _, indonesian, _ = run(path)

    assert english.count("(1) not defined, because there is no variation: all values are the same") == 1
    assert indonesian.count("(1) tidak terdefinisi, karena tidak ada keragaman: semua nilai sama") == 1
    assert len(re.findall(r"  –  \(1\)$", english, re.MULTILINE)) == 12
    assert "nan" not in english + indonesian


def test_a_disconnected_design_names_the_raters_of_each_part(run, figures, tmp_path):
    rows = ["a,t,x,NETW,3", "a,t,y,NETW,4", "b,t,x,NETW,2", "b,t,y,NETW,2", "c,t,z,NETW,5", "c,t,w,NETW,4"]

    found = figures(*rows)
    _, out, _ = run(written(tmp_path, *rows), "--lang", "en")

    assert found["severity"]["parts"] == [
        {"raters": ["x", "y"], "answers": 2},
        {"raters": ["w", "z"], "answers": 1},
    ]
    assert found["candidates"]["a"]["fair_mean"] is None
    assert (
        "not defined, because the design falls into 2 parts that share no rater and no person: x, y;" in out
    )
    assert "raters w, z: 1 rated answers" in out


def test_what_a_figure_means_is_told_once_for_all_competencies(run, tmp_path):
    _, out, _ = run(written(tmp_path, *drawn_rows(competencies=("NETW", "EVNT", "ADAP"))), "--lang", "en")

    sentences = [line for line in out.splitlines() if re.fullmatch(r" {4}\S.*[.:]|  If .*", line)]
    told = [line for line in sentences if "of the resamples" not in line]
    assert len(told) > 8
    assert len(told) == len(set(told))


def test_the_mean_by_task_stands_beside_the_one_that_weighs_every_rating_alike(run, figures, tmp_path):
    rows = [*drawn_rows(candidates=9, no_evidence=0, competencies=("NETW",))]
    rows += [
        "solo,t1,rater 0,NETW,5",
        "solo,t1,rater 1,NETW,5",
        "solo,t1,rater 2,NETW,5",
        "solo,t2,rater 0,NETW,1",
    ]

    found = figures(*rows)["candidates"]["solo"]
    _, out, _ = run(written(tmp_path, *rows), "--lang", "en")

    assert (found["mean_by_task"], found["raw_mean"]) == (3.0, 4.0)
    said = "They differ for 1 of 10 candidates, most for solo: by task 3.00, raw 4.00."
    assert said in " ".join(out.split())


def test_few_ratings_are_pointed_out(run, tmp_path):
    _, out, _ = run(
        written(tmp_path, *drawn_rows(candidates=8), "c001,task 1,newcomer,NETW,3"), "--lang", "en"
    )

    assert "Fewer than 30 candidates, so that the figures are hints: NETW, EVNT." in out
    assert re.search(r"^  newcomer \* ", out, re.MULTILINE)
    assert "* fewer than 8 ratings: too few to act on." in out


def test_a_competency_without_any_evidence_is_undefined_not_zero(figures):
    rows = [*drawn_rows(competencies=("NETW",)), "c001,task 1,rater 1,EVNT,NE"]

    found = figures(*rows, language="id")["competencies"]["EVNT"]

    assert (found["ratings"], found["no_evidence"], found["answers"]) == (0, 1, 0)
    assert found["agreement"]["exact"] == {
        "undefined": "paling sedikit dua unit harus dinilai oleh dua penilai"
    }
    assert found["components"]["p"] == {"undefined": "diperlukan paling sedikit dua orang"}


def test_answers_with_one_hundred_ratings_beside_pairs_can_be_read(figures):
    rows = [f"a{a},t,r{r},NETW,{1 + (a + r) % 5}" for a in range(20) for r in range(100 if a == 0 else 2)]

    found = figures(*rows)["competencies"]["NETW"]["agreement"]

    assert found["alpha_ordinal"]["n"] == 20
    assert found["icc_1_1"]["n"] == 19


def test_the_same_file_gives_the_same_figures(figures):
    assert figures(*drawn_rows()) == figures(*drawn_rows())


def test_fine_ratings_have_no_kappa(figures):
    chance = np.random.default_rng(1)
    rows = [f"c{c},t,{r},NETW,{chance.uniform(1, 5):.3f}" for c in range(30) for r in "xy"]

    found = figures(*rows)["competencies"]["NETW"]["agreement"]

    assert found["kappa_quadratic"] == {
        "undefined": "there are more than 20 different ratings, and kappa is for categories"
    }
    assert found["alpha_ordinal"]["interval"] is not None


def test_a_bad_file_is_refused_in_the_language_asked_for(run, tmp_path):
    path = written(tmp_path, *["ana,t1,x,NETW,baik"] * 30)

    status, out, err = run(path)
    english = run(path, "--lang", "en")[2].splitlines()

    assert (status, out) == (1, "")
    assert (
        err.splitlines()[0]
        == "Baris 2: nilai “baik” bukan angka. Jika tidak ada bukti, kosongkan atau tulis NE."
    )
    assert err.splitlines()[-1] == "... dan 10 lagi."
    assert english[0] == "Row 2: the rating “baik” is not a number. No evidence is left blank, or NE."
    assert len(english) == 21


def test_a_scale_is_two_ends(run, tmp_path):
    path = written(tmp_path, "ana,t1,x,NETW,4")

    assert run(path, "--scale", "5-1")[0] == 2
    assert run(path, "--scale", "five")[0] == 2
    assert run(path, "--scale", "0-10")[0] == 0


@pytest.mark.thorough
def test_a_million_rows_are_read_and_worked_through(run, tmp_path):
    chance = np.random.default_rng(1)
    shape = (20_000, 5, 2, 5)  # candidates, tasks, raters of each, competencies
    ability = chance.normal(3, 0.8, (20_000, 1, 1, 5))
    ratings = np.clip(np.rint(ability + chance.normal(0, 0.8, shape)), 1, 5).astype(int)
    candidate, task, slot, competency = np.indices(shape)
    rater = 5 * slot + chance.integers(0, 5, (20_000, 5, 1, 1))
    columns = (array.ravel().tolist() for array in (candidate, task, rater, competency, ratings))
    rows = [f"c{c},t{t},r{r},K{k},{rating}" for c, t, r, k, rating in zip(*columns, strict=True)]

    status, out, err = run(written(tmp_path, *rows), "--lang", "en")

    assert (status, err) == (0, "")
    assert "1,000,000 ratings, 20,000 candidates, 5 tasks, 10 raters, 5 competencies" in out


def test_two_raters_get_a_kappa_in_the_table(run, tmp_path):
    _, out, _ = run(
        written(tmp_path, *drawn_rows(raters=2)[:240], *drawn_rows(raters=2)[240:480]), "--lang", "en"
    )

    assert "Weighted kappa (quadratic)" not in out  # one of them saw no evidence in some answers
    _, out, _ = run(written(tmp_path, *drawn_rows(raters=2, no_evidence=0)), "--lang", "en")
    assert re.search(
        r"^  Weighted kappa \(quadratic\) +0\.\d\d  \(0\.\d\d to 0\.\d\d\) +n = 240$", out, re.MULTILINE
    )


def test_raters_who_never_meet_a_candidate_twice_are_told_apart_in_words(run, tmp_path):
    chance = np.random.default_rng(6)
    rows = [
        f"c{candidate},t{task},r{rater},NETW,{chance.integers(1, 6)}"
        for candidate in range(200)
        for task, pair in enumerate(chance.permutation(8)[:6].reshape(3, 2))
        for rater in pair
    ]

    _, out, _ = run(written(tmp_path, *rows), "--lang", "en")

    sentence = (
        "not defined, because in this design “Candidate × rater” cannot be told apart from “Everything else”"
    )
    assert sentence in " ".join(out.split())


def test_nothing_left_over_means_no_standard_errors(run, tmp_path):
    rows = [
        f"c{c},t,{rater},NETW,{2 + c % 3 - kind}" for c in range(30) for rater, kind in (("x", 0), ("y", 1))
    ]

    _, out, _ = run(written(tmp_path, *rows), "--lang", "en")

    assert "Nothing is left over to estimate standard errors from." in out
    assert re.search(r"^  y +\+0\.50 +– +30 +too few$", out, re.MULTILINE)
    assert "0 of 30 candidates would change place." in out


def test_tables_too_large_to_lay_out_say_so(figures, monkeypatch):
    from hiring.stats import selection as room

    monkeypatch.setattr(room, "LARGEST_TABLE", 100)

    found = figures(*drawn_rows())["competencies"]["NETW"]

    too_large = {"undefined": "laid side by side, the ratings would fill too large a table"}
    assert (found["agreement"]["alpha_ordinal"], found["items"]["alpha"]) == (too_large, too_large)
    assert found["components"]["p"]["value"] > 0
