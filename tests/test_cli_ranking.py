"""The commands that weigh units: what they print, what they say of it, and wrong use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import kg, rows

from kg.cli import ranking

pytestmark = pytest.mark.usefixtures("asked_once")

COMMANDS = ("centrality", "workload", "critical", "communities")


def asked(built: Path, *words: object) -> list[dict[str, str]]:
    return rows(kg(*words, "--data", built, "--format", "csv"))


@pytest.mark.parametrize(
    ("network", "measure"), [(network, measure) for network, names in ranking.NETWORKS.items() for measure in names]
)
def test_centrality_ranks_by_the_measure(built: Path, network: str, measure: str) -> None:
    ranked = asked(built, "centrality", "--network", network, "--measure", measure)
    scores = [float(row[measure]) for row in ranked if row[measure]]
    assert scores == sorted(scores, reverse=measure != "constraint") and scores[0] != scores[-1]
    ranks = [int(row["rank"]) for row in ranked]
    assert [ranks.index(rank) + 1 for rank in ranks] == ranks  # equal ranks, then on by place
    assert len({row[measure] for row in ranked}) == len(set(ranks))
    assert asked(built, "centrality", "--network", network, "--measure", measure, "--top", 3) == ranked[:3]


def test_the_csv_of_a_build_has_every_measure_and_the_same_numbers(built: Path) -> None:
    measures = [word for name in ranking.NETWORKS["shared"] for word in ("--measure", name)]
    printed = kg("centrality", *measures, "--data", built, "--format", "csv").stdout
    assert printed == (built / "centrality.csv").read_text(encoding="utf-8-sig")


def test_a_ranking_says_on_how_many_tasks_it_rests_and_how_many_more_are_tied(built: Path) -> None:
    ranked = asked(built, "centrality")
    said = kg("centrality", "--top", 4, "--data", built).stderr.splitlines()
    tied = sum(row["rank"] == "4" for row in ranked) - 1
    assert said == [
        f"rests on 37 tasks of {len([r for r in ranked if r['tasks'] != '0'])} units",
        f"{tied} more of rank 4",
    ]
    assert kg("centrality", "--data", built).stderr.splitlines() == said[:1]


def test_kinds_are_ranked_across_places(built: Path) -> None:
    ranked = asked(built, "centrality", "--by", "kind")
    assert list(ranked[0])[:5] == ["rank", "name", "kind", "units", "places"]
    assert len({row["kind"] for row in ranked}) == len(ranked)
    (education,) = (row for row in ranked if row["kind"] == "education")
    assert (education["name"], int(education["units"]) > 1, int(education["places"]) > 1) == ("教育部门", True, True)


def test_policies_are_ranked_by_the_tasks_that_carry_them_out(built: Path) -> None:
    ranked = asked(built, "centrality", "--by", "policy", "--network", "unit-task")
    assert list(ranked[0]) == ["rank", "name", "level", "tasks", "task_share", "iri"]
    question = """SELECT ?policy (COUNT(DISTINCT ?t) AS ?tasks) {
        ?t a resp:Task ; resp:derivesFrom+/dcterms:isPartOf* ?policy . ?policy a resp:Document } GROUP BY ?policy"""
    counted = {row["policy"]: row["tasks"] for row in asked(built, "query", question)}
    assert {row["iri"]: row["tasks"] for row in ranked} == counted != {}
    said = kg("centrality", "--by", "policy", "--data", built).stderr
    assert said == "rests on 24 tasks of 1 policy\n"


def test_a_sample_gives_its_error(built: Path) -> None:
    exact = {row["iri"]: float(row["betweenness"]) for row in asked(built, "centrality", "--measure", "betweenness")}
    some = asked(built, "centrality", "--measure", "betweenness", "--sample", 20)
    assert any(float(row["error"]) > 0 for row in some)
    whole = asked(built, "centrality", "--measure", "betweenness", "--sample", 10_000)
    assert {row["iri"]: float(row["betweenness"]) for row in whole} == exact
    assert {row["error"] for row in whole} == {"0.0"}


def test_workload_counts_what_the_ranking_counts(built: Path) -> None:
    counts = ("unit", "leads", "supports", "responsible", "tasks")
    load, ranked = asked(built, "workload"), asked(built, "centrality")
    assert {tuple(row[c] for c in counts) for row in load} == {tuple(row[c] for c in counts) for row in ranked}
    said = kg("workload", "--most", 21, "--data", built).stderr
    assert said == f"overload: more than 21 tasks led; 1 of {len(load)} units\n"
    assert [row["unit"] for row in asked(built, "workload", "--most", 21) if row["overload"] == "true"] == [
        "磐石市教育局"
    ]


def test_what_hangs_alone_is_what_one_unit_has(built: Path) -> None:
    alone = {row["taskIri"] for row in asked(built, "critical") if row["link"] == "alone"}
    question = """SELECT ?t { ?t a resp:Task ; resp:assignedTo ?u } GROUP BY ?t HAVING (COUNT(DISTINCT ?u) = 1)"""
    assert alone == {row["t"] for row in asked(built, "query", question)}
    assert "tasks hang on one unit: " in kg("critical", "--data", built).stderr


def test_communities_say_their_modularity(built: Path) -> None:
    found = asked(built, "communities")
    shares = {row["community"]: float(row["modularity"]) for row in found}
    units = [row for row in found if row["sort"] == "unit"]
    said = kg("communities", "--data", built).stderr
    assert said.startswith(f"{len(shares)} communities of {len(units)} units, modularity {sum(shares.values()):.4f}; ")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_graph_gives_the_same_bytes_in_json_too(built: Path, command: str) -> None:
    first, second = (kg(command, "--data", built, "--format", "json") for _ in range(2))
    assert first.stdout == second.stdout
    assert isinstance(json.loads(first.stdout), list)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--plan", "changde-2021-points"), "none of the 16 tasks in scope names a unit"),
        (("--since", "2099"), "no task is in scope"),
    ],
)
def test_an_empty_answer_says_why(built: Path, command: str, words: tuple[str, str], why: str) -> None:
    result = kg(command, *words, "--data", built)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == f"nothing to show: {why}"
    assert json.loads(kg(command, *words, "--data", built, "--format", "json").stdout) == []


def test_a_plan_that_names_no_policy_has_none_to_rank(built: Path) -> None:
    result = kg("centrality", "--by", "policy", "--plan", "changde-2021-points", "--data", built)
    assert result.stderr.splitlines()[-1] == "nothing to show: none of the 16 tasks in scope derives from a document"


def test_units_without_a_task_in_common_form_no_community(built: Path) -> None:
    result = kg("communities", "--kind", "finance", "--place", "磐石市", "--data", built)
    assert result.stderr.splitlines()[-1] == "nothing to show: no two units share a task"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("centrality", "--measure", "fame"), "pagerank"),
        (("centrality", "--measure", "hub"), "hub is no measure of --network shared; these are: degree, strength"),
        (("centrality", "--network", "lead-support", "--measure", "degree"), "these are: outdegree, indegree"),
        (("centrality", "--network", "friends"), "lead-support"),
        (("centrality", "--sample", "9"), "--sample is for --measure betweenness"),
        (("centrality", "--by", "place"), "policy"),
        (("centrality", "--by", "policy", "--network", "lead-support"), "there are: shared, unit-task"),
        (("centrality", "--top", "0"), "--top"),
        (("workload", "--most", "-1"), "--most"),
        (("critical", "--top", "3"), "No such option"),
    ],
)
def test_wrong_use_is_refused_with_what_is_right(built: Path, words: tuple[str, ...], said: str) -> None:
    result = kg(*words, "--data", built)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())
