"""The pipeline on one screen: documents → plans → corpus → graph → page and tables."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.analyse import findings, measures
from kg.errors import KgError
from kg.extract.plan import read_plan
from kg.graph import ask, store, write
from kg.graph.policies import known_works
from kg.graph.vocabulary import DEFAULT_BASE
from kg.model import Corpus, Plan
from kg.read import source
from kg.resolve.corpus import resolve
from kg.resources import QUERIES
from kg.show import ledger, page
from kg.show.tables import write_csv

SUFFIXES = {".txt"}


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no plan, and why, in one line."""

    path: str
    message: str


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


def expand(paths: Sequence[Path]) -> tuple[list[Path], list[Failure]]:
    """Return the files to read, each once: those named, and the text files of the folders named, sorted; and what is missing."""
    files: dict[Path, Path] = {}
    failures: list[Failure] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file() and not _hidden(p, path)
            )
            if not inside:
                failures.append(
                    Failure(str(path), f"holds no {'/'.join(sorted(SUFFIXES))} file: expected plan documents")
                )
            files |= {p.resolve(): p for p in inside if p.resolve() not in files}
        elif path.exists():
            files.setdefault(path.resolve(), path)
        else:
            failures.append(Failure(str(path), "there is no such file or folder"))
    return list(files.values()), failures


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def build(
    files: Sequence[Path],
    out: Path,
    *,
    base: str = DEFAULT_BASE,
    track: Callable[[Iterable[Path]], Iterable[Path]] = iter,
) -> Report:
    """Read the files and write what they say into `out`; with no plan among them, leave `out` as it is.

    The report then has no plans, and a failure for each file.
    """
    plans, failures = _read(files, track)
    if not plans:
        return Report(out, 0, 0, 0, 0, 0, tuple(failures))
    corpus = resolve(plans, known_works())
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
        _write(corpus, Path(folder), base)
        _put_in_position(Path(folder), out)
    tasks = [task for plan in plans for task in plan.tasks if not task.is_goal]
    return Report(
        out,
        len(plans),
        len(tasks),
        len(corpus.units),
        sum(len(task.assignments) for task in tasks),
        sum(len(plan.doubts) for plan in plans),
        tuple(failures),
    )


def _read(files: Sequence[Path], track: Callable[[Iterable[Path]], Iterable[Path]]) -> tuple[list[Plan], list[Failure]]:
    plans: list[Plan] = []
    failures: list[Failure] = []
    taken: set[str] = set()
    for path in track(files):
        try:
            plan = read_plan(source.read(path), _unique(path.stem, taken))
        except KgError as error:
            failures.append(Failure(str(path), str(error)))
            continue
        except Exception as error:  # a fault of ours must not cost the other files
            failures.append(
                Failure(str(path), f"fault in the program, please report it: {type(error).__name__}: {error}")
            )
            continue
        taken.add(plan.id)
        plans.append(plan)
    return plans, failures


def _unique(stem: str, taken: set[str]) -> str:
    """The file's stem; with a count behind it where another file of the build has the same."""
    count = 1
    while (name := stem if count == 1 else f"{stem}-{count}") in taken:
        count += 1
    return name


def _write(corpus: Corpus, folder: Path, base: str) -> None:
    store.save(write.quads(corpus, base), folder)
    opened = store.open_store(folder)
    names = {*measures.QUERIES, *findings.QUERIES, *page.QUERIES}
    tables = {name: ask.select(opened, (QUERIES / f"{name}.rq").read_text(encoding="utf-8")) for name in sorted(names)}
    del opened  # the store's files are moved next
    ranking, orphans = measures.centrality(tables), findings.orphans(tables)
    write_csv(ranking, folder / "centrality.csv")
    write_csv(orphans, folder / "orphans.csv")
    write_csv(ledger.tasks(corpus), folder / "tasks.csv")
    write_csv(ledger.findings(corpus), folder / "findings.csv")
    write_csv(ledger.doubts(corpus), folder / "doubts.csv")
    (folder / "graph.html").write_text(
        page.render(tables, ranking, orphans, _title(corpus)), encoding="utf-8", newline="\n"
    )


def _title(corpus: Corpus) -> str:
    titles = [plan.title.text for plan in corpus.plans if plan.title]
    return titles[0] if len(corpus.plans) == 1 and titles else "责任图谱"


def _put_in_position(made: Path, out: Path) -> None:
    """Move a finished build over an earlier one; what else lies in `out` stays."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / store.STORE, ignore_errors=True)
    for path in made.iterdir():
        path.replace(out / path.name)
