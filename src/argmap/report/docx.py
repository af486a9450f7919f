"""A brief as a Word document, by python-docx."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from argmap.errors import ArgmapError


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
    paper.core_properties.title = said["title"][:255]
    paper.core_properties.author = ""

    def link(paragraph: Any, text: str, url: str) -> None:
        tie = OxmlElement("w:hyperlink")
        tie.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = paragraph.add_run(text)
        run.underline = True
        tie.append(run._r)
        paragraph._p.append(tie)

    def told(paragraph: Any, part: dict[str, Any]) -> None:
        paragraph.add_run(f"{part['voice']}: {part['text']}" if part["voice"] else part["text"])
        if part["implicit"]:
            paragraph.add_run(" (unstated)").italic = True
        for quote in part["quotes"]:
            paragraph.add_run(f" “{quote['words']}” ").italic = True
            if quote["url"]:
                link(paragraph, "passage", quote["url"])

    def item(parts: Iterable[dict[str, Any]], lead: str = "", end: str = "", *, level: int = 1) -> None:
        paragraph = paper.add_paragraph(style="List Bullet" if level == 1 else "List Bullet 2")
        paragraph.add_run(lead).bold = True
        for place, part in enumerate(parts):
            if place:
                paragraph.add_run(" together with ").italic = True
            told(paragraph, part)
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
        paper.add_paragraph(name, style="Caption")
    heading("Grounds", said["grounds"])
    for step in said["grounds"]:
        item(step["premises"])
    heading("Objections and answers", said["objections"])
    for step in said["objections"]:
        end = f"{' (conceded)' if step['conceded'] else ''}, against: {step['target']['text']}"
        item(step["premises"], end=end)
        for answer in step["answers"]:
            item(answer["premises"], "Answer: ", level=2)
    heading("Recommendations", said["recommendations"])
    for advice in said["recommendations"]:
        to = f" To: {', '.join(advice['addressees'])}." if advice["addressees"] else ""
        item([advice], end=to + (f" ({advice['deontic']})" if advice["deontic"] else ""))
        for part in advice["rests_on"]:
            item([part], "Rests on: ", level=2)
        for part in advice["addresses"]:
            item([], "Meets: ", part["text"], level=2)
    heading("What these rest on", said["reasons"])
    for step in said["reasons"]:
        item(step["premises"], f"{step['target']['text']} Because: ")
    heading("Open questions", said["questions"] or said["critical"])
    for question in said["questions"]:
        item([question])
    for asked in said["critical"]:
        item([], f"{asked['scheme']}, for ", asked["about"]["target"]["text"])
        for text in asked["questions"]:
            item([], end=text, level=2)
    heading("Weaknesses", said["weaknesses"])
    for weakness in said["weaknesses"]:
        item([], f"{weakness['code']}: ", weakness["hint"])
        for text in weakness["findings"]:
            item([], end=text, level=2)
    heading("Sources", said["sources"])
    for source in said["sources"]:
        paragraph = paper.add_paragraph(f"{source['text']} ", style="List Bullet")
        if source["url"]:
            link(paragraph, "link", source["url"])
    made = BytesIO()
    paper.save(made)
    return _undated(made)


def _undated(made: BytesIO) -> bytes:
    """Return an archive without the hour at which it was packed."""
    again = BytesIO()
    with ZipFile(made) as old, ZipFile(again, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return again.getvalue()
