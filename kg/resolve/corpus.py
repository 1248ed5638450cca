"""All plans of a build, put together: one Unit for each unit, one Work for each policy."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Corpus, Plan, Work
from kg.resolve.units import resolve_units
from kg.resolve.works import resolve_works


def resolve(plans: Sequence[Plan], known: Sequence[Work] = ()) -> Corpus:
    """Return the corpus of the plans; `known` are the policies that ontology/policies describes."""
    units, unit_keys = resolve_units(plans)
    works, work_keys = resolve_works(plans, known)
    return Corpus(tuple(plans), units, works, unit_keys, work_keys)
