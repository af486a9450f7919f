"""The same in arguebuf 2.7.2: a scheme node for each step, edges from premises to it and on to the target.

Ids are given, which spares arguebuf the making of UUIDs for nodes and edges.
"""

from __future__ import annotations

from pathlib import Path

import arguebuf

from tree import claims, steps

ROOT = "c0"
Graph = arguebuf.Graph


def build(size: int) -> Graph:
    graph = arguebuf.Graph("A tree")
    for id, text in claims(size):
        graph.add_node(arguebuf.AtomNode(text, id=id))
    nodes = graph.nodes
    graph.major_claim = ROOT
    for id, target, premises in steps(size):
        scheme = arguebuf.SchemeNode(arguebuf.Support.DEFAULT, id=id)
        graph.add_node(scheme)
        graph.add_edge(arguebuf.Edge(scheme, nodes[target], id=f"{id}>"))
        for premise in premises:
            graph.add_edge(arguebuf.Edge(nodes[premise], scheme, id=f"{premise}>"))
    return graph


def save(graph: Graph, path: Path) -> None:
    arguebuf.dump.file(graph, path)


def save_compact(graph: Graph, path: Path) -> None:
    arguebuf.dump.file(graph, path, arguebuf.dump.Config(prettify=False))


def load(path: Path) -> Graph:
    return arguebuf.load.file(path)


def walk(graph: Graph) -> int:
    found = arguebuf.traverse.dfs(graph.nodes[ROOT], graph.incoming_atom_nodes, include_start=False)
    return len(found)


def dot(graph: Graph) -> str:
    drawn = arguebuf.dump.graphviz(graph, max_nodes=10 * len(graph.nodes))
    return str(drawn.source)


def size_of(graph: Graph) -> tuple[int, int]:
    premises = sum(len(graph.incoming_nodes(scheme)) for scheme in graph.scheme_nodes.values())
    return len(graph.atom_nodes), premises
