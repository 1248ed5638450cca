"""Where everything stands on the page: origins in columns on the left, islands of work, nothing overlapping.

Two levels: units that share tasks by force, their tasks round the middle of their units. A thing takes room
for its label too, so labels cannot pile up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, log, sqrt
from statistics import fmean

import networkx as nx

from kg.analyse.ground import WIDE, Ground, Point, Size
from kg.analyse.network import Network, Tables, by_number, text, unit_task, unit_unit
from kg.analyse.springs import forced

QUERIES = (
    "network/units",
    "network/tasks",
    "network/unit-task",
    "network/named",
    "network/items",
    "page/origins",
)
"""The queries that `positions` needs in its `tables`."""

Places = dict[str, Point]

AIR = 60.0  # between islands, and between columns
TIGHT = 0.6  # of the way out that force puts a unit: lone ones drift far, and nothing overlaps anyhow
FORCED = 500  # units of an island that are placed by force, which takes time by their square
LINE = 10.0  # between two boxes of a column
FEW = 50  # parts up to which they are set side by side with care
COLUMN = 30  # boxes in one column of origins at most
OUTWARDS = {"prefecture": 1, "provincial": 2, "national": 3}  # a column of its own; others stand nearest


def positions(tables: Tables, sizes: Mapping[str, Size]) -> dict[str, tuple[int, int]]:
    """Return the middle of every unit, task, plan and origin that has a size, in whole page units, x rightwards, y
    downwards.

    Units that share tasks form an island by their shared tasks (Fruchterman and Reingold 1991, with a set
    seed; of an island of more than FORCED units only those that share with the most others, the rest in the middle
    of these), each task on a sunflower round the middle of its units. A plan heads its tasks that no unit has and the
    units that it names without a task, and stands with the islands of its other tasks; the plans stand round the
    largest. Documents and their items stand in columns on the left,
    the national farthest out. The same tables and sizes give the same positions.
    """
    units, work = unit_unit(tables), unit_task(tables)
    units.remove_nodes_from([unit for unit in units if unit not in sizes])
    parts = [_tied(units, sorted(part)) for part in nx.connected_components(units)]
    islands = [_island(part, wishes, work, sizes) for part, wishes in zip(parts, _wishes(parts), strict=True)]
    blocks = [_pack(block, sizes) for block in _by_plan(tables, islands, _trays(tables, work, sizes))]
    places = _pack(sorted(blocks, key=lambda block: (-len(block), min(block))), sizes, half=True)
    places |= _columns(tables, sizes, places)
    return {thing: (round(x), round(y)) for thing, (x, y) in sorted(places.items())}


def _tied(network: Network, together: Sequence[str]) -> Network:
    """The network of these nodes alone, in their order: that of networkx' own subgraph changes from run to run."""
    tied: Network = nx.Graph()
    tied.add_nodes_from(together)
    tied.add_edges_from(sorted((a, b) for a, b in network.edges(together) if a in tied and b in tied))
    return tied


def _island(units: Network, wishes: Places, work: Network, sizes: Mapping[str, Size]) -> Places:
    """Units near their wishes, then each task at the barycentre of its units."""
    tasks = sorted({task for unit in units for task in work[unit] if task in sizes})
    room = sum(sizes[thing][0] * sizes[thing][1] for thing in (*units, *tasks))
    ground, places = Ground(60.0), Places()
    for unit in _busiest(units):
        x, y = (at * TIGHT * sqrt(room) for at in wishes[unit])
        places[unit] = ground.settle((WIDE * x, y), sizes[unit])
    for task in sorted(tasks, key=lambda task: (work.degree(task), task)):
        team = [places[unit] for unit in sorted(work[task]) if unit in places]
        middle = sum(x for x, _ in team) / len(team), sum(y for _, y in team) / len(team)
        places[task] = ground.settle(middle, sizes[task])
    return places


def _wishes(parts: Sequence[Network]) -> Iterator[Places]:
    """Where the units of each part would stand, about 0 and within 1: the busiest by force, others among these."""
    cores = [_busiest(units)[:FORCED] for units in parts]
    tied = [_tied(units, sorted(core)) for units, core in zip(parts, cores, strict=True)]
    for units, core, wishes in zip(parts, cores, forced(tied), strict=True):
        for layer in list(nx.bfs_layers(units, core))[1:]:
            beside = {
                unit: [wishes[other] for other in sorted(units[unit]) if other in wishes] for unit in sorted(layer)
            }
            wishes |= {unit: (fmean(x for x, _ in at), fmean(y for _, y in at)) for unit, at in beside.items()}
        yield wishes


def _busiest(units: Network) -> list[str]:
    """The units that share with most others first."""
    return sorted(units, key=lambda unit: (-units.degree(unit), unit))


def _trays(tables: Tables, work: Network, sizes: Mapping[str, Size]) -> dict[str, Places]:
    """Each plan as a heading over its tasks of no unit and its units of no task, in rows; else it stands alone."""
    loose: dict[str, list[tuple[str, str]]] = {}
    for row in tables["network/tasks"].records():
        of_plan = loose.setdefault(text(row["plan"]), [])
        if text(row["task"]) in sizes and not work.degree(text(row["task"])):
            of_plan.append((text(row["id"]), text(row["task"])))
    idle: dict[str, dict[str, None]] = {}  # by the first plan that names each
    seen = set(work)
    for row in tables["network/named"].records():
        unit, plan = text(row["unit"]), text(row["plan"])
        if unit in sizes and unit not in seen and plan in loose:
            seen.add(unit)
            idle.setdefault(plan, {})[unit] = None
    trays = {}
    for plan, numbered in sorted(item for item in loose.items() if item[0] in sizes):
        tasks = [task for _, task in sorted(set(numbered), key=lambda pair: (by_number(pair[0]), pair[1]))]
        tray = {plan: (0.0, 0.0)}
        tray |= _rows(tasks, tray, sizes)
        trays[plan] = tray | _rows(list(idle.get(plan, ())), tray, sizes)
    return trays


def _rows(things: Sequence[str], above: Places, sizes: Mapping[str, Size]) -> Places:
    """Things in rows under what is placed above, half a row apart from it."""
    width, height = (max((sizes[thing][side] for thing in things), default=0.0) for side in (0, 1))
    across, top = max(1, ceil(sqrt(len(things) / 2))), _bounds(above, sizes)[3] + height
    return {
        thing: ((n % across - (across - 1) / 2) * width, top + n // across * height) for n, thing in enumerate(things)
    }


def _by_plan(tables: Tables, islands: Iterable[Places], trays: Mapping[str, Places]) -> Iterator[list[Places]]:
    """Yield what stands together: each plan's tray with the islands of which most tasks are its own, the largest first."""
    plan_of = {text(row["task"]): text(row["plan"]) for row in tables["network/tasks"].records()}
    blocks: dict[str, list[Places]] = {plan: [tray] for plan, tray in trays.items()}
    for island in islands:
        plans = Counter(sorted(plan_of[thing] for thing in island if thing in plan_of))
        blocks.setdefault(max(plans, key=lambda plan: plans[plan], default=""), []).append(island)
    for block in blocks.values():
        yield sorted(block, key=lambda part: (-len(part), min(part)))


def _pack(islands: Sequence[Places], sizes: Mapping[str, Size], half: bool = False) -> Places:
    """Set whole parts side by side, the others round the first; with `half` round its right only."""
    few = len(islands) <= FEW
    ground, places = Ground(400.0, 6 if few else 3), Places()
    for island in islands:
        left, top, right, bottom = _bounds(island, sizes)
        size = right - left + AIR, bottom - top + AIR
        if not few:  # parts of equal size are settled in proportional time, others by the square of their number
            size = _rounded(size[0]), _rounded(size[1])
        x, y = ground.settle((size[0] / 2 if half else 0.0, 0.0), size, half)
        shift = x - (left + right) / 2, y - (top + bottom) / 2
        places.update((thing, (at[0] + shift[0], at[1] + shift[1])) for thing, at in island.items())
    return places


def _rounded(side: float) -> float:
    """The next power of 1.2."""
    return float(1.2 ** ceil(log(side, 1.2)))


def _columns(tables: Tables, sizes: Mapping[str, Size], placed: Places) -> Places:
    """Documents, each over its items by number, in columns to the left of what is placed."""
    stacks: dict[tuple[int, str], list[tuple[bool, tuple[tuple[int, str], ...], str]]] = defaultdict(list)
    seen = set(placed)
    for origin, document, rank, number in _origins(tables):
        if origin in sizes and origin not in seen:
            seen.add(origin)
            order = origin != document, by_number(number), origin
            stacks[OUTWARDS.get(rank, 0), document].append(order)
    left, top, _, bottom = _bounds(placed, sizes)
    places, columns = Places(), list[list[str]]()
    level_before = None
    for (level, _), stack in sorted(stacks.items()):
        things = [thing for *_, thing in sorted(stack)]
        if level != level_before or len(columns[-1]) + len(things) > COLUMN:
            columns.append([])
        columns[-1].extend(things)
        level_before = level
    for column in columns:
        width = max(sizes[thing][0] for thing in column)
        y = (top + bottom) / 2 - sum(sizes[thing][1] + LINE for thing in column) / 2
        for thing in column:
            places[thing] = left - AIR - width / 2, y + sizes[thing][1] / 2
            y += sizes[thing][1] + LINE
        left -= AIR + width
    return places


def _origins(tables: Tables) -> Iterable[tuple[str, str, str, str]]:
    """Each origin with its document, level and number; items that nothing comes from are origins too."""
    for row in tables["page/origins"].records():
        yield text(row["origin"]), text(row["document"]), text(row["level"]), text(row["id"])
    for row in tables["network/items"].records():
        yield text(row["item"]), text(row["work"]), "national", text(row["id"])


def _bounds(places: Places, sizes: Mapping[str, Size]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of all that is placed; a point at 0 if nothing is."""
    if not places:
        return 0.0, 0.0, 0.0, 0.0
    boxes = [
        (x - sizes[thing][0] / 2, y - sizes[thing][1] / 2, x + sizes[thing][0] / 2, y + sizes[thing][1] / 2)
        for thing, (x, y) in places.items()
    ]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
