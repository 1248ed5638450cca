"""The second pass: all plans as one graph, with one identity for each unit and policy; and what was not read or understood."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pyarrow as pa
from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as sql

from kg import software
from kg.errors import DataError
from kg.graph.identifiers import Identifiers
from kg.graph.lines import lines
from kg.graph.names import thing_names
from kg.graph.ontology import ontology_quads
from kg.graph.state import input_hash, program_quads, refusal_quads
from kg.graph.vocabulary import DEFAULT_BASE
from kg.inputs.told import known
from kg.model import Level, Naming

_LINES = "value string"


def quads(readings: DataFrame, *, base: str = DEFAULT_BASE) -> DataFrame:
    """Return the graph that `kg build` makes of the same documents, as N-Quads: a column `value`, one statement a row.

    `readings` are rows of `read` under the same base, made `distinct`. Each row stands once; in no order. Written as text, each part is
    an N-Quads file. The rows of `readings` are gone through at once, to see which inputs there are. DataError where none
    of them has a plan.
    """
    ids = Identifiers(base)
    refused = _refused(readings)
    plain = readings.select(sql.explode("quads").alias("value"))
    refusals = refused.mapInArrow(partial(_refusals, base=base), _LINES)
    built = program_quads(_input_hash(readings, refused, ids), software.this(), ids)
    once = readings.sparkSession.createDataFrame([(line,) for line in lines([*ontology_quads(), *built])], _LINES)
    return plain.union(_names(readings, base)).union(refusals).union(once)


def doubts(readings: DataFrame) -> DataFrame:
    """Return what was seen and not understood, as `kg doubts` lists it: path, task, reason, quote, start, end.

    task is the task's id, null where the doubt is about the whole plan; start and end count characters of the text as
    read. No rows where all was understood.
    """
    return readings.select("path", sql.inline("doubts"))


def failures(readings: DataFrame) -> DataFrame:
    """Return the documents that gave no plan, and why: path and message. No rows where all did."""
    return readings.where("failure is not null").select("path", sql.col("failure").alias("message"))


def _names(readings: DataFrame, base: str) -> DataFrame:
    """What all plans together call each unit and work.

    Namings are counted before they meet: a ministry has one in every plan, in a few forms.
    """
    said = readings.select(sql.inline("namings"))
    forms = sql.array_distinct(sql.flatten(sql.collect_set("surfaces"))).alias("surfaces")
    counted = said.groupBy("thing", "name", "place", "level").agg(sql.count("*").alias("times"), forms)
    one = sql.struct("name", "place", "level", "surfaces", "times")
    things = counted.groupBy("thing").agg(sql.collect_list(one).alias("namings"))
    return things.mapInArrow(partial(_merge, base=base), _LINES)


def _merge(batches: Iterator[pa.RecordBatch], base: str) -> Iterator[pa.RecordBatch]:
    ids = Identifiers(base)
    for batch in batches:
        found: list[str] = []
        for row in batch.to_pylist():
            said: list[Naming] = []
            for one in row["namings"]:
                level = Level(one["level"]) if one["level"] else None
                said += [Naming(one["name"], "", tuple(sorted(one["surfaces"])), one["place"], level)] * one["times"]
            found += thing_names(row["thing"], said, ids, known()).lines()
        yield _batch(found)


def _refused(readings: DataFrame) -> DataFrame:
    """The files that were refused, of several with the same bytes the first: sha256, file, failure."""
    first = sql.min_by(sql.struct("file", "failure"), sql.split("path", "/")).alias("first")
    return readings.where("refused").groupBy("sha256").agg(first).select("sha256", "first.*")


def _refusals(batches: Iterator[pa.RecordBatch], base: str) -> Iterator[pa.RecordBatch]:
    ids = Identifiers(base)
    for batch in batches:
        rows = zip(*(batch[name].to_pylist() for name in ("sha256", "file", "failure")), strict=True)
        yield _batch(lines(refusal_quads(rows, ids)))


def _batch(written: list[str]) -> pa.RecordBatch:
    return pa.record_batch([pa.array(written, pa.string())], ["value"])


def _input_hash(readings: DataFrame, refused: DataFrame, ids: Identifiers) -> str:
    """`State.digest` of all inputs: the driver sees each plan's name and hash once, and holds none."""
    plans = readings.where("plan is not null").select("plan", "file", "sha256").orderBy("plan")
    if plans.isEmpty():
        raise DataError("no document gave a plan: see failures() for why of each")
    effective = readings.select(sql.explode("corrections").alias("iri")).distinct().collect()
    files = refused.select("sha256", "file").orderBy("sha256")
    return input_hash(software.this(), ids.base, _rows(plans), _rows(files), [row.iri for row in effective])


def _rows(frame: DataFrame) -> Iterator[Row]:
    rows: Iterator[Row] = frame.toLocalIterator(prefetchPartitions=True)
    return rows
