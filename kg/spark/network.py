"""What centrality is worked out from, added up over all plans, so that one machine can hold the network of units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from kg.analyse.measures import NETWORKS, QUERIES
from kg.analyse.network import Tables, tasks_in, unit_task
from kg.graph.ask import select
from kg.graph.lines import store_of
from kg.graph.vocabulary import DCTERMS, RDF, RESP
from kg.resources import QUERIES as FOLDER

_ROLES = {"leads": "lead", "supports": "support", "responsible": "responsible"}
# What the queries ask for, names aside: to load all that a plan says would take longer than all the rest
_TERMS = RDF.type, DCTERMS.isPartOf, RESP.assignedTo, RESP.ledBy, RESP.supports, RESP.responsible
_USED = frozenset(f"<{term}>" for term in _TERMS)


def edges(readings: DataFrame, network: str = "shared") -> DataFrame:
    """Return the weighted edges of `kg.analyse.measures.NETWORKS[network]` over all plans: unit, other, weight.

    `readings` are rows of `read`. Of "shared" an edge is undirected and stands once, unit before other in the order of
    their IRIs; weight counts the tasks that both have. Of "lead-support" it leads from unit to other; weight counts the
    tasks that one leads and the other supports. No rows where no two units meet; KeyError for another network.
    """
    if network not in ("shared", "lead-support"):
        raise KeyError(network)
    met = _each(readings).mapInArrow(partial(_edges, network=network), "unit string, other string, weight bigint")
    return met.groupBy("unit", "other").agg(sql.sum("weight").alias("weight"))


def units(readings: DataFrame) -> DataFrame:
    """Return the nodes of these networks: unit, and the numbers of tasks that it leads, supports, is responsible for, and
    has in any role: leads, supports, responsible, tasks. No rows where no plan names a unit."""
    counts = (*_ROLES, "tasks")
    columns = ", ".join(("unit string", *(f"{name} bigint" for name in counts)))
    return _each(readings).mapInArrow(_units, columns).groupBy("unit").agg(*(sql.sum(c).alias(c) for c in counts))


def _each(readings: DataFrame) -> DataFrame:
    return readings.where("plan is not null").select("quads")


def _edges(batches: Iterator[pa.RecordBatch], network: str) -> Iterator[pa.RecordBatch]:
    for tables in _tables(batches):
        found = NETWORKS[network].make(tables).edges(data="weight")
        yield _batch(("unit", "other", "weight"), found)


def _units(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for tables in _tables(batches):
        work = unit_task(tables)
        rows: list[tuple[str | int, ...]] = []
        for unit in sorted(set(work) - set(tasks_in(work))):
            held = [edge["roles"] for _, _, edge in work.edges(unit, data=True)]
            rows.append((unit, *(sum(role in each for each in held) for role in _ROLES.values()), len(held)))
        yield _batch(("unit", *_ROLES, "tasks"), rows)


def _tables(batches: Iterator[pa.RecordBatch]) -> Iterator[Tables]:
    for batch in batches:
        for row in range(batch.num_rows):
            yield tables_of(batch["quads"][row].as_py())


def tables_of(written: Iterable[str]) -> Tables:
    """Return what `kg.analyse.measures.QUERIES` answer, names aside, of one plan's N-Quads, a line each.

    No task is in two plans, so what is counted in each plan by itself can be added up.
    """
    store = store_of(line for line in written if line.split(" ", 2)[1] in _USED)
    return {name: select(store, query) for name, query in _queries().items()}


@cache
def _queries() -> dict[str, str]:
    return {name: (FOLDER / f"{name}.rq").read_text(encoding="utf-8") for name in QUERIES}


def _batch(columns: tuple[str, ...], rows: Iterable[tuple[str | int, ...]]) -> pa.RecordBatch:
    kinds = pa.schema([(name, pa.string() if name in ("unit", "other") else pa.int64()) for name in columns])
    return pa.RecordBatch.from_pylist([dict(zip(columns, row, strict=True)) for row in rows], kinds)
