"""Many inputs at once: which files they mean, and where what is made of each of them goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from glob import glob
from pathlib import Path
from typing import NamedTuple

from argmap.errors import FormatError


class Job(NamedTuple):
    """A file, and the file that is made of it."""

    path: Path
    to: Path


def is_several(inputs: Sequence[Path]) -> bool:
    """Return whether inputs are, or may be, more than one file.

    >>> is_several([Path("a.json")]), is_several([Path("*.json")]), is_several([Path("a"), Path("b")])
    (False, True, True)
    """
    return len(inputs) > 1 or any(path.is_dir() or _is_pattern(path) for path in inputs)


def jobs(inputs: Iterable[Path], folder: Path, suffix: str) -> list[Job]:
    """Return each file of these inputs with the place in a folder where what is made of it goes.

    What lies below a folder that is an input, or below the part of a pattern before its first sign, keeps its
    way from there. Files that begin with a dot, those in ``folder`` itself, and a text beside the annotations of
    the same name (brat's ``essay.txt`` beside ``essay.ann``), are left out.

    Raises:
        FormatError: an input means no file; two would become one, or one would be written over.
    """
    found: list[Job] = []
    for path in inputs:
        here = list(_files(path, folder))
        if not here:
            raise FormatError(
                f"no file is called {path}" if _is_pattern(path) else "there is no file in this folder",
                path=None if _is_pattern(path) else str(path),
            )
        found += (Job(file, (folder / inside).with_name(f"{inside.stem}{suffix}")) for file, inside in here)
    found = list(dict.fromkeys(found))
    _require_apart(found)
    return found


def _is_pattern(path: Path) -> bool:
    return any(sign in str(path) for sign in "*?[") and not path.exists()


def _files(path: Path, folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each file that an input means, and its way from where the input begins."""
    if path.is_dir():
        files, start = sorted(path.rglob("*")), path
    elif _is_pattern(path):
        files = sorted(map(Path, glob(str(path), recursive=True)))
        signs = [any(sign in part for sign in "*?[") for part in path.parts]
        start = Path(*path.parts[: signs.index(True)])
    else:
        yield path, Path(path.name)
        return
    made = folder.resolve()
    annotated = {file.with_suffix(".txt") for file in files if file.suffix.lower() == ".ann"}
    for file in files:
        inside = file.relative_to(start)
        hidden = any(part.startswith(".") for part in inside.parts)
        if file.is_file() and not hidden and made not in file.resolve().parents and file not in annotated:
            yield file, inside


def _require_apart(found: Sequence[Job]) -> None:
    read = {job.path.resolve() for job in found}
    taken: dict[Path, Path] = {}
    for path, to in found:
        if to in taken:
            raise FormatError(
                f"{taken[to]} and {path} would both be written to {to}; convert "
                "them apart, or choose one of them by a pattern"
            )
        if to.resolve() in read:
            raise FormatError(f"{to} would be written over, and is read too; choose another folder")
        taken[to] = path
