"""Says what is wrong with a token that the grammar does not expect, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from argmap.formats.argdown import tokens as t
from argmap.formats.argdown.problem import Problem

_BY_TOKEN: Final = {
    t.REFER_STATEMENT: (
        "bracket-in-text",
        "a reference [...] must stand alone",
        "write \\[ for a bracket, @[title] for a mention, [title]: for a definition",
    ),
    t.DEFINE_STATEMENT: (
        "bracket-in-text",
        "a title [...]: must open a statement",
        "write \\[ for a bracket",
    ),
    t.REFER_ARGUMENT: (
        "angle-in-text",
        "a reference <...> must stand alone",
        "write \\< for the character, @<title> for a mention, <title>: for a definition",
    ),
    t.DEFINE_ARGUMENT: (
        "angle-in-text",
        "a title <...>: must open an argument",
        "write \\< for the character",
    ),
    t.DATA: ("braces-in-text", "data in braces must end a statement", "write \\{ for the character"),
    t.FRONT_MATTER: ("equals-in-text", "front matter must open the document", "write \\= for the character"),
    t.NUMBER: (
        "number-in-text",
        "a numbered statement must stand in a block of its own",
        "leave a blank line before the first premise, or write \\(",
    ),
    t.HEADING: (
        "heading-in-text",
        "a heading must stand in a block of its own",
        "leave a blank line before it",
    ),
    t.INFERENCE: (
        "inference-in-text",
        "an inference must stand below a numbered premise",
        "number the premise",
    ),
    t.INDENT: ("unexpected-indentation", "this line is indented, but no relation", "indent relations only"),
    t.END: ("incomplete", "the block ends too early", "add the text that is missing"),
}


def unexpected(kinds: Sequence[str], starts: Sequence[int], at: int, code: str = "") -> Problem:
    """Return the problem of a token at a place where it cannot stand.

    >>> unexpected([t.TEXT, t.REFER_STATEMENT, t.END], [0, 4, 9], 1).code
    'bracket-in-text'
    """
    kind, before = kinds[at], kinds[at - 1] if at else ""
    offset = starts[at]
    if code == "missing-text":
        return Problem(
            code,
            "a title with a colon needs a text",
            starts[at - 1],
            hint="write the text behind the colon, or leave the colon out to refer to it",
        )
    if kind in t.RELATIONS or (kind is t.INDENT and kinds[at + 1] in t.RELATIONS):
        if at == 0:
            return Problem(
                "relation-without-start",
                f"a block cannot open with the relation {kinds[at + 1] if kind is t.INDENT else kind}",
                starts[at + 1] if kind is t.INDENT else offset,
                hint="delete the blank line above, or write what the relation hangs on",
            )
        return Problem(
            "bad-indentation",
            "this relation does not line up with any line above",
            offset,
            hint="indent it like its siblings, or deeper than what it hangs on",
        )
    if before in (t.REFER_STATEMENT, t.REFER_ARGUMENT) and (kind in (t.TEXT, t.ESCAPE, t.SYMBOL, t.LINK)):
        return Problem(
            "text-after-reference",
            "text follows a reference",
            offset,
            hint="put a colon behind the title to define it, or move the text away",
        )
    if kind in (t.BULLET, t.ORDERED):
        return Problem(
            "mixed-list",
            "this list item does not fit its list",
            offset,
            hint="use one kind of item and indent",
        )
    fallback = ("unexpected-" + kind.replace(" ", "-"), f"this {kind} cannot stand here", "escape it with \\")
    known_code, message, hint = _BY_TOKEN.get(kind, fallback)
    return Problem(known_code, message, offset, hint=hint)
