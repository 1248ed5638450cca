"""What a careful reader would ask about, each with its document, number and sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.analyse.findings import SEVERITIES, Fault, Orphan
from kg.analyse.network import Tables, text
from kg.show.report import words
from kg.show.report.content import Case, Cases, Findings, Quote
from kg.show.report.facts import Facts, quote
from kg.table import Cell, Table

QUERIES = ("network/discrepancies", "report/doubts")
"""The queries that `findings` needs in its `tables`, beside those of facts."""

_CASES = {"violation": 60, "warning": 60, "info": 20}  # shown of one kind, by how grave it is
_FEWEST, _DOCUMENTS = 3, 8  # shown of one document where there are many; documents
_QUOTES = 3  # sentences shown for one case
_SAID_BY_KIND = (Orphan.NO_UNIT, Orphan.NO_ORIGIN, Orphan.NO_TASK, Fault.DISCREPANCY)
_ROLES: Mapping[str, tuple[str, ...]] = {Fault.LEADS: ("lead",), Fault.SUPPORTERS: ("support",)}
_NAMED = (Orphan.NO_LEAD, Fault.LEADS)  # whose units are told; the words of the others name them

Found = Iterable[tuple[str, Case]]  # the name of a document, and what was found in it


def findings(tables: Tables, known: Facts, found: Table) -> tuple[Findings, ...]:
    """Return every kind of finding, those without a case too, with its number of cases; last what was not understood.

    `found` is findings.findings' answer, and the numbers are those of its rows. Documents with most cases come first; of
    many cases the first of each document are shown.
    """
    readings = _readings(tables, known)
    of_kind = defaultdict[str, list[tuple[str, Case]]](list)
    for row in found.records():
        of_kind[text(row["kind"])].append((text(row["document"]), _case(known, row, readings)))
    kinds = [_kind(kind, of_kind[kind], _rest(kind), _CASES[grave]) for kind, grave in SEVERITIES.items()]
    return (*kinds, _kind("doubts", _doubts(tables, known), "doubts.csv", _CASES["info"]))


def _rest(kind: str) -> str:
    """The file that has all findings of a kind."""
    return "orphans.csv" if kind in set(Orphan) else "findings.csv"


def _kind(kind: str, found: Found, rest: str, most: int) -> Findings:
    of = defaultdict[str, list[Case]](list)
    for document, case in found:
        of[document].append(case)
    each = max(_FEWEST, most // max(len(of), 1))
    worst = sorted(of.items(), key=lambda item: (-len(item[1]), item[0]))[:_DOCUMENTS]
    documents = tuple(Cases(document, len(cases), tuple(cases[:each])) for document, cases in worst)
    total, shown = sum(map(len, of.values())), sum(len(one.shown) for one in documents)
    name, meaning = words.FINDINGS[kind]
    return Findings(kind, name, meaning, total, documents, words.cut(shown, total, rest))


def _case(known: Facts, row: Mapping[str, Cell], readings: Mapping[str, Mapping[str, list[Quote]]]) -> Case:
    kind, iri, why = (text(row[name]) for name in ("kind", "iri", "why"))
    said: Iterable[Quote] = ()
    if kind == Fault.DISCREPANCY:
        why, said = next(((note, read) for note, read in readings[iri].items() if why.startswith(note)), (why, []))
    elif iri in known.tasks:
        said = _sentences(known, kind, iri)
        why = "" if kind in _SAID_BY_KIND else f"{why}：{text(row['units'])}" if kind in _NAMED else why
    elif kind == Fault.OVERLOAD:
        own = (iri for iri, task in known.tasks.items() if known.plans[task.file].name == row["document"])
        led = (task for task in own if row["title"] in known.team[task, "lead"])
        said = [each for task in led for each in known.said[task, "lead"][:1]]
    return Case(text(row["id"]), text(row["title"]), "" if kind == Orphan.NO_TASK else why, _some(said))


def _some(said: Iterable[Quote]) -> tuple[Quote, ...]:
    """The first sentences, each of several with the same words once."""
    return tuple({words.text: words for words in reversed(list(said))}.values())[::-1][:_QUOTES]


def _sentences(known: Facts, kind: str, task: str) -> Iterator[Quote]:
    """The sentences that give the task to units, in the roles that the finding is about; its heading where there are none."""
    roles = _ROLES.get(kind, ("responsible", "support"))
    said = [words for role in roles for words in known.said[task, role]] if kind != Orphan.NO_ORIGIN else []
    yield from said or (known.tasks[task].heading,)


def _readings(tables: Tables, known: Facts) -> Mapping[str, Mapping[str, list[Quote]]]:
    """What is set beside each other, by task and the note that says why."""
    found = defaultdict[str, dict[str, list[Quote]]](dict)
    for row in tables["network/discrepancies"].records():
        task = text(row["task"])
        if task in known.tasks:
            found[task].setdefault(text(row["note"]), []).append(quote(known.tasks[task].file, row))
    return found


def _doubts(tables: Tables, known: Facts) -> Iterator[tuple[str, Case]]:
    files = {text(row["plan"]): text(row["file"]) for row in tables["network/plans"].records()}
    for row in tables["report/doubts"].records():
        plan = known.plans[files[text(row["plan"])]]
        yield plan.name, Case(text(row["id"]), "", text(row["note"]), (quote(plan.file, row),))
