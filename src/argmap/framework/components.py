"""Ways through a graph of integers: cones, weak components, strong components. All iterative and linear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Lists = Sequence[Sequence[int]]
"""For each vertex the vertices that its edges lead to."""


def cone(starts: Iterable[int], neighbours: Iterable[Lists], n: int) -> list[int]:
    """Return the vertices that can be reached from the starts over any of the edge lists, in ascending order.

    >>> cone([2], [[[], [0], [1]]], 3)
    [0, 1, 2]
    """
    layers = tuple(neighbours)
    seen = bytearray(n)
    work = list(starts)
    for vertex in work:
        seen[vertex] = 1
    while work:
        vertex = work.pop()
        for lists in layers:
            for neighbour in lists[vertex]:
                if not seen[neighbour]:
                    seen[neighbour] = 1
                    work.append(neighbour)
    return [vertex for vertex in range(n) if seen[vertex]]


def weak_components(vertices: Sequence[int], targets: Lists) -> list[list[int]]:
    """Return the weakly connected components among some vertices, each in ascending order.

    Union-find with path halving. Edges to vertices that are not among the given ones do not count.

    >>> weak_components([0, 1, 2, 3], [[1], [], [3], []])
    [[0, 1], [2, 3]]
    """
    parent = {vertex: vertex for vertex in vertices}
    for vertex in vertices:
        for target in targets[vertex]:
            if target in parent:
                a, b = _root(parent, vertex), _root(parent, target)
                if a != b:
                    parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for vertex in sorted(vertices):
        groups.setdefault(_root(parent, vertex), []).append(vertex)
    return list(groups.values())


def _root(parent: dict[int, int], vertex: int) -> int:
    while parent[vertex] != vertex:
        parent[vertex] = parent[parent[vertex]]
        vertex = parent[vertex]
    return vertex


def strong_components(vertices: Sequence[int], neighbours: Lists, n: int) -> list[list[int]]:
    """Return the strongly connected components among some vertices, each after those that it leads to.

    Tarjan (1972), without recursion. Edges to other vertices do not count.

    Args:
        vertices: the vertices to look at.
        neighbours: for every vertex of the graph those that it leads to.
        n: how many vertices the whole graph has.

    >>> strong_components([0, 1, 2], [[1], [0, 2], []], 3)
    [[2], [0, 1]]
    """
    unseen, done = -1, n
    number = [done] * n  # a vertex outside counts as done, so that nothing looks at it
    for vertex in vertices:
        number[vertex] = unseen
    low = [0] * n
    found: list[list[int]] = []
    waiting: list[int] = []
    count = 0
    for start in vertices:
        if number[start] != unseen:
            continue
        number[start] = low[start] = count
        count += 1
        waiting.append(start)
        work = [(start, iter(neighbours[start]))]
        while work:
            vertex, ahead = work[-1]
            for neighbour in ahead:
                seen = number[neighbour]
                if seen == unseen:
                    number[neighbour] = low[neighbour] = count
                    count += 1
                    waiting.append(neighbour)
                    work.append((neighbour, iter(neighbours[neighbour])))
                    break
                if seen < low[vertex]:
                    low[vertex] = seen
            else:
                work.pop()
                if work and low[vertex] < low[work[-1][0]]:
                    low[work[-1][0]] = low[vertex]
                if low[vertex] == number[vertex]:
                    component = []
                    while True:
                        member = waiting.pop()
                        number[member] = done
                        component.append(member)
                        if member == vertex:
                            break
                    component.sort()
                    found.append(component)
    return found
