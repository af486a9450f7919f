"""Argdown as the reference implementation reads it: its recorded results are the oracle."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from formats import argdown_adapter

OWN = Path(__file__).parent / "argdown_own"
SHARED = Path(__file__).parents[3] / "shared" / "argdown"
LEVELS = ("accept", "statements", "arguments", "written", "relations", "derived", "annotations", "sections")


def squeezed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def ends(relations: list[dict[str, Any]]) -> list[str]:
    """Relations as comparable lines, in any order."""
    return sorted(json.dumps([r["from"], r["type"], r["to"]], sort_keys=True) for r in relations)


def said(members: list[dict[str, Any]]) -> list[str]:
    return [squeezed(member.get("text")) for member in members if not member.get("isReference")]


def annotated(part: dict[str, Any]) -> tuple[list[str], dict[str, Any], str | None]:
    return part.get("tags") or [], part.get("data") or {}, part.get("section")


ASPECTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "statements": lambda d: {s["title"]: said(s["members"]) for s in d["statements"]},
    "canonical": lambda d: {
        s["title"]: squeezed(s.get("text")) for s in d["statements"] if said(s["members"])
    },
    "roles": lambda d: {
        s["title"]: [m.get("role", "list-item") for m in s["members"]] for s in d["statements"]
    },
    "arguments": lambda d: {a["title"]: said(a["members"]) for a in d["arguments"]},
    "reconstructions": lambda d: {
        a["title"]: [
            (p["role"], p["title"], (p.get("inference") or {}).get("rules") or []) for p in a.get("pcs", [])
        ]
        for a in d["arguments"]
    },
    "inference data": lambda d: [
        (p.get("inference") or {}).get("data") for a in d["arguments"] for p in a.get("pcs", [])
    ],
    "written": lambda d: ends(d["relationsAsWritten"]),
    "relations": lambda d: ends(d["relations"]),
    "derived": lambda d: ends(d["derivedRelations"]),
    "annotations": lambda d: {p["title"]: annotated(p) for p in (*d["statements"], *d["arguments"])},
    "front matter": lambda d: d.get("frontMatter"),
    "sections": lambda d: [
        (s["id"], s["title"], s["level"], s.get("parent"), s.get("isGroup"), s.get("isClosed"))
        for s in d["sections"]
    ],
    "lines": lambda d: {s["title"]: [m["line"] for m in s["members"]] for s in d["statements"]},
}


def own_cases() -> list[Any]:
    return [pytest.param(folder, id=folder.name) for folder in sorted(OWN.iterdir())]


@pytest.mark.parametrize("folder", own_cases())
def test_own_documents_read_as_the_reference_reads_them(folder: Path) -> None:
    """Each snippet means what @argdown/core 2.0.1 says that it means, or is refused where that refuses it."""
    expected = json.loads((folder / "expected.json").read_text())
    request = folder / "request.json"
    text = (folder / "input.argdown").read_bytes().decode()
    actual = argdown_adapter.parse(text, json.loads(request.read_text()) if request.exists() else {})
    assert expected["ok"] == actual["ok"]
    for aspect, of in ASPECTS.items() if expected["ok"] else ():
        assert (aspect, of(expected)) == (aspect, of(json.loads(json.dumps(actual))))


def checker() -> Any:
    """The module that compares with the shared corpus, or nothing where that is not there."""
    path = SHARED / "check.py"
    spec = importlib.util.spec_from_file_location("argdown_check", path) if path.exists() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHECK = checker()
SHARED_CASES = list(CHECK.cases()) if CHECK else [("none", "", {}, {})]


@pytest.mark.skipif(CHECK is None, reason=f"the shared corpus is not there: {SHARED}")
@pytest.mark.parametrize(
    ("name", "text", "request_", "expected"), SHARED_CASES, ids=[c[0] for c in SHARED_CASES]
)
def test_shared_documents_pass_the_check(
    name: str, text: str, request_: dict[str, Any], expected: dict[str, Any]
) -> None:
    """Every document of the shared corpus passes every level that the reader answers for."""
    actual = argdown_adapter.parse(text, request_)
    wanted = LEVELS if expected["ok"] else ("accept",)
    result = CHECK.compare(expected, actual, wanted[-1])
    assert dict.fromkeys(wanted, True) == result
