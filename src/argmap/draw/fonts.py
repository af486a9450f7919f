"""The font files of PNG and PDF: ours from a wheel, others for scripts that it lacks, and a word where none is."""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.metadata import entry_points
from os import PathLike
from pathlib import Path

from argmap.errors import EngineError
from argmap.notice import warn

WHEEL = "fontpkg-arimo"
"""The wheel with the font by whose widths cards are measured."""
ENTRY_POINTS = "fontpkg.family"
"""Where wheels of the fontpkg family announce their fonts."""

_WHEELS = {
    "ARABIC": "fontpkg-noto-sans-arabic",
    "BENGALI": "fontpkg-hind-siliguri",
    "DEVANAGARI": "fontpkg-noto-sans-devanagari",
    "KHMER": "fontpkg-noto-sans-khmer",
    "TAMIL": "fontpkg-noto-sans-tamil",
    "TELUGU": "fontpkg-noto-sans-telugu",
    "THAI": "fontpkg-noto-sans-thai",
}
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "IDEOGRAPHIC", "HALFWIDTH")
_UNSEEN = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me", "Co", "Cn")

Font = str | PathLike[str]


def font_files(text: str, extra: Iterable[Font] = ()) -> tuple[Path, ...]:
    """Return the font files that show a text: our own, those given, and installed ones for what is missing.

    Warns:
        ArgmapWarning: no font has some characters; it names their scripts and what to install.

    Raises:
        EngineError: our own font is not installed, or a given file is no font.

    >>> [path.suffix for path in font_files("Hello")]
    ['.ttf']
    """
    files = [_own(), *map(Path, extra)]
    missing = {char for char in set(text) if unicodedata.category(char) not in _UNSEEN}
    for file in files:
        missing -= covered(file, missing)
    if missing:
        for file in _installed():
            found = covered(file, missing)
            if found:
                files.append(file)
                missing -= found
    if missing:
        warn(_told(missing))
    return tuple(files)


def covered(file: Path, chars: Iterable[str]) -> set[str]:
    """Return those of the characters for which a font file has a sign.

    >>> sorted(covered(_own(), "aя\u65e5"))
    ['a', 'я']
    """
    starts, ends = _coverage(str(file))
    found = set()
    for char in chars:
        place = bisect_right(starts, ord(char)) - 1
        if place >= 0 and ord(char) <= ends[place]:
            found.add(char)
    return found


def _own() -> Path:
    try:
        import fontpkg_arimo  # type: ignore[import-untyped]
    except ImportError:
        raise EngineError(
            f"a PNG or PDF needs a font: install one with 'pip install {WHEEL}'; an SVG needs none",
            engine="resvg",
        ) from None
    return _upright(Path(fontpkg_arimo.ROOT))[0]


def _upright(root: Path) -> list[Path]:
    files = [file for suffix in ("ttf", "otf", "ttc") for file in sorted(root.glob(f"files/*.{suffix}"))]
    return [file for file in files if "italic" not in file.name.lower()]


@lru_cache(maxsize=1)
def _installed() -> tuple[Path, ...]:
    """Return the fonts of the installed wheels of the fontpkg family, in order of their names."""
    found: list[Path] = []
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        try:
            module = entry.load()
        except Exception:  # another's broken wheel is no reason to fail
            continue
        found.extend(_upright(Path(module.__file__).parent) if module.__file__ else ())
    return tuple(found)


def _told(missing: Iterable[str]) -> str:
    """Return which scripts no font has, and what to install."""
    examples: dict[str, str] = {}
    for char in sorted(missing):
        examples.setdefault(_script(char), char)
    told = []
    for script, char in examples.items():
        wheel = _WHEELS.get(script)
        help = f"pip install {wheel}" if wheel else "give a font file with fonts=[...]"
        name = "symbols" if script == "SYMBOLS" else f"{script.title() if script != 'CJK' else 'CJK'} letters"
        told.append(f"{name} such as {char!r} ({help})")
    return (
        f"no font has {'; '.join(told)}: boxes or nothing stand for them in this picture, and a PDF cannot be "
        "searched for them; the SVG shows them"
    )


def _script(char: str) -> str:
    if unicodedata.category(char)[0] not in "LMN":
        return "SYMBOLS"
    word = unicodedata.name(char, "SYMBOLS").split(" ")[0].split("-")[0]
    return "CJK" if word in _EAST_ASIAN else word


@lru_cache(maxsize=64)
def _coverage(file: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return the first and the last code points of the runs that a font has signs for (OpenType, cmap)."""
    try:
        data = Path(file).read_bytes()
        runs = sorted(set(_runs(data)))
    except (OSError, struct.error, IndexError) as error:
        raise EngineError(f"{file!r} cannot be read as a font: {error}", engine="resvg") from None
    if not runs:
        raise EngineError(f"{file!r} is no TrueType or OpenType font", engine="resvg")
    return [first for first, _ in runs], [last for _, last in runs]


def _runs(data: bytes) -> Iterable[tuple[int, int]]:
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    if data[start : start + 4] not in (b"\0\1\0\0", b"OTTO", b"true"):
        return
    for table in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * table)
        if tag == b"cmap":
            for number in range(struct.unpack_from(">H", data, offset + 2)[0]):
                place = offset + struct.unpack_from(">HHI", data, offset + 4 + 8 * number)[2]
                yield from _subtable(data, place)


def _subtable(data: bytes, place: int) -> Iterable[tuple[int, int]]:
    kind = struct.unpack_from(">H", data, place)[0]
    if kind == 4:
        double = struct.unpack_from(">H", data, place + 6)[0]
        lasts = struct.unpack_from(f">{double // 2}H", data, place + 14)
        firsts = struct.unpack_from(f">{double // 2}H", data, place + 16 + double)
        yield from ((first, last) for first, last in zip(firsts, lasts, strict=True) if first != 0xFFFF)
    elif kind == 12:
        for group in range(struct.unpack_from(">I", data, place + 12)[0]):
            first, last, _ = struct.unpack_from(">III", data, place + 16 + 12 * group)
            yield first, last
