"""A brief as a Word document, by python-docx."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from argmap.draw.measure import is_rtl
from argmap.errors import ArgmapError
from argmap.report.direction import isolated


def document(said: dict[str, Any], pictures: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the contents of a brief as the bytes of a .docx file; the same contents give the same bytes.

    Raises:
        ArgmapError: python-docx is not installed.
    """
    try:
        from docx import Document
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Inches
    except ImportError:
        raise ArgmapError("a .docx needs python-docx: pip install 'argmap[docx]'") from None
    paper = Document()
    _describe(paper.core_properties, said)
    bullets = {1: paper.styles["List Bullet"].style_id, 2: paper.styles["List Bullet 2"].style_id}

    def link(paragraph: Any, text: str, url: str) -> None:
        tie = OxmlElement("w:hyperlink")
        tie.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = paragraph.add_run(text)
        run.underline = True
        tie.append(run._r)
        paragraph._p.append(tie)

    def write(paragraph: Any, text: str) -> Any:
        run = paragraph.add_run(text)
        if is_rtl(text):
            run.font.rtl = True
        return run

    def told(paragraph: Any, part: dict[str, Any], *, inside: bool = False) -> None:
        text = part["bare"] if inside else part["text"]
        write(paragraph, f"{part['voice']}: {text}" if part["voice"] else text)
        if part["implicit"]:
            paragraph.add_run(" (unstated)").italic = True
        for quote in part["quotes"]:
            paragraph.add_run(" (")
            write(paragraph, f"“{quote['words']}”").italic = True
            paragraph.add_run(f", {quote['place']}" if quote["place"] else "")
            if quote["url"]:
                paragraph.add_run(", ")
                link(paragraph, "passage", quote["url"])
            paragraph.add_run(")")

    def item(
        parts: Iterable[dict[str, Any]],
        lead: str = "",
        end: str = "",
        *,
        level: int = 1,
    ) -> None:
        paragraph = paper.add_paragraph()
        paragraph._p.style = bullets[level]  # by its id: python-docx takes 2 ms to look a name up
        paragraph.add_run(lead).bold = True
        told_together = list(parts)
        for place, part in enumerate(told_together, 1):
            last = place == len(told_together)
            told(paragraph, part, inside=not last)
            if not last:
                paragraph.add_run(" together with ").italic = True
        paragraph.add_run(end)

    def heading(name: str, contents: object) -> None:
        if contents:
            paper.add_heading(name, 1)

    paper.add_heading(said["title"], 0)
    if said["note"]:
        paper.add_paragraph(said["note"])
    if said["thesis"]:
        heading("Thesis", True)
        told(paper.add_paragraph(style="Intense Quote"), said["thesis"])
    for name, png in pictures:
        shape = paper.add_picture(BytesIO(png), width=Inches(6))
        if shape.height > Inches(8):
            shape.width, shape.height = int(shape.width * Inches(8) / shape.height), Inches(8)
        shape._inline.docPr.set("descr", f"{name} of “{said['title']}”")
        paper.add_paragraph(name, style="Caption")
    heading("What is said", said["claims"])
    for part in said["claims"]:
        item([part])
    heading("Grounds", said["grounds"])
    for step in said["grounds"]:
        item(step["premises"])
    heading("Objections and answers", said["objections"])
    for step in said["objections"]:
        item(step["premises"], end=f" ({step['marks']})" if step["marks"] else "")
        item([], "Against: ", isolated(step["target"]["text"]), level=2)
        for answer in step["answers"]:
            item(answer["premises"], "Answer: ", level=2)
    heading("What cannot both hold", said["conflicts"])
    for conflict in said["conflicts"]:
        item([], end=conflict["reason"])
        for part in conflict["parts"]:
            item([part], level=2)
    heading("Recommendations", said["recommendations"])
    for advice in said["recommendations"]:
        to = f" To: {isolated(', '.join(advice['addressees']))}." if advice["addressees"] else ""
        item([advice], end=to + (f" ({advice['deontic']})" if advice["deontic"] else ""))
        for part in advice["rests_on"]:
            item([part], "Rests on: ", level=2)
        for part in advice["addresses"]:
            item([part], "Meets: ", level=2)
    heading("Goals", said["goals"])
    for goal in said["goals"]:
        item([goal])
        for part in goal["served_by"]:
            item([part], "Served by: ", level=2)
    heading(said["reasons_title"], said["reasons"])
    for argued in said["argued"]:
        item([], isolated(argued["target"]["text"]))
        for step in argued["reasons"]:
            item(step["premises"], "Because: ", level=2)
    heading("Causes and effects", said["causes"])
    for cause in said["causes"]:
        item([], isolated(cause["factor"]["text"]))
        for effect in cause["effects"]:
            item([], f"{effect['how']}: ", isolated(effect["target"]["bare"]) + effect["when"], level=2)
    heading("What else is said", said["rest"])
    for part in said["rest"]:
        item([part])
        for step in part["reasons"]:
            item(step["premises"], "Because: ", level=2)
    heading("Questions and answers", said["answered"])
    for question in said["answered"]:
        item([question])
        for part in question["answers"]:
            item([part], "Answer: ", level=2)
    heading("Open questions", said["questions"] or said["critical"])
    for question in said["questions"]:
        item([question])
    for asked in said["critical"]:
        item([], end=f"On the step {asked['about']['reason']} ({asked['scheme']}):")
        for text in asked["questions"]:
            item([], end=text, level=2)
    heading("Weaknesses", said["weaknesses"])
    for weakness in said["weaknesses"]:
        item([], weakness["title"], f" ({weakness['code']})")
        for text in weakness["findings"]:
            item([], end=text, level=2)
    heading("Sources", said["sources"])
    for source in said["sources"]:
        paragraph = paper.add_paragraph(style="List Bullet")
        write(paragraph, source["text"])
        if source["url"]:
            paragraph.add_run(" ")
            link(paragraph, "link", source["url"])
    made = BytesIO()
    paper.save(made)
    return _undated(made)


def _describe(properties: Any, said: dict[str, Any]) -> None:
    """Give a document the map's own title, sources and note, and none of the template that it is made from."""
    longest = 255  # characters that python-docx lets a property hold
    properties.title = said["title"][:longest]
    properties.subject = "; ".join(source["text"] for source in said["sources"])[:longest]
    properties.comments = said["note"][:longest]
    properties.author = "argmap"
    properties.last_modified_by = "argmap"
    # The template's own dates, of 2013, would say when the brief was made, and no hour is as true each time.
    for date in [e for e in properties._element if e.tag.endswith(("}created", "}modified"))]:
        properties._element.remove(date)


def _undated(made: BytesIO) -> bytes:
    """Return an archive without the hour at which it was packed."""
    again = BytesIO()
    with ZipFile(made) as old, ZipFile(again, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return again.getvalue()
