"""What is wrong in a template of somebody's own, in a line: where, what, and the name that may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.errors import did_you_mean, suggestion


def told(error: Exception, names: Iterable[str]) -> str:
    """Return what Jinja found wrong, or what an expression raised, with the line in the template.

    >>> told(ZeroDivisionError("division by zero"), ())
    ': division by zero'
    """
    from jinja2 import TemplateNotFound

    line = getattr(error, "lineno", None) or _line(error)
    where = f", line {line}: " if line is not None else ": "
    if isinstance(error, TemplateNotFound):
        return f"{where}there is no template {error.name!r} beside it"
    what = " ".join(str(error).split()) or type(error).__name__
    unknown = re.fullmatch(r"'(\w+)' is undefined", what)
    return f"{where}{what}" + (f".{suggestion(did_you_mean(unknown[1], names))}" if unknown else "")


def _line(error: Exception) -> int | None:
    """Return the last line of the template that an error came through: Jinja puts its lines among Python's."""
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
