"""The same in bare networkx: an edge from each premise to its target, the step as an attribute.

This is the leanest graph that still holds the tree; it has no DOT writer without a further package.
"""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx

from tree import claims, steps

ROOT = "c0"
Graph = nx.DiGraph


def build(size: int) -> Graph:
    graph = nx.DiGraph(title="A tree", thesis=ROOT)
    for id, text in claims(size):
        graph.add_node(id, kind="claim", text=text)
    for id, target, premises in steps(size):
        for premise in premises:
            graph.add_edge(premise, target, step=id, kind="supports")
    return graph


def save(graph: Graph, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        json.dump(nx.node_link_data(graph, edges="edges"), file, ensure_ascii=False)


def load(path: Path) -> Graph:
    with path.open(encoding="utf-8") as file:
        return nx.node_link_graph(json.load(file), edges="edges")


def walk(graph: Graph) -> int:
    return len(nx.ancestors(graph, ROOT))


def size_of(graph: Graph) -> tuple[int, int]:
    return graph.number_of_nodes(), graph.number_of_edges()
