"""Write the table of advance widths that cards are measured by, from the fonts of wheels.

Arimo has the metrics of Helvetica, Arial and Liberation Sans; letters of scripts that it lacks are measured in
Noto Sans, alone, which is no narrower than joined. Run it when a font or the choice of characters changes; it
needs ``fonttools fontpkg-arimo fontpkg-noto-sans-arabic fontpkg-noto-sans-devanagari fontpkg-noto-sans-thai``::

    python tools/make_widths.py | ruff format - > src/argmap/draw/widths.py
"""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from itertools import pairwise
from math import ceil

from fontTools.ttLib import TTFont

UNIT = 2048
REGULAR, BOLD = 400, 700

BLOCKS: dict[tuple[str, str], tuple[tuple[int, int], ...]] = {
    ("fontpkg_arimo", "Arimo[wght].ttf"): (
        (0x0020, 0x024F),  # Latin
        (0x0370, 0x03FF),  # Greek
        (0x0400, 0x045F),  # Cyrillic
        (0x0490, 0x0491),
        (0x05D0, 0x05EA),  # Hebrew
        (0x1E80, 0x1E85),  # Welsh
        (0x1E9E, 0x1E9E),
        (0x1EA0, 0x1EF9),  # Vietnamese
        (0x2010, 0x2027),  # punctuation
        (0x2030, 0x205E),
        (0x20A0, 0x20BF),  # currency
        (0x2116, 0x2122),
        (0x2150, 0x215E),
        (0x2190, 0x2195),
        (0x2200, 0x22FF),
        (0xFB01, 0xFB02),
        (0xFFFD, 0xFFFD),
    ),
    ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"): ((0x060B, 0x06FF),),
    ("fontpkg_noto_sans_devanagari", "NotoSansDevanagari[wdth,wght].ttf"): ((0x0900, 0x097F),),
    ("fontpkg_noto_sans_thai", "NotoSansThai[wdth,wght].ttf"): ((0x0E01, 0x0E5B),),
}

HEAD = '''"""Advance widths of Arimo, which are those of Helvetica, Arial and Liberation Sans, and of some Noto Sans.

Written by ``tools/make_widths.py``; do not edit. Units are 1/{unit} of the size of the text. Each entry is
the first code point of a run of characters, and the widths from there on.
"""

UNIT = {unit}

'''


def main() -> None:
    """Print the module that holds the table."""
    print(HEAD.format(unit=UNIT), end="")
    for word, weight in (("REGULAR", REGULAR), ("BOLD", BOLD)):
        widths: dict[int, int] = {}
        for (package, name), blocks in BLOCKS.items():
            widths |= _widths(package, name, weight, blocks)
        print(f"{word} = {{")
        for run in _runs(sorted(widths)):
            print(f"    0x{run[0]:04X}: (")
            for line in _lines([str(widths[code]) for code in run]):
                print(f'        "{line}"')
            print("    ),")
        print("}" if word == "BOLD" else "}\n")


def _widths(package: str, name: str, weight: int, blocks: tuple[tuple[int, int], ...]) -> dict[int, int]:
    with (files(package) / "files" / name).open("rb") as file:
        font = TTFont(file)
        names = font.getBestCmap()
        glyphs = font.getGlyphSet(location={"wght": weight})
        return {
            # Rounded up: a card may be a hair too wide, never too narrow.
            code: ceil(glyphs[names[code]].width * UNIT / font["head"].unitsPerEm)
            for first, last in blocks
            for code in range(first, last + 1)
            if code in names and unicodedata.category(chr(code)) not in ("Mn", "Me", "Cf", "Cc")
        }


def _runs(codes: list[int]) -> list[list[int]]:
    runs = [[codes[0]]]
    for before, code in pairwise(codes):
        if code == before + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return runs


def _lines(numbers: list[str]) -> list[str]:
    """Return the numbers as lines that fit the source; a space ends each line but the last."""
    lines = [""]
    for number in numbers:
        if len(lines[-1]) + len(number) > 96:
            lines.append("")
        lines[-1] += f"{number} "
    lines[-1] = lines[-1].rstrip()
    return lines


if __name__ == "__main__":
    main()
