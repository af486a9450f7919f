"""Whatever stands in the texts of a map, nothing of it runs, and all of it shows as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import argmap as am
from argmap.draw.html.content import MOST
from argmap.draw.markup import clean
from draw.html.browser import Seen, opened
from draw.html.payloads import PAYLOADS

NODES = (am.Claim, am.Evidence, am.Recommendation, am.Goal, am.Question, am.Factor)
RELATIONS = (
    am.Supports, am.Attacks, am.Influences, am.Addresses, am.Serves, am.Answers, am.Restates, am.Conflicts,
)  # fmt: skip
NEEDED = frozenset("id kind quotes premises target polarity".split())
CHUNK = 12
CHUNKS = [PAYLOADS[start : start + CHUNK] for start in range(0, len(PAYLOADS), CHUNK)]
EVERY = pytest.mark.parametrize("texts", CHUNKS, ids=lambda texts: texts[0][:12])

ELEMENTS = """() => [...document.querySelectorAll('*')].flatMap((e) => [
  ...(['script', 'img', 'iframe', 'object', 'embed', 'base', 'form', 'link', 'animate', 'set', 'foreignObject',
    'video', 'marquee', 'input', 'body', 'style', 'meta', 'textarea'].includes(e.localName) ? [e.localName] : []),
  ...[...e.attributes].filter((a) => /^on/i.test(a.name) || /^\\s*(javascript|data|vbscript):/i.test(a.value)
    && /href|src|action|to/.test(a.name)).map((a) => a.name + '=' + a.value)])"""
"""The elements and attributes of a document that a text could want to be."""


def filled(kind: type[am.Part], words: str, **needed: Any) -> am.Part:
    """A part with the text in each field that takes it."""
    fields = dict(needed)
    for name in kind.model_fields:
        if name in NEEDED:
            continue
        for value in (words, (words,)):
            try:
                kind(**{**fields, name: value})
            except (ValidationError, am.ArgmapError):
                continue
            fields[name] = value
            break
    return kind(**fields)


def hostile(texts: tuple[str, ...]) -> am.ArgumentMap:
    """Every text in every text field of every kind, of quotes, of sources, and of the map."""
    nodes: list[Any] = []
    relations: list[Any] = []
    sources = []
    for place, text in enumerate(texts):
        sources.append(
            am.Source(
                id=f"s{place}", title=text, authors=(text,), publisher=text, url=text, type=text, note=text
            )
        )
        words = text.replace("\ud800", "")  # pydantic's patterns take no lone surrogate
        quotes = (
            am.Quote(source=f"s{place}", exact=words, prefix=words, suffix=words, page=text),
            am.Quote(source=f"s{place}", opening=words, closing=words, page=f"https://example.org/{words}"),
        )
        ids = {kind: f"{kind.model_fields['kind'].default}-{place}" for kind in NODES}
        for kind in NODES:
            nodes.append(filled(kind, text, id=ids[kind], text=text, quotes=quotes))
        ends = {
            am.Influences: (am.Factor, am.Factor),
            am.Addresses: (am.Recommendation, am.Claim),
            am.Serves: (am.Claim, am.Goal),
            am.Answers: (am.Claim, am.Question),
        }
        for relation in RELATIONS:
            premise, target = ends.get(relation, (am.Evidence, am.Claim))
            more = {"polarity": "+"} if relation is am.Influences else {}
            id = f"{relation.model_fields['kind'].default}-{place}"
            relations.append(
                filled(
                    relation, text, id=id, premises=(ids[premise],), target=ids[target], quotes=quotes, **more
                )
            )
    title = " ".join(texts)
    return am.ArgumentMap(nodes, relations, sources=sources, title=title, note=title)


def drawn(texts: tuple[str, ...]) -> tuple[am.ArgumentMap, Any]:
    m = hostile(texts)
    group = {node.id: node.text for node in m.nodes}
    marks = {part.id: am.Mark("bad", texts[place % len(texts)]) for place, part in enumerate(m)}
    over = am.Overlay(texts[0], marks, {"bad": texts[0]})
    return m, m.draw(relations="all", engine="tidy", overlay=over, group_by=lambda node: group[node.id])


def quiet(seen: Seen) -> tuple[list[str], list[str]]:
    return seen.requests, seen.dialogs


def told(frame: Any, nodes: Sequence[am.Node]) -> Iterator[tuple[str, str]]:
    """Select nodes by their links in the outline, and read what the panel says."""
    said = frame.evaluate(
        """(ids) => ids.map((id) => {
          document.querySelector(`#outline a[href="#${CSS.escape(id)}"]`).click();
          document.querySelectorAll('#told summary, .am-card, .am-dot, .am-link, .badge').forEach((e) =>
            e.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
          return document.querySelector('#told .text').textContent;
        })""",
        [node.id for node in nodes],
    )
    yield from zip((node.text for node in nodes), said, strict=True)


def test_there_are_sixty_hostile_texts() -> None:
    """The bar names sixty."""
    assert len(set(PAYLOADS)) >= 60


@EVERY
def test_a_page_of_hostile_texts_runs_nothing(browser: Any, tmp_path: Path, texts: tuple[str, ...]) -> None:
    """In the page every text shows as itself, and no element, handler, dialog or request comes of one.

    The policy of the page is switched off, so that it is the escaping that is tested.
    """
    m, drawing = drawn(texts)
    path = drawing.save(tmp_path / "page.html")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    seen = Seen()
    page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda r: seen.requests.append(r.url) if not r.url.startswith(path.as_uri()) else None)
    page.goto(path.as_uri())
    for text, said in told(page, m.nodes):
        assert clean(text) == said
    page.evaluate("() => document.querySelectorAll('.am-card, .am-dot, .am-link, .badge, #told a[href^=\"#\"]')"
                  ".forEach((e) => e.dispatchEvent(new MouseEvent('click', { bubbles: true })))")  # fmt: skip
    page.fill("#search", "alert")
    page.wait_for_timeout(50)
    assert ([], []) == quiet(seen)
    expected = ["meta", "meta", "meta", "style", "body", "input", "input", "script", "script"]
    assert expected == page.evaluate(ELEMENTS)
    links = page.evaluate(
        "() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"
    )
    assert [] == [link for link in links if not link.startswith(("#", "https://example.org/"))]
    context.close()


def test_a_large_page_of_hostile_texts_runs_nothing(browser: Any, tmp_path: Path) -> None:
    """Where picture and outline wait as text, nothing runs either as they become elements, clicked or not.

    Every seventh node and every ninth element, which are some of each kind: all of them are clicked in smaller maps.
    """
    m, drawing = drawn(PAYLOADS)
    assert len(m.nodes) > MOST
    path = drawing.save(tmp_path / "page.html")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    seen = Seen()
    page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda r: seen.requests.append(r.url) if not r.url.startswith(path.as_uri()) else None)
    page.goto(path.as_uri())
    page.click("#outlined")
    for text, said in told(page, m.nodes[::7]):
        assert clean(text) == said
    page.keyboard.press("u")
    page.wait_for_timeout(500)
    page.evaluate(
        """() => document.querySelectorAll('.am-card, .am-dot, .am-link, .am-mark, .badge, .far path').forEach(
             (e, place) => place % 9 || e.dispatchEvent(new MouseEvent('click', { bubbles: true })))"""
    )
    page.fill("#search", "alert")
    page.wait_for_timeout(50)
    assert ([], []) == quiet(seen)
    expected = ["meta", "meta", "meta", "style", "body", "input", "input", "script", "script"]
    assert expected == page.evaluate(ELEMENTS)
    context.close()


@EVERY
def test_the_svg_alone_of_hostile_texts_runs_nothing(
    browser: Any, tmp_path: Path, texts: tuple[str, ...]
) -> None:
    """Opened by itself, where no policy holds, the picture asks for nothing and runs nothing, clicked or not."""
    m, drawing = drawn(texts)
    page, seen = opened(browser, drawing.save(tmp_path / "map.svg"))
    page.evaluate("() => document.querySelectorAll('g').forEach((e) => ['click', 'mouseover', 'focus'].forEach((t) =>"
                  " e.dispatchEvent(new MouseEvent(t))))")  # fmt: skip
    assert ([], [], []) == (*quiet(seen), seen.errors)
    assert [] == page.evaluate(ELEMENTS)
    assert len(m.nodes) == page.locator(".am-card").count()
    page.context.close()


def test_a_notebook_cell_of_hostile_texts_runs_nothing(browser: Any, tmp_path: Path) -> None:
    """Maps in the frames of one notebook: each is whole, none reaches the page around or another one."""
    maps = [hostile(texts) for texts in CHUNKS]
    cells = [m.explore(relations="all", engine="tidy")._repr_mimebundle_()["text/html"] for m in maps]
    host = tmp_path / "notebook.html"
    host.write_text(f"<!doctype html><title>{escape('A notebook')}</title>{''.join(cells)}", encoding="utf-8")
    page, seen = opened(browser, host)
    frames = page.frames[1:]
    assert len(CHUNKS) == len(frames)
    for frame, m in zip(frames, maps, strict=True):
        frame.wait_for_selector(".am-card")
        for text, said in told(frame, m.nodes):
            assert clean(text) == said
    assert ([], []) == quiet(seen)
    assert 0 == page.evaluate("() => document.querySelectorAll('.am-card, #panel').length")
    page.context.close()


@EVERY
def test_a_picture_of_hostile_texts_in_a_notebook_runs_nothing(
    browser: Any, tmp_path: Path, texts: tuple[str, ...]
) -> None:
    """Pasted into the page of a notebook, as Jupyter does with a picture, it stays a picture, also when clicked.

    Its links, which lead to quoted passages, are links to the web.
    """
    m, drawing = drawn(texts)
    host = tmp_path / "notebook.html"
    shown = drawing._repr_mimebundle_(include=("image/svg+xml",))["image/svg+xml"]
    host.write_text(f"<!doctype html><meta charset=utf-8><title>A notebook</title>{shown}", encoding="utf-8")
    page, seen = opened(browser, host)
    page.evaluate(
        """() => document.querySelectorAll('svg :not(a)').forEach((e) => ['click', 'mouseover', 'focus'].forEach(
             (type) => e.dispatchEvent(new MouseEvent(type, { cancelable: true }))))"""
    )
    assert ([], [], []) == (*quiet(seen), seen.errors)
    assert ["meta", "body"] == [name for name in page.evaluate(ELEMENTS) if name != "style"]
    assert len(m.nodes) == page.locator("body > svg .am-card").count()
    links = page.evaluate("() => [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
    assert [] == [link for link in links if not link.startswith("https://example.org/")]
    page.context.close()
