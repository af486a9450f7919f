"""A quote says in one way where it stands, and links to its passage on the web."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

import argmap as am

PAGE = "https://example.org/a"

# The grammar of WICG, URL Fragment Text Directives (draft report 2023), section "Syntax of a text directive"
TERM = r"(?:[A-Za-z0-9!$'()*+./:;=?@_~]|%[0-9A-F]{2})+"
DIRECTIVE = re.compile(f"text=(?:{TERM}-,)?{TERM}(?:,{TERM})?(?:,-{TERM})?")


def parsed(url: str) -> dict[str, str]:
    """The terms of the text directive of a url, by the steps of "parse a text directive" in that report."""
    fragment, _, directive = url.partition("#")[2].partition(":~:")
    assert DIRECTIVE.fullmatch(directive), directive
    tokens = directive.removeprefix("text=").split(",")
    terms = {"anchor": fragment}
    if tokens[0].endswith("-"):
        terms["prefix"] = unquote(tokens.pop(0)[:-1], errors="strict")
    if tokens[-1].startswith("-"):
        terms["suffix"] = unquote(tokens.pop()[1:], errors="strict")
    assert 1 <= len(tokens) <= 2
    return terms | dict(zip(("start", "end"), (unquote(t, errors="strict") for t in tokens), strict=False))


words = st.text(min_size=1, max_size=20).filter(lambda text: text.strip())
AWKWARD = "a-b, c & d # %41 :~: 100% “é” 😀 ?x=1/+"


def shown(text: str, *, block: int) -> str:
    return " ".join(re.split(r"\n\s*\n", text.strip())[block].split())


@given(words, words | st.none(), words | st.none())
@example(AWKWARD, AWKWARD, AWKWARD)
@example("-", "-", "-")
@example(",", "&", "a\n\nb")
def test_the_link_of_exact_words_is_read_back_by_the_grammar_of_the_report(
    exact: str, prefix: str | None, suffix: str | None
) -> None:
    url = am.Quote(source="s", exact=exact, prefix=prefix, suffix=suffix, page=PAGE).url
    expected = {"anchor": "", "start": shown(exact, block=0)}
    if re.search(r"\n\s*\n", exact.strip()):
        expected["end"] = shown(exact, block=-1)
    if prefix is not None:
        expected["prefix"] = shown(prefix, block=-1)
    if suffix is not None:
        expected["suffix"] = shown(suffix, block=0)
    assert expected == parsed(url)


@given(words, words)
@example(AWKWARD, AWKWARD)
def test_the_link_of_a_passage_is_read_back_by_the_grammar_of_the_report(opening: str, closing: str) -> None:
    url = am.Quote(source="s", opening=opening, closing=closing, page=PAGE).url
    assert {"anchor": "", "start": shown(opening, block=0), "end": shown(closing, block=-1)} == parsed(url)


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("https://example.org/a", "https://example.org/a#:~:text=so"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c#:~:text=so"),
        ("https://example.org/a#part", "https://example.org/a#part:~:text=so"),
        ("https://example.org/a#", "https://example.org/a#:~:text=so"),
        ("https://example.org/a#part:~:text=other", "https://example.org/a#part:~:text=so"),
        ("https://example.org/a#:~:text=other", "https://example.org/a#:~:text=so"),
        (None, None),
    ],
)
def test_an_anchor_of_the_page_is_kept_and_a_directive_replaced(page: str | None, url: str | None) -> None:
    assert url == am.Quote(source="s", exact="so", page=page).url


def test_what_the_report_reserves_is_encoded() -> None:
    # The example of the report: prefix-, textStart, textEnd and -suffix in this order
    quote = am.Quote(source="s", opening="an", closing="example", prefix="this is", suffix="text", page=PAGE)
    assert f"{PAGE}#:~:text=this%20is-,an,example,-text" == quote.url
    assert f"{PAGE}#:~:text=a%2Db%2Cc%26d" == am.Quote(source="s", exact="a-b,c&d", page=PAGE).url


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "exact words, or opening and closing"),
        ({"exact": "a", "opening": "b", "closing": "c"}, "not both"),
        ({"opening": "a"}, "go together"),
        ({"exact": "a", "closing": "c"}, "go together"),
        ({"exact": " \n"}, "exact"),
        ({"exact": "a", "start": 1}, "go together"),
        ({"exact": "a", "start": 1, "end": 1}, "not after"),
        ({"exact": "a", "start": -1, "end": 1}, "start"),
        ({"exact": "a", "paragraph": 0}, "paragraph"),
        ({"exact": "a", "begin": 0}, "begin"),
    ],
)
def test_a_quote_that_says_where_it_stands_in_no_way_or_in_two_is_refused(
    fields: dict[str, object], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        am.Quote(source="s", **fields)


def test_the_words_are_those_that_a_person_would_cite() -> None:
    assert "so it is" == am.Quote(source="s", exact="so it is").words
    assert "so … is" == am.Quote(source="s", opening="so", closing="is").words
