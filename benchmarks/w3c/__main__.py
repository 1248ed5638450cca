"""Ask the W3C's SPARQL test suite through our own query path: python -m benchmarks.w3c rdf-tests/sparql

PATH is the folder `sparql` of a checkout of https://github.com/w3c/rdf-tests. Answers are compared by value (1.0 is
1.00), rows as a multiset or a list, blank nodes by any names. Without --through the function that `kg query` and
`kg serve` share is asked in this process; the other two start the real ones.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

from tabulate import tabulate

from benchmarks.w3c import protocol
from benchmarks.w3c.answers import difference, expected, format_for, found
from benchmarks.w3c.suite import LEFT_OUT, Case, Kind, cases, dataset
from benchmarks.w3c.ways import WAYS, Ask, Refused, keep


def main() -> None:
    """Print a row for each group of cases, then each failure with its reason, then the protocol's cases."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="the suite's folder `sparql`")
    parser.add_argument("--through", choices=WAYS, default="function", help="what answers (default: %(default)s)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask each Nth case only")
    args = parser.parse_args()
    chosen = list(cases(args.path))[:: args.every]
    if not chosen:
        parser.error(f"{args.path}: no sparql11/*/manifest.ttl there; expected the folder `sparql` of w3c/rdf-tests")
    results = list(_results(chosen, args.through))
    _table(results)
    for case, reason in sorted(results, key=lambda result: (result[0].kind.value, result[0].suite)):
        if reason:
            print(f"{case.kind.value}: {case.suite}/{case.group}/{case.name}: {reason}")
    for group, why in LEFT_OUT.items():
        print(f"left out: {group} ({why})")
    if args.through == "serve":
        protocol.report(args.path / "sparql11" / "protocol" / "manifest.ttl")


def _results(chosen: Iterable[Case], through: str) -> Iterator[tuple[Case, str]]:
    """Yield each case with what is wrong with its answer, "" if nothing is; cases of one dataset share its store."""
    keyed = sorted(((dataset(case), case) for case in chosen), key=lambda pair: pair[0])
    with tempfile.TemporaryDirectory() as folder:
        for number, (data, pairs) in enumerate(groupby(keyed, key=lambda pair: pair[0])):
            keep(Path(folder) / str(number), data)
            with ExitStack() as stack:
                ask = stack.enter_context(WAYS[through](Path(folder) / str(number)))
                for _, case in pairs:
                    yield case, _judged(case, ask)


def _judged(case: Case, ask: Ask) -> str:
    format = format_for(case.result, case.form)
    try:
        answer = ask(case.query, format)
    except Refused as refused:
        good = case.kind is Kind.REFUSED if not refused.parses else case.kind is Kind.ACCEPTED
        return "" if good else f"refused: {refused}"
    if case.kind is not Kind.EVALUATED:
        return "accepted" if case.kind is Kind.REFUSED else ""
    assert case.result
    return difference(expected(case.result), found(answer, format), ordered=case.ordered, lax=case.lax)


def _table(results: Iterable[tuple[Case, str]]) -> None:
    """Passed of all by kind, suite and group; what a working group approved apart from what was added since."""
    passed: Counter[tuple[str, ...]] = Counter()
    total: Counter[tuple[str, ...]] = Counter()
    for case, reason in results:
        for group in (case.group, "(all)", *(["(approved by its working group)"] if case.approved else [])):
            key = case.kind.value, case.suite, group
            total[key] += 1
            passed[key] += not reason
    rows = [(*key, passed[key], total[key], 100 * passed[key] / total[key]) for key in sorted(total)]
    print(tabulate(rows, ("kind", "suite", "group", "passed", "of", "%"), floatfmt=".1f"))


if __name__ == "__main__":
    main()
