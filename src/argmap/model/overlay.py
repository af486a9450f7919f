"""An overlay: what a value beside a map says of its parts, for a drawing to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import Literal, Protocol, get_args, runtime_checkable

from argmap.errors import ArgmapError, did_you_mean, suggestion

Tone = Literal["good", "bad", "open", "new", "gone", "changed", "warning", "note", "path", "level"]
"""How a part stands out. A theme gives every tone a colour and a sign of its own, so that it is never colour
alone: accepted, rejected, undecided; added, removed, changed; weak, remarked on; on the path shown; or a
number on a scale."""

TONES: tuple[Tone, ...] = get_args(Tone)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is shown on one part.

    Args:
        tone: how the part stands out.
        text: a few words for the badge of the part, ``""`` for none.
        level: from 0 to 1, with the tone ``"level"`` only: how far the part is filled.

    Raises:
        ArgmapError: the tone is unknown, or the level is no number from 0 to 1.

    >>> Mark("bad", "rejected")
    Mark(tone='bad', text='rejected', level=None)
    """

    tone: Tone
    text: str = ""
    level: float | None = None

    def __post_init__(self) -> None:
        _require_tone(self.tone)
        if not isinstance(self.text, str):
            raise ArgmapError(f"the text of a mark is words, not {self.text!r}")
        if (self.level is None) == (self.tone == "level"):
            raise ArgmapError("a mark has a level with the tone 'level', and with no other")
        if self.level is not None and not (isfinite(self.level) and 0 <= self.level <= 1):
            raise ArgmapError(f"the level of a mark is a number from 0 to 1, not {self.level!r}")


class Overlay:
    """Marks on the parts of a map, by id, and what they mean.

    Args:
        name: what is shown, the heading of its legend: ``"Acceptability"``.
        marks: the marks by part id.
        legend: what a tone means here: ``{"good": "accepted"}``; a tone without a word is not in the legend.
        glossary: what words in the texts of marks mean, for the legend too: ``{"AM107": "It hangs on nothing"}``.

    >>> checked = Overlay("Checked", {"c1": Mark("good", "by A.")}, {"good": "checked"})
    >>> checked.marks["c1"].text
    'by A.'
    """

    __slots__ = ("glossary", "legend", "marks", "name")

    name: str
    marks: Mapping[str, Mark]
    legend: Mapping[str, str]
    glossary: Mapping[str, str]

    def __init__(
        self,
        name: str,
        marks: Mapping[str, Mark] | Iterable[tuple[str, Mark]],
        legend: Mapping[str, str] | Mapping[Tone, str] | Iterable[tuple[str, str]] = (),
        glossary: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    ) -> None:
        put = object.__setattr__
        if not isinstance(name, str):
            raise ArgmapError(f"the name of an overlay is words, not {name!r}")
        put(self, "name", name)
        try:
            put(self, "marks", MappingProxyType(dict(marks)))
        except (TypeError, ValueError):
            raise ArgmapError(f"the marks of an overlay are Marks by part id, not {marks!r}") from None
        words: dict[str, str] = dict(legend.items() if isinstance(legend, Mapping) else legend)
        put(self, "legend", MappingProxyType(words))
        put(self, "glossary", MappingProxyType(dict(glossary)))
        for id, mark in self.marks.items():
            if not isinstance(id, str) or not isinstance(mark, Mark):
                raise ArgmapError(f"an overlay holds a Mark by the id of each part, not {id!r}: {mark!r}")

        for tone, word in self.legend.items():
            _require_tone(tone)
            if not isinstance(word, str):
                raise ArgmapError(f"the legend says a tone in words, not {word!r}")
        for word, meaning in self.glossary.items():
            if not isinstance(word, str) or not isinstance(meaning, str):
                raise ArgmapError(f"a glossary says words in words, not {word!r} as {meaning!r}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Overlay is immutable ({name!r})")

    def __delattr__(self, name: str) -> None:
        self.__setattr__(name, None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Overlay) and self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)

    @property
    def _content(self) -> tuple[object, ...]:
        said = tuple(self.legend.items()), tuple(self.glossary.items())
        return self.name, tuple(self.marks.items()), *said

    def __reduce__(self) -> tuple[object, ...]:
        return Overlay, (self.name, dict(self.marks), dict(self.legend), dict(self.glossary))

    def __repr__(self) -> str:
        count = len(self.marks)
        return f"<Overlay {self.name!r}: {count} mark{'s' * (count != 1)}>"

    def overlay(self) -> Overlay:
        """Return itself: an overlay is the plainest of the values that can be laid over a map."""
        return self


def _require_tone(tone: str) -> None:
    if tone not in TONES:
        near = suggestion(did_you_mean(str(tone), TONES))
        raise ArgmapError(f"unknown tone {tone!r}.{near} Tones: {', '.join(TONES)}")


@runtime_checkable
class Overlays(Protocol):
    """A value that can be laid over a map: a labelling, a report, a comparison, or one of a user's own."""

    def overlay(self) -> Overlay:
        """Return what it says of the parts of its map."""
