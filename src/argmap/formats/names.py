"""Names of authors: taken apart into what bibliographies sort and shorten by, and put together again.

A source keeps an author as one text, "Ludwig van Beethoven"; CSL-JSON and BibTeX want to know which of its
words are the family name, or that it is the name of a body, which is never taken apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PARTICLES = frozenset(
    "af al as at av bin bint da dal de degli dei del della den der des di do dos du e el ibn la le les lo "
    "san 't te ten ter und van vom von y zu zum zur".split()
)
"""The small words between given and family name."""

SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))

BODIES = frozenset(
    "academy agency agents airlines alliance amnesty army asia assembly association associates authority bank "
    "board books britain bureau care center centre chamber china church club coalition college commission "
    "committee community company confederation conference consortium convention corporation corps council "
    "court daily data department development directorate division economist europe european executive "
    "expert experts faculty federal federation force forces forum foundation fund gazette general global "
    "government group headquarters health herald house human hospital independent india initiative institut "
    "institute institution inspectorate international journal lab laboratory labs league library magazine "
    "media ministry mission monitor monitoring museum national nations network news observatory office "
    "organisation organization pakistan panel parliament parties party police policy post press programme "
    "program project public publishers red relief report reports republic research review rights royal "
    "russia sans school secretariat security senate service services society staff state states statistics "
    "studies study systems team telegraph think times transparency tribune trust ukraine union united "
    "university watch weekly without women workers world".split()
)
"""Words that people are not called, and bodies are."""

_WORD = re.compile(r"(?:[^\W\d_]+[.'’-]?)+")
_SUFFIX_COMMA = re.compile(r", (?=(?:Jr|Sr)\.?$)")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a person, taken apart.

    >>> Name("Beethoven", given="Ludwig", particle="van").text
    'Ludwig van Beethoven'
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def text(self) -> str:
        """The name as one says it."""
        return " ".join(word for word in (self.given, self.particle, self.family, self.suffix) if word)


def person(name: str) -> Name | None:
    """Return the name of a person taken apart, or ``None`` where it may be that of a body.

    Two to five words with capitals, particles aside, are a person's, the last one the family's; a word such as
    "Bank" or "of", a figure, or a word all in capitals is a body's. What is not sure is a body's, whose name
    stays whole.

    >>> person("Martin Luther King Jr.")
    Name(family='King', given='Martin Luther', particle='', suffix='Jr.')
    >>> person("World Bank"), person("Save the Children"), person("RAND")
    (None, None, None)
    """
    words = _SUFFIX_COMMA.sub(" ", name).split(" ")
    suffix = words.pop() if len(words) > 2 and words[-1] in SUFFIXES else ""
    if not 2 <= len(words) <= 5 or not all(_WORD.fullmatch(word) for word in words):
        return None
    if any(word.casefold().strip(".") in BODIES for word in words):
        return None
    family, before = words[-1], words[:-1]
    at = len(before)
    while at > 1 and before[at - 1] in PARTICLES:
        at -= 1
    given, particles = before[:at], before[at:]
    if not all(_is_capital(word) for word in (*given, family)) or _shouts(family):
        return None
    found = Name(family, " ".join(given), " ".join(particles), suffix)
    return found if found.text == name else None


def _is_capital(word: str) -> bool:
    return word[0].isupper() or "-" in word  # al-Zawahiri


def _shouts(word: str) -> bool:
    return len(word) > 1 and word.isupper()
