"""Searches in a graph of ids: strongly connected components, simple cycles, simple paths. All iterative."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Neighbours = Callable[[str], Sequence[str]]


def components(starts: Iterable[str], neighbours: Neighbours) -> tuple[tuple[str, ...], ...]:
    """Return the strongly connected components that can be reached, each after those that it leads to.

    Tarjan (1972), without recursion; linear in vertices and edges.

    >>> components(["a"], {"a": ["b"], "b": ["a", "c"], "c": []}.__getitem__)
    (('c',), ('a', 'b'))
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    is_waiting: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in starts:
        if start in order:
            continue
        work: list[tuple[str, Iterator[str]]] = []
        _enter(start, order, low, waiting, is_waiting)
        work.append((start, iter(neighbours(start))))
        while work:
            vertex, ahead = work[-1]
            for neighbour in ahead:
                if neighbour not in order:
                    _enter(neighbour, order, low, waiting, is_waiting)
                    work.append((neighbour, iter(neighbours(neighbour))))
                    break
                if neighbour in is_waiting:
                    low[vertex] = min(low[vertex], order[neighbour])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[vertex])
                if low[vertex] == order[vertex]:
                    found.append(_leave(vertex, waiting, is_waiting))
    return tuple(found)


def _enter(
    vertex: str, order: dict[str, int], low: dict[str, int], waiting: list[str], is_waiting: set[str]
) -> None:
    order[vertex] = low[vertex] = len(order)
    waiting.append(vertex)
    is_waiting.add(vertex)


def _leave(vertex: str, waiting: list[str], is_waiting: set[str]) -> tuple[str, ...]:
    component = [waiting.pop()]
    while component[-1] != vertex:
        component.append(waiting.pop())
    is_waiting.difference_update(component)
    return tuple(reversed(component))


def simple_cycles(
    vertices: Sequence[str], neighbours: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    """Yield every cycle that visits no vertex twice, once, from its first vertex in the given order.

    Johnson (1975), without recursion: the time between two cycles is linear in vertices and edges.

    >>> list(simple_cycles("abc", {"a": ["b"], "b": ["a", "b"], "c": []}))
    [('a', 'b'), ('b',)]
    """
    place = {vertex: i for i, vertex in enumerate(vertices)}
    for start in vertices:
        later = {
            v: [w for w in neighbours.get(v, ()) if place[w] >= place[start]]
            for v in vertices[place[start] :]
        }
        circle = next(ids for ids in components([start], later.__getitem__) if start in ids)
        inside = set(circle)
        ahead = {v: [w for w in later[v] if w in inside] for v in circle}
        yield from _cycles_through(start, ahead)


def _cycles_through(start: str, ahead: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    path = [start]
    blocked = {start}
    blocks: dict[str, set[str]] = {}
    closed: set[str] = set()  # vertices of the path from which a cycle was found
    work = [iter(ahead[start])]
    while work:
        for vertex in work[-1]:
            if vertex == start:
                yield tuple(path)
                closed.update(path)
            elif vertex not in blocked:
                path.append(vertex)
                blocked.add(vertex)
                closed.discard(vertex)
                work.append(iter(ahead[vertex]))
                break
        else:
            work.pop()
            vertex = path.pop()
            if vertex in closed:
                _unblock(vertex, blocked, blocks)
            else:
                for neighbour in ahead[vertex]:
                    blocks.setdefault(neighbour, set()).add(vertex)


def _unblock(vertex: str, blocked: set[str], blocks: dict[str, set[str]]) -> None:
    work = [vertex]
    while work:
        vertex = work.pop()
        if vertex in blocked:
            blocked.discard(vertex)
            work.extend(blocks.pop(vertex, ()))


def simple_paths(
    start: str, is_end: Callable[[str], bool], neighbours: Neighbours
) -> Iterator[tuple[str, ...]]:
    """Yield every path from ``start`` to an end that visits no vertex twice; ends lead nowhere.

    Before each move it looks whether an end can still be reached, so the time between two paths is at most
    quadratic, also in graphs full of circles.

    >>> graph = {"a": ["b", "c"], "b": ["c", "a"], "c": []}
    >>> list(simple_paths("a", lambda v: v == "c", graph.__getitem__))
    [('a', 'b', 'c'), ('a', 'c')]
    """
    circular = any(len(circle) > 1 for circle in components([start], neighbours))
    path = [start]
    on_path = {start}
    work = [iter(neighbours(start))]
    while work:
        for vertex in work[-1]:
            if vertex in on_path:
                continue
            if is_end(vertex):
                yield (*path, vertex)
                continue
            if circular and not _reaches(vertex, is_end, neighbours, on_path):
                continue
            path.append(vertex)
            on_path.add(vertex)
            work.append(iter(neighbours(vertex)))
            break
        else:
            work.pop()
            on_path.discard(path.pop())


def _reaches(vertex: str, is_end: Callable[[str], bool], neighbours: Neighbours, barred: set[str]) -> bool:
    seen = {vertex}
    work = [vertex]
    while work:
        for neighbour in neighbours(work.pop()):
            if is_end(neighbour):
                return True
            if neighbour not in seen and neighbour not in barred:
                seen.add(neighbour)
                work.append(neighbour)
    return False
