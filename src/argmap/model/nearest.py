"""The passage of a text that is nearest to words which do not stand in it, and a diff to show why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from math import log2
from typing import NamedTuple

from argmap.model.boundaries import piece_pattern, word_pattern
from argmap.model.folding import Folded, fold

ALIKE = 0.6
"""From this similarity on, words or passages count as alike: difflib's cutoff for a close match."""
EVENTS = 20_000
"""How many words of the text a search looks at: those that are rare in it come first."""
CANDIDATES = 3
"""How many places with many words in common are compared word by word."""
LONG = 500
"""From this many words on, a diff aligns without the very common ones (difflib's heuristic), to stay fast."""
KEPT = 4
"""How many equal words a diff shows on either side of a change."""


class Near(NamedTuple):
    """A passage that is near to some words: its place in the text, and how alike the two are in [0, 1]."""

    start: int
    end: int
    ratio: float


class WordIndex:
    """The words of a text and where each stands, case aside.

    >>> text = "The army has done its job. It will not do so again."
    >>> near = WordIndex(Folded(text)).nearest("the army had done its job")
    >>> text[near.start:near.end]
    'The army has done its job'
    """

    def __init__(self, folded: Folded) -> None:
        self._folded = folded
        self._spans = [word.span() for word in word_pattern().finditer(folded.text)]

    @cached_property
    def words(self) -> list[str]:
        """The words in order, case folded."""
        lower = self._folded.text.casefold() if self._folded.text.isascii() else None
        if lower is not None:
            return [lower[start:end] for start, end in self._spans]
        return [self._folded.text[start:end].casefold() for start, end in self._spans]

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """The positions of each word, ascending."""
        positions: dict[str, list[int]] = {}
        for position, word in enumerate(self.words):
            positions.setdefault(word, []).append(position)
        return positions

    def nearest(self, quoted: str) -> Near | None:
        """Return the passage that has most in common with these words, the first of equals.

        Places that share many words, rare ones counting more, are found with one window that slides over the
        text; the best are then compared word by word (Ratcliff & Metzener 1988). ``None`` where no word of
        the quote stands in the text.
        """
        from difflib import SequenceMatcher

        quote = [word.casefold() for word in word_pattern().findall(fold(quoted))]
        span = len(quote) + len(quote) // 4 + 2
        best: tuple[float, int, int] | None = None  # ratio, position of the first word, after the last
        for at in self._likely(quote, span):
            first = max(0, at - span // 2)
            window = self.words[first : at + span + span // 2]
            blocks = SequenceMatcher(None, window, quote).get_matching_blocks()[:-1]
            if not blocks:
                continue
            begin, stop = blocks[0].a, blocks[-1].a + blocks[-1].size
            ratio = 2 * sum(block.size for block in blocks) / (stop - begin + len(quote))
            # "likely" at the edge of a quote is the text's "unlikely", and the reader should see it.
            ahead, behind = blocks[0].b, blocks[-1].b + blocks[-1].size
            if ahead > 0 and begin > 0 and _alike(window[begin - 1], quote[ahead - 1]):
                begin -= 1
            if behind < len(quote) and stop < len(window) and _alike(window[stop], quote[behind]):
                stop += 1
            if best is None or (ratio, -begin - first) > (best[0], -best[1]):
                best = ratio, begin + first, stop + first
        if best is None:
            return None
        ratio, begin, stop = best
        start = self._folded.start_at(self._spans[begin][0])
        end = self._folded.end_at(self._spans[stop - 1][1])
        # A word may end inside a cluster where its last mark is no letter: the cluster's end is as good.
        return Near(start or 0, end if end is not None else (start or 0) + 1, ratio)

    def _likely(self, quote: Sequence[str], span: int) -> list[int]:
        wanted = Counter(word for word in quote if word in self.positions)
        events: list[tuple[int, str]] = []
        weights: dict[str, float] = {}
        for word in sorted(wanted, key=lambda word: (len(self.positions[word]), word)):
            places = self.positions[word]
            if events and len(events) + len(places) > EVENTS:
                break
            events += [(place, word) for place in places]
            weights[word] = log2(1 + len(self.words) / len(places))
        events.sort()
        inside: Counter[str] = Counter()
        left, score = 0, 0.0
        scored: list[tuple[float, int]] = []
        for place, word in events:
            inside[word] += 1
            score += weights[word] if inside[word] <= wanted[word] else 0
            while place - events[left][0] >= span:
                gone = events[left][1]
                score -= weights[gone] if inside[gone] <= wanted[gone] else 0
                inside[gone] -= 1
                left += 1
            scored.append((-round(score, 6), events[left][0]))
        likely: list[int] = []
        for _, place in sorted(scored):
            if all(abs(place - other) >= span // 2 for other in likely):
                likely.append(place)
                if len(likely) == CANDIDATES:
                    break
        return likely


def _alike(word: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, word, other).ratio() >= ALIKE


def word_diff(quoted: str, passage: str) -> str:
    """Return what to change in the quoted words to get the passage, in the notation of wdiff.

    ``[-so-]`` stands only in the quote, ``{+so+}`` only in the text. Words that are equal when folded are
    equal here; long runs of them are left out.

    >>> word_diff("It will not bring peace", "It will bring lasting peace")
    'It will [-not-] bring {+lasting+} peace'
    """
    from difflib import SequenceMatcher

    ours, theirs = piece_pattern().findall(quoted), piece_pattern().findall(passage)
    # In a script without spaces every character is a piece, and they are shown as they are written.
    space = " " if len(quoted.split()) > 1 or len(passage.split()) > 1 else ""
    folded = [fold(piece) for piece in ours], [fold(piece) for piece in theirs]
    matcher = SequenceMatcher(None, *folded, autojunk=len(ours) > LONG)
    shown: list[str] = []
    codes = matcher.get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            same = theirs[c:d]
            if len(same) > 2 * KEPT + 1:
                head = same[:KEPT] if number > 0 else []
                tail = same[-KEPT:] if number < len(codes) - 1 else []
                same = [*head, "…", *tail]
            shown.append(space.join(same))
            continue
        if b > a:
            shown.append(f"[-{space.join(ours[a:b])}-]")
        if d > c:
            shown.append(f"{{+{space.join(theirs[c:d])}+}}")
    return space.join(shown)
