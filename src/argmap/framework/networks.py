"""Frameworks as networkx graphs, and back."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeVar

from argmap.framework.errors import InvalidFrameworkError
from argmap.framework.framework import Framework

if TYPE_CHECKING:
    import networkx as nx

A = TypeVar("A", bound=Hashable)

ATTACKS, SUPPORTS = "attacks", "supports"


def to_networkx(framework: Framework[A]) -> nx.MultiDiGraph[A]:
    """Return the framework as a graph with ``kind`` on each edge and ``base_score`` on nodes that have one.

    A multigraph, because one argument may both attack and support another.

    >>> to_networkx(Framework("ab", supports=[("a", "b")])).edges["a", "b", "supports"]
    {'kind': 'supports'}
    """
    import networkx as nx

    graph: nx.MultiDiGraph[A] = nx.MultiDiGraph()
    for argument in framework:
        if argument in framework.base_scores:
            graph.add_node(argument, base_score=framework.base_scores[argument])
        else:
            graph.add_node(argument)
    for kind, pairs in ((ATTACKS, framework.attacks), (SUPPORTS, framework.supports)):
        for a, b in pairs:
            graph.add_edge(a, b, key=kind, kind=kind)
    return graph


def from_networkx(graph: nx.Graph[A]) -> Framework[A]:
    """Return the framework that a directed graph shows; an edge without ``kind`` is an attack.

    Raises:
        InvalidFrameworkError: the graph is undirected, or an edge is of a kind that is not known here.

    >>> import networkx as nx
    >>> from_networkx(to_networkx(Framework("ab", [("a", "b")]))) == Framework("ab", [("a", "b")])
    True
    """
    if not graph.is_directed():
        raise InvalidFrameworkError(["the graph is undirected; an attack needs a direction (use nx.DiGraph)"])
    pairs: dict[str, list[tuple[A, A]]] = {ATTACKS: [], SUPPORTS: []}
    problems = []
    for a, b, kind in graph.edges(data="kind", default=ATTACKS):
        if kind in pairs:
            pairs[kind].append((a, b))
        else:
            problems.append(
                f"the edge {(a, b)!r} is of kind {kind!r}; it must be {ATTACKS!r} or {SUPPORTS!r}"
            )
    if problems:
        raise InvalidFrameworkError(problems)
    scores = {a: data["base_score"] for a, data in graph.nodes.items() if "base_score" in data}
    return Framework(graph.nodes, pairs[ATTACKS], pairs[SUPPORTS], scores)
