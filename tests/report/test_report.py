"""A brief says what the map says, and shows every text as that text, in Markdown, HTML and Word."""

from __future__ import annotations

import html
import json
import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings

import argmap as am
from argmap.cli import main
from argmap.report.contents import contents
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
        "It is wet inside *together with* Nobody likes it wet. *(unstated)*",
        "the landlord: It costs much. **(conceded)**",
        "Answer: It costs more later.",
        "Mend it this year. **To:** the landlord. (should)",
        "Meets: It is wet inside.",
        "- **It is wet inside.**\n    - Because: It rained for a week.",
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
    with pytest.raises(am.ArgmapError, match=r"no template '.*none\.j2'; a template is the path of a Jinja"):
        m.report(tmp_path / "none.j2").markdown()
    with pytest.raises(am.ArgmapError, match="cannot be read"):
        m.report(tmp_path).markdown()


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


def paragraphs(m: am.ArgumentMap) -> list[str]:
    """The texts of a Word brief, those of links too."""
    return [paragraph.text for paragraph in Document(BytesIO(m.report().docx())).paragraphs]


def plain(m: am.ArgumentMap) -> dict[str, str]:
    """The words of the brief in its three forms, without marks of its form and without pictures."""
    from markdown_it import MarkdownIt

    def text(page: str) -> str:
        page = re.sub(r"<(svg|style|head)\b.*?</\1>", "", page, flags=re.DOTALL)
        page = page.replace("<q>", "“").replace("</q>", "”")
        return "\n".join(
            " ".join(line.split())
            for line in html.unescape(re.sub(r"</?(?!li|p|h\d|ul)\w+[^>]*>", "", page)).splitlines()
        )

    return {
        "md": re.sub(r"<[^>]*>", "", text(MarkdownIt().render(m.report().markdown()))),
        "html": re.sub(r"<[^>]*>", "\n", text(m.report().html())),
        "docx": "\n".join(paragraphs(m)),
    }


def test_markdown_shows_the_pictures_that_are_written_beside_it(m: am.ArgumentMap, tmp_path: Path) -> None:
    """Two here, the main line and the whole; linked by a relative path, with a text instead of each."""
    said = m.report().save(tmp_path / "a brief.md").read_text("utf-8")
    assert ["a brief-1.svg", "a brief-2.svg", "a brief.md"] == sorted(p.name for p in tmp_path.iterdir())
    assert "![The main line of “Roofs”](<a%20brief-1.svg>)" in said
    assert "![The whole map of “Roofs”](<a%20brief-2.svg>)" in said
    assert m.draw().svg() == (tmp_path / "a brief-2.svg").read_text("utf-8")
    assert "![" not in m.report().markdown()


def test_a_template_takes_the_pictures_it_shows(m: am.ArgumentMap, tmp_path: Path) -> None:
    own = "{% for name, link in pictures[-1:] %}![{{ name }}]({{ link }}){% endfor %}"
    assert "![The whole map](b-2.svg)" == m.report(own).save(tmp_path / "b.md").read_text("utf-8")
    assert ["b-2.svg", "b.md"] == sorted(p.name for p in tmp_path.iterdir())


def test_pictures_and_brief_are_written_all_or_none(m: am.ArgumentMap, tmp_path: Path) -> None:
    """The brief cannot be written here, a folder has its name: an old picture stays, no new one is left."""
    (tmp_path / "brief.md").mkdir()
    (tmp_path / "brief-1.svg").write_text("old", "utf-8")
    with pytest.raises(IsADirectoryError):
        m.report().save(tmp_path / "brief.md")
    assert ["brief-1.svg", "brief.md"] == sorted(p.name for p in tmp_path.iterdir())
    assert "old" == (tmp_path / "brief-1.svg").read_text("utf-8")


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_quote_says_where_it_stands(form: str) -> None:
    """The paragraph; the source too where several are quoted."""
    quote = am.Quote(source="s", exact="mend it", paragraph=4, page="https://example.org/r")
    m = am.ArgumentMap(
        [am.Claim(id="c1", text="Mend the roof.", quotes=(quote,))],
        thesis="c1",
        sources=[am.Source(id="s", title="A report")],
    )
    assert "Mend the roof. (“mend it”, paragraph 4, passage)" in plain(m)[form]
    two = m.replace(sources=[*m.sources, am.Source(id="t", title="Another")])
    assert "Mend the roof. (“mend it”, paragraph 4, passage)" in plain(two)[form]
    other = am.Claim(id="c2", text="Do.", quotes=(am.Quote(source="t", exact="do"),))
    both = two.replace(nodes=[*m.nodes, other])
    assert "Mend the roof. (“mend it”, A report, paragraph 4, passage)" in plain(both)[form]


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_no_attack_is_left_out(m: am.ArgumentMap, form: str) -> None:
    """What hits an answer is told as an objection to it, and two claims that hit each other are told."""
    d = m.edit()
    answer = next(r for r in m.relations if r.premises == (next(n.id for n in m.nodes if "later" in n.text),))
    d.undercut(answer, d.claim("Later is far off."))
    hot, cold = d.claim("Heat it."), d.claim("Let it be cold.")
    d.attack(hot, cold)
    d.attack(cold, hot)
    said = plain(d.map())[form]
    assert "Later is far off. (unanswered)" in said
    assert (
        "Against: the objection from “It costs more later” to the objection from “It costs much” "
        "to “The roof should be mended”" in said
    )
    assert "Against: Heat it." in said
    assert "Answer: Heat it." in said


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_text_inside_a_sentence_has_no_full_stop(m: am.ArgumentMap, form: str) -> None:
    """Each premise of a step stands in quotes of its own, and an objection to a step to a step is told."""
    d = m.edit()
    step = next(r for r in m.relations if len(r.premises) == 2)
    doubt = d.undercut(step, d.claim("Mould likes it wet."))
    said = plain(d.map())[form]
    assert (
        "Against: the step from “It is wet inside” and “Nobody likes it wet” to “The roof should be mended”"
        in said
    )
    assert "Mould likes it wet. (unanswered)" in said
    assert "the landlord: It costs much. (conceded)" in said
    d.undercut(doubt, d.claim("Nobody lives there."))
    answered = plain(d.map())[form]
    assert "Mould likes it wet. (unanswered)" not in answered
    assert "Answer: Nobody lives there." in answered
    told, _, _ = answered.partition("Weaknesses")  # in which the rules speak
    for bad in (".,", ".”", " ,", "  ", ". together"):
        assert bad not in told, bad


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_open_questions_name_the_reason_they_are_about(m: am.ArgumentMap, form: str) -> None:
    """Two reasons by the same scheme are told apart."""
    d = m.edit()
    d.support(m.thesis, d.claim("Rot spreads."), scheme="argument from negative consequences")
    said = plain(d.map())[form]
    for reason in ("“It is wet inside” and “Nobody likes it wet”", "“Rot spreads”"):
        asked = (
            f"On the step from {reason} to “The roof should be mended” (argument from negative consequences):"
        )
        assert 1 == said.count(asked)


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_map_without_reasons_says_its_claims_and_what_cannot_both_hold(form: str) -> None:
    d = am.Draft("Weather")
    rain, sun, snow = d.claim("It rains."), d.claim("The sun shines."), d.claim("It snows.")
    d.conflict(rain, sun)
    d.conflict(sun, snow)
    lines = [line.strip() for line in plain(d.map())[form].splitlines() if line.strip()]
    start = lines.index("What is said")
    assert ["It rains.", "The sun shines.", "It snows."] == lines[start + 1 : start + 4]
    start = lines.index("What cannot both hold")
    assert ["“It rains” and “The sun shines”", "“The sun shines” and “It snows”"] == lines[
        start + 1 : start + 3
    ]


def test_the_document_says_whose_it_is(m: am.ArgumentMap) -> None:
    """Its properties are the map's, and a reader who sees no picture hears what it is."""
    paper = Document(BytesIO(m.report().docx()))
    properties = paper.core_properties
    assert ("Roofs", "A. Author, A report", "") == (properties.title, properties.subject, properties.comments)
    assert "python-docx" not in " ".join(
        [properties.author, properties.comments, properties.last_modified_by, properties.keywords]
    )
    assert ["The main line of “Roofs”", "The whole map of “Roofs”"] == [
        shape._inline.docPr.get("descr") for shape in paper.inline_shapes
    ]


def test_its_repr_is_short(m: am.ArgumentMap) -> None:
    """It counts the sections that the Markdown has."""
    count = m.report().markdown().count("\n## ")
    assert f"<Brief of 'Roofs': {count} sections>" == repr(m.report())
    assert "<Brief of 'Roofs' by a template>" == repr(m.report("{{ title }}"))


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_no_statement_is_left_out(m: am.ArgumentMap, form: str) -> None:
    """What objections rest on, goals, causes, answered questions, and what hangs on nothing."""
    d = m.edit()
    costs = next(n for n in m.nodes if "costs much" in n.text)
    d.support(costs, d.evidence("Roofers are dear."))
    goal = d.goal("A dry house.")
    d.serve(goal, m.thesis)
    asked = d.question("What of the roof?")
    d.answer(asked, m.thesis)
    rain, damp = d.factor("Rain"), d.factor("Damp")
    d.influence(rain, damp, "+", delay="short", basis="asserted")
    blue = d.claim("The door is blue.")
    d.support(blue, d.claim("It looks blue."))
    d.support(d.claim("The house is cheerful."), blue)
    d.restate(d.claim("Let the roof be mended."), m.thesis)
    lines = [line.strip().lstrip("-* ") for line in plain(d.map())[form].splitlines()]
    said = "\n".join(line for line in lines if line)
    for piece in (
        "What these rest on\nIt is wet inside.\nBecause: It rained for a week.\n"
        "It costs much.\nBecause: Roofers are dear.",
        "Goals\nA dry house.\nServed by: The roof should be mended. (“mend it”, passage)",
        "Causes and effects\nRain\nRaises: Damp, after a short delay (asserted only)",
        "What else is said\nThe door is blue.\nBecause: It looks blue.\n"
        "The house is cheerful.\nBecause: The door is blue.",
        "Questions and answers\nWhat of the roof?\nAnswer: The roof should be mended. (“mend it”, passage)\n"
        "Open questions\nWho pays?",
    ):
        assert piece in said, piece


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_weakness_is_called_by_its_name(m: am.ArgumentMap, form: str) -> None:
    """A reader of the brief knows no codes, and is not the one who edits the map."""
    said = plain(m)[form]
    assert "Evidence without a source (AM102)" in said
    assert "citation=" not in said


def test_words_from_right_to_left_keep_their_full_stop_at_their_end() -> None:
    """A browser, a Markdown viewer and a word processor order each such text by itself."""
    d = am.Draft("גג")
    mend = d.thesis("לתקן את הגג.")
    step = d.support(mend, d.claim("רטוב בפנים."), d.claim("It is cold."), jointly=True)
    d.undercut(step, d.claim("לא."))
    brief = d.map().report()
    assert "Against: the step from “\u2068רטוב בפנים\u2069” and “It is cold” to" in brief.markdown()
    assert "**\u2068לתקן את הגג.\u2069**" in brief.markdown()
    assert "<bdi>לתקן את הגג.</bdi>" in brief.html()
    runs = [run for p in Document(BytesIO(brief.docx())).paragraphs for run in p.runs]
    assert {"לתקן את הגג.", "רטוב בפנים", "לא."} == {run.text for run in runs if run.font.rtl}
    assert any("It is cold." == run.text for run in runs)


@pytest.mark.parametrize(
    ("own", "what"),
    [
        ("{{ title }}\n{{ titel }}", "line 2: 'titel' is undefined. Did you mean 'title'?"),
        ("{{ title }}\n{% for %}", "line 2: Expected an expression"),
        ("{{ 1 / 0 }}", "line 1: division by zero"),
        ("{{ title + 3 }}", "line 1: can only concatenate"),
        ("{% include 'part.j2' %}", "line 1: there is no template 'part.j2' beside it"),
        ("{{ title.__class__ }}", "line 1: access to attribute '__class__' of 'str' object is unsafe"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_line(
    m: am.ArgumentMap, tmp_path: Path, capsys: pytest.CaptureFixture[str], own: str, what: str
) -> None:
    """Whatever its expressions raise, and never as a traceback; a template of others reaches nothing else."""
    with pytest.raises(am.ArgmapError) as caught:
        m.report(own).markdown()
    assert str(caught.value).startswith(f"the template of the brief, {what}")
    (tmp_path / "own.j2").write_text(own, "utf-8")
    m.dump(tmp_path / "map.json")
    assert 2 == main(["report", str(tmp_path / "map.json"), "--template", str(tmp_path / "own.j2")])
    assert f"own.j2' of the brief, {what}" in capsys.readouterr().err


def test_a_template_takes_in_what_is_beside_it(m: am.ArgumentMap, tmp_path: Path) -> None:
    (tmp_path / "own.j2").write_text("{% include 'part.j2' %}!", "utf-8")
    (tmp_path / "part.j2").write_text("Of {{ title }}", "utf-8")
    assert "Of Roofs!" == m.report(tmp_path / "own.j2").markdown()


def test_in_print_no_heading_ends_a_page(m: am.ArgumentMap) -> None:
    printed = re.search(r"@media print\{(.*?\})\}", m.report().html(), re.DOTALL)
    assert printed is not None
    assert "h2{break-after:avoid}" in printed[1]


def test_without_jinja_a_notebook_is_told_so(m: am.ArgumentMap, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repr never raises."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert "pip install 'argmap[report]'" in m.report()._repr_mimebundle_()["text/plain"]


def test_only_what_may_stand_in_an_address_does(m: am.ArgumentMap) -> None:
    """Control characters would end a line of Markdown, or a file of Word."""
    bad = am.Source(id="s", title="A", url="https://example.org/\x01\n\n# Head")
    d = am.Draft("T", source=bad)
    d.thesis("It rains.", quote=am.Quote(source="s", exact="rains", page="https://example.org/\n\n# Head"))
    brief = d.map().report()
    assert "\n# Head" not in brief.markdown()
    assert "\x01" not in brief.markdown()
    assert brief.docx()


def test_a_chain_of_undercutters_of_any_length_has_a_brief() -> None:
    d = am.Draft()
    step = d.support(d.thesis("Top."), d.claim("Low."))
    for number in range(1_500):
        step = d.undercut(step, d.claim(f"Not {number}."))
    assert 300_000 > len(d.map().report().markdown().encode())


def test_a_quote_without_a_page_of_its_own_leads_to_that_of_its_source() -> None:
    """In the brief as on cards, in DOT and on the page."""
    source = am.Source(id="s", title="A", url="https://example.org/a")
    claim = am.Claim(id="c1", text="It rains.", quotes=(am.Quote(source="s", exact="It rains"),))
    m = am.ArgumentMap([claim], sources=[source])
    for text in (m.report().markdown(), m.report().html(), m.draw().svg(), m.draw().dot):
        assert "https://example.org/a#:~:text=It%20rains" in text


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_whose_words_they_are_is_said_everywhere(form: str) -> None:
    """Of what serves, answers, meets and conflicts too: who says it, that it is unstated, and its quote."""
    d = am.Draft("T", source=am.Source(id="s", title="A"))
    quote = am.Quote(source="s", exact="their words")
    top, goal, asked = d.thesis("Top."), d.goal("Aim."), d.question("What now?")
    d.serve(goal, d.claim("It serves.", voice="Critics", quote=quote))
    d.answer(asked, d.assume("It answers."))
    d.address(d.claim("A problem.", voice="Friends"), d.recommend("Act."))
    d.conflict(top, d.claim("It conflicts.", voice="Foes"))
    said = plain(d.map())[form]
    for words in (
        "Critics: It serves. (“their words”)", "It answers. (unstated)", "Friends: A problem.",
        "Foes: It conflicts.",
    ):  # fmt: skip
        assert words in said, words


def test_reasons_for_anything_are_told() -> None:
    """Of a step, a goal, a question, what conflicts: in the sections, not in the weaknesses only."""
    d = am.Draft("T")
    top, goal = d.thesis("Top."), d.goal("Aim.")
    step = d.support(top, d.claim("Ground."))
    d.support(step, d.claim("Backing."))
    d.support(goal, d.claim("Why this aim."))
    other = d.claim("Other.")
    d.conflict(other, top)
    d.support(other, d.claim("Why the other."))
    told = json.dumps(
        {key: said for key, said in contents(d.map()).items() if key not in ("weaknesses", "critical")}
    )
    for words in ("Backing.", "Why this aim.", "Why the other."):
        assert words in told, words


def test_a_notebook_shows_the_brief_with_its_pictures(
    m: am.ArgumentMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As images in the Markdown; where the engine fails, the brief alone."""
    bundle = m.report()._repr_mimebundle_()
    assert 2 == bundle["text/markdown"].count("](<data:image/svg+xml;base64,")
    assert "data:" not in bundle["text/plain"]
    monkeypatch.setattr("argmap.draw.drawing.Drawing.svg", lambda self: 1 / 0)
    assert m.report().markdown() == m.report()._repr_mimebundle_()["text/markdown"]
