"""Argdown in the code blocks of a Markdown text."""

from __future__ import annotations

import re
from typing import Final

_FENCE: Final = re.compile(r"[ ]{0,3}(```+|~~~+)[ \t]*argdown(?:-map)?(?:[ \t{].*)?$")


def within_fences(text: str) -> tuple[str, tuple[str, ...]]:
    r"""Return the Argdown in the code blocks of a Markdown text, in its lines, and what stands around it.

    A text without such blocks is returned as it is.

    >>> within_fences("Words.\n```argdown\n[A]: It rains.\n```\n")
    ('\n\n[A]: It rains.\n\n', ('line 1: Markdown around the Argdown, 1 lines in all',))
    """
    lines = text.split("\n")
    kept: list[str] = []
    around: list[int] = []
    fence = ""
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if fence:
            if stripped.startswith(fence) and not stripped.strip(fence[0]):
                fence, line = "", ""
            kept.append(line)
            continue
        found = _FENCE.match(line.rstrip("\r"))
        fence = found[1] if found else ""
        if not found and stripped:
            around.append(number)
        kept.append("")
    if len(around) == sum(1 for line in lines if line.strip()):
        return text, ()
    said = f"line {around[0]}: Markdown around the Argdown, {len(around)} lines in all" if around else ""
    return "\n".join(kept), (said,) if said else ()
