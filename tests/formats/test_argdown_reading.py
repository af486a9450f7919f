"""Reading Argdown: what is kinder than the reference, what is refused, and what no text may do to the reader."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import FormatError, UnknownIdError
from argmap.formats import argdown
from formats.argdown_adapter import frozen
from formats.test_argdown_corpus import OWN


def texts(text: str) -> list[str]:
    return [statement.text for statement in argdown.parse(text).statements]


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in argdown.parse(text).diagnostics]


@pytest.mark.parametrize(
    ("text", "said", "code"),
    [
        (
            "See https://example.org/a_b?c=[1]#d, and more.",
            "See https://example.org/a_b?c=[1]#d, and more.",
            None,
        ),
        ("See https://example.org/report today.", "See https://example.org/report today.", "bare-address"),
        ("He said [sic] that.", "He said [sic] that.", "bracket-in-text"),
        ("The set {1,2} is small.", "The set {1,2} is small.", "braces-in-text"),
        ("A snake_case_name here", "A snake_case_name here", "mark-in-word"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6", "angle-in-text"),
        ("Some **bold text", "Some **bold text", "unclosed-bold"),
        ("2 * 3 *4", "2 * 3 *4", "unclosed-italic"),
        ("\ufeffFirst.", "First.", "byte-order-mark"),
        ("A text. // the end", "A text.", "comment-at-end"),
        ("A text\\\nwith a break.", "A text\\ with a break.", "stray-backslash"),
        ("A title ===\nruled ===", "A title === ruled ===", None),
        ("Known {a: [1} to all", "Known {a: [1} to all", "braces-in-text"),
        ("Known {a: 1, a: 2}", "Known {a: 1, a: 2}", "braces-in-text"),
        ("[A] said so.", "[A] said so.", "bracket-in-text"),
        ("The [first\nlink](x) is broken", "The [first link](x) is broken", "broken-link"),
    ],
)
def test_prose_is_read_as_the_text_that_it_is(text: str, said: str, code: str | None) -> None:
    """What the reference refuses or drops stays in the text, with a warning that says where and what to write."""
    document = argdown.parse(text)
    assert [said] == [statement.text for statement in document.statements]
    found = {d.code: d for d in document.diagnostics}
    if code is not None:
        assert code in found
        assert found[code].severity == "warning"
        assert found[code].line >= 1
        assert found[code].column >= 1
        assert found[code].hint


def test_nested_lists_keep_their_items() -> None:
    """Items of inner lists are statements like the others, and remember how deep they stand."""
    document = argdown.parse("* one\n  * two\n    + [X]: x\n  * three\n* four\n")
    (listing,) = document.blocks
    assert isinstance(listing, argdown.Listing)
    assert [("one", 0), ("two", 1), ("x", 2), ("three", 1), ("four", 0)] == [
        (entry.content.text, entry.depth) for entry in listing.entries
    ]
    assert ["nested-list"] == [d.code for d in document.diagnostics]


def test_a_missing_blank_line_before_a_reconstruction_is_forgiven() -> None:
    """The argument gets the reconstruction that stands directly below it."""
    document = argdown.parse("<A>\n(1) p\n----\n(2) c\n")
    assert ["p", "c"] == [step.text for step in document.argument("A").pcs]
    assert ["number-in-text"] == [d.code for d in document.diagnostics]


@pytest.mark.parametrize(
    ("bad", "code", "place"),
    [
        ("(1) p\n-- Modus ponens\n(2) c", "inference-not-closed", (4, 1)),
        ("(1) p\n----", "inference-not-alone", (4, 5)),
        ("(1) p\n(2) q", "missing-inference", (4, 6)),
        ("  + [X]: x", "relation-without-start", (3, 1)),
        ("[X]: x\n    + [Y]: y\n  - [Z]: z", "bad-indentation", (5, 1)),
        ("(1) <X>\n----\n(2) c", "argument-as-step", (3, 5)),
        ("<X>: x\n  >< <Y>: y", "argument-contradiction", (4, 6)),
    ],
)
def test_a_bad_block_costs_only_itself(bad: str, code: str, place: tuple[int, int]) -> None:
    """What stands before and after it is read; the error says where, why and what would be right."""
    document = argdown.parse(f"[Before]: b\n\n{bad}\n\n[After]: a\n")
    assert ["Before", "After"] == [statement.title for statement in document.statements]
    assert [argdown.Unread(bad)] == [block for block in document.blocks if isinstance(block, argdown.Unread)]
    (error,) = document.diagnostics
    assert (code, "error", place) == (error.code, error.severity, (error.line, error.column))
    assert 2 + bad.count("\n") + 1 == error.last_line
    assert error.hint


@pytest.mark.parametrize(
    "bad", ["He said [sic].", "[A]:\n\n[B]: b", "", "===\na: [\n===\n\nx", "<A>\n(1) p\n----\n(2) c"]
)
def test_a_strict_reading_refuses_what_the_reference_refuses(bad: str) -> None:
    """The error names the line and the column."""
    with pytest.raises(FormatError) as caught:
        argdown.parse(bad, strict=True)
    assert caught.value.line is not None
    assert caught.value.column is not None


def test_a_second_reconstruction_is_kept_apart() -> None:
    """The reference gives up on the whole document; here the statements of both are read."""
    document = argdown.parse("<A>\n\n(1) p\n----\n(2) c\n\n<A>\n\n(1) q\n----\n(2) d\n")
    assert ["p", "c"] == [step.text for step in document.argument("A").pcs]
    assert ["q", "d"] == [step.text for step in document.arguments[1].pcs]
    assert ["second-reconstruction"] == [d.code for d in document.diagnostics]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(1) p\n----\n(2) c\n\n[S]: s\n  _ [T]: t", "far-undercut"),
        ("[Untitled 1]: mine\n\nsomething else", "untitled-collision"),
        ("[constructor]: c", "reserved-title"),
        ("", "nothing"),
    ],
)
def test_traps_of_the_language_are_pointed_out(text: str, code: str) -> None:
    """What reads otherwise than one may expect is read like the reference, and a warning says so."""
    assert [code] == codes(text)


def test_a_look_up_suggests_near_titles() -> None:
    """A title that is not there is an error with a hint."""
    document = argdown.parse("[Ceasefire]: c\n  + <Talks>: t")
    assert "c" == document.statement("Ceasefire").text
    with pytest.raises(UnknownIdError) as caught:
        document.statement("Ceasfire")
    assert ("Ceasefire",) == caught.value.suggestions
    with pytest.raises(UnknownIdError):
        document.argument("Ceasefire")


def test_exploded_arguments_have_one_inference_each() -> None:
    """The setting ``explodeArguments`` makes an argument of each step, which uses the premises that it names."""
    text = "<A>\n\n(1) p\n(2) q\n-- {uses: [1]} --\n(3) r\n----\n(4) s\n"
    document = argdown.parse(text, settings={"model": {"explodeArguments": True}})
    assert {"A - 1": ["p", "r"], "A - 2": ["r", "s"]} == {
        argument.title: [step.text for step in argument.pcs] for argument in document.arguments
    }


# Data -------------------------------------------------------------------------------------------------------


def test_yaml_is_that_of_the_reference() -> None:
    """Words that only YAML 1.1 takes for booleans and times are texts."""
    data = argdown.parse("[A]: a {x: no, y: 1:30, z: 0o17, d: 2024-05-01, n: ~}").statement("A").data
    assert ("no", "1:30", 15, None) == (data["x"], data["y"], data["z"], data["n"])
    assert "2024-05-01" == str(data["d"])


def test_an_alias_bomb_does_not_go_off() -> None:
    """Aliases that would multiply into billions are an error of the front matter, which alone is lost."""
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12)]
    document = argdown.parse("===\nl0: &l0 x\n" + "\n".join(levels) + "\n===\n\n[A]: a")
    assert ["invalid-front-matter"] == [d.code for d in document.diagnostics]
    assert ["A"] == [statement.title for statement in document.statements]


def test_deep_data_are_refused() -> None:
    """Nesting that no person writes is no data."""
    assert "braces-in-text" == codes("[A]: a {x: " + "[" * 5000 + "]" * 5000 + "}")[0]


# Size and depth ---------------------------------------------------------------------------------------------


def test_relations_nest_to_any_depth() -> None:
    """No recursion: reading, comparing, writing and deriving work for thousands of levels."""
    depth = 3000
    text = "[S0]: s\n" + "".join(f"{' ' * level}+ [S{level}]: s\n" for level in range(1, depth))
    document = argdown.parse(text, strict=True)
    assert depth - 1 == len(document.relations)
    assert document == argdown.parse(argdown.write(document))
    assert () == argdown.derived_relations(document)


def test_marks_nest_to_any_depth() -> None:
    """Bold in italic in bold, thousands of times."""
    text = "**a _b " * 4000 + "c_ d** " * 4000
    (statement,) = argdown.parse(text, strict=True).statements
    assert 8000 == len(statement.members[0].ranges)


def test_a_text_that_is_too_long_is_refused() -> None:
    """The error names the limit, which the caller can raise."""
    with pytest.raises(FormatError, match="more than the limit of 10;"):
        argdown.parse("x" * 11, limit=10)


HOSTILE = ("[", "{", "<", "*", "_", ".", ":", "#(", "@[", "<!--", "/*", "\\", "**a ", "{a ", "===", "'", "\0")
HOSTILE_LINES = (
    "[a](",
    "x\n\n{ ",
    "[a]: ",
    "a_b ",
    "-- a\n",
    "+ [",
    "  * a\n",
    "{a}b",
    "\t",
    "~\r",
    "\u2028",
    "(1) a\n",
)


@pytest.mark.parametrize("piece", [*HOSTILE, *HOSTILE_LINES, "(1) a\n", "# a\n", "}{", "***a***"])
def test_hostile_texts_are_read(piece: str) -> None:
    """Whatever is repeated, the reader comes to an end, and nothing that is not blank vanishes without trace."""
    document = argdown.parse(piece * 3000)
    assert document.blocks or document.diagnostics


# Properties -------------------------------------------------------------------------------------------------

FRAGMENTS = (
    "plain #",
    "[T#]: text",
    "<A#>: text",
    "[T#]",
    "<A#>",
    "[T#] text",
    "  + [R#]: x",
    "  - <R#>",
    "    _> x#",
    "  >< x#",
    "(1) x#",
    "(2) [P#]",
    "----",
    "-- rule#, other --",
    "-- rule#",
    "* item#",
    "  * item#",
    "1. item#",
    "## head#",
    "// note#",
    "/* note#",
    "note# */",
    "<!-- note#",
    "note# -->",
    "x {k#: 1}",
    "{k#: 1, k#: 2}",
    "x {k#: [1}",
    "{",
    "k#: v",
    "}",
    "===",
    "a [sic#] b_c#_d **e *f",
    "5 < 6# and 7 > 6",
    "see https://x.org/#",
    "[l#](u)",
    "[l#",
    "](u#)",
    "@[M#] and #(t #)",
    "x#\\",
    "<!-- # --> [T#]: x",
    "\tx#",
    "",
    "",
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Texts of lines that look like Argdown; ``#`` becomes a word that stands in one line only."""
    fragments = draw(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=14))
    lines = [
        fragment.replace("#", f"w{number}w") if not fragment.startswith("##") else f"# headw{number}w"
        for number, fragment in enumerate(fragments, start=1)
    ]
    return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(lines)


@settings(max_examples=400, deadline=None)
@given(documents())
def test_every_line_leaves_a_trace(text: str) -> None:
    """What stands in a line ends in the model, in a comment, or in a diagnostic that covers the line."""
    document = argdown.parse(text)
    model = repr((document.blocks, document.front_matter, document.comments))
    for number, line in enumerate(text.split("\n"), start=1):
        word = f"w{number}w"
        covered = any(d.line <= number <= d.last_line for d in document.diagnostics)
        assert word not in line or word in model or covered, (line, document.diagnostics)


@settings(max_examples=300, deadline=None)
@given(documents())
def test_a_kind_reading_agrees_with_a_strict_one(text: str) -> None:
    """A text that the reference accepts means the same to both, unless a warning says why not."""
    try:
        strict = argdown.parse(text, strict=True)
    except FormatError:
        return
    kind = argdown.parse(text)
    departures = {"bare-address", "broken-link", "comment-at-end", "byte-order-mark"}
    assert strict == kind or departures & {d.code for d in kind.diagnostics}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("[]<>{}()*_#@.:-+=/\\!,'\" \n\r\tab1\0\u2028😀"), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """A kind reading never raises, a strict one nothing but FormatError."""
    argdown.parse(text)
    with contextlib.suppress(FormatError):
        argdown.parse(text, strict=True)


def test_own_documents_with_errors_are_read_kindly() -> None:
    """Of the snippets that the reference refuses, the reader reads something or says what is wrong."""
    for folder in sorted(OWN.iterdir()):
        expected = json.loads((folder / "expected.json").read_text())
        if not expected["ok"]:
            document = argdown.parse((folder / "input.argdown").read_bytes().decode(), settings=frozen({}))
            assert document.diagnostics, folder.name


def test_a_comment_above_a_front_matter_without_a_blank_line_is_kept() -> None:
    document = argdown.parse("// note\n===\n===\nplain")
    assert "note" in repr(document)
    assert "plain" in repr(document)
