"""The pipeline on one screen: documents → plans → graph → page and tables, only what changed read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import software, views
from kg.graph import ask
from kg.graph.growth import generate, said_before, update
from kg.graph.identifiers import Identifiers
from kg.graph.kept import Kept
from kg.graph.remembered import answer_now
from kg.graph.state import State, read_state, touched
from kg.graph.store import open_earlier, open_store, sole
from kg.graph.vocabulary import DEFAULT_BASE
from kg.inputs.aside import Aside
from kg.inputs.document import Document, of_file
from kg.inputs.found import Failure
from kg.inputs.readings import Intake, Log, Track, digests, unread
from kg.inputs.told import Teller, known
from kg.model import Correction
from kg.read.limits import Limits

FEW = 8
"""Documents up to which one process reads them all, whatever was asked for: others take as long to start."""
ALONE = 2
"""Documents up to which it also draws: another process for that takes longer to get ready than they to be read. (Nor is
one started for more documents than a page shows tasks.)"""
AMENDED = 200
"""Documents up to which a change is made within the store; for more it is faster to write the store anew."""

ASKED = 10_000
"""Tasks of the largest collection of which every named question is asked at once: each sorts its rows in memory, which
takes 25 kB a task. In a larger one an answer is kept once somebody has asked."""


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
    twins: tuple[tuple[str, str], ...] = ()  # path of what was not read, and of the same text that was
    read: int = 0  # documents that were read now, not taken over from an earlier build
    unused: tuple[Correction, ...] = ()  # corrections that had no effect
    drawn: bool = True  # whether there is a page
    skipped: int = 0  # documents that were not read because the user stopped the build
    stopped: bool = False  # whether the user did: then the files beside the store are not of this build


def build(
    inputs: Sequence[Document | Path],
    out: Path,
    *,
    base: str = DEFAULT_BASE,
    corrections: Sequence[Correction] = (),
    full: bool = False,
    limits: Limits | None = None,
    processes: int = 1,
    track: Track = iter,
) -> Report:
    """Make `out` say what the documents say, a path being that of one file; with no plan among them, leave it as it is.

    Documents whose bytes, program and corrections are those of the build before are not read again, unless `full`.
    Without any plan the report has no plans, and a failure for each document. DataError while another build writes to `out`.

    Ctrl-C while documents are read ends the reading: the store is then that of the documents so far, the files beside
    it stay as they were, and the next build reads the rest. KeyboardInterrupt, with the store as it was, where none has
    been read yet, or at the second Ctrl-C.
    """
    with sole(out), Kept(out) as kept:
        documents = list(dict.fromkeys(of_file(one) if isinstance(one, Path) else one for one in inputs))
        return _build(documents, out, Identifiers(base), corrections, full, limits or Limits(), processes, track, kept)


def _build(
    documents: Sequence[Document],
    out: Path,
    ids: Identifiers,
    corrections: Sequence[Correction],
    full: bool,
    limits: Limits,
    processes: int,
    track: Track,
    kept: Kept,
) -> Report:
    program, log = software.this(), Log()
    store = None if full else open_earlier(out)
    before = None if store is None else read_state(store, program, ids)
    again = set() if store is None or before is None else touched(store, ids, before, corrections)
    inputs = (log.plans, log.refused)
    hashes = digests(documents, limits) if before else {}  # of the others each is made when its turn comes
    few = unread(hashes, before, again) if before else len(documents)
    anew = store is None or before is None or few > AMENDED
    drawer = views.drawer() if processes > 1 and ALONE < few <= views.DRAWN else None
    teller = Teller(ids.base, limits, tuple(corrections))
    intake = Intake(before or State(), again, ids, teller, log, processes if few > FEW else 1)
    plans = intake.readings(documents, hashes, track)
    if store is not None and not anew:
        changed = {iri: told.said.written.parsed() for iri, told in plans if told}
        state = update(out, store, changed, inputs, program, ids, known()) if log.plans else None
    else:
        said = (told.said if told else said_before(store, iri, ids) for iri, told in plans)
        state = generate(out, said, inputs, program, ids, known(), kept)
    del store  # what follows opens the store as it is now
    if state is None:
        return Report(out, 0, 0, 0, 0, 0, tuple(log.failures), tuple(log.twins))
    report = _report(out, log, state, corrections, ids, state.digest(program, ids.base), drawer, kept.lines())
    # a small collection is quickly asked, and after a small change nobody should wait
    if anew and views.RANKED < report.tasks <= ASKED and not log.stopped:
        answer_now(out, (path.read_text(encoding="utf-8") for path in ask.named_queries().values()))
    return report


def _report(
    out: Path,
    log: Log,
    state: State,
    corrections: Sequence[Correction],
    ids: Identifiers,
    digest: str,
    drawer: Aside | None,
    quads: Iterable[bytes] | None,
) -> Report:
    counts = _counts(out, ids)
    if not log.stopped and not views.are_current(out, digest, counts["tasks"]):
        views.write(out, digest, counts["tasks"], drawer, quads)
    unused = tuple(one for one in corrections if ids.correction(one.id) not in state.corrections and not log.stopped)
    drawn = counts["tasks"] <= views.DRAWN
    return Report(
        out,
        len(log.plans),
        **counts,
        failures=tuple(log.failures),
        twins=tuple(log.twins),
        read=log.read,
        unused=unused,
        drawn=drawn,
        skipped=log.skipped,
        stopped=log.stopped,
    )


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
