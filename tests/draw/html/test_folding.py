"""What a large page shows at first: everything can be reached, and no more is seen than asked for."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.html.folding import folded, hung, tops

SIZES = st.integers(1, 12)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    """A number of boxes, and links between them, circles among them."""
    size = draw(SIZES)
    ends = st.integers(0, size - 1)
    return size, draw(st.lists(st.tuples(ends, ends), max_size=24))


def seen(size: int, links: list[tuple[int, int]], starts: list[int], shut: list[int]) -> set[int]:
    """What networkx reaches from the starts, where nothing leads on from a box that is folded."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from((head, tail) for tail, head in links if head not in shut)
    return {place for start in starts for place in {start} | nx.descendants(graph, start)}


@given(graphs())
def test_from_the_tops_everything_is_reached(graph: tuple[int, list[tuple[int, int]]]) -> None:
    """Also in circles; and no box that hangs on nothing is left out."""
    size, links = graph
    found = tops(hung(size, links))
    assert set(range(size)) == seen(size, links, found, [])
    assert set(range(size)) - {tail for tail, _ in links} <= set(found)


@given(graphs(), st.integers(0, 12))
def test_no_more_is_seen_than_asked_for(graph: tuple[int, list[tuple[int, int]]], room: int) -> None:
    """Beyond the tops and the first box, unfolding shows at most so many more; without room all is folded."""
    size, links = graph
    kids = hung(size, links)
    starts = tops(kids)
    shut = folded(kids, size, 0, room)
    assert set(shut) <= {place for place in range(size) if kids[place]}
    assert len(seen(size, links, starts, shut)) <= len({0, *starts}) + room
    if room == 0:
        assert {place for place in range(size) if set(kids[place]) - {place}} == set(shut) - {
            place for place in range(size) if set(kids[place]) == {place}
        }


@given(graphs())
def test_with_room_enough_nothing_is_folded(graph: tuple[int, list[tuple[int, int]]]) -> None:
    """A map that can be seen whole is."""
    size, links = graph
    kids = hung(size, links)
    assert [] == [
        place for place in folded(kids, size, None, 200) if place in seen(size, links, tops(kids), [])
    ]
