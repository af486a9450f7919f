"""XML of graphs, parsed so that no entity is expanded and nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.errors import FormatError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def root_of(text: str, wanted: str, path: str | None) -> Element:
    """Return the root of an XML text.

    Raises:
        FormatError: it is no XML, has another root than wanted, or declares entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(text.removeprefix("\ufeff").lstrip())
    except ParseError as error:
        line, column = error.position
        raise FormatError(f"this is no XML: {error}", path=path, line=line, column=column + 1) from None
    except DefusedXmlException:
        raise FormatError("the XML declares entities, which argmap does not expand", path=path) from None
    except (ValueError, LookupError) as error:
        raise FormatError(f"this is no XML: {error}", path=path) from None
    if name_of(root) != wanted:
        raise FormatError(f"the root of the XML is {name_of(root)!r}, not {wanted!r}", path=path)
    return root


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def typed(text: str, type: str, path: str | None) -> Any:
    """Return a value of a typed attribute.

    >>> typed("1", "long", None), typed("true", "boolean", None), typed(" a ", "string", None)
    (1, True, ' a ')
    """
    try:
        if type in ("int", "long", "integer"):
            return int(text)
        if type in ("float", "double"):
            return float(text)
        if type == "boolean":
            return _TRUTH[text.strip().lower()]
    except (ValueError, KeyError):
        raise FormatError(f"{text!r:.60} is no value of the type {type}", path=path) from None
    return text
