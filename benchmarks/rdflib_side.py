"""What the same questions cost in plain rdflib: a process that loads a file, then asks each in a fork with a limit.

python -m benchmarks.rdflib_side DATA.nt SECONDS < queries.json      prints JSON: seconds to load, then of each query
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time

from rdflib import Graph

from kg.graph.vocabulary import PREFIXES

_STATEMENT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a ?type }"


def main() -> None:
    """Read queries by name from stdin; print `[load, {name: [rows, CPU, clock] or null}]`, null where time ran out."""
    path, seconds = sys.argv[1], int(sys.argv[2])
    queries = json.load(sys.stdin)
    start = time.process_time()
    graph = Graph().parse(path, format="nt")
    load = time.process_time() - start
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    graph.query(_STATEMENT)  # so that no query pays for the parser's tables
    gc.freeze()  # a fork need not copy what it only reads
    print(json.dumps([load, {name: _forked(graph, text, seconds) for name, text in queries.items()}]))


def _forked(graph: Graph, query: str, seconds: int) -> list[float] | None:
    """Ask in a fork, which ends once it has used that many CPU seconds: a query cannot be stopped otherwise."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        cpu, clock = time.process_time(), time.perf_counter()
        result = graph.query(query)
        result.serialize(format="json")
        os.write(writer, json.dumps([len(result), time.process_time() - cpu, time.perf_counter() - clock]).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as said:
        text = said.read()
    os.waitpid(child, 0)
    found: list[float] | None = json.loads(text) if text else None
    return found


if __name__ == "__main__":
    main()
