"""Networks as sparse matrices, which SciPy multiplies in native code."""

from __future__ import annotations

from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from kg.analyse.network import Directed, Network

Matrix: TypeAlias = Any  # a scipy.sparse.csr_array of floats: SciPy comes without types
Vector: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"


def adjacency(network: Network | Directed, weight: str | None = None) -> Matrix:
    """Return the adjacency matrix in the network's own order of nodes: row to column, 1 or the weight of each edge."""
    if not len(network):
        return csr_array((0, 0))  # which networkx refuses
    return nx.to_scipy_sparse_array(network, weight=weight, dtype=np.dtype(float), format="csr")


def components(matrix: Matrix) -> list[Vector]:
    """Return the places of the nodes of each component, directions set aside; ordered by their first node."""
    if not matrix.shape[0]:
        return []
    _, labels = connected_components(matrix, directed=False)
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
