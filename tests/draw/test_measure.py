"""Text is measured as fonts measure it, and broken where a reader would."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.draw.markup import clean, escape, number, safe_link, visible
from argmap.draw.measure import clusters, elide, is_rtl, text_width, wrap
from strategies import HOSTILE_TEXTS, texts

SIZES = st.floats(5, 30)
WIDTHS = st.floats(60, 400)


@cache
def advances(weight: int) -> dict[str, float]:
    """The advance of every character of Arimo, in ems, by its own tables."""
    ttlib = pytest.importorskip("fontTools.ttLib", reason="fonttools reads the font's own widths")
    with (files("fontpkg_arimo") / "files" / "Arimo[wght].ttf").open("rb") as file:
        font = ttlib.TTFont(file)
        glyphs = font.getGlyphSet(location={"wght": weight})
        unit = font["head"].unitsPerEm
        return {chr(code): glyphs[name].width / unit for code, name in font.getBestCmap().items()}


@pytest.mark.parametrize("bold", [False, True])
def test_no_character_is_wider_than_measured(bold: bool) -> None:
    """Each of the 3,000 characters of the font, painted alone, is at most as wide as we say."""
    for char, advance in advances(700 if bold else 400).items():
        seen = visible(char)
        if seen == char and unicodedata.category(char) not in ("Cf", "Mn", "Me"):
            assert text_width(char, 1.0, bold=bold) >= advance - 1e-9, f"U+{ord(char):04X}"


@pytest.mark.parametrize("bold", [False, True])
def test_common_characters_are_measured_to_a_thousandth(bold: bool) -> None:
    """For Latin, Greek and Cyrillic our width is the font's, so that lines are as full as they can be."""
    widths = advances(700 if bold else 400)
    for char in map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180), *range(0x391, 0x3A2))):
        assert text_width(char, 1.0, bold=bold) == pytest.approx(widths[char], abs=1e-3)


def test_other_scripts_have_their_widths() -> None:
    """East Asian characters take an em, emoji one and a quarter, marks nothing."""
    assert text_width("漢字、ア가", 10) == 50
    assert text_width("🎉", 10) == 12.5
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("❤\ufe0f", 10) >= 12.5
    assert text_width("1\ufe0f\u20e3", 10) >= 12.5


@given(texts(), SIZES)
def test_width_grows_with_text_and_size(text: str, size: float) -> None:
    """A text is as wide as its halves together, twice as wide at twice the size, wider in bold or spaced."""
    half = len(text) // 2
    whole = text_width(text, size)
    assert text_width(text[:half], size) + text_width(text[half:], size) == pytest.approx(whole)
    assert text_width(text, 2 * size) == pytest.approx(2 * whole)
    assert text_width(text, size, spacing=1.0) == pytest.approx(whole + len(text))


@given(
    st.one_of(texts(), st.text("ab -漢。「👩\u200d🔬e\u0301ไทย", max_size=60)), WIDTHS, SIZES, st.booleans()
)
@example("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", 80, 10.5, False)
@example("W" * 200, 60, 30, True)
@example("日本語の文章は単語の間に空白がない。「括弧」も。" * 5, 100, 10.5, False)
def test_no_line_is_wider_than_asked_and_nothing_is_lost(
    text: str, width: float, size: float, bold: bool
) -> None:
    """Lines fit, and hold every character of the text but blanks, in order."""
    text = clean(text)
    lines = wrap(text, width, size, bold=bold)
    for line in lines:
        one_too_wide = len(list(clusters(line.rstrip()))) <= 1
        assert one_too_wide or text_width(line.rstrip(" "), size, bold=bold) <= width + 1e-6
    blanks = dict.fromkeys(map(ord, " \t\n\u1680\u200b\u205f\u3000"), "")
    blanks |= dict.fromkeys((*range(0x2000, 0x2007), 0x2008, 0x2009, 0x200A), "")
    assert text.translate(blanks) == "".join(lines).translate(blanks)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("  \n \n", ()),
        ("one\ntwo\r\nthree", ("one", "two", "three")),
        ("a  b\tc", ("a b c",)),
        ("well-known long-term policy-making", ("well-known ", "long-term ", "policy-", "making")),
        ("no\u00a0break here", ("no\u00a0break ", "here")),
        ("「日本」語です。", ("「日本」語", "です。")),
        ("aaaaaaaaaaaaaaaaaa", ("aaaaaaaaaa", "aaaaaaaa")),
        ("ไทยเไทย", ("ไทยเไทย",)),
        ("unbro\u200bkenword", ("unbro", "kenword")),
        ("a\u200bb", ("a\u200bb",)),
    ],
)
def test_breaks_stand_where_a_reader_wants_them(text: str, lines: tuple[str, ...]) -> None:
    """At blanks and hyphens, between East Asian characters but not before what closes, else within words."""
    assert lines == wrap(clean(text), 56, 10)


def test_an_east_asian_line_does_not_begin_with_what_closes() -> None:
    """A full stop, comma or closing bracket stays with the character before it (JIS X 4051)."""
    for width in range(40, 90, 5):  # narrower, a bracketed word has no place
        lines = wrap("これは、長い「文」です。また、次の「文」です。", width, 10)
        assert not [line for line in lines if line[0] in "、。」" or line[-1] == "「"]


@given(texts())
def test_clusters_are_the_text_in_pieces(text: str) -> None:
    """The pieces of a text make the text again, and none begins with a mark."""
    pieces = list(clusters(text))
    assert text == "".join(pieces)
    assert not [p for p in pieces[1:] if unicodedata.category(p[0]) == "Mn" and ord(p[0]) >= 0x300]


@given(texts(), WIDTHS, SIZES)
def test_an_elided_text_fits_and_says_so(text: str, width: float, size: float) -> None:
    """What fits stays as it is; what does not is a beginning with an ellipsis, and fits."""
    short = elide(text, width, size)
    assert text_width(short, size) <= width + 1e-6
    if text_width(text, size) <= width:
        assert text == short
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


def test_the_first_letter_gives_the_direction() -> None:
    """A text that begins with a letter of a right-to-left script runs so (UAX #9, P2 and P3)."""
    texts = ("«العربية» and English", "123 שלום", "English and العربية", "123", "")
    assert [is_rtl(text) for text in texts] == [True, True, False, False, False]


XML_CHARACTER = {0x9, 0xA, 0xD, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000)}


@given(st.text(max_size=40) | st.text(st.characters(categories=("Cs", "Cc", "Cf", "Cn")), max_size=20))
@example("".join(HOSTILE_TEXTS))
def test_clean_text_may_stand_in_xml(text: str) -> None:
    """Clean text has only characters of XML 1.0 (section 2.2), no override, and stays as it is when clean."""
    cleaned = clean(text)
    assert {ord(char) for char in cleaned} <= XML_CHARACTER
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\r\x00") & set(cleaned)
    assert cleaned == clean(cleaned)
    assert cleaned.encode().decode() == cleaned
    assert not set('<>"') & set(escape(cleaned))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c&d#:~:text=x,-y", "https://example.org/a?b=c&d#:~:text=x,-y"),
        ("HTTP://example.org/ü b", "HTTP://example.org/%C3%BC%20b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#here", "#here"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", None),
        (" https://example.org", None),
        ("java\nscript:alert(1)", None),
        ("https://example.org/\x00", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_that_may_be_clicked_become_links(url: str | None, link: str | None) -> None:
    """http, https, mailto and places in the page; what an address cannot hold is percent-encoded."""
    assert link == safe_link(url)


@given(st.floats(-1e6, 1e6))
def test_numbers_are_short_and_near(value: float) -> None:
    """At most one decimal, no exponent, no negative zero."""
    text = number(value)
    assert float(text) == pytest.approx(value, abs=0.0501)
    assert re.fullmatch(r"0|-?[1-9]\d*(\.[1-9])?|-?0\.[1-9]", text)
