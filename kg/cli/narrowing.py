"""The options that narrow what a command looks at, the same for all that analyse."""
# ruff: noqa: PLC0415 - the libraries behind a command are imported inside it: `kg --help` need not wait for them

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from kg.cli.command import count, data_option, read_text, say
from kg.resources import QUERIES
from kg.table import Table

if TYPE_CHECKING:
    from kg.analyse.scope import Scope

NO_TASK = "nothing to show: no task is in scope"
BASES = ("explicit", "inline", "duty")

_PLACE = click.option("--place", "places", multiple=True, metavar="PLACE", help="Only plans of this place.")
_PLAN = click.option(
    "--plan", "plans", multiple=True, metavar="PLAN", help="Only this plan: its file, title or number."
)
_KIND = click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only units of this kind of department, or group of kinds."
)
_KIND_OF_TASKS = click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only tasks of a unit of this kind of department, or group of kinds, with all their units.",
)
_SINCE = click.option(
    "--since", type=click.IntRange(1900, 9999), metavar="YEAR", help="Only plans dated in this year or later."
)
_BASIS = click.option(
    "--basis",
    "bases",
    multiple=True,
    type=click.Choice(BASES),
    help="Only what a labelled list says (explicit), a role word in a sentence (inline), a sentence that tells a unit "
    "to act (duty): then also the sentences inside tasks that have a list.  [default: the graph's direct edges]",
)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A built graph, and what part of it was asked for."""

    answer: Callable[[str], Table]  # of a query's text
    scope: Scope
    said: str  # the options that say so, as typed; "" for all of it
    find: Callable[[Sequence[str], str], tuple[str, str]]  # the IRI of what has a name, and its sort: lookup.first

    def tables(self, queries: Iterable[str]) -> dict[str, Table]:
        """Return the answers to the queries of ontology/queries, within the scope; says which plans were left out
        because their date or place is not known."""
        from kg.analyse import scope

        needed = {*queries, *scope.QUERIES} if self.scope != scope.Scope() else {*queries}
        answers = {name: self.answer(read_text(QUERIES / f"{name}.rq")) for name in sorted(needed)}
        if self.scope != scope.Scope():
            for what, plans in scope.left_out(answers, self.scope).items():
                say(f"left out, for their {what} is not known: {'、'.join(plans)}")
        return scope.narrow(answers, self.scope)

    def say_empty(self, tables: Mapping[str, Table], otherwise: str = "", *, lacks: str = "names a unit") -> None:
        """Say why an answer made of these tables is empty: no task in scope, none that has `network/units`, or otherwise."""
        tasks = len(tables["network/tasks"].rows)
        if not tasks:
            say(NO_TASK)
        elif not tables["network/units"].rows:
            say(f"nothing to show: none of the {count(tasks, 'task')} in scope {lacks}")
        else:
            say(f"nothing to show: {otherwise}")


def narrowing(
    *, by_kind: Literal["units", "tasks", ""] = "units"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds --place, --plan, --kind, --since, --basis and --data to a command.

    The command gets `graph`, a Narrowed, in place of their values. Each but --since may be given several times: any
    of its values will do. A name that nothing has is an error with the nearest ones. `by_kind` is what
    --kind chooses: the units, the tasks, which then keep all their units, or "" where there is no such option.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def narrowed(
            *,
            data: Path,
            places: tuple[str, ...],
            plans: tuple[str, ...],
            since: int | None,
            bases: tuple[str, ...],
            kinds: tuple[str, ...] = (),
            **others: Any,
        ) -> Any:
            from kg.analyse.scope import Scope
            from kg.graph.ask import select
            from kg.graph.lookup import first, one
            from kg.graph.store import open_store

            store = open_store(data)
            scope = Scope(
                places=frozenset(one(store, "place", name).value for name in places),
                plans=frozenset(one(store, "plan", name).value for name in plans),
                kinds=frozenset(one(store, "kind", name).value.rpartition("/")[2] for name in kinds),
                since=since,
                bases=frozenset(bases),
                teams=bool(kinds) and by_kind == "tasks",
            )

            def find(sorts: Sequence[str], name: str) -> tuple[str, str]:
                sort, thing = first(store, sorts, name)
                return sort, thing.value

            typed = {"place": places, "plan": plans, "kind": kinds, "since": (since,) if since else (), "basis": bases}
            said = " ".join(f"--{name} {value}" for name, values in typed.items() for value in values)
            return function(graph=Narrowed(partial(select, store), scope, said, find), **others)

        chosen = {"units": (_KIND,), "tasks": (_KIND_OF_TASKS,), "": ()}[by_kind]
        options = (_PLACE, _PLAN, *chosen, _SINCE, _BASIS, data_option)
        for option in reversed(options):
            narrowed = option(narrowed)
        return narrowed

    return decorate
