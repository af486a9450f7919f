"""An overlay in portable DOT: borders in the ink of the tone, and the mark in words, in head or label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from argmap.draw.markup import escape
from argmap.draw.measure import wrap
from argmap.draw.overlay import OUTLINE, told
from argmap.draw.theme import Theme
from argmap.model.overlay import Overlay
from argmap.model.relations import Relation

HEAD_SIZE, TEXT_WIDTH = 7.5, 172.0
BREAK = '<BR ALIGN="LEFT"/>'
_LABEL = re.compile(r',label=" (.*) ",fontcolor="#[0-9a-fA-F]{6}"')


def overlaid(
    overlay: Overlay,
    theme: Theme,
    keys: Mapping[str, str],
    drawn: Iterable[Relation],
    cards: Mapping[str, str],
    lines: Iterable[str],
) -> tuple[dict[str, str], list[str]]:
    """Return the statements of cards and lines with the marks of their parts.

    An attribute given twice has the value given last, so that what a mark changes is added at the end.
    ``lines`` are those of ``drawn``, in order: one a relation, or one from each premise and one from its dot.

    >>> import argmap as am
    >>> from argmap.draw.theme import light
    >>> m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    >>> over = Overlay("Standing", {"c1": am.Mark("bad")}, {"bad": "rejected"})
    >>> overlaid(over, light, {"c1": "n1"}, (), {"n1": "n1[label=<<FONT>CLAIM</FONT>It rains.>]"}, [])[0]
    {'n1': 'n1[label=<<FONT>CLAIM[rejected]<BR ALIGN="LEFT"/></FONT>It rains.>,color="#700006",penwidth=2.2]'}
    """
    over = dict(cards)
    for id, mark in overlay.marks.items():
        key = keys.get(id)
        if key in over:
            rows = wrap(f"[{told(mark, overlay)}]", TEXT_WIDTH, HEAD_SIZE)
            words = "".join(f"{_printed(row.rstrip())}{BREAK}" for row in rows)
            ink = theme.tone(mark.tone).ink
            card = over[key].replace("</FONT>", f"{words}</FONT>", 1)
            over[key] = f'{card[:-1]},color="{ink}",penwidth={OUTLINE}]'
    written = list(lines)
    at = -1
    for relation in drawn:
        at += len(relation.premises) + 1 if relation.id in keys else 1
        line_mark = overlay.marks.get(relation.id)
        if line_mark is not None:
            words = f"[{_printed(told(line_mark, overlay))}]"
            ink = theme.tone(line_mark.tone).ink
            line = written[at]
            if known := _LABEL.search(line):
                words = f"{known[1]} {words}"
            written[at] = f'{line[:-1]},label=" {words} ",fontcolor="{ink}",fontsize=8]'
    return over, written


def _printed(words: str) -> str:
    return escape(words).replace("\\", "\\\\")
