"""What is wrong with a file is said in one error: every fault, with file, line, column, and what would be right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.formats import load, loads
from argmap.formats.faults import MalformedFileError
from argmap.formats.yaml_reading import DEPTH
from strategies import ids, maps, texts

JSON = """\
{
  "argmap": "1",
  "sources": {"s": {"title": "A report"}},
  "nodes": {
    "c1": {"kind": "claim", "text": "It rains."},
    "c2": {"kind": "claim", "text": "Wet.", "quotes": [{"source": "s", "exact": "x"}]}
  },
  "relations": {
    "s1": {"kind": "supports", "premises": ["c2"], "target": "c1"}
  }
}
"""
YAML = """\
argmap: "1"
sources:
  s: {title: A report}
nodes:
  c1:
    kind: claim
    text: It rains.
  c2:
    kind: claim
    text: Wet.
    quotes:
      - source: s
        exact: x
relations:
  s1:
    kind: supports
    premises: [c2]
    target: c1
"""


def faults_of(text: str, format: str) -> list[tuple[int | None, int | None, str]]:
    with pytest.raises(am.FormatError) as caught:
        loads(text, format=format)
    assert isinstance(caught.value, MalformedFileError)
    first = caught.value.faults[0].place or (None, None)
    assert first == (caught.value.line, caught.value.column)
    return [(*(fault.place or (None, None)), fault.message) for fault in caught.value.faults]


def test_the_two_texts_are_sound() -> None:
    """So that each test below fails for the one thing that it changes."""
    assert loads(JSON) == loads(YAML)


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "words"),
    [
        ('"argmap": "1"', '"argmap": "2"', 2, 13, ("version 2", "reads version 1", "upgrade")),
        ('"argmap": "1"', '"argmap": 1', 2, 13, ('"1", not the number 1',)),
        ('"argmap": "1"', '"argmap": "one"', 2, 13, ("version of the format", "'one'")),
        ('  "argmap": "1",\n', "", 1, 1, ('"argmap"', "is missing")),
        ('"sources"', '"source"', 3, 3, ("unknown key 'source'", "Did you mean 'sources'?")),
        ('{"s": {"title": "A report"}}', "[]", 3, 14, ("sources must be a mapping", "not a list")),
        ('{"title": "A report"}', '"A report"', 3, 20, ("source 's' must be a mapping, not 'A report'",)),
        ('"A report"', "7", 3, 30, ("source 's': title must be text, not the number 7",)),
        ('"It rains."', "3", 5, 37, ("claim 'c1': text must be text, not the number 3", "quotes")),
        ('"It rains."', "null", 5, 37, ("text must be text, not null",)),
        ('"text": "It', '"txt": "It', 5, 11, ("claim 'c1': text is missing",)),
        ('"It rains."', '"It rains.", "tittle": "x"', 5, 50, ("unknown field 'tittle'", "'title'", "Claim has: text,")),
        ('"It rains."', '"It rains.", "id": "x"', 5, 50, ("the id is the key",)),
        ('"It rains."', '"It rains.", "implicit": "yes"', 5, 62, ("implicit must be true or false, not 'yes'",)),
        ('"It rains."', '"It rains.", "implicit": 1', 5, 62, ("implicit must be true or false, not the number 1",)),
        ('"It rains."', '"It rains.", "tags": "a"', 5, 58, ("tags must be a list, not 'a'",)),
        ('"It rains."', '"It rains.", "tags": [1]', 5, 59, ("tags[0] must be text, not the number 1",)),
        ('"It rains."', '"It rains.", "likelihood": "quite likely"', 5, 64, ("'quite likely'", "very_likely")),
        ('{"source": "s", "exact": "x"}', '{"source": "s", "exat": "x"}', 6, 72, ("quotes[0].exat", "'exact'")),
        ('{"source": "s", "exact": "x"}', '{"source": "s"}', 6, 56, ("quotes[0]: a quote has exact words",)),
        ('"exact": "x"', '"exact": "x", "start": "3", "end": 9', 6, 95, ("quotes[0].start must be a number, not '3'",)),
        ('"exact": "x"', '"exact": "x", "start": 3', 6, 56, ("quotes[0]: start and end go together",)),
        ('{"source": "s", "exact": "x"}', "5", 6, 56, ("quotes[0] must be a mapping, not the number 5",)),
        ('"c2": {', '"c 2": {', 6, 5, ("'c 2'", "the key must be an id: letters, digits")),
        ('"kind": "supports", ', "", 9, 11, ("relation 's1' has no kind", "supports, attacks")),
        ('"supports"', '["supports"]', 9, 20, ("kind must be one of supports,", "not a list")),
        ('"supports"', '"claim"', 9, 20, ("'claim' is a kind of node; it belongs into nodes",)),
        ('["c2"]', '"c2"', 9, 44, ("premises must be a list, not 'c2'",)),
        ('["c2"]', "[]", 9, 44, ("premises must have at least 1 item",)),
        ('["c2"]', '["c 2"]', 9, 45, ("premises[0] must be an id",)),
        ('"target": "c1"', '"target": "c1", "strength": 7', 9, 80, ("strength", "less than or equal to 1", "number 7")),
        ('"target": "c1"', '"target": "c1", "strength": "0.5"', 9, 80, ("strength must be a number, not '0.5'",)),
        ('"target": "c1"', '"target": "c1", "strength": true', 9, 80, ("strength must be a number, not true",)),
        ('"target": "c1"', '"target": "c1", "strength": NaN', 9, 80, ("NaN is no number",)),
        ('"target": "c1"', '"target": "c1", "strength": -Infinity', 9, 80, ("-Infinity is no number",)),
        ('"target": "c1"', '"target": "c1", "strength": 1e999', 9, 80, ("1e999 is no number",)),
        ('"target": "c1"', '"target": "c1", "strength": ' + "9" * 5000, 9, 80, ("5,000 digits",)),
        ('"c2": {', '"c1": {', 6, 5, ("the key 'c1' stands twice in nodes",)),
        ('"target": "c1"', '"target": "c1", "target": "c2"', 9, 68, ("'target' stands twice in relations.s1",)),
        ('"exact": "x"', '"exact": "x", "exact": "y"', 6, 86, ("'exact' stands twice in nodes.c2.quotes.0",)),
        ('"It rains."', '"It \x00rains."', 5, 41, ("NUL byte",)),
        ('"It rains."', '"It\trains."', 5, 40, ("control character", "\\n")),
        ('"It rains."', '"It \\ud83d rains."', 5, 37, ("half a character, U+D83D",)),
        ('"It rains."},', '"It rains."}', 6, 5, ("a comma is missing",)),
        ('"It rains."', '"It rains.",', 5, 49, ("key in double quotes",)),
        ('"It rains."', "'It rains.'", 5, 37, ("a value is missing here",)),
        ("\n}\n", "\n}\n}", 12, 1, ("the document has ended here",)),
    ],
)  # fmt: skip
def test_a_fault_in_json_is_found_in_its_place(
    old: str, new: str, line: int, column: int, words: tuple[str, ...]
) -> None:
    text = JSON[: -len("\n}\n")] + new if old == "\n}\n" else changed(JSON, old, new)
    (fault,) = [f for f in faults_of(text, "json") if "unknown field 'txt'" not in f[2]]
    assert (line, column) == fault[:2], fault
    for word in words:
        assert word in fault[2]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "words"),
    [
        ('argmap: "1"', 'argmap: "2"', 1, 9, ("version 2", "upgrade")),
        ("text: Wet.", "text: 2020", 10, 11, ("text must be text, not the number 2020; put it in quotes",)),
        ("text: Wet.", "text: true", 10, 11, ("text must be text, not true; put it in quotes",)),
        ("text: Wet.", "txt: Wet.\n    text: x", 10, 5, ("unknown field 'txt'", "'text'")),
        ("text: Wet.", "text: Wet.\n    text: Dry.", 11, 5, ("the key 'text' stands twice in nodes.c2",)),
        ("text: Wet.", "text: a: b", 10, 12, ("mapping values are not allowed",)),
        ("text: Wet.", "text: 'Wet.", 19, 1, ("ends too early",)),
        ("premises: [c2]", "premises: [c2", 18, 11, ("no YAML",)),
        ("text: Wet.", "text: &a Wet.", 10, 11, ("anchor &a",)),
        ("text: Wet.", "text: *a", 10, 11, ("alias *a",)),
        ("text: Wet.", "text: !!str Wet.", 10, 11, ("tag tag:yaml.org,2002:str",)),
        ("text: Wet.", "text: !!python/object/apply:os.system [x]", 10, 11, ("tag",)),
        ("text: Wet.", "text: Wet.\n    strength: .nan", 11, 15, (".nan is no number",)),
        ("text: Wet.", "text: 1e999", 10, 11, ("1e999 is no number",)),
        ("text: Wet.", "text: " + "9" * 5000, 10, 11, ("5000 digits",)),
        ("text: Wet.", "<<: {text: Wet.}", 8, 5, ("unknown field '<<'",)),
        ("text: Wet.", "text: W\x00et.", 10, 12, ("U+0000",)),
        ("text: Wet.", "text: W\x1bet.", 10, 12, ("U+001B", "\\u001b")),
        ("  c2:", "  ? [a]\n  :", 8, 5, ("a key is a word",)),
        ("    text: Wet.", "\ttext: Wet.", 10, 1, ("no YAML",)),
        ("target: c1", "target: c1\n---\na: b", 19, 1, ("second document",)),
    ],
)  # fmt: skip
def test_a_fault_in_yaml_is_found_in_its_place(
    old: str, new: str, line: int, column: int, words: tuple[str, ...]
) -> None:
    faults = faults_of(changed(YAML, old, new), "yaml")
    told = [fault for fault in faults if words[0] in fault[2]]
    assert 1 == len(told), faults
    if "<<" not in new:
        assert (line, column) == told[0][:2]
    for word in words:
        assert word in told[0][2]


@pytest.mark.parametrize("libyaml", [True, False])
def test_faults_in_yaml_are_found_with_and_without_libyaml(
    libyaml: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parsers differ in their words, and in who notices half a character, not in that it is refused."""
    if not libyaml:
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    for old, new, line in (
        ("text: Wet.", "text: *a", 10),
        ("text: Wet.", "text: !t Wet.", 10),
        ("text: Wet.", "text: a: b", 10),
        ("text: Wet.", "text: 3", 10),
        ("text: Wet.", "text: Wet.\n    text: Dry.", 11),
        ("text: Wet.", 'text: "\\ud83d"', 10),
        ("text: Wet.", "text: Wet.\n    note: &a x", 11),
    ):
        assert [line] == [fault[0] for fault in faults_of(changed(YAML, old, new), "yaml")], new
    for text in ("- " * 10_000, "a: [" * 10_000, YAML[: -len("[c2]\n    target: c1\n")] + "["):
        faults_of(text, "yaml")


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = changed(JSON, '"It rains."', '3, "implicit": "no", "colour": "red"')
    text = changed(text, '"supports"', '"suports"').replace('"A report"', '"A report", "title": "B"')
    with pytest.raises(am.FormatError) as caught:
        loads(text)
    assert isinstance(caught.value, MalformedFileError)
    assert [
        "the key 'title' stands twice in sources.s",
        "claim 'c1': text must be text, not the number 3; put it in quotes",
        "claim 'c1': unknown field 'colour'.",
        "relation 's1': unknown relation kind 'suports'.",
    ] == [fault.message.split(" Did")[0].split(" Claim has")[0] for fault in caught.value.faults]
    assert "4 faults\n- 3:42: the key 'title'" in str(caught.value)
    assert (3, 42) == (caught.value.line, caught.value.column)


def test_thousands_of_faults_are_all_held_and_twenty_are_shown() -> None:
    nodes = {f"c{i}": {"kind": "claim"} for i in range(3000)}
    with pytest.raises(MalformedFileError, match="3,000 faults") as caught:
        loads(json.dumps({"argmap": "1", "nodes": nodes}))
    assert 3000 == len(caught.value.faults)
    assert 1 + 20 + 1 == len(str(caught.value).split("\n"))
    assert str(caught.value).endswith("and 2,980 more")


@pytest.mark.parametrize(("text", "line", "column"), [(JSON, 5, 20), (YAML, 6, 11)], ids=["json", "yaml"])
def test_an_unknown_kind_is_named_with_how_to_register_it(text: str, line: int, column: int) -> None:
    """The error is one of its kind, so that a program may ask for ``.kind``, and one of files, with the place."""
    with pytest.raises(am.FormatError) as caught:
        loads(text.replace("claim", "cliam"))
    error = caught.value
    assert isinstance(error, am.UnknownKindError)
    assert isinstance(error, am.KindError)
    assert ("cliam", ("claim",)) == (error.kind, error.suggestions)
    assert (line, column) == (error.line, error.column)
    assert 2 == len(error.faults)  # type: ignore[attr-defined]
    for words in (
        "'cliam'",
        "Did you mean 'claim'?",
        "class Cliam(argmap.Node, kind='cliam'): ...",
        "node 'c1'",
    ):
        assert words in str(error)


def test_references_to_nothing_are_an_invalid_map_with_path_and_places(tmp_path: Path) -> None:
    path = tmp_path / "rain.json"
    text = JSON.replace('"target": "c1"', '"target": "c9"').replace('"source": "s"', '"source": "t"')
    path.write_text(text.replace('"argmap": "1"', '"argmap": "1", "thesis": "s1"'), "utf-8")
    with pytest.raises(am.InvalidMapError) as caught:
        load(path)
    error = caught.value
    assert isinstance(error, am.FormatError)
    assert ["unknown-source", "unknown-id", "thesis"] == [problem.code for problem in error.problems]
    assert [(2, 28), (6, 67), (9, 62)] == [fault.place for fault in error.faults]  # type: ignore[attr-defined]
    assert str(path) == error.path
    assert str(error).startswith(f"{path}:2:28: 3 faults")


def test_the_place_of_a_problem_is_where_the_part_names_the_other() -> None:
    """A text that happens to be the same word is not it."""
    text = changed(JSON, '["c2"], "target": "c1"', '["c2", "c9"], "target": "c1", "note": "c9"')
    assert [(9, 51)] == [fault[:2] for fault in faults_of(text, "json")]
    text = changed(JSON, '["c2"], "target": "c1"', '["c2", "c1", "c2"], "target": "c1"')
    assert [(9, 57)] == [fault[:2] for fault in faults_of(text, "json")]
    text = changed(JSON, '"c1": {', '"s1": {"kind": "claim", "text": "Twice."}, "c1": {')
    assert [(9, 11)] == [fault[:2] for fault in faults_of(text, "json")]


def test_a_file_that_is_cut_off_anywhere_is_refused() -> None:
    """Of a JSON file every beginning is told from the whole."""
    whole = JSON.rstrip()
    for end in range(len(whole)):
        with pytest.raises(am.FormatError) as caught:
            loads(whole[:end], format="json")
        assert "cut off" in str(caught.value) or "empty" in str(caught.value), whole[:end]


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
@pytest.mark.parametrize("format", ["json", "yaml", None])
def test_an_empty_text_is_no_map(text: str, format: str | None) -> None:
    with pytest.raises(am.FormatError, match="empty"):
        loads(text, format=format)


@pytest.mark.parametrize("text", ["[]", "3", '"argmap"', "null"])
def test_a_document_is_a_mapping(text: str) -> None:
    for format in ("json", "yaml"):
        with pytest.raises(am.FormatError, match="a map is a mapping with the keys argmap, title"):
            loads(text, format=format)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("json", '{"argmap": "1", "nodes": ' + "[" * 100_000),
        ("json", '{"a":' * 100_000),
        ("yaml", 'argmap: "1"\nnodes: ' + "[" * 10_000),
        ("yaml", 'argmap: "1"\nnodes: ' + "{a: " * 10_000),
        ("yaml", 'argmap: "1"\n' + "\n".join(" " * depth + "a:" for depth in range(DEPTH + 10))),
        ("yaml", "- " * 10_000),
    ],
)
def test_deep_nesting_is_refused(format: str, text: str) -> None:
    with pytest.raises(am.FormatError, match="nested|no YAML"):
        loads(text, format=format)


def test_an_alias_bomb_does_not_unfold() -> None:
    """Ten lines that would stand for a billion texts."""
    lines = ['argmap: "1"', "a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    with pytest.raises(am.FormatError, match="anchor &a stands here"):
        loads("\n".join(lines))


@given(st.data())
def test_any_change_of_a_document_is_read_or_refused_in_one_error(data: st.DataObject) -> None:
    """Whatever stands in place of a value: a map, or a FormatError with a line; nothing else is raised."""
    m = data.draw(maps(text=st.just("x"), id=ids(hostile=False), max_nodes=3, max_relations=3))
    document = json.loads(m.dumps())
    ways = list(all_ways(document))
    way = data.draw(st.sampled_from(ways))
    junk = st.one_of(
        st.none(), st.booleans(), st.integers(), st.just([]), st.just({}), st.just([{}]), texts()
    )
    put(document, way, data.draw(junk))
    for text, format in ((json.dumps(document), "json"), (json.dumps(document, indent=1), "yaml")):
        try:
            loads(text, format=format)
        except am.FormatError as error:
            assert error.line is not None  # noqa: PT017


def all_ways(value: object, way: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in items for found in ((*way, key), *all_ways(item, (*way, key)))]


def put(document: object, way: tuple[object, ...], value: object) -> None:
    *above, last = way
    for step in above:
        document = document[step]  # type: ignore[index]
    document[last] = value  # type: ignore[index]


def test_a_yaml_file_that_argmap_wrote_is_refused_wherever_it_is_cut_off() -> None:
    d = am.Draft("School streets", note="As of May.")
    d.support(d.thesis("Close the street."), d.evidence("Injuries fell.", tags=("no",)))
    whole = d.map().dumps("yaml").rstrip()
    for end in range(len(whole)):
        with pytest.raises(am.FormatError):
            loads(whole[:end], format="yaml")
    by_hand = whole.removeprefix("---\n").removesuffix("...")
    assert d.map() == loads(by_hand, format="yaml") == loads(whole, format="yaml")
    with pytest.raises(am.FormatError, match="does not end with .*cut off"):
        loads(whole.removesuffix("..."), format="yaml")
