"""The rows of Hypothes.is (its search interface, and the export of its client) as annotations of the W3C model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LEFT = "hypothesis"
"""The key under which an annotation carries what the W3C model has no place for."""

_PLACED = ("id", "created", "updated", "user", "text", "tags", "target")


def is_row(value: Any) -> bool:
    """Return whether a value is a row of Hypothes.is.

    >>> is_row({"uri": "https://example.org", "text": "", "tags": [], "target": []}), is_row({"type": "Annotation"})
    (True, False)
    """
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("uri"), str)
        and isinstance(value.get("target"), list)
        and value.get("type") in (None, "annotation", "Annotation")
    )


def annotation_of_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as an annotation, as the service itself gives it out as JSON-LD.

    >>> row = {"id": "x", "uri": "https://example.org", "text": "So?", "tags": ["a"], "target": []}
    >>> [body["value"] for body in annotation_of_row(row)["body"]]
    ['So?', 'a']
    """
    links = row.get("links")
    address = links.get("html") if isinstance(links, Mapping) else None
    annotation: dict[str, Any] = {"type": "Annotation"}
    if isinstance(address, str) or isinstance(row.get("id"), str):
        annotation["id"] = address if isinstance(address, str) else f"https://hypothes.is/a/{row['id']}"
    for key, word in (("created", "created"), ("updated", "modified"), ("user", "creator")):
        if row.get(key) is not None:
            annotation[word] = row[key]
    bodies: list[dict[str, Any]] = []
    if row.get("text"):
        bodies.append({"type": "TextualBody", "value": row["text"], "format": "text/markdown"})
    tags = row.get("tags")
    bodies += [
        {"type": "TextualBody", "value": tag, "purpose": "tagging"}
        for tag in (tags if isinstance(tags, list) else ())
    ]
    annotation["body"] = bodies
    annotation["target"] = row["target"] or [{"source": row["uri"]}]
    left = {key: value for key, value in row.items() if key not in _PLACED}
    if all(isinstance(t, Mapping) and t.get("source") == row["uri"] for t in annotation["target"]):
        left.pop("uri", None)
    if left:
        annotation[LEFT] = left
    return annotation


def title_of(annotation: Mapping[str, Any]) -> str:
    """Return the title of the page that a row is on, where it says one."""
    left = annotation.get(LEFT)
    document = left.get("document") if isinstance(left, Mapping) else None
    titles = document.get("title") if isinstance(document, Mapping) else None
    first = titles[0] if isinstance(titles, list) and titles else titles
    return first if isinstance(first, str) else ""


def is_reply(annotation: Mapping[str, Any]) -> bool:
    """Return whether an annotation answers another one."""
    left = annotation.get(LEFT)
    return isinstance(left, Mapping) and bool(left.get("references"))
