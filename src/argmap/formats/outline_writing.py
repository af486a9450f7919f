"""Markdown outlines, written: a map as bullets below bullets."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from argmap.formats.outline_reading import (
    BULLET,
    HEADING,
    KIND,
    LABEL,
    PUNCTUATION,
    REFERENCE,
    attributes_of,
    free,
    writable,
)
from argmap.model.map import ArgumentMap
from argmap.model.nodes import Node
from argmap.model.relations import Relation

LEVELS = 100
"""How deep bullets are nested; what stands deeper is referred to, and begins again at the margin."""

SIGNS = {"supports": "+", "attacks": "-"}


class _Line(NamedTuple):
    level: int
    sign: str
    words: tuple[str, ...]
    node: Node
    is_reference: bool


def outline(m: ArgumentMap) -> tuple[str, dict[str, str]]:
    """Return the outline of a map, and the ids under which relations are read back."""
    tree = _Tree(m)
    blocks: list[str] = []
    if m.title or not m.nodes or any(line.node.section for line in tree.lines):
        blocks += [f"# {_in_heading(m.title)}".rstrip(), ""]
    if m.note is not None:
        blocks += [*(f"> {_escaped(line)}".rstrip() for line in re.split(r"\r\n|\n|\r", m.note)), ""]
    counts: dict[str, int] = {}
    section: tuple[str, ...] = ()
    for level, sign, words, node, is_reference in tree.lines:
        if level == 0 and node.section != section:
            section = node.section
            for depth, heading in enumerate(section[:5], start=2):
                blocks += ["", f"{'#' * depth} {_in_heading(heading)}"]
            blocks.append("")
        label = f"_{' '.join(words)}_ " if words else ""
        indent = "  " * level
        if is_reference:
            blocks.append(f"{indent}{sign} {label}[#{node.id}]")
            continue
        counts[node.prefix] = counts.get(node.prefix, 0) + 1
        marks = [f"#{node.id}"] if node.id != f"{node.prefix}{counts[node.prefix]}" else []
        marks += [".thesis"] if node.id == m.thesis_id else []
        marks += [".implicit"] if node.implicit else []
        kind = f"**{node.kind}** " if node.kind != "claim" else ""
        attributes = f" {{{' '.join(marks)}}}" if marks else ""
        text = _guarded(node.text, indent + "  ")
        blocks.append(f"{indent}{sign} {label}{kind}{text}{attributes}".rstrip(" "))
    return "\n".join(blocks).strip("\n") + "\n", tree.names


class _Tree:
    """The bullets of a map in their order, and the ids under which its relations are read back."""

    def __init__(self, m: ArgumentMap) -> None:
        self.m = m
        self.lines: list[_Line] = []
        self.homes: set[str] = set()
        self.below: dict[str, list[Relation]] = {}
        self.order: list[Relation] = []
        self.has_reasons = any(relation.kind == "supports" for relation in m.relations)
        beneath: set[str] = set()
        for relation in m.relations:
            if writable(relation.kind):
                self.below.setdefault(relation.target, []).append(relation)
                beneath.update(relation.premises)
        for node in m.nodes:
            if node.id not in beneath:
                self._grow(node)
        for node in m.nodes:  # those on a circle, which have no root above them
            if node.id not in self.homes:
                self._grow(node)
        taken = {node.id for node in m.nodes}
        counts: dict[str, int] = {}
        self.names: dict[str, str] = {}
        for relation in self.order:
            counts[relation.prefix] = counts.get(relation.prefix, 0) + 1
            name = free(f"{relation.prefix}{counts[relation.prefix]}", taken)
            taken.add(name)
            if name != relation.id:
                self.names[relation.id] = name

    def _grow(self, root: Node) -> None:
        planted = deque([root])
        while planted:
            top = planted.popleft()
            self.homes.add(top.id)
            self.lines.append(_Line(0, "-", (), top, False))
            waiting = [self._beneath(top.id, None, 1)]
            while waiting:
                found = next(waiting[-1], None)
                if found is None:
                    waiting.pop()
                    continue
                level, sign, words, premise, step = found
                node = self.m[premise]
                assert isinstance(node, Node)
                is_home = premise not in self.homes
                if is_home and level > LEVELS:
                    planted.append(node)
                    is_home = False
                self.homes.add(premise)
                self.lines.append(_Line(level, sign, words, node, not is_home))
                if is_home or step is not None:
                    waiting.append(self._beneath(premise if is_home else None, step, level + 1))

    def _beneath(
        self, node: str | None, step: Relation | None, level: int
    ) -> Iterator[tuple[int, str, tuple[str, ...], str, Relation | None]]:
        """Yield the bullets below one: what is about the step that it makes, then what is about its node."""
        about: list[tuple[Relation, tuple[str, ...]]] = (
            [(relation, ("step",)) for relation in self.below.get(step.id, ())] if step is not None else []
        )
        about += [(relation, ()) for relation in self.below.get(node, ())] if node is not None else []
        for relation, words in about:
            sign = SIGNS.get(relation.kind, "*")
            # Where no reason shows what the signs mean, an objection says it.
            named = () if sign == "+" or (sign == "-" and self.has_reasons) else (relation.kind,)
            self.order.append(relation)
            for place, premise in enumerate(relation.premises):
                if place == 0:
                    yield level, sign, (*named, *words), premise, relation
                else:
                    yield level, sign, ("and",), premise, None


def _in_heading(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """Return a text in which no backslash is taken for an escape."""
    text = text.replace("\0", "\ufffd")
    return re.sub(rf"\\(?=[{PUNCTUATION}]|$)", r"\\\\", text)


def _guarded(text: str, indent: str) -> str:
    """Return a text that is read back as it is, with its further lines indented."""
    lines = [_escaped(line) for line in re.split(r"\r\n|\n|\r", text)]
    for place, line in enumerate(lines):
        stripped = line.strip()
        if place and (BULLET.match(stripped) or HEADING.match(stripped)):
            line = re.sub(rf"[{PUNCTUATION}]", r"\\\g<0>", stripped, count=1)
        elif place == 0 and (LABEL.match(stripped) or KIND.match(stripped) or REFERENCE.match(stripped)):
            line = "\\" + stripped
        if place == len(lines) - 1 and attributes_of(line.rstrip()):
            cut = line.rindex("{")
            line = f"{line[:cut]}\\{line[cut:]}"
        lines[place] = line
    return f"\\\n{indent}".join(lines)
