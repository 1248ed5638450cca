"""Named queries: each says its question in two languages and answers right on a small graph."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.query import ResultRow

from kg.graph.answer import evaluate
from kg.graph.ask import select
from kg.graph.lookup import SORTS
from kg.graph.parameters import bindings, parameters
from kg.resources import QUERIES

TRIG = pyoxigraph.RdfFormat.TRIG
Rows = list[tuple[str, ...]]

NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))

GRAPH = (Path(__file__).parent / "queries.trig").read_bytes()

# Rows in the order asked for, without the columns of parameters; a cell without a value is "". The days of what is
# overdue are past.
ANSWERS = {
    "chain": """
        a.txt | 1  | 德育 | 意见 | national
        a.txt | 1  | 德育 | 突出德育 | national
        a.txt | 10 | 体育 | 意见 | national""",
    "close-to": """
        0.42 | b.txt | | 四-2 | 经费 | 10 | 完善作业 | 意见 |""",
    "citations": """
        a.txt | 1    | 德育 | implements | 指南
        a.txt | 1    | 德育 | mentions   | 意见
        b.txt | 四-2 | 经费 | produces   | 办法""",
    "cited-most": """
        办法 | 1 | 1
        意见 | 1 | 1
        指南 | 1 | 1""",
    "corrections": """
        wang |  |  |  | 甲市体育局 | support | a.txt | 2 | 体育局
        wang | 共青团 | 团委 | 甲市团委 |  |  |  |  |""",
    "deadlines": """
        by        | 2025      | a.txt | 10   | 体育 | 到2025年
        during    | 2021/2023 | b.txt | 四-2 | 经费 | 2021-2023年
        long-term |           | a.txt | 1    | 德育 | 长期坚持""",
    "derivations": """
        a.txt | 1  | 德育 | 3 | 突出德育 | 意见 | 省里的德育
        a.txt | 10 | 体育 |   |          | 意见 |""",
    "discrepancies": """
        a.txt | 10 | 体育 | 单位不同 | 教育局牵头 | 40
        a.txt | 10 | 体育 | 单位不同 | 体育局     | 90""",
    "doubts": """
        a.txt |   | of no known kind     | 团委 | 20 | 甲市团委
        a.txt | 2 | ends like no unit | 数智 | 33 |""",
    "duties": """
        a.txt | 1 | 德育 | 甲市团委 | responsible | 团委要建队 | 24""",
    "evidence": """
        a.txt | 1 | 德育 | 甲市教育局 | lead    | explicit | 牵头单位:教育局 | line 2 | 10 | 18
        a.txt | 1 | 德育 | 甲市团委   | support | inline   | 团委配合        | line 3 | 20 | 24""",
    "item-coverage": """
        意见 | 3  | 突出德育 | a.txt | 1 | 德育
        意见 | 10 | 完善作业 |       |   |""",
    "item-outcome": """
        意见 | 3  | 突出德育 | a.txt | 1 | 德育 | 甲市教育局 | 长期坚持
        意见 | 10 | 完善作业 | a.txt |   |      |            |""",
    "kinds-across-places": """
        sport    | 甲市 | 1 | 1
        教育部门 | 乙县 | 1 | 0
        教育部门 | 甲市 | 2 | 2""",
    "leads": """
        a.txt | 1  | 德育 | 甲市教育局
        a.txt | 10 | 体育 | 甲市体育局
        a.txt | 10 | 体育 | 甲市教育局""",
    "leads-by-kind": """
        a.txt | 教育部门 | 2 | 1
        a.txt | sport    | 1 | 1""",
    "many-supporters": "",
    "meets-most": """
        甲市团委 | 甲市教育局 | 2""",
    "namings": """
        a.txt | 团委     |        | 甲市团委   | wang
        a.txt | 市教育局 | 教 育局 | 甲市教育局 |
        a.txt | 市教育局 | 教育局  | 甲市教育局 |
        b.txt | 县工会   |        | 乙县工会   |""",
    "no-lead": """
        b.txt | 四-2 | 经费 | 乙县教育局""",
    "orphans": """
        no-derivation | a.txt | 2    | 智育
        no-derivation | b.txt | 四-2 | 经费
        no-lead       | a.txt | 2    | 智育
        no-lead       | b.txt | 四-2 | 经费
        no-task       | 意见  | 10   | 完善作业
        no-unit       | a.txt | 2    | 智育
        unit-no-task  | b.txt |      | 乙县工会""",
    "overdue": """
        2023-12-31 | b.txt | 四-2 | 经费 | 2021-2023年 | 乙县教育局
        2025-12-31 | a.txt | 10   | 体育 | 到2025年    | 甲市体育局
        2025-12-31 | a.txt | 10   | 体育 | 到2025年    | 甲市教育局""",
    "plans": """
        a.txt | 分工方案 | 磐政办发〔2021〕2号 | 2021-04-13 | 甲市 | 3
        b.txt |          |                     |            |      | 1""",
    "policy-plans": """
        意见 | national | a.txt | 分工方案 | 甲市 | 3""",
    "refused": """
        menu.txt | sets no tasks | 00ff""",
    "support-only": """
        甲市团委 | 甲市 | 2""",
    "supports": """
        a.txt | 1  | 德育 | 甲市团委
        a.txt | 10 | 体育 | 甲市团委""",
    "targets": """
        a.txt | 2 | 智育 | >= | 95 | % | 2025 | 达到95%以上""",
    "tasks-by-year": """
        2023 | b.txt | 1
        2025 | a.txt | 1""",
    "tasks-of-unit": """
        乙县教育局 | responsible | b.txt | 四-2 | 经费 | 2021-2023年
        甲市体育局 | lead    | a.txt | 10 | 体育 | 到2025年
        甲市团委   | support | a.txt | 1  | 德育 | 长期坚持
        甲市团委   | support | a.txt | 10 | 体育 | 到2025年
        甲市教育局 | lead    | a.txt | 1  | 德育 | 长期坚持
        甲市教育局 | lead    | a.txt | 10 | 体育 | 到2025年""",
    "two-leads": """
        a.txt | 10 | 体育 | 甲市体育局
        a.txt | 10 | 体育 | 甲市教育局""",
    "undated": """
        a.txt | 2 | 智育 |""",
    "who-says-so": """
        a.txt |   | title      | 分工方案   |        | 分工方案        | 贯彻 | title
        a.txt | 1 | implements | 指南       | 贯彻   | 《指南》        | 。   | title
        a.txt | 1 | lead       | 甲市教育局 | 德育。 | 牵头单位:教育局 | 团委 | labelled""",
    "workload": """
        甲市教育局 | 2 | 2 | 0 | 0
        甲市团委   | 2 | 0 | 2 | 0
        甲市体育局 | 1 | 1 | 0 | 0
        乙县教育局 | 1 | 0 | 0 | 1""",
}


def text_of(name: str) -> str:
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def rows_of(table: str) -> Rows:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip("\n").splitlines()]


def text(cell: object) -> str:
    return "" if cell is None else str(getattr(cell, "value", cell))


def for_people(query: str, columns: list[str], rows: list[tuple[str, ...]]) -> Rows:
    """The rows without the columns that parameters bind."""
    hidden = {each.variable for each in parameters(query).values()}
    return [tuple(cell for name, cell in zip(columns, row, strict=True) if name not in hidden) for row in rows]


def merged() -> pyoxigraph.Store:
    """All named graphs in the default graph too, each triple once, as a build leaves it."""
    store = pyoxigraph.Store()
    store.load(GRAPH, format=TRIG)
    store.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in list(store))
    return store


STORE = merged()


def asked(query: str, **given: str) -> tuple[list[str], list[tuple[str, ...]]]:
    found = evaluate(STORE, query, bindings=bindings(STORE, query, given))
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [variable.value for variable in found.variables], [tuple(map(text, row)) for row in found]


def on_oxigraph(query: str) -> Rows:
    return for_people(query, *asked(query))


@cache
def for_rdflib() -> rdflib.Graph:
    """The named graphs as one."""
    triples = {quad.triple for quad in pyoxigraph.parse(GRAPH, format=TRIG)}
    return rdflib.Graph().parse(data=pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES), format="nt")


def on_rdflib(query: str) -> Rows:
    found = for_rdflib().query(query)
    columns = [str(variable) for variable in found.vars or ()]
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in found if isinstance(row, ResultRow)]
    return for_people(query, columns, rows)


def test_every_query_has_its_answers_written_down() -> None:
    assert sorted(ANSWERS) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ask", [on_oxigraph, on_rdflib])
def test_answers_on_the_small_graph(name: str, ask: Callable[[str], Rows]) -> None:
    assert ask(text_of(name)) == rows_of(ANSWERS[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_leaves_the_rows_that_have_its_value(name: str) -> None:
    query = text_of(name)
    columns, rows = asked(query)
    for each in parameters(query).values():
        if each.sort not in SORTS or (name, each.name) in OTHERWISE:
            continue
        at = columns.index(each.variable)
        values = {row[at] for row in rows} - {""}
        assert values, f"{each.name}: no row has a value"
        for value in values:
            assert asked(query, **{each.name: f"<{value}>"})[1] == [row for row in rows if row[at] == value]


OTHERWISE = {("meets-most", "unit"), ("many-supporters", "plan")}  # in the answers below


@pytest.mark.parametrize(
    ("name", "given", "rows"),
    [
        ("leads", {"unit": "市体育局"}, "a.txt | 10 | 体育 | 甲市体育局"),
        ("leads", {"plan": "b"}, ""),
        (
            "tasks-of-unit",
            {"unit": "甲市团委", "role": "配合", "plan": "a.txt"},
            "甲市团委 | support | a.txt | 1 | 德育 | 长期坚持\n甲市团委 | support | a.txt | 10 | 体育 | 到2025年",
        ),
        ("meets-most", {"unit": "甲市团委"}, "甲市团委 | 甲市教育局 | 2"),
        ("meets-most", {"unit": "甲市教育局"}, "甲市团委 | 甲市教育局 | 2"),
        ("meets-most", {"unit": "甲市体育局"}, ""),
        ("overdue", {"asof": "2023-12-31"}, ""),
        ("overdue", {"asof": "2024-01-01"}, "2023-12-31 | b.txt | 四-2 | 经费 | 2021-2023年 | 乙县教育局"),
        (
            "many-supporters",
            {"least": "1"},
            "1 | a.txt | 1 | 德育 | 甲市教育局\n1 | a.txt | 10 | 体育 | 甲市体育局\n1 | a.txt | 10 | 体育 | 甲市教育局",
        ),
        ("many-supporters", {"least": "1", "plan": "b"}, ""),
        ("close-to", {"plan": "a"}, ""),
        ("close-to", {"policy": "《意见》", "plan": "b"}, "0.42 | b.txt | | 四-2 | 经费 | 10 | 完善作业 | 意见 |"),
        ("many-supporters", {"least": "2"}, ""),
        ("item-outcome", {"item": "完善作业"}, "意见 | 10 | 完善作业 | a.txt | | | |"),
        ("policy-plans", {"policy": "《意见》", "place": "甲市"}, "意见 | national | a.txt | 分工方案 | 甲市 | 3"),
        ("kinds-across-places", {"kind": "教育部门", "place": "乙县"}, "教育部门 | 乙县 | 1 | 0"),
        (
            "evidence",
            {"task": "a/1", "unit": "甲市团委"},
            "a.txt | 1 | 德育 | 甲市团委 | support | inline | 团委配合 | line 3 | 20 | 24",
        ),
    ],
)
def test_answers_narrowed(name: str, given: dict[str, str], rows: str) -> None:
    query = text_of(name)
    assert for_people(query, *asked(query, **given)) == rows_of(rows)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_graph_gives_no_rows_and_no_error(name: str) -> None:
    assert select(pyoxigraph.Store(), text_of(name)).rows == ()


@pytest.mark.parametrize("path", sorted(QUERIES.rglob("*.rq")), ids=lambda path: path.stem)
def test_the_question_stands_on_top_in_english_and_chinese(path: Path) -> None:
    english, chinese, *_ = path.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"# en: [A-Z].*[.?]", english)
    assert re.fullmatch(r"# zh: .*[\u4e00-\u9fff].*[。？?]", chinese)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_parameter_is_stands_in_english_and_chinese(name: str) -> None:
    query = text_of(name)
    assert len(parameters(query)) == query.count("# param ")
    for each in parameters(query).values():
        assert each.sort in {*SORTS, "date", "number"}
        assert re.fullmatch(r"[\x20-\x7e]+ / .*[\u4e00-\u9fff].*", each.said)


@pytest.mark.parametrize("name", NAMES)
def test_no_query_subtracts_by_minus(name: str) -> None:
    """MINUS compares every row with every other; FILTER NOT EXISTS looks each row up."""
    assert not re.search(r"\bMINUS\b", text_of(name), re.IGNORECASE)
