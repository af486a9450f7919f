r"""Words in LaTeX, as BibTeX files write them, and as plain Unicode.

What is read: accents (``\"u``, ``\v{s}``), letters (``\o``, ``\ss``), dashes and quotation marks, escaped signs,
and the commands of type face, of which the words stay. Mathematics stays as it is written.
"""

from __future__ import annotations

import re
from unicodedata import normalize

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
"""The accents by their commands, as combining characters."""

LETTERS = {
    "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "SS": "SS", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "th": "þ", "TH": "Þ", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€",
    "textregistered": "®", "texttrademark": "™", "textdegree": "°", "dag": "†", "ddag": "‡",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textquotesingle": "'", "textquotedbl": '"', "quotedblbase": "„", "quotesinglbase": "‚",
    "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbraceleft": "{",
    "textbraceright": "}", "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">",
    "textdollar": "$", "textexclamdown": "¡", "textquestiondown": "¿", "textbullet": "•",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "slash": "/", "quad": " ", "space": " ",
}  # fmt: skip
"""Commands that stand for letters and signs."""

FACES = frozenset(
    "emph textit textbf textrm textsf texttt textsc textsl textup textmd textnormal text mbox hbox it bf rm sf tt "
    "sc sl em itshape bfseries scshape upshape rmfamily sffamily ttfamily mkbibquote mkbibemph mkbibbold "
    "mkbibitalic relax protect uppercase MakeUppercase lowercase nocase url path nolinkurl textsuperscript "
    "textsubscript ensuremath noopsort unskip ignorespaces small large normalsize footnotesize".split()
)
"""Commands that only change how words look."""

MATHEMATICS = 400
"""How many tokens a formula may have; a sign of a dollar without another so near is one of money."""

SILENT = ("", "-", "/", "@", "!", "(", ")")
"""Signs after a backslash that only say where a line may break, or how far letters stand apart."""

_TOKEN = re.compile(
    r"\\(?:[A-Za-z]+|.|$)|[{}$~]|---?|``|''|[^\\{}$~\-`']+|.",
    re.DOTALL,
)
_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
_LIGATURE = re.compile(r"--|``|''")


def text_of(latex: str) -> tuple[str, tuple[str, ...]]:
    r"""Return what LaTeX says as plain text, and the commands that are not known, which stay in it.

    >>> text_of(r"M{\"u}ller --- {\it Stra{\ss}e}, 5\%")
    ('Müller — Straße, 5%', ())
    >>> text_of(r"\foo{bar}")
    ('\\foobar', ('\\foo',))
    """
    said: list[str] = []
    unknown: list[str] = []
    accents: list[str] = []  # that wait for their letter
    in_mathematics = False
    tokens = _TOKEN.findall(latex)
    last = len(tokens) - 1
    for place, token in enumerate(tokens):
        if token == "$" and (in_mathematics or "$" in tokens[place + 1 : place + MATHEMATICS]):
            in_mathematics = not in_mathematics
            said.append(token)
            continue
        if in_mathematics:
            said.append(token)
            continue
        if token in "{}":
            if token == "}" and accents:  # an accent over nothing
                said.append(_accented(" ", accents))
                accents = []
            continue
        piece = _piece(token, accents, unknown)
        if token[0] == "\\" and token[1:].isalpha() and token[1:] not in ACCENTS and place < last:
            following = tokens[place + 1]
            if following[0].isspace():  # a command of letters eats the space after it
                tokens[place + 1] = following.lstrip()
        if piece is None:
            continue
        if accents and piece:
            piece = piece.lstrip()
            if not piece:
                continue
            piece = _accented(piece, accents)
            accents = []
        said.append(piece)
    if accents:
        said.append(_accented(" ", accents))
    return " ".join("".join(said).split()), tuple(dict.fromkeys(unknown))


def latex_of(text: str, *, keep_case: bool = False) -> str:
    r"""Return plain text as LaTeX; with ``keep_case`` in braces where a style must not change capitals.

    >>> latex_of("NATO & R_0, 5% -- \"so\""), latex_of("The NATO summit", keep_case=True)
    ('NATO \\& R\\_0, 5\\% -{}- "so"', 'The {NATO} summit')
    """
    safe = _SPECIAL.sub(lambda found: _ESCAPED[found[0]], " ".join(text.replace("\0", "").split()))
    while _LIGATURE.search(safe):
        safe = _LIGATURE.sub(lambda found: f"{found[0][0]}{{}}{found[0][1]}", safe)
    if keep_case:
        first, *rest = re.split(r"( )", safe)
        safe = _held(first, first[1:]) + "".join(_held(word, word) for word in rest)
    return safe


def _held(word: str, shown: str) -> str:
    if shown.lower() == shown or re.search(r"[\\{}]", word):
        return word
    core = word.strip(",.:;!?()[]\"'“”‘’")
    before, _, after = word.partition(core)
    return f"{before}{{{core}}}{after}"


def _piece(token: str, accents: list[str], unknown: list[str]) -> str | None:
    """Return what a token says, or ``None`` where it says nothing by itself."""
    if token[0] != "\\":
        return {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”"}.get(token, token)
    command = token[1:]
    if command in ACCENTS:
        accents.append(ACCENTS[command])
        return None
    if command in LETTERS:
        if accents and command in "ij":  # the dot goes where an accent comes
            return command
        return LETTERS[command]
    if command in FACES or command in SILENT:
        return None
    if command.isalpha() and command.isascii():
        unknown.append(token)
        return token
    return " " if command in ("\\", ",", ";", ":", " ", "\n", "\t") else command


def _accented(piece: str, accents: list[str]) -> str:
    return normalize("NFC", piece[0] + "".join(reversed(accents))) + piece[1:]
