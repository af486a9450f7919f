"""A brief says what the map says, and shows every text as that text, in Markdown, HTML and Word."""

from __future__ import annotations

import html
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings

import argmap as am
from argmap.cli import main
from strategies import maps

HOSTILE = "{{ 7*7 }} {% raw %} <script>alert(1)</script> [a](javascript:alert(1)) *b* # c"


@pytest.fixture
def m() -> am.ArgumentMap:
    d = am.Draft(
        "Roofs",
        source=am.Source(id="s", title="A report", authors=("A. Author",), url="https://example.org/r"),
    )
    mend = d.thesis("The roof should be mended.", quote="mend it")
    wet = d.claim("It is wet inside.")
    d.support(
        mend,
        wet,
        d.assume("Nobody likes it wet."),
        jointly=True,
        scheme="argument from negative consequences",
    )
    d.support(wet, d.evidence("It rained for a week.", form="event"))
    costs = d.claim("It costs much.", voice="the landlord")
    attack = d.concede(mend, costs)
    d.undercut(attack, d.claim("It costs more later."))
    d.address(wet, d.recommend("Mend it this year.", to="the landlord", deontic="should"))
    d.question("Who pays?")
    return d.map()


def test_the_sections_hold_what_belongs_there(m: am.ArgumentMap) -> None:
    """In the order in which a reader needs them."""
    said = m.report().markdown()
    titles = [line for line in said.splitlines() if line.startswith("## ")]
    assert [
        "## Thesis", "## Grounds", "## Objections and answers", "## Recommendations", "## What these rest on",
        "## Open questions", "## Weaknesses", "## Sources",
    ] == titles  # fmt: skip
    for piece in (
        "It is wet inside. *together with* Nobody likes it wet. *(unstated)*",
        "the landlord: It costs much. **(conceded)**",
        "Answer: It costs more later.",
        "Mend it this year. **To:** the landlord. (should)",
        "Meets: It is wet inside.",
        "**It is wet inside.** Because: It rained for a week.",
        "Who pays?",
        "How likely are the bad consequences?",
        "[passage](<https://example.org/r#:~:text=mend%20it>)",
        "A. Author, A report [link](<https://example.org/r>)",
    ):
        assert piece in said, piece


def test_the_page_asks_the_network_for_nothing(m: am.ArgumentMap) -> None:
    """Its pictures stand in it; a picture of the main line where that is not the whole."""
    page = m.report().html()
    assert 2 == page.count("<figure>")
    assert "It costs more later." in html.unescape(page)
    for asking in ("<script", "<link", "<img", "@import", "url(http"):
        assert asking not in page


def test_the_document_holds_the_same(m: am.ArgumentMap) -> None:
    """Read back by python-docx; the same bytes each time."""
    data = m.report().docx()
    assert data == m.report().docx()
    paper = Document(BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    for piece in (
        "The roof should be mended.",
        "the landlord: It costs much.",
        "Answer: It costs more later.",
    ):
        assert piece in text
    assert 2 == len(paper.inline_shapes)


def test_a_hostile_text_shows_as_that_text() -> None:
    m = am.ArgumentMap(
        [am.Claim(id="c1", text=HOSTILE, note=HOSTILE)], title=HOSTILE, thesis="c1", note=HOSTILE
    )
    page = m.report().html()
    assert "<script>alert" not in page
    assert HOSTILE in html.unescape(page)
    assert r"# \{\{ 7\*7 \}\} \{% raw %\} \<script\>" in m.report().markdown()
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(m.report().docx())).paragraphs)
    assert HOSTILE in text


def test_only_addresses_of_pages_become_links() -> None:
    source = am.Source(id="s", title="x", url="javascript:alert(1)")
    m = am.ArgumentMap(
        [am.Claim(id="c1", text="x", quotes=(am.Quote(source="s", exact="x", page="javascript:alert(1)"),))],
        sources=[source],
    )
    assert "javascript:" not in m.report().html()
    assert "](<javascript" not in m.report().markdown()


@pytest.mark.filterwarnings("ignore:no font has")  # of any characters at all
@settings(max_examples=15)
@given(maps())
def test_any_map_has_a_brief(m: am.ArgumentMap) -> None:
    assert "\n# " in f"\n{m.report().markdown()}"
    assert Document(BytesIO(m.report().docx())).paragraphs


def test_a_template_of_ones_own(m: am.ArgumentMap, tmp_path: Path) -> None:
    own = "{{ title }}: {% for r in recommendations %}{{ r.text }}{% endfor %}"
    assert "Roofs: Mend it this year." == m.report(own).markdown()
    path = tmp_path / "own.j2"
    path.write_text(own, "utf-8")
    assert "Roofs: Mend it this year." == m.report(path).markdown()
    assert "Roofs: Mend it this year." == m.report(own).save(tmp_path / "brief.md").read_text("utf-8")
    with pytest.raises(am.ArgmapError, match="'nothing' is undefined"):
        m.report("{{ nothing }}").markdown()
    with pytest.raises(am.ArgmapError, match="the template of the brief"):
        m.report("{% for %}").markdown()
    with pytest.raises(am.ArgmapError, match=r"no \.docx"):
        m.report(own).docx()
    with pytest.raises(FileNotFoundError):
        m.report(tmp_path / "none.j2").markdown()


def test_the_suffix_says_what_it_becomes(m: am.ArgumentMap, tmp_path: Path) -> None:
    assert m.report().save(tmp_path / "a.html").read_text("utf-8").lstrip().startswith("<!DOCTYPE html>")
    assert m.report().save(tmp_path / "a.docx").read_bytes().startswith(b"PK")
    with pytest.raises(am.ArgmapError, match="For a PDF, print the .html"):
        m.report().save(tmp_path / "a.pdf")
    with pytest.raises(am.ArgmapError, match=r"\.md, \.markdown, \.html, \.htm or \.docx"):
        m.report().save(tmp_path / "a")


@pytest.mark.parametrize(
    ("module", "method", "extra"), [("jinja2", "markdown", "report"), ("docx", "docx", "docx")]
)
def test_a_missing_library_is_named(
    m: am.ArgumentMap, monkeypatch: pytest.MonkeyPatch, module: str, method: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(am.ArgmapError, match=rf"argmap\[{extra}\]"):
        getattr(m.report(), method)()


def test_the_command_prints_and_writes(
    m: am.ArgumentMap, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "roofs.json"
    m.dump(source)
    assert 0 == main(["report", str(source)])
    assert "## Thesis" in capsys.readouterr().out
    out = tmp_path / "brief.docx"
    assert 0 == main(["report", str(source), "-o", str(out)])
    assert out.read_bytes().startswith(b"PK")
    template = tmp_path / "own.j2"
    template.write_text("{{ title }}!", "utf-8")
    assert 0 == main(["report", str(source), "--template", str(template)])
    assert "Roofs!\n" == capsys.readouterr().out
    assert 2 == main(["report", str(source), "-o", str(tmp_path / "x.odt")])


def test_markdown_renders_to_the_words_themselves(m: am.ArgumentMap) -> None:
    """No escape is left over, seen by the reader of Markdown that the docs use."""
    from markdown_it import MarkdownIt

    page = MarkdownIt().render(m.replace(title=HOSTILE).report().markdown())
    assert HOSTILE in html.unescape(page)
