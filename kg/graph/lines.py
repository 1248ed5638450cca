"""Quads as lines of text, for what carries graphs between processes and programs, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize


@dataclass(frozen=True, slots=True)
class Written:
    """Quads twice: as N-Quads, and without their graphs as N-Triples."""

    quads: bytes
    triples: bytes

    @classmethod
    def of(cls, triples: Iterable[str], graph: str) -> Written:
        """Write triples, each as N-Triples without its full stop, in the named graph with this IRI."""
        said = [*map(str.encode, triples), b""]  # one by one: most are ASCII, which takes a third of the time
        return cls(f" <{graph}> .\n".encode().join(said), b" .\n".join(said))

    def __add__(self, other: Written) -> Written:
        return Written(self.quads + other.quads, self.triples + other.triples)

    def lines(self) -> list[str]:
        """Return the quads as lines, each once, in the order of their bytes, without the line ends; [] for none."""
        return [line.decode() for line in sorted(set(self.quads.split(b"\n")) - {b""})]

    def parsed(self) -> list[Quad]:
        """Return the quads."""
        return list(parse(self.quads, format=RdfFormat.N_QUADS, lenient=True))


def written_as(quads: Iterable[Quad]) -> Written:
    """Return quads as text, in their order."""
    quads = list(quads)
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return Written(serialize(quads, format=RdfFormat.N_QUADS) or b"", triples or b"")


def lines(quads: Iterable[Quad]) -> list[str]:
    """Return the quads as canonical N-Quads, each once, in the order of their bytes, without the line ends; [] for none."""
    return written_as(quads).lines()


def store_of(written: Iterable[str]) -> Store:
    """Return a store in memory of such lines, in their named graphs."""
    store = Store()
    store.bulk_load("\n".join(written).encode(), format=RdfFormat.N_QUADS)
    return store
