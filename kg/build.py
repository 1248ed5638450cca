"""The pipeline on one screen: documents → plans → graph → page and tables, only what changed read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import software, views
from kg.graph import ask
from kg.graph.growth import generate, graph_quads, update
from kg.graph.identifiers import Identifiers
from kg.graph.policies import known as known_facts
from kg.graph.remembered import answer_now
from kg.graph.state import State, read_state, touched
from kg.graph.store import open_earlier, open_store, sole
from kg.graph.vocabulary import DEFAULT_BASE
from kg.graph.write import plan_quads
from kg.inputs import Failure, Log, Track, digests, readings, unread
from kg.model import Correction
from kg.resolve.plan import resolve

AMENDED = 200
"""Documents up to which a change is made within the store; for more it is faster to write the store anew."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build made."""

    out: Path
    plans: int
    tasks: int
    units: int
    assignments: int
    doubts: int
    failures: tuple[Failure, ...]
    read: int = 0  # documents that were read now, not taken over from an earlier build
    unused: tuple[Correction, ...] = ()  # corrections that had no effect
    drawn: bool = True  # whether there is a page


def build(
    files: Sequence[Path],
    out: Path,
    *,
    base: str = DEFAULT_BASE,
    corrections: Sequence[Correction] = (),
    full: bool = False,
    track: Track = iter,
) -> Report:
    """Make `out` say what the files say; with no plan among them, leave it as it is.

    Documents whose bytes, program and corrections are those of the build before are not read again, unless `full`.
    Without any plan the report has no plans, and a failure for each file. DataError while another build writes to `out`.
    """
    with sole(out):
        return _build(files, out, Identifiers(base), corrections, full, track)


def _build(
    files: Sequence[Path], out: Path, ids: Identifiers, corrections: Sequence[Correction], full: bool, track: Track
) -> Report:
    program, log, hashes = software.this(), Log(), digests(files)
    store = None if full else open_earlier(out)
    before = None if store is None else read_state(store, program, ids)
    again = set() if store is None or before is None else touched(store, ids, before, corrections)
    plans = readings(hashes, before or State(), again, ids, log, track)
    known, inputs = known_facts(), (log.plans, log.refused)
    anew = store is None or before is None or unread(hashes, before, again) > AMENDED
    if store is not None and not anew:
        changed = {iri: plan_quads(resolve(plan, known, corrections), ids) for iri, plan in plans if plan}
        state = update(out, store, changed, inputs, program, ids, known) if log.plans else None
    else:
        statements = (
            plan_quads(resolve(plan, known, corrections), ids) if plan else graph_quads(store, iri, ids)
            for iri, plan in plans
        )
        state = generate(out, statements, inputs, program, ids, known)
    del store  # what follows opens the store as it is now
    if state is None:
        return Report(out, 0, 0, 0, 0, 0, tuple(log.failures))
    report = _report(out, log, state, corrections, ids, state.digest(program, ids.base))
    if (
        anew and report.tasks > views.RANKED
    ):  # a small collection is quickly asked, and after a small change nobody should wait
        answer_now(out, (path.read_text(encoding="utf-8") for path in ask.named_queries().values()))
    return report


def _report(
    out: Path, log: Log, state: State, corrections: Sequence[Correction], ids: Identifiers, digest: str
) -> Report:
    counts = _counts(out, ids)
    if not views.are_current(out, digest, counts["tasks"]):
        views.write(out, digest, counts["tasks"])
    unused = tuple(one for one in corrections if ids.correction(one.id) not in state.corrections)
    drawn = counts["tasks"] <= views.DRAWN
    failures = tuple(log.failures)
    return Report(out, len(log.plans), **counts, failures=failures, read=log.read, unused=unused, drawn=drawn)


def _counts(out: Path, ids: Identifiers) -> dict[str, int]:
    store = open_store(out)
    patterns = {
        "tasks": "?x a resp:Task",
        "units": f"GRAPH <{ids.shared}> {{ ?x a resp:Unit }}",
        "assignments": "?x a resp:Assignment",
        "doubts": "?x a resp:Doubt",
    }
    return {
        name: int(str(ask.select(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows[0][0]))
        for name, pattern in patterns.items()
    }
