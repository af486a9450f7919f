"""Files: read as UTF-8 text, written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from os import PathLike
from pathlib import Path

from argmap.errors import FormatError

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
    data = text.encode("utf-8")
    target = os.path.realpath(path)
    old = os.stat(target) if os.path.exists(target) else None
    if old is not None and stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
    if old is not None and not os.access(target, os.W_OK):  # renaming over it would not ask
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
    temporary = os.path.join(os.path.dirname(target), f".argmap-{os.urandom(8).hex()}.tmp")
    # Made like any new file, so that the process's own mask of permissions holds.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old is not None:
            _take_after(temporary, old)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(os.path.dirname(target))


def _take_after(path: str, old: os.stat_result) -> None:
    new = os.stat(path)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid) and hasattr(os, "chown"):
        with suppress(OSError):  # only some users may give files away
            os.chown(path, old.st_uid, old.st_gid)
    os.chmod(path, stat.S_IMODE(old.st_mode))


def _sync_folder(folder: str) -> None:
    """Make the new name last through a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
