"""What can be wrong with a text, before it is known where its lines begin."""

from __future__ import annotations


class Problem(Exception):  # noqa: N818 - the same value serves as an exception and as a warning that is kept
    """Something that cannot be read as it stands, at an offset of the text.

    Args:
        code: A stable name, such as ``inference-not-closed``.
        message: What is wrong.
        offset: Where, as an offset in code points.
        hint: What would be right.
    """

    def __init__(self, code: str, message: str, offset: int, *, hint: str) -> None:
        self.code, self.message, self.offset, self.hint = code, message, offset, hint
        super().__init__(message)
