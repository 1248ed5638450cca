"""The id of each document's plan: as `kg build` gives it where all documents are in one folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from kg.inputs.told import unique

_COUNT = re.compile(r"-[0-9]+\Z")
_STEMS = pa.schema({"path": pa.string(), "stem": pa.string(), "roots": pa.list_(pa.string())})


def with_ids(documents: DataFrame) -> DataFrame:
    """Return the documents, which have a column `path`, each path once, with a column `id`, null where it is the stem.

    Files that share a stem are counted by `kg.inputs.told.unique` in the order of their paths, and only these are brought
    together. A file whose own name looks like such a count (plan-2.txt beside two plan.txt) is counted with them.
    """
    stems = documents.select("path").mapInArrow(_stems, "path string, stem string, roots array<string>")
    repeated = stems.groupBy(sql.col("stem").alias("root")).count().where("count > 1").select("root")
    named = stems.select("path", sql.explode("roots").alias("root")).join(repeated, "root")
    # a root is the beginning of its file's other roots, so the least is the shortest
    families = named.groupBy("path").agg(sql.min("root").alias("root"))
    counted = families.groupBy("root").applyInArrow(_count, "path string, id string")
    return documents.join(counted, "path", "left")


def _stems(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Give each path its stem, and what the stem may be a count of: itself, and it without counts behind it."""
    for batch in batches:
        rows = []
        for path in batch["path"].to_pylist():
            stem = PurePosixPath(path).stem
            roots = [stem]
            while _COUNT.search(roots[-1]):
                roots.append(_COUNT.sub("", roots[-1]))
            rows.append({"path": path, "stem": stem, "roots": roots})
        yield pa.RecordBatch.from_pylist(rows, _STEMS)


def _count(family: pa.Table) -> pa.Table:
    taken: dict[str, int] = {}
    paths = sorted(family["path"].to_pylist(), key=PurePosixPath)
    return pa.table({"path": paths, "id": [unique(PurePosixPath(path).stem, taken) for path in paths]})
