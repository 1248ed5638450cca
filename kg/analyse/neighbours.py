"""How many others a unit is tied to, how strongly, and how closely they are tied to each other."""

from __future__ import annotations

import networkx as nx
import numpy as np

from kg.analyse.matrices import adjacency
from kg.analyse.network import Directed, Network, tasks_in

Scores = dict[str, float]


def degree(network: Network) -> Scores:
    """Share of the other units with which a unit shares at least one task.

    Network: units that share tasks, undirected; weights are not used. Range 0 to 1; a unit that shares no
    task has 0, so has the only unit of a network. Components do not matter. Source: Freeman 1978,
    Centrality in social networks: conceptual clarification, Social Networks 1.
    """
    others = max(len(network) - 1, 1)
    return {unit: count / others for unit, count in network.degree()}


def strength(network: Network) -> Scores:
    """Number of tasks shared with each other unit, added up: a task with two others counts twice.

    Network: units that share tasks, undirected, weighted by the number of shared tasks. Range 0 up, whole numbers.
    Components do not matter. Source: Barrat, Barthélemy, Pastor-Satorras and Vespignani 2004, The architecture of
    complex weighted networks, PNAS 101.
    """
    return {unit: float(total) for unit, total in network.degree(weight="weight")}


def outdegree(network: Directed) -> Scores:
    """Share of the other units that support at least one task which a unit leads.

    Network: lead to supporter, directed; weights are not used. Range 0 to 1; the only unit has 0. Components do not
    matter. Source: Freeman 1978, as for degree; Wasserman and Faust 1994, Social Network Analysis, section 5.3.
    """
    others = max(len(network) - 1, 1)
    return {unit: count / others for unit, count in network.out_degree()}


def indegree(network: Directed) -> Scores:
    """Share of the other units that lead at least one task which a unit supports.

    Network: lead to supporter, directed; weights are not used. Range 0 to 1; the only unit has 0. Components do not
    matter. Source: as for outdegree.
    """
    others = max(len(network) - 1, 1)
    return {unit: count / others for unit, count in network.in_degree()}


def outstrength(network: Directed) -> Scores:
    """Number of supporters of the tasks that a unit leads, added up over the tasks.

    Network: lead to supporter, directed, weighted by the number of tasks. Range 0 up, whole numbers. Components do not
    matter. Source: Barrat et al. 2004, as for strength.
    """
    return {unit: float(total) for unit, total in network.out_degree(weight="weight")}


def instrength(network: Directed) -> Scores:
    """Number of leads of the tasks that a unit supports, added up over the tasks.

    Network: lead to supporter, directed, weighted by the number of tasks. Range 0 up, whole numbers. Components do not
    matter. Source: Barrat et al. 2004, as for strength.
    """
    return {unit: float(total) for unit, total in network.in_degree(weight="weight")}


def task_share(network: Network) -> Scores:
    """Share of all tasks in which a unit has a role; of a task, share of all units that have one in it.

    Network: units and tasks, undirected; weights and roles are not used. Range 0 to 1; without tasks, 0. Components do
    not matter. Source: Borgatti and Everett 1997, Network analysis of 2-mode data, Social Networks 19.
    """
    tasks = len(tasks_in(network))
    units = len(network) - tasks
    sizes = {"task": units, "unit": tasks}
    return {node: count / max(sizes[network.nodes[node]["sort"]], 1) for node, count in network.degree()}


def core(network: Network) -> Scores:
    """Largest k such that a unit is one of a group in which each shares tasks with at least k others of the group.

    Network: units that share tasks, undirected; weights are not used. Range 0 up, whole numbers; a unit that shares no
    task has 0. Disconnected: each component has its own cores. Source: Seidman 1983, Network structure and minimum
    degree, Social Networks 5; computed after Batagelj and Zaversnik 2003.
    """
    return {unit: float(k) for unit, k in nx.core_number(network).items()}


def constraint(network: Network) -> Scores:
    """How far the units that a unit shares tasks with share tasks with each other: low where it bridges structural holes.

    Network: units that share tasks, undirected, weighted by the number of shared tasks. For each tie the share that it
    is of the unit's strength, with the shares that lead to the same unit over a third, squared; added up. Range above
    0, up to 1 for a single tie and 9/8 for two that are tied to each other: low is central here. Disconnected: only
    a unit's own ties and those between its partners count; a unit that shares no task has none: NaN. Source: Burt
    1992, Structural Holes, formula 2.4.
    """
    weights = adjacency(network, "weight")
    strengths = weights.sum(axis=1)
    shares = (weights / np.maximum(strengths, 1)[:, None]).tocsr()
    tied = adjacency(network)
    over_a_third = (shares @ shares).multiply(tied)
    sums = ((shares + over_a_third).power(2)).sum(axis=1)
    values = np.where(strengths > 0, sums, np.nan)
    return dict(zip(network, values.tolist(), strict=True))
