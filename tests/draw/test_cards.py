"""A card shows its node: its kind, its states and its words, within its outline."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given

import argmap as am
from argmap.draw.cards import (
    LEFT,
    MOST_LINES,
    RIGHT,
    TALLEST,
    Card,
    Marks,
    card,
    run_width,
)
from argmap.draw.markup import visible
from argmap.draw.measure import text_width
from argmap.draw.shapes import INSETS
from argmap.draw.theme import dark, light
from strategies import maps


def head(node: am.Node, marks: Marks | None = None) -> str:
    """The words in the head of a card."""
    made = card(node, light, marks or Marks())
    return " ".join(run.text for line in made.head for run in line if run.text != "·")


def claim(text: str = "It rains.", **fields: object) -> am.Claim:
    return am.Claim(id="c1", text=text, **fields)


@pytest.mark.parametrize(
    ("node", "marks", "words"),
    [
        (claim(), Marks(), "CLAIM c1"),
        (claim(implicit=True), Marks(), "CLAIM c1 UNSTATED"),
        (claim(), Marks(conceded=True), "CLAIM c1 CONCEDED"),
        (claim(voice="the Prime Minister"), Marks(), "CLAIM c1 said by the Prime Minister"),
        (claim(), Marks(is_thesis=True), "THESIS c1"),
        (claim(), Marks(group="Part one"), "CLAIM c1 Part one"),
        (am.Evidence(id="e1", text="x", form="expert_opinion"), Marks(), "EVIDENCE e1 expert opinion"),
        (
            am.Recommendation(id="r1", text="x", addressees=("Parliament", "courts"), deontic="must"),
            Marks(),
            "RECOMMENDATION r1 must to Parliament, courts",
        ),
        (
            am.Recommendation(id="r1", text="x", addressees=("Parliament",)),
            Marks(is_thesis=True),
            "THESIS r1 recommendation to Parliament",
        ),
        (am.Goal(id="g1", text="x"), Marks(), "GOAL g1"),
        (am.Question(id="q1", text="x"), Marks(), "QUESTION q1"),
        (am.Factor(id="f1", text="x"), Marks(), "FACTOR f1"),
    ],
)
def test_the_head_says_what_it_is(node: am.Node, marks: Marks, words: str) -> None:
    """Kind, id, states, form, force, addressee, voice and group have their words in the head."""
    assert words == head(node, marks)


def test_each_state_has_its_own_outline() -> None:
    """Unstated is dashed on white, conceded and another's voice are broken otherwise, a thesis is filled."""
    plain = card(claim(), light).style
    unstated = card(claim(implicit=True), light).style
    voiced = card(claim(voice="X"), light).style
    conceded = card(claim(), light, Marks(conceded=True)).style
    thesis = card(claim(), light, Marks(is_thesis=True)).style
    assert plain.dash == ()
    assert len({plain.dash, unstated.dash, voiced.dash, conceded.dash}) == 4
    assert unstated.fill == light.paper
    assert (thesis.fill, thesis.bold, plain.bold) == (light.thesis.fill, True, False)


def test_a_state_leaves_the_shape_of_the_kind() -> None:
    """Unstated evidence still has a folded corner, a recommendation as the thesis is still an arrow."""
    assert card(am.Evidence(id="e1", text="x", implicit=True), light).style.shape == "folded"
    thesis = card(am.Recommendation(id="r1", text="x"), light, Marks(is_thesis=True))
    assert thesis.style.shape == "arrow"


class Hypothesis(am.Claim, kind="hypothesis_of_cards"):
    """A claim that is put to the test."""

    test: str | None = None


def test_a_kind_of_ones_own_is_drawn_like_what_it_derives_from() -> None:
    """It has the look of a claim, and its own word in the head."""
    made = card(Hypothesis(id="h1", text="x", test="Look."), light)
    assert made.style == card(claim("x"), light).style
    assert made.kind == "HYPOTHESIS OF CARDS"


def inner_width(made: Card) -> float:
    return made.width - sum(INSETS[made.style.shape]) - LEFT - RIGHT


@given(maps())
def test_everything_stays_within_the_card(m: am.ArgumentMap) -> None:
    """No line of text and no word of a head is wider than the room between the margins."""
    for node in m.nodes:
        marks = Marks(conceded=True, group=node.text, is_thesis=node.id == m.thesis_id)
        made = card(node, dark, marks)
        room = inner_width(made) + 1e-6
        for line in made.lines:
            assert text_width(line.rstrip(), made.size, bold=made.style.bold) <= room
        for line in made.heading:
            assert text_width(line.rstrip(), made.size, bold=True) <= room
        for runs in made.head:
            for run in runs:
                assert run.x + run.width <= room, run
                assert run.width == pytest.approx(run_width(run.text, run.look))
            assert all(a.x + a.width <= b.x + 1e-6 for a, b in pairwise(runs))


@given(maps())
def test_every_character_of_the_text_is_shown(m: am.ArgumentMap) -> None:
    """Title and text stand on the card whole, up to white space."""

    def inked(text: str) -> str:
        return "".join(visible(text).replace("\u200b", "").split())

    for node in m.nodes:
        made = card(node, light)
        assert inked(node.text) == inked("".join(made.lines))
        assert inked(node.title or "") == inked("".join(made.heading))


def test_a_text_of_five_thousand_characters_is_shown_whole() -> None:
    """It gets a wider card, so that the card stays about as wide as high."""
    made = card(claim("A sentence of a very patient author. " * 140), light)
    assert len("".join(made.lines)) > 5_000
    assert 0.5 < made.width / made.height < 2
    assert card(claim("word " * 60), light).width == light.card_width


def test_a_book_is_cut_and_the_tooltip_holds_it() -> None:
    """Beyond 120 lines of the widest card the text ends in an ellipsis; nothing is lost in the tooltip."""
    text = "A sentence of a very patient author. " * 1_000
    made = card(claim(text), light)
    assert len(made.lines) == MOST_LINES
    assert made.lines[-1].endswith("…")
    assert text in made.tooltip
    made = card(claim("x\n" * 500), light)
    assert (len(made.lines), made.lines[-1]) == (MOST_LINES, "x …")


def test_cards_are_of_one_width() -> None:
    """A card of a usual text has the width of the theme, whatever its kind."""
    nodes = [kind(id="n", text="A text of some words. " * 4) for kind in (am.Claim, am.Evidence, am.Question)]
    nodes += [am.Recommendation(id="n", text="A text. " * 9), am.Goal(id="n", text="x")]
    assert {card(node, light.replace(card_width=230)).width for node in nodes} == {230}
    assert all(len(card(node, light).lines) <= TALLEST for node in nodes)


def test_more_lines_make_a_higher_card() -> None:
    """Height grows by the same step with each line."""
    heights = [card(claim("\n".join("x" * n)), light).height for n in range(1, 6)]
    steps = {round(b - a, 1) for a, b in pairwise(heights)}
    assert max(steps) - min(steps) <= 0.11


QUOTE = am.Quote(source="s", exact="it pours", paragraph=3, page="https://example.org/a")


def test_the_tooltip_tells_all() -> None:
    """It holds the text, the quoted words with source and paragraph, the ratings, and the note."""
    node = claim(
        "It rains & pours.", quotes=(QUOTE,), likelihood="likely", note="check", title="Rain", voice="Ann"
    )
    made = card(node, light, sources={"s": "The weather"})
    assert made.tooltip.splitlines() == [
        "claim c1 · said by Ann",
        "Rain",
        "It rains & pours.",
        "likelihood: likely",
        "“it pours” (The weather, ¶3)",
        "note: check",
    ]
    assert made.place == "¶3"


def test_a_quote_with_an_address_makes_the_card_a_link() -> None:
    """The first quote that has an address which may be clicked; none otherwise."""
    bad = QUOTE.replace(page="javascript:alert(1)")
    assert card(claim(quotes=(bad, QUOTE)), light).link == "https://example.org/a#:~:text=it%20pours"
    assert card(claim(quotes=(bad,)), light).link is None
    assert card(claim(quotes=(QUOTE.replace(page=None),)), light).link is None


def test_the_label_is_what_a_reader_hears() -> None:
    """Kind, id, states, and the whole text."""
    node = claim("It rains.", implicit=True)
    assert card(node, light).label == "claim c1, unstated: It rains."
    marked = card(node, light, Marks(highlighted=True))
    assert marked.label == "claim c1, unstated: It rains. (highlighted)"


def test_long_addressees_stand_on_lines_of_their_own() -> None:
    """An addressee that does not fit beside the kind is shown whole below it."""
    names = ("The federal government", "the provincial governments of all four provinces")
    made = card(am.Recommendation(id="r1", text="x", addressees=names), light)
    assert len(made.head) >= 2
    assert "to The federal government, the provincial governments of all four provinces" in " ".join(
        run.text for line in made.head for run in line
    )


def test_the_text_of_a_thesis_with_a_title_is_not_bold() -> None:
    """Where both were, they would read as one."""
    for title, expected in ((None, 1), ("Close it", 1)):
        thesis = am.Claim(id="c1", text="The street should be closed.", title=title)
        svg = am.ArgumentMap([thesis], thesis="c1").draw().svg()
        texts = re.findall(r"<text [^>]*><tspan [^>]*>(?:Close it|The street should be)", svg)
        assert expected == sum('font-weight="700"' in text for text in texts)
        assert (2 if title else 1) == len(texts)
