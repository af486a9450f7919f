"""Writing Argdown: what is written reads as the same document, and formatting settles at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import FormatError
from argmap.formats import argdown
from argmap.formats.argdown.quoting import write_content
from argmap.formats.argdown.values import read_yaml, write_yaml
from formats.argdown_adapter import frozen
from formats.test_argdown_corpus import CHECK, SHARED, SHARED_CASES, own_cases
from formats.test_argdown_reading import documents


def assert_written(text: str, request: dict[str, Any] | None = None) -> None:
    """Writing and reading again changes nothing; what the reference accepts it still accepts."""
    wishes = frozen(request or {})
    document = argdown.parse(text, settings=wishes)
    written = argdown.write(document)
    assert document == argdown.parse(written, settings=wishes)
    assert written == argdown.format(written, settings=wishes)
    try:
        argdown.parse(text, strict=True, settings=wishes)
    except FormatError:
        return
    if document.statements or document.arguments:
        assert document == argdown.parse(written, strict=True, settings=wishes)


@pytest.mark.parametrize("folder", own_cases())
def test_own_documents_survive_writing(folder: Path) -> None:
    """Accepted or not, a snippet that is written reads as the same document."""
    request = folder / "request.json"
    assert_written(
        (folder / "input.argdown").read_bytes().decode(),
        json.loads(request.read_text()) if request.exists() else None,
    )


@pytest.mark.skipif(CHECK is None, reason=f"the shared corpus is not there: {SHARED}")
@pytest.mark.parametrize(
    ("name", "text", "request_", "expected"), SHARED_CASES, ids=[c[0] for c in SHARED_CASES]
)
def test_shared_documents_survive_writing(
    name: str, text: str, request_: dict[str, Any], expected: dict[str, Any]
) -> None:
    """The same for every document of the shared corpus."""
    assert_written(text, request_)


def test_the_formatter_has_one_way() -> None:
    """One line to a statement, two blanks to a level, comments above, data in flow style."""
    untidy = """===
title:   T
===

#   Head   {isGroup: true}

[A]:  a text
   over lines #t {
  k: v
} // said twice
    <+ <B>:why
         <_   [C]
    - [D]: d


<B>

( 1) no step

(1) [P]
-----
  _ [Q]
(7) .A.x
"""
    assert """===
title:   T
===

# Head {isGroup: true}

// said twice
[A]: a text over lines #t {k: v}
  + <B>: why
    _ [C]
  - [D]: d

<B>

( 1) no step

(1) [P]
----
  _ [Q]
(7) .A.x
""" == argdown.format(untidy)


@pytest.mark.parametrize(
    "text",
    [
        "- no relation",
        "2020. A year",
        "(1) no step",
        "# no heading",
        "#no-tag",
        "a_b and a*b*c",
        "[sic] {no data} <no reference>",
        "https://example.org/a.b:80/c",
        "a/*b*/ //c",
        "=== no front matter ===",
        ".A. and :heart: and e.g. 3.5.1",
        "@[no mention] @<none>",
        "a \\ backslash\\",
        "two  blanks.  And  more",
        "<!-- no comment -->",
        "}, {",
    ],
)
def test_signs_that_mean_something_are_escaped(text: str) -> None:
    """A text of signs is written so that the strict reader finds the text, and nothing else."""
    statement = argdown.Entry("", "statement", content=argdown.Content(text))
    written = argdown.write(argdown.Document((argdown.Passage((statement,)),)))
    (read,) = argdown.parse(written, strict=True).statements
    assert (text, ()) == (read.text, read.members[0].ranges)


def test_prose_stays_prose() -> None:
    """No backslash stands where none is needed."""
    prose = "It's 5 < 6, a (note), 50%: e.g. this/that - or 2 * 3 = 6; #1? a@b.org!"
    assert prose.replace("#1", "\\#1") == write_content(argdown.Content(prose), {})


@settings(max_examples=300, deadline=None)
@given(documents())
def test_any_text_survives_writing(text: str) -> None:
    """Whatever was read of a text is read again from what is written."""
    document = argdown.parse(text)
    written = argdown.write(document)
    if not any(isinstance(block, argdown.Unread) for block in document.blocks):
        assert document == argdown.parse(written)
        assert written == argdown.format(written)


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=st.sampled_from("[]<>{}()*_#@.:-+=/\\!,'\" ab1é😀~"), min_size=1, max_size=30))
def test_any_words_can_be_a_text(words: str) -> None:
    """A text of any signs survives as the text of a titled and of an untitled statement."""
    text = words.strip(" ")
    content = argdown.Content(text)
    entries = (
        argdown.Entry("", "statement", content=content, title="T"),
        argdown.Entry("+>", "statement", depth=1, content=content, data={"k": text}),
    )
    alone = argdown.Entry("", "statement", content=content)
    blocks = (argdown.Passage(entries), argdown.Passage((alone,)), argdown.Heading(1, content))
    assert blocks == argdown.parse(argdown.write(argdown.Document(blocks)), strict=True).blocks


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5).filter(lambda k: k != "<<"), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_data_survive_writing(value: argdown.Value) -> None:
    """What is written as YAML reads as the same value, and fits into the braces of Argdown."""
    written = write_yaml(value)
    assert value == read_yaml(written)
    assert "\n" not in written
