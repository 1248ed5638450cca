"""What a document costs by stage, and what its graph weighs: python -m benchmarks.scale [--documents 200] [--folder PLANS]

The figures of docs/scale.md: CPU milliseconds a plan, each read once in one process; bytes of its N-Quads; and bytes that
a store of Oxigraph takes for a statement. Without a folder the plans are made up. Needs the extra `spark`.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store
from tabulate import tabulate

from benchmarks import collection
from benchmarks.clock import used
from kg.analyse.network import unit_unit
from kg.extract.plan import read_plan
from kg.graph.identifiers import Identifiers
from kg.graph.lines import Written
from kg.graph.names import namings_of, thing_names
from kg.graph.policies import known
from kg.graph.write import plan_quads
from kg.model import Naming
from kg.read.source import decode
from kg.resolve.plan import resolve
from kg.spark.network import tables_of

IDS, KNOWN = Identifiers(), known()


class Stages:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def run(self, stage: str, call: Callable[..., Any], *args: object) -> Any:
        """Return what the call returns, and count its time to a stage."""
        found: list[Any] = []
        self.seconds[stage] += used(lambda: found.append(call(*args)))
        return found[0]


def main() -> None:
    """Print the cost of each stage, then the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200, help="plans to make up (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="read the plans of this folder instead")
    args = parser.parse_args()
    made_up = (collection.document(number).encode() for number in range(args.documents))
    texts = [path.read_bytes() for path in sorted(args.folder.glob("*.txt"))] if args.folder else list(made_up)
    stages, plans, things = Stages(), [], defaultdict[str, list[Naming]](list)
    for number, data in enumerate(texts):
        plans.append(_first_pass(stages, data, f"plan-{number}", things))
    shared = [line for thing, said in things.items() for line in stages.run("names: merge", _merge, thing, said)]
    rows = [(stage, 1000 * seconds / len(texts)) for stage, seconds in stages.seconds.items()]
    print(tabulate([*rows, ("all", sum(cost for _, cost in rows))], ("stage", "CPU ms a plan"), floatfmt=".2f"), "\n")
    print(tabulate(_weights(texts, plans, shared), floatfmt=",.1f", intfmt=","))


def _first_pass(stages: Stages, data: bytes, name: str, things: dict[str, list[Naming]]) -> list[str]:
    """Do for a plan what a row of `kg.spark.reading.read` and one of the network take; return its N-Quads."""
    source = stages.run("decode", decode, data, f"{name}.txt")
    resolved = stages.run("resolve", resolve, stages.run("read", read_plan, source, name), KNOWN)
    quads = stages.run("state", plan_quads, resolved, IDS)
    written: list[str] = stages.run("lines in order", Written.lines, quads)
    for thing, said in stages.run("names: gather", namings_of, resolved, IDS).items():
        things[thing] += said
    stages.run("network", _network, written)
    return written


def _network(written: list[str]) -> None:
    unit_unit(tables_of(written))


def _merge(thing: str, said: list[Naming]) -> list[str]:
    return thing_names(thing, said, IDS, KNOWN).lines()


def _weights(texts: list[bytes], plans: list[list[str]], shared: list[str]) -> list[tuple[str, float]]:
    """Bytes of texts, of N-Quads plain and packed, and of a store of them on disk."""
    whole = [line for plan in plans for line in plan]
    packed = sum(len(gzip.compress("\n".join(plan).encode(), 6)) for plan in plans)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        written = "\n".join([*whole, *shared]).encode()
        seconds = used(lambda: store.bulk_load(written, format=RdfFormat.N_QUADS))
        store.optimize()
        stored = sum(path.stat().st_size for path in Path(folder).iterdir())
    count, statements = len(texts), len(whole) + len(shared)
    return [
        ("plans", count),
        ("bytes of text a plan", sum(map(len, texts)) / count),
        ("statements a plan", len(whole) / count),
        ("bytes of N-Quads a plan", len(written) / count),
        ("bytes of N-Quads a plan, gzip", packed / count),
        ("units and policies a plan", len({line.split(" ", 1)[0] for line in shared}) / count),
        ("statements of names a plan", len(shared) / count),
        ("bytes of the store a statement", stored / statements),
        ("statements loaded a CPU second", statements / seconds),
    ]


if __name__ == "__main__":
    main()
