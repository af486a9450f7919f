"""The pixels of a PNG, read with nothing but the standard library."""

from __future__ import annotations

import struct
import zlib
from collections import Counter


def pixels(png: bytes) -> tuple[int, int, Counter[bytes]]:
    """Width, height, and how often each colour (RGBA) occurs in a PNG of 8 bits, not interlaced."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place, data, width, height, channels = 8, b"", 0, 0, 0
    while place < len(png):
        length, kind = struct.unpack_from(">I4s", png, place)
        body = png[place + 8 : place + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack_from(">I", png, place + 8 + length)[0]
        if kind == b"IHDR":
            width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            assert (depth, interlaced) == (8, 0)
            channels = {2: 3, 6: 4}[colours]
        elif kind == b"IDAT":
            data += body
        place += 12 + length
    raw, stride = zlib.decompress(data), width * channels
    counts: Counter[bytes] = Counter()
    above = bytearray(stride)
    for row in range(height):
        start = row * (stride + 1)
        line = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), above, channels)
        counts.update(bytes(line[at : at + channels]) for at in range(0, stride, channels))
        above = line
    return width, height, counts


def _unfiltered(kind: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    for at in range(len(line) if kind else 0):
        left = line[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = above[at]
        elif kind == 3:
            guess = (left + above[at]) // 2
        else:
            guess = min((left, above[at], corner), key=lambda value: abs(left + above[at] - corner - value))
        line[at] = (line[at] + guess) & 255
    return line


def ink(png: bytes) -> int:
    """How many pixels are not of the most frequent colour."""
    _, _, counts = pixels(png)
    return sum(counts.values()) - max(counts.values())
