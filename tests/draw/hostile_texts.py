"""Texts and ids that a picture might take for something else, and a map that holds them all."""

from __future__ import annotations

import argmap as am
from strategies import HOSTILE_IDS, HOSTILE_TEXTS

GRAPHVIZ_TEXTS = (
    # escapes that labels expand
    "\\N", "\\G", "\\L", "\\E", "\\T", "\\H", "\\\\N", "a\\nb\\lc\\r", "\\", "\\\\", "ends in \\",
    # entities, known and unknown, whole and broken
    "&copy;", "&copy", "&nbsp;", "&foo;", "&#60;", "&#x3c;b&#x3e;", "&", "&;", "&&amp;", "&amp;lt;",
    # markup of HTML-like labels, of SVG, and their ends
    "<", ">", "<<", ">>", "<>", "</TD>", "<BR/>", "</TABLE>>]", "<TABLE ID='x'>", "<IMG SRC='/etc/passwd'/>",
    "<FONT FACE=\"x' onload='alert(1)\">a</FONT>", "<!-- a", "-->", "<![CDATA[a]]>", "<?xml?>",
    "<script>alert(1)</script>", "</text></svg><script>alert(1)</script>", "<svg onload=alert(1)>",
    # ends of statements and strings
    '"]; evil [label="', "n1 -> n2", "}", "{a|b}", "a;b", "# a", "// a", "/* a", "*/", "digraph {", "+",
    'stylesheet="http://x"', "fontname=x", "javascript:alert(1)",
    # letters beyond ASCII
    "日本語の長い文には空白がないので、どこで行を折るかは文字ごとに決まる。", "العربية ثم English ثم العربية",
    "עברית", "हिन्दी में एक वाक्य", "ไทย", "한국어", "🙂 👩‍🔬 🏳️‍🌈 🇫🇷", "e\u0301\u0302\u0303", "ﬁ ﷽ ㎏", "\u2066a\u2069",
    # what no file can hold, and what nobody sees
    "\ud800", "a\udfffb", "\x00", "\x0b\x0c", "\ufffe", "\uffff", "\ufdd0", "\u200b", "\u2060", "\xad",
    # long ones
    "x" * 5000, "long words " * 450, "W" * 300, "日" * 600, "<" * 500,
)  # fmt: skip

TEXTS = (*HOSTILE_TEXTS, *GRAPHVIZ_TEXTS)

IDS = (
    *HOSTILE_IDS, "edge", "digraph", "strict", "subgraph", "Graph", "n1", "l1", "s1", "a::b", "x:n:e", "é:w",
    "日本", "٣", "a.-:", "cluster_shelf", "root", "fontname", "label",
)  # fmt: skip


def hostile_map() -> am.ArgumentMap:
    """Every text as the text of a claim, and every id as the id of one; each supports the one before."""
    count = max(len(TEXTS), len(IDS))
    ids = [*IDS, *(f"h{place}" for place in range(len(IDS), count))]
    texts = [*TEXTS, *("plain" for _ in range(len(TEXTS), count))]
    claims = [am.Claim(id=id, text=text) for id, text in zip(ids, texts, strict=True)]
    steps = [
        am.Supports(id=f"step-{place}", premises=(ids[place],), target=ids[place - place % 7])
        for place in range(count)
        if place % 7
    ]
    return am.ArgumentMap(claims, steps, title='A "title" </svg> & \\N')
