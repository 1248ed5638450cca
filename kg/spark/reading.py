"""The first pass: each document read for itself, a row each, whatever becomes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from kg import software
from kg.errors import DataError
from kg.extract.plan import read_plan
from kg.graph.identifiers import Identifiers
from kg.graph.names import namings_of
from kg.graph.vocabulary import DEFAULT_BASE
from kg.graph.write import plan_quads
from kg.inputs.told import Unread, attempt, known
from kg.model import Correction
from kg.read.fingerprint import fingerprint
from kg.read.limits import Limits
from kg.read.source import decode
from kg.resolve.plan import resolve
from kg.source import Source
from kg.spark.ids import with_ids

_TEXT = pa.string()
_DOUBT = {"task": _TEXT, "reason": _TEXT, "quote": _TEXT, "start": pa.int64(), "end": pa.int64()}
_NAMING = {"thing": _TEXT, "name": _TEXT, "place": _TEXT, "level": _TEXT, "surfaces": pa.list_(_TEXT)}
_ROW = pa.schema(
    {
        "path": _TEXT,
        "file": _TEXT,
        "sha256": _TEXT,
        "plan": _TEXT,
        "text": _TEXT,
        "quads": pa.list_(_TEXT),
        "doubts": pa.list_(pa.struct(_DOUBT)),
        "namings": pa.list_(pa.struct(_NAMING)),
        "corrections": pa.list_(_TEXT),
        "failure": _TEXT,
        "refused": pa.bool_(),
    }
)
READ = (
    "path string, file string, sha256 string, plan string, text string, quads array<string>, "
    "doubts array<struct<task:string,reason:string,quote:string,start:bigint,end:bigint>>, "
    "namings array<struct<thing:string,name:string,place:string,level:string,surfaces:array<string>>>, "
    "corrections array<string>, failure string, refused boolean"
)


def read(documents: DataFrame, *, base: str = DEFAULT_BASE, corrections: Sequence[Correction] = ()) -> DataFrame:
    """Return a row for each document of `documents`, which has the columns path (string, each once) and content (binary).

    Columns: path; file, its name; sha256 of the bytes; plan, its IRI and that of its named graph; text, the
    fingerprint of its text, by which `distinct` knows twins; quads, its N-Quads, a line each; doubts, as `doubts` gives
    them; namings, which the second pass makes units and works of; corrections, the IRIs of those that had an effect;
    failure, why there is no plan; refused, whether that lies in the bytes. All but the first three are null where they do not apply, so that no document is lost without a word. No rows for no documents.

    Archives and sidecar files are for `kg build`: an archive is a failure here, and a sidecar is not looked for.

    What follows reads these rows several times: write them to a folder first, lest the documents be read again. Each
    worker reads the lexicon and the known policies once, from its own installation; the job fails where one worker has
    another program than the driver. DataError for a base that is no IRI.
    """
    Identifiers(base)
    work = partial(_read, base=base, corrections=tuple(corrections), program=software.this().name)
    return with_ids(documents.select("path", sql.col("content").cast("binary"))).mapInArrow(work, READ)


def _read(
    batches: Iterator[pa.RecordBatch], base: str, corrections: Sequence[Correction], program: str
) -> Iterator[pa.RecordBatch]:
    if (here := software.this().name) != program:
        raise DataError(f"this worker has responsibility-graph {here}, the driver {program}: install the same on each")
    ids = Identifiers(base)
    for batch in batches:
        for row in range(batch.num_rows):  # a batch of one each: what a plan says is a hundred times its text
            path, data, plan_id = (batch[name][row].as_py() for name in ("path", "content", "id"))
            file = PurePosixPath(path)
            source = partial(decode, data or b"", file.name)
            found = attempt(partial(_said, source, plan_id or file.stem, ids, corrections), Limits())
            said = _unread(found) if isinstance(found, Unread) else found
            told = {"path": path, "file": file.name, "sha256": hashlib.sha256(data or b"").hexdigest()}
            yield pa.RecordBatch.from_pylist([told | said], _ROW)


def _unread(found: Unread) -> dict[str, Any]:
    return {"failure": found.message, "refused": found.of_itself}


def _said(
    source: Callable[[], Source], plan_id: str, ids: Identifiers, corrections: Sequence[Correction]
) -> dict[str, Any]:
    plan = read_plan(source(), plan_id)
    resolved = resolve(plan, known(), corrections)
    named = ((thing, one) for thing, said in namings_of(resolved, ids).items() for one in said)
    return {
        "plan": ids.plan(plan),
        "text": fingerprint(plan.source.text),
        "quads": plan_quads(resolved, ids).lines(),
        "doubts": [
            {"task": one.task, "reason": one.reason, "quote": at.quote, "start": at.start, "end": at.end}
            for one in plan.doubts
            for at in [one.evidence]
        ],
        "namings": [
            {"thing": thing, "name": one.name, "place": one.place, "level": one.level, "surfaces": list(one.surfaces)}
            for thing, one in named
        ],
        "corrections": [ids.correction(one.id) for one in resolved.corrections],
    }
