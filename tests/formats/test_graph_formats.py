"""Graph formats: maps come back whole, graph libraries read them, and foreign graphs become maps."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from types import ModuleType

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

import argmap as am
from argmap.formats import cytoscape, gexf, graphml, node_link
from argmap.formats.registry import of_content
from strategies import maps

FORMATS = (graphml, gexf, node_link, cytoscape)
GRAPHML = Path(__file__).resolve().parents[3] / "shared" / "data" / "graphml"


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_any_map_comes_back_equal(format: ModuleType) -> None:
    """Nothing is lost, and the same map makes the same text."""

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(maps())
    def holds(m: am.ArgumentMap) -> None:
        written = format.write(m)
        assert () == written.losses
        reading = format.read(written.text)
        assert ((), (), ()) == (reading.warnings, reading.repaired, reading.dropped)
        assert m == reading.map
        assert written.text == format.write(reading.map).text
        assert format.sniff(written.text) >= 0.5

    holds()


def as_networkx(format: ModuleType, text: str) -> nx.Graph:
    """Return what networkx itself reads."""
    if format is graphml:
        return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
    if format is gexf:
        return nx.read_gexf(io.BytesIO(text.encode()))
    data = json.loads(text)
    return nx.node_link_graph(data, edges="links") if format is node_link else nx.cytoscape_graph(data)


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_networkx_reads_what_is_written(format: ModuleType) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(maps())
    def holds(m: am.ArgumentMap) -> None:
        graph = as_networkx(format, format.write(m).text)
        expected = m.to_networkx()
        assert set(expected) == set(graph)
        assert sorted(expected.edges()) == sorted(graph.edges())
        assert [part.kind for part in m] == [graph.nodes[part.id]["kind"] for part in m]

    holds()


def test_igraph_reads_the_graphml_that_is_written() -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    d = am.Draft("Weather")
    step = d.support(
        d.thesis("The street gets wet."), d.evidence("It rains <heavily> & long."), d.claim("x"), jointly=True
    )
    d.undercut(step, d.claim("There is a roof."))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weather.graphml"
        path.write_text(graphml.write(d.map()).text, "utf-8")
        graph = igraph.Graph.Read_GraphML(str(path))
    assert 6 == graph.vcount()
    assert 5 == graph.ecount()
    assert "It rains <heavily> & long." in graph.vs["text"]


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_a_graph_of_others_becomes_claims_and_relations_with_a_warning(format: ModuleType) -> None:
    """Zachary's karate club (1977), as networkx writes it: 34 nodes, 78 ties."""
    graph = nx.karate_club_graph()
    if format is graphml:
        text = "\n".join(nx.generate_graphml(graph))
    elif format is gexf:
        text = "\n".join(nx.generate_gexf(graph))
    elif format is node_link:
        text = json.dumps(nx.node_link_data(graph, edges="edges"))
    else:
        text = json.dumps(nx.cytoscape_data(graph))
    reading = format.read(text)
    assert [str(n) for n in range(34)] == [node.id for node in reading.map.nodes]
    assert 78 == len(reading.map.relations)
    assert {frozenset(map(str, ends)) for ends in graph.edges()} == {
        frozenset((*r.premises, r.target)) for r in reading.map.relations
    }
    assert any("78 edges do not say" in warning for warning in reading.warnings)
    assert any("no directions" in warning for warning in reading.warnings)
    assert "Mr. Hi" == reading.map.foreign[0].value["nodes"]["0"]["club"]
    assert reading.map == format.read(format.write(reading.map).text).map


def test_the_labels_that_yed_draws_are_texts_and_scheme_nodes_are_steps() -> None:
    """AIF drawn in yEd: RA and CA nodes are relations; an RA without a conclusion stays a claim."""
    label = '<data key="g"><y:ShapeNode><y:NodeLabel>{}</y:NodeLabel></y:ShapeNode></data>'
    kind = '<data key="t">{}</data>'
    nodes = {"a": ("I-node", "It rains."), "b": ("I-node", "Wet."), "c": ("I-node", "A roof."), "r": ("RA-node", "RA"),
             "x": ("CA-node", "CA"), "y": ("RA-node", "Expert opinion")}  # fmt: skip
    drawn = "".join(f'<node id="{i}">{kind.format(k)}{label.format(t)}</node>' for i, (k, t) in nodes.items())
    edges = "".join(f'<edge source="{a}" target="{b}"/>' for a, b in ("ar", "rb", "cx", "xr", "cy"))
    text = (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">'
        '<key id="t" for="node" attr.name="nodeType" attr.type="string"/><key id="g" for="node" '
        f'yfiles.type="nodegraphics"/><graph edgedefault="directed">{drawn}{edges}</graph></graphml>'
    )
    reading = graphml.read(text)
    m = reading.map
    assert ["It rains.", "Wet.", "A roof.", "Expert opinion"] == [node.text for node in m.nodes]
    assert [am.Supports, am.Attacks] == [type(m[id]) for id in ("r", "x")]
    assert (("a",), "b") == (m["r"].premises, m["r"].target)
    assert (("c",), "r") == (m["x"].premises, m["x"].target)
    assert 1 == len(reading.repaired)


def test_words_on_edges_say_what_they_are() -> None:
    graph = {"nodes": [{"id": "a"}, {"id": "b"}], "links": [
        {"source": "a", "target": "b", "label": "Pro"}, {"source": "a", "target": "b", "type": "attack"},
        {"source": "a", "target": "b", "weight": -1.5}, {"source": "a", "target": "b", "kind": "restates"},
        {"source": "a", "target": "b", "label": "causes"},
    ]}  # fmt: skip
    reading = node_link.read(json.dumps(graph))
    assert ["supports", "attacks", "attacks", "restates", "supports"] == [
        r.kind for r in reading.map.relations
    ]
    assert ("causes",) == reading.map.relations[-1].tags
    assert any("1 edges do not say" in warning for warning in reading.warnings)


def test_d3_and_cytoscape_js_say_their_elements_in_other_ways() -> None:
    """D3 counts nodes from 0, or puts them into the links; Cytoscape.js mixes nodes and edges in one list."""
    by_place = {"nodes": [{"name": "A."}, {"name": "B."}], "links": [{"source": 1, "target": 0}]}
    within = {"nodes": [{"id": "0", "name": "A."}, {"id": "1", "name": "B."}],
              "links": [{"source": {"id": "1"}, "target": {"id": "0"}}]}  # fmt: skip
    mixed = {"elements": [{"data": {"id": "0", "label": "A."}}, {"data": {"id": "1", "label": "B."}},
                          {"data": {"id": "e", "source": "1", "target": "0"}}]}  # fmt: skip
    for format, data in ((node_link, by_place), (node_link, within), (cytoscape, mixed)):
        m = format.read(json.dumps(data)).map
        assert [("0", "A."), ("1", "B.")] == [(node.id, node.text) for node in m.nodes]
        assert (("1",), "0") == (m.relations[0].premises, m.relations[0].target)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
XML = {
    graphml: ("graphml", '<graphml><graph edgedefault="directed">{}</graph></graphml>'),
    gexf: ("gexf", "<gexf><graph><nodes>{}</nodes></graph></gexf>"),
}


@pytest.mark.parametrize("format", [graphml, gexf], ids=lambda f: f.name)
@pytest.mark.parametrize("case", [
    "bomb", "outside", "other root", "cut off", "nul", "empty", "twice", "dangling", "no nodes", "not text",
])  # fmt: skip
def test_hostile_xml_gets_a_clear_error(format: ModuleType, case: str) -> None:
    """Entities are not expanded, nothing is fetched, and no graph comes out empty."""
    root, whole = XML[format]
    text = {
        "bomb": BOMB.replace("x [", f"{root} [") + whole.format('<node id="&b;"/>'),
        "outside": OUTSIDE.replace("x [", f"{root} [") + whole.format('<node id="&a;"/>'),
        "other root": "<html/>",
        "cut off": whole.format("")[:-4],
        "nul": whole.format('<node id="\0"/>'),
        "empty": "",
        "twice": whole.format('<node id="a"/><node id="a"/>'),
        "dangling": whole.format('<node id="a"/><edge source="a" target="b"/>'),
        "no nodes": whole.format(""),
        "not text": "\ud800",
    }[case]
    with pytest.raises(am.FormatError):
        format.read(text)


@pytest.mark.parametrize("format", [node_link, cytoscape], ids=lambda f: f.name)
@pytest.mark.parametrize("text", [
    "", "[]", "{", '{"a": NaN}', '{"nodes": 1, "elements": 1}', '{"nodes": [1], "elements": [1]}', "[" * 100_000,
    '{"nodes": [], "elements": []}', '{"nodes": [{"id": []}], "elements": [{"data": {"id": []}}]}',
    '{"nodes": [{"id": 1}, {"id": 1}], "elements": [{"data": {"id": 1}}, {"data": {"id": 1}}]}',
    '{"nodes": [{"id": 1}], "links": [{"source": 1, "target": 9}], "elements": [{"data": {"id": 1}}, '
    '{"data": {"source": 1, "target": 9}}]}',
    '{"nodes": [{"id": 1}], "nodes": [], "elements": []}',
])  # fmt: skip
def test_hostile_json_gets_a_clear_error(format: ModuleType, text: str) -> None:
    with pytest.raises(am.FormatError):
        format.read(text)


def test_deep_xml_is_read_in_a_row() -> None:
    """10,000 graphs within nodes within graphs are no reason to stop."""
    deep = "".join(f'<node id="n{n}"><graph edgedefault="directed">' for n in range(10_000))
    text = f'<graphml><graph edgedefault="directed">{deep}{"</graph></node>" * 10_000}</graph></graphml>'
    assert 10_000 == len(graphml.read(text).map.nodes)


@pytest.mark.skipif(not GRAPHML.is_dir(), reason="the shared samples of real files are not here")
@pytest.mark.parametrize(
    ("file", "nodes", "relations"),
    [("knoxa.github.io__romania1", 11, 27), ("eleatics__heur-h", 3, 4), ("eleatics__Argument", 7, 0)],
)
def test_real_files_are_read_with_all_their_nodes(file: str, nodes: int, relations: int) -> None:
    reading = graphml.read((GRAPHML / f"{file}.graphml").read_text("utf-8"))
    assert (nodes, relations) == (len(reading.map.nodes), len(reading.map.relations))
    assert reading.warnings


FOREIGN_LAYOUTS = {
    "a list of elements, as Cytoscape.js takes it": (
        '[{"data": {"id": "n0", "shape": "tee"}}, {"data": {"id": "n1"}}, '
        '{"data": {"id": "e0", "source": "n0", "target": "n1"}}]',
        "cytoscape",
    ),
    "a list of elements with their groups": (
        '[{"group": "nodes", "data": {"id": "n0"}}, {"group": "nodes", "data": {"id": "n1"}}, '
        '{"group": "edges", "data": {"source": "n0", "target": "n1"}}]',
        "cytoscape",
    ),
    "nodes and edges of Cytoscape.js by themselves": (
        '{"nodes": [{"data": {"id": "n0"}}, {"data": {"id": "n1"}}], '
        '"edges": [{"data": {"source": "n0", "target": "n1"}}]}',
        "cytoscape",
    ),
    "elements far behind other keys": (
        '{"data": {"name": "' + "x" * 9000 + '"}, "elements": {"nodes": [{"data": {"id": "n0"}}, '
        '{"data": {"id": "n1"}}], "edges": [{"data": {"source": "n0", "target": "n1"}}]}}',
        "cytoscape",
    ),
    "links that count the nodes, of networkx before 2.0": (
        '{"directed": true, "graph": [["name", "g"]], "nodes": [{"id": "n0"}, {"id": "n1"}], '
        '"links": [{"source": 0, "target": 1}], "multigraph": false}',
        "node-link",
    ),
    "links far behind long nodes, of D3": (
        '{"nodes": [{"id": "n0", "about": "' + "x" * 9000 + '"}, {"id": "n1"}], '
        '"links": [{"source": "n0", "target": "n1", "value": 1}]}',
        "node-link",
    ),
    "nodes and edges of Sigma.js": (
        '{"nodes": [{"id": "n0", "x": 0, "y": 1, "size": 3}, {"id": "n1"}], '
        '"edges": [{"id": "e0", "source": "n0", "target": "n1"}]}',
        "node-link",
    ),
}


@pytest.mark.parametrize("layout", FOREIGN_LAYOUTS)
def test_layouts_that_are_about_are_known_and_read(layout: str) -> None:
    """What other tools write is recognised by its content, with each node and each edge."""
    text, format = FOREIGN_LAYOUTS[layout]
    assert format == of_content(text).name
    m = am.reads(text).map
    assert ["n0", "n1"] == [node.id for node in m.nodes]
    assert [(("n0",), "n1")] == [(r.premises, r.target) for r in m.relations]


def test_numbers_that_are_ids_are_not_taken_for_places() -> None:
    """Links that name nodes by numbers mean their ids where the nodes have numbers for ids."""
    m = am.reads(
        '{"directed": true, "nodes": [{"id": 1}, {"id": 0}], "links": [{"source": 0, "target": 1}]}',
        format="node-link",
    ).map
    assert [(("0",), "1")] == [(r.premises, r.target) for r in m.relations]


DRAWN = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">'
    '<key id="w" for="node" attr.name="w" attr.type="double"/><key id="d" for="node"/>'
    '<key id="l" for="edge" attr.name="Edge Label" attr.type="string"/>'
    '<graph edgedefault="directed">'
    '<node id="a"><data key="w">nan</data><data key="d"><y:ShapeNode><y:NodeLabel>Rain.</y:NodeLabel>'
    '<y:Shape type="oval"/></y:ShapeNode></data></node>'
    '<node id="b"><graph edgedefault="directed"><node id="c"/></graph></node>'
    '<edge source="a" target="b"><data key="l">con</data></edge></graph></graphml>'
)


def test_what_graphml_says_beyond_a_map_is_reported() -> None:
    """Drawings of yEd, groups, and the numbers without a value that igraph writes are named, not an error."""
    reading = graphml.read(DRAWN)
    assert ["Rain.", "b", "c"] == [node.text for node in reading.map.nodes]
    assert ["attacks"] == [r.kind for r in reading.map.relations]
    assert {
        "node 'a': its 'w', nan",
        "1 ShapeNode elements, which say how a part is drawn",
        "1 nodes that hold others",
    } == set(reading.dropped)


def test_what_gexf_says_beyond_a_map_is_reported() -> None:
    """Positions and colours, times and parents are named."""
    reading = gexf.read(
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"><graph defaultedgetype="directed">'
        '<nodes><node id="a" label="Rain." start="2001"><viz:color r="1" g="2" b="3"/></node>'
        '<node id="b" label="Wet." pid="a"/></nodes>'
        '<edges><edge id="0" source="a" target="b" label="supports" type="undirected"/></edges></graph></gexf>'
    )
    assert 2 == len(reading.map.nodes)
    assert {
        "1 color elements of nodes and edges",
        "1 attributes 'start' of nodes and edges",
        "1 attributes 'pid' of nodes and edges",
        "1 attributes 'type' of nodes and edges",
    } == set(reading.dropped)


def test_what_cytoscape_says_beyond_a_map_is_reported() -> None:
    """Positions and styles are named."""
    reading = cytoscape.read(
        '{"elements": {"nodes": [{"data": {"id": "a"}, "position": {"x": 1, "y": 2}}]}, "style": [], "zoom": 1}'
    )
    assert {f"1 times {word!r}, which is not data" for word in ("position", "style", "zoom")} == set(
        reading.dropped
    )


def test_a_number_without_a_value_in_a_graph_of_argmap_is_an_error() -> None:
    """argmap writes none, so the file is damaged."""
    written = graphml.write(am.ArgumentMap([am.Claim(id="c1", text="It rains.")])).text
    damaged = written.replace(
        "<graph ", '<key id="z" for="node" attr.name="z" attr.type="double"/>\n<graph '
    ).replace("</node>", '<data key="z">inf</data></node>')
    assert damaged != written
    with pytest.raises(am.FormatError, match="inf is no number"):
        graphml.read(damaged)
