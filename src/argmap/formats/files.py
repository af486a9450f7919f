"""Files: read as UTF-8 text, written whole or not at all."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path

from argmap.errors import FormatError
from argmap.whole import write_whole

_OTHER_ENCODINGS = {
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\xfe\xff": "UTF-16",
    b"\xff\xfe": "UTF-16",
}


def read_text(path: str | PathLike[str]) -> tuple[str, FormatError | None]:
    """Return the text of a file in UTF-8, without the byte order mark that some editors write.

    Where the bytes are no UTF-8 it is the text in Windows-1252, and beside it the error that says where.

    Raises:
        FormatError: the file is in another encoding, or binary.
    """
    data = Path(path).read_bytes()
    name = os.fspath(path)
    for mark, encoding in _OTHER_ENCODINGS.items():
        if data.startswith(mark):
            raise FormatError(f"this is {encoding}; save the file as UTF-8", path=name, line=1, column=1)
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8")
        doubt = FormatError(
            f"the byte 0x{error.object[error.start]:02x} is no UTF-8 text; save the file as UTF-8",
            path=name,
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
        )
    try:
        return data.decode("cp1252"), doubt
    except UnicodeDecodeError:
        raise doubt from None


def write_text(path: str | PathLike[str], text: str) -> None:
    """Write a file so that at every moment it is the old one or the new one, and never half of either.

    The text goes to a temporary file in the same folder, which takes the name when it is complete. A link is
    followed, and an old file's permissions are kept.

    Raises:
        OSError: the file cannot be written; the old one is as it was, and nothing is left beside it.
    """
    write_whole(path, text.encode("utf-8"))
