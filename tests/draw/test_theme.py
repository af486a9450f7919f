"""Themes are values whose colours can be read and told apart, and say nothing by colour alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap as am
from argmap.draw.cards import styled
from argmap.draw.overlay import SIGNS, toned
from argmap.draw.styles import CardStyle, LineStyle, ToneStyle
from argmap.draw.theme import THEMES, Theme, colour_blind, light, print_, theme_named
from argmap.model.overlay import TONES, Tone

EVERY = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
COLOURED = [theme for theme in THEMES.values() if theme is not print_]
TOGETHER: tuple[tuple[Tone, ...], ...] = (
    ("good", "bad", "open"),
    ("good", "bad", "changed"),
    ("new", "gone", "changed"),
    ("warning", "note", "path"),
)
STATES = ("unstated", "conceded", "voiced", "thesis")

# Machado, Oliveira & Fernandes (2009), table of matrices at severity 1.0; the identity is the usual eye.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> list[float]:
    """The linear light of an sRGB colour (IEC 61966-2-1)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    dimmer, brighter = sorted(
        0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))
    )
    return (brighter + 0.05) / (dimmer + 0.05)


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* of a colour as an eye sees it, under D65."""
    r, g, b = (
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear(colour), strict=True)))) for row in EYES[eye]
    )
    white = (0.95047, 1.0, 1.08883)
    xyz = (
        0.4124564 * r + 0.3575761 * g + 0.1804375 * b,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        0.0193339 * r + 0.1191920 * g + 0.9503041 * b,
    )
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (value / w for value, w in zip(xyz, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, eye: str) -> float:
    """The distance CIE76 of two colours as an eye sees them."""
    return sum((a - b) ** 2 for a, b in zip(lab(one, eye), lab(other, eye), strict=True)) ** 0.5


def looks(theme: Theme) -> list[CardStyle]:
    """The styles of all cards that can occur: every kind in every combination of two states."""
    pairs = [(), *((state,) for state in STATES), *combinations(STATES, 2)]
    return [styled(style, theme, states) for style in theme.cards for states in pairs]


def test_the_formulas_agree_with_published_values() -> None:
    """Black on white has 21:1 (WCAG), and sRGB green L* = 87.73, a* = -86.18, b* = 83.18 (Lindbloom)."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert lab("#00ff00", "usual") == pytest.approx((87.73, -86.18, 83.18), abs=0.02)


@EVERY
def test_all_text_has_a_contrast_of_four_and_a_half(theme: Theme) -> None:
    """Titles, legends, and every text and head on the fill of its card can be read."""
    for ink in (theme.text, theme.muted):
        assert contrast(ink, theme.paper) >= 4.5
    for style in looks(theme):
        assert contrast(style.text, style.fill) >= 4.5, style
        assert contrast(style.head or style.ink, style.fill) >= 4.5, style


@EVERY
def test_lines_and_outlines_have_a_contrast_of_three(theme: Theme) -> None:
    """Every line stands out on the paper and on every fill that it may touch, every outline on the paper."""
    fills = {theme.paper, theme.unstated.fill, *(style.fill for style in theme.cards)}
    inks = {style.ink for style in theme.lines if style.ink} | {style.ink for style in theme.cards}
    for ink in inks:
        for fill in fills:
            assert contrast(ink, fill) >= 3, (ink, fill)
    for style in looks(theme):
        assert contrast(style.ink, theme.paper) >= 3, style


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", COLOURED, ids=[theme.name for theme in COLOURED])
def test_lines_of_different_meaning_differ_for_every_eye(theme: Theme, eye: str) -> None:
    """Supports, rebuttals, undercuts, conflicts, restatements and influences are 25 apart, whoever looks."""
    inks = {style.ink for style in theme.lines if style.ink}
    assert len(inks) == 6
    for one, other in combinations(sorted(inks), 2):
        assert apart(one, other, eye) >= 25, (one, other)


@EVERY
def test_badges_can_be_read_and_stand_out(theme: Theme) -> None:
    """The words on a badge can be read, and badge and outline stand out, by ink or by the rim of the badge."""
    fills = {theme.paper, *(style.fill for style in looks(theme))}
    for tone in TONES:
        style = theme.tone(tone)
        assert contrast(style.text, style.ink) >= 4.5, style
        assert contrast(style.ink, theme.paper) >= 3, style
        for fill in fills:
            rim = min(contrast(theme.paper, fill), contrast(theme.paper, style.ink))
            assert max(contrast(style.ink, fill), rim) >= 3, (style, fill)


@EVERY
def test_the_text_of_a_marked_card_can_be_read(theme: Theme) -> None:
    """Whatever the kind, the states and the tone, also where the tone fades the card."""
    for style in looks(theme):
        for tone in TONES:
            over = toned(style, theme.tone(tone), theme)
            assert contrast(over.text, over.fill) >= 4.5, over
            assert contrast(over.head, over.fill) >= 4.5, over


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", COLOURED, ids=[theme.name for theme in COLOURED])
def test_tones_of_one_overlay_differ_for_every_eye(theme: Theme, eye: str) -> None:
    """What is accepted, rejected and undecided, and so on, is 25 apart, whoever looks."""
    for together in TOGETHER:
        for one, other in combinations(together, 2):
            inks = theme.tone(one).ink, theme.tone(other).ink
            assert apart(*inks, eye) >= 25, (one, other)


@pytest.mark.parametrize("eye", EYES)
def test_colour_blind_tells_kinds_lines_and_tones_apart_further(eye: str) -> None:
    """In it the inks of any two kinds of cards are 20 apart too, lines 30, and the tones of one overlay 34."""
    for one, other in combinations([style.ink for style in colour_blind.cards], 2):
        assert apart(one, other, eye) >= 20, (one, other)
    for one, other in combinations(sorted({style.ink for style in colour_blind.lines if style.ink}), 2):
        assert apart(one, other, eye) >= 30, (one, other)
    for together in TOGETHER:
        for a, b in combinations(together, 2):
            assert apart(colour_blind.tone(a).ink, colour_blind.tone(b).ink, eye) >= 34, (a, b)


@EVERY
def test_tones_have_signs_of_their_own(theme: Theme) -> None:
    """With all colour gone, every tone still has a sign that no other has, and every sign is drawn."""
    signs = [theme.tone(tone).sign for tone in TONES]
    assert len(signs) == len(set(signs)) == len(SIGNS)
    assert set(signs) == set(SIGNS)
    assert len({SIGNS[sign] for sign in signs}) == len(signs)


@EVERY
def test_no_meaning_hangs_on_colour(theme: Theme) -> None:
    """With all colour gone, every kind of card and of line still has a shape of its own."""
    kinds = [(style.shape, style.icon) for style in theme.cards]
    assert len(kinds) == len(set(kinds))
    lines = [
        (s.width, s.dash, s.head, s.tail) for s in theme.lines if s.kind not in ("relation", "influences")
    ]
    assert len(lines) == len(set(lines))  # an influence has its sign, a strange relation its word
    states = [style.dash for style in (theme.unstated, theme.conceded, theme.voiced)]
    assert len({(), *states}) == 4


def test_print_needs_no_colour() -> None:
    """Every colour of the print theme is a grey."""
    greys = {print_.paper, print_.text, print_.muted, print_.highlight}
    for style in (*looks(print_), *print_.lines, *map(print_.tone, TONES)):
        greys |= {style.ink}
    for style in looks(print_):
        greys |= {style.fill, style.text, style.head or style.ink}
    for grey in greys - {""}:
        assert grey[1:3] == grey[3:5] == grey[5:7]


class Hunch(am.Claim, kind="hunch_of_theme"):
    """A claim without grounds."""


class WildHunch(Hunch, kind="wild_hunch_of_theme"):
    """Two steps away from a claim."""


class Proves(am.Supports, kind="proves_of_theme"):
    """A support beyond doubt."""


class Stands(am.Relation, kind="stands_of_theme"):
    """A relation that derives from none of ours."""


class Thing(am.Node, kind="thing_of_theme"):
    """A node that derives from none of ours."""


def test_a_kind_looks_like_what_it_derives_from() -> None:
    """Kinds of one's own take the look of the nearest kind above them, or the plain one."""
    assert light.card(WildHunch) == light.card(am.Claim)
    assert light.line(Proves) == light.line(am.Supports)
    assert light.card(Thing).kind == "node"
    assert light.line(Stands).kind == "relation"


def test_a_theme_can_say_otherwise() -> None:
    """A look given for one kind holds for it and those below it, and leaves those above it and the theme."""
    theme = light.with_card("hunch_of_theme", ink="#123456")
    assert theme.card(WildHunch).ink == "#123456"
    assert theme.card(WildHunch).shape == light.card(am.Claim).shape
    assert theme.card(am.Claim) == light.card(am.Claim)
    assert light.card(Hunch) == light.card(am.Claim)
    theme = light.with_line("proves_of_theme", width=3.0).with_line("proves_of_theme", dash=(4.0, 2.0))
    assert (theme.line(Proves).width, theme.line(Proves).dash) == (3.0, (4.0, 2.0))
    assert theme.line(am.Supports) == light.line(am.Supports)


@pytest.mark.parametrize(
    ("relation", "at_step", "kind"),
    [
        (am.Attacks(id="x", premises=("a",), target="b"), False, "attacks"),
        (am.Attacks(id="x", premises=("a",), target="b"), True, "undercuts"),
        (am.Attacks(id="x", premises=("a",), target="b", conceded=True), False, "conceded"),
        (am.Attacks(id="x", premises=("a",), target="b", conceded=True), True, "conceded_undercut"),
        (am.Supports(id="x", premises=("a",), target="b"), True, "supports"),
        (am.Influences(id="x", premises=("a",), target="b", polarity="+"), False, "influences"),
        (am.Influences(id="x", premises=("a",), target="b", polarity="0"), False, "no_influence"),
        (am.Restates(id="x", premises=("a",), target="b"), False, "restates"),
    ],
)
def test_the_line_tells_the_role(relation: am.Relation, at_step: bool, kind: str) -> None:
    """A rebuttal, an undercut, a conceded attack and an influence of no effect have lines of their own."""
    assert kind == light.line_of(relation, at_step=at_step).kind


def test_a_tone_can_look_otherwise() -> None:
    """A look given for one tone leaves the others; a theme without tones has every sign in the ink of its text."""
    theme = light.with_tone("bad", faded=False, ink="#8f0000")
    assert (theme.tone("bad").faded, theme.tone("bad").ink) == (False, "#8f0000")
    assert theme.tone("bad").sign == light.tone("bad").sign
    assert theme.tone("good") == light.tone("good")
    bare = light.replace(tones=())
    assert {bare.tone(tone).ink for tone in TONES} == {light.text}
    assert [bare.tone(tone).sign for tone in TONES] == [light.tone(tone).sign for tone in TONES]


def test_a_theme_is_a_value() -> None:
    """Themes are hashable, equal by content, and changed by copying only."""
    assert light == light.replace()
    assert hash(light) == hash(light.replace())
    assert light.replace(card_width=240) != light
    with pytest.raises(AttributeError):
        light.paper = "#000000"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: theme_named("drak"), "Did you mean 'dark'"),
        (lambda: theme_named(None), "Known: light, dark, print, colour-blind"),  # type: ignore[arg-type]
        (lambda: light.replace(papre="#ffffff"), "Did you mean 'paper'"),
        (lambda: light.replace(paper='red" onload="x'), "paper of 'light' is a colour"),
        (lambda: light.replace(paper=""), "paper of 'light' is a colour"),
        (lambda: light.replace(text_size=0), "4 to 72 points"),
        (lambda: light.replace(card_width=20), "at least nine times"),
        (lambda: light.replace(cards=()), "cards of a theme have one for 'node'"),
        (lambda: light.replace(lines=()), "lines of a theme have one for 'relation'"),
        (lambda: light.replace(tones=("good",)), "tones of a theme are of ToneStyle"),
        (lambda: light.with_line("supports", width=float("nan")), "width of 'supports' is above 0"),
        (lambda: light.with_line("supports", width=-3), "width of 'supports' is above 0"),
        (lambda: light.with_line("supports", dash=(float("inf"),)), "dash of 'supports' is lengths"),
        (lambda: light.with_line("supports", dash=(0, 0)), "dash of 'supports' is lengths"),
        (lambda: light.with_card("claim", outline=0), "outline of 'claim' is above 0"),
        (lambda: light.with_card("claim", inc="#000000"), "Did you mean 'ink'"),
        (lambda: light.with_card("cliam", ink="#000000"), "Did you mean 'claim'"),
        (lambda: light.with_card("claim", shape="rond"), "Did you mean 'round'"),
        (lambda: light.with_tone("bda", ink="#000000"), "Did you mean 'bad'"),
        (lambda: light.with_tone("bad", inc="#000000"), "Did you mean 'ink'"),
        (lambda: light.with_tone("bad", sign="chek"), "Did you mean 'check'"),
        (lambda: light.tone("godo"), "Did you mean 'good'"),
        (lambda: ToneStyle("good", "green", "#ffffff", "check"), "ink of 'good' is a colour"),
        (lambda: ToneStyle("good", "", "#ffffff", "check"), "ink of 'good' is a colour"),
        (lambda: CardStyle("claim", "blue"), "ink of 'claim' is a colour"),
        (lambda: LineStyle("supports", head=("arow",)), "Did you mean 'arrow'"),  # type: ignore[arg-type]
    ],
)
def test_what_is_wrong_is_named(wrong: object, said: str) -> None:
    """A theme, field, kind, colour or shape that there is not: the error names it and what is near."""
    with pytest.raises(am.errors.ArgmapError, match=said):
        wrong()  # type: ignore[operator]


def test_a_kind_is_named_by_its_word_or_its_class() -> None:
    assert light.with_card("evidence", shape="pill") == light.with_card(am.Evidence, shape="pill")
    assert light.with_line("supports", width=3.0) == light.with_line(am.Supports, width=3.0)


COLOURS = st.integers(0, 0xFFFFFF).map(lambda rgb: f"#{rgb:06x}")


@EVERY
def test_argmaps_own_themes_say_that_they_can_be_read(theme: Theme) -> None:
    assert () == theme.hard_to_read()


@given(COLOURS, COLOURS, COLOURS)
def test_what_is_hard_to_read_is_what_misses_its_contrast(ink: str, fill: str, text: str) -> None:
    """The text and head of claims, their outline, and lines on them; the rest of the theme can be read."""
    said = light.with_card("claim", ink=ink, fill=fill, text=text).hard_to_read()
    assert any(what.startswith("the text of claim") for what in said) == (contrast(text, fill) < 4.5)
    assert any(f"{ink} on {fill}" in what and "than 4.5" in what for what in said) == (
        contrast(ink, fill) < 4.5
    )
    assert any(f"{ink} on #ffffff" in what and "than 3" in what for what in said) == (
        contrast(ink, "#ffffff") < 3
    )
    lines = {style.ink for style in light.lines if style.ink}
    assert any(f"on {fill}, has" in what and what.startswith("the line") for what in said) == any(
        contrast(line, fill) < 3 for line in lines
    )


def test_lines_told_apart_by_colour_alone_are_named() -> None:
    alike = light.with_line("attacks", head=("arrow",))
    assert (
        "the lines of supports and attacks differ by colour alone: give one another head or dash",
    ) == alike.hard_to_read()


def test_a_tone_of_ones_own_is_measured() -> None:
    said = light.with_tone("good", ink="#9fe2bf").hard_to_read()
    assert "the text on a badge of 'good', #ffffff on #9fe2bf, has a contrast of 1.4, less than 4.5" in said
    assert all("'good'" in what for what in said)


def test_a_theme_is_hashable_however_its_styles_are_given() -> None:
    mine = light.replace(cards=list(light.cards)).with_line("supports", dash=[5, 3])
    assert mine.line(am.Supports).dash == (5, 3)
    assert hash(mine)


def test_a_look_of_ones_own_does_not_hide_what_an_attack_is() -> None:
    """Ink and width are the kind's own; head, tail and dash tell undercuts and concessions, as of any attack."""

    class Scruple(am.Attacks, kind="scruple"):
        pass

    theme = light.with_line(Scruple, ink="#aa0000", width=3.0)
    for conceded in (False, True):
        for at_step in (False, True):
            own = Scruple(id="x1", premises=("c1",), target="c2", conceded=conceded)
            plain = am.Attacks(id="x1", premises=("c1",), target="c2", conceded=conceded)
            shown, usual = theme.line_of(own, at_step=at_step), theme.line_of(plain, at_step=at_step)
            assert (usual.dash, usual.head, usual.tail) == (shown.dash, shown.head, shown.tail)
            assert ("#aa0000", 3.0) == (shown.ink, shown.width)


def test_colour_alone_is_told_of_every_line_and_tone() -> None:
    like = light.line(am.Supports)
    alike = light.with_line("restates", head=like.head, tail=like.tail, dash=like.dash)
    assert any("supports and restates differ by colour alone" in said for said in alike.hard_to_read())
    same = light.with_tone("bad", sign=light.tone("good").sign)
    assert any("'good' and 'bad' have one sign" in said for said in same.hard_to_read())
