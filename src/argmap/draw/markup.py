"""What may stand in XML, and how: text that stays text whatever is in it, numbers that stay short."""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encode

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Embeddings and overrides would turn around what follows them, and a broken line tears them from their end.
_UNSEEN = re.compile("[\xad\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_SUSPECT = re.compile(f"{_NOT_XML.pattern}|{_UNSEEN.pattern}|[\r\x85\u2028\u2029]")
_LINK = re.compile(r"(?:https?://|mailto:|#)[^\x00-\x1f\x7f-\x9f]*\Z", re.IGNORECASE)
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=-._~"


def clean(text: str) -> str:
    r"""Return a text with nothing in it that XML forbids or that acts on other text unseen.

    Control characters, lone surrogates and non-characters become U+FFFD, line ends of all kinds a newline,
    and bidirectional controls and other unseen formatting characters go.

    >>> clean("a\x00b\r\nc\u202ed")
    'a�b\ncd'
    """
    if not _SUSPECT.search(text):
        return text
    return _NOT_XML.sub("\ufffd", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))


_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ef\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARK}{{3}}){_MARK}+")


def visible(text: str) -> str:
    r"""Return a clean text as a card shows it: at most three accents a letter, or they cover what is around.

    >>> len(visible("a" + "\u0301" * 40))
    4
    """
    text = clean(text)
    return text if text.isascii() else _STACKED.sub(r"\1", text)


def escape(text: str) -> str:
    """Return a text, already clean, as it stands in the content or in a quoted attribute of XML.

    >>> escape('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def safe_link(url: str | None) -> str | None:
    """Return the address if it is one that may be clicked: http, https, mailto, or a place in the page.

    What has no place in an address is percent-encoded.

    >>> safe_link("https://example.org/a b#:~:text=All"), safe_link("javascript:alert(1)")
    ('https://example.org/a%20b#:~:text=All', None)
    """
    if url is None or not _LINK.match(url):
        return None
    return percent_encode(url, safe=_IN_ADDRESSES, errors="replace")


def number(value: float) -> str:
    """Return a length with at most one decimal.

    >>> number(12.04), number(-0.01), number(3.25)
    ('12', '0', '3.2')
    """
    text = f"{value:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text
