"""A drawing is a value; its files are whole or not there; a notebook always shows something."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zlib
from base64 import b64decode
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

import argmap as am
from argmap.draw import fonts, pdf, raster
from argmap.draw.drawing import FOLDED_TO, Drawing
from argmap.draw.engine import embedded
from argmap.draw.markup import clean
from argmap.draw.notebook import CARDS
from argmap.draw.theme import light
from draw.hostile_texts import hostile_map
from draw.pixels import ink, pixels
from draw.school_map import school_map
from draw.stand_in import needs_system_dot, posix_only, script
from strategies import maps

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawing() -> Drawing:
    return school_map().draw()


def one_claim(text: str = "It rains.") -> am.ArgumentMap:
    return am.ArgumentMap([am.Claim(id="c1", text=text)])


# A value


def test_drawings_are_equal_by_content() -> None:
    """The same map drawn the same way is the same drawing, also once one of them has made its picture."""
    one, other = school_map().draw(), school_map().draw(theme=light)
    one.svg()
    assert one == other
    assert hash(one) == hash(other)
    assert one != school_map().draw(direction="up")
    assert one != one_claim().draw()
    with pytest.raises(AttributeError):
        one.theme = "dark"  # type: ignore[misc]


def test_the_picture_is_made_once(drawing: Drawing) -> None:
    """Asked twice, it is the same string."""
    assert drawing.svg() is drawing.svg()
    assert drawing.dot is drawing.dot


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"theme": "ligth"}, "unknown theme 'ligth'. Did you mean 'light'?"),
        ({"direction": "lef"}, "unknown direction 'lef'. Did you mean 'left'? Known: 'auto', 'up', 'left'"),
        ({"direction": None}, "unknown direction None. Known: 'auto', 'up', 'left'"),
        ({"engine": "tiddy"}, "unknown engine 'tiddy'. Did you mean 'tidy'? Known: 'auto', 'dot', 'tidy'"),
        ({"timeout": 0}, "timeout is a number of seconds above 0, not 0"),
        ({"timeout": -1.5}, "timeout is a number of seconds above 0, not -1.5"),
        ({"timeout": float("nan")}, "timeout is a number of seconds above 0, not nan"),
        ({"timeout": "5"}, "timeout is a number of seconds above 0, not '5'"),
        ({"timeout": True}, "timeout is a number of seconds above 0, not True"),
        ({"relations": "al"}, "not 'al'. Did you mean 'all'?"),
        ({"relations": (am.Claim,)}, "takes kinds of relations"),
        ({"highlight": ("c999",)}, "no part 'c999' in this map."),
        ({"group_by": "kind"}, "group_by is 'section', 'paragraph', or a function"),
    ],
)
def test_wrong_arguments_are_refused_before_anything_is_drawn(
    arguments: dict[str, object], message: str
) -> None:
    """The message says what would be right."""
    with pytest.raises(am.ArgmapError, match=re.escape(message)):
        school_map().draw(**arguments)  # type: ignore[arg-type]


# Pictures


@settings(max_examples=40)
@given(maps())
def test_any_map_becomes_a_picture_of_all_its_texts(m: am.ArgumentMap) -> None:
    """The SVG is XML, and every word of every text is in it."""
    root = ElementTree.fromstring(m.draw(relations="all", engine="tidy").svg())
    shown = "".join("".join("".join(part.itertext()).split()) for part in root.iter(f"{SVG}text"))
    for node in m.nodes:
        assert "".join(clean(node.text).split()) in shown


def test_hostile_texts_make_xml(drawing: Drawing) -> None:
    """More than a hundred texts that might be taken for markup, laid out by the engine."""
    root = ElementTree.fromstring(hostile_map().draw().svg())
    assert not list(root.iter(f"{SVG}script"))
    assert not [name for part in root.iter() for name in part.attrib if name.lower().startswith("on")]


@pytest.mark.parametrize("direction", ["auto", "up", "left"])
@pytest.mark.parametrize("name", ["auto", pytest.param("dot", marks=needs_system_dot), "tidy"])
def test_every_engine_draws_every_kind(name: str, direction: str) -> None:
    """All relations at once, in each direction, by each engine."""
    made = school_map().draw(relations="all", direction=direction, engine=name)  # type: ignore[arg-type]
    root = ElementTree.fromstring(made.svg())
    assert len(school_map().nodes) == sum("am-card" in part.get("class", "") for part in root.iter())


def test_the_direction_is_that_asked_for() -> None:
    """The thesis stands above its reason, or at its left."""
    m = am.ArgumentMap(
        [am.Claim(id="c1", text="a"), am.Claim(id="c2", text="b")],
        [am.Supports(id="s1", premises=("c2",), target="c1")],
    )

    def size(direction: str) -> tuple[float, float]:
        return raster.size(m.draw(direction=direction).svg())  # type: ignore[arg-type]

    assert size("up")[0] < size("left")[0]
    assert size("up")[1] > size("left")[1]


def test_a_slow_engine_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time limit reaches the engine, and the error says what to do."""
    script(tmp_path / "dot", "cat > /dev/null; sleep 600")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(am.EngineError, match=r"within 0\.3 s"):
        school_map().draw(engine="dot", timeout=0.3).svg()


@posix_only
def test_an_engine_that_is_too_slow_gives_way_to_our_own_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody asked for it by name: there is a picture, and a warning that says how it came about."""
    script(tmp_path / "dot", "cat > /dev/null; sleep 600")
    monkeypatch.setattr("argmap.draw.engine.embedded", lambda: tmp_path / "dot")
    with pytest.warns(am.ArgmapWarning, match=r"did not finish within 0\.3 s.*tidy"):
        svg = school_map().draw(timeout=0.3).svg()
    assert len(school_map().nodes) == svg.count('class="am-card')


@posix_only
def test_a_layout_that_is_there_is_kept_when_time_is_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine is asked several times; what it answered in time is drawn."""
    program = embedded()
    assert program is not None
    once = tmp_path / "asked"
    again = f"if [ -e '{once}' ]; then cat > /dev/null; sleep 600; fi; touch '{once}'"
    script(tmp_path / "dot", f"{again}; exec '{program}' \"$@\"")
    monkeypatch.setattr("argmap.draw.engine.embedded", lambda: tmp_path / "dot")
    d = am.Draft()
    nodes = [d.claim(f"Claim {number}.") for number in range(40)]
    for number in range(1, 40):
        d.support(nodes[0], nodes[number])  # a fan, which fits no page: staggered ranks are tried too
    svg = d.map().draw(direction="up", timeout=3.0).svg()  # without the warning of our own layout
    assert once.exists()
    assert 40 == svg.count('class="am-card')


# PNG


def test_the_png_shows_text() -> None:
    """Words leave pixels of the colour of the text: more of them more, and none without words."""
    colour = bytes.fromhex(f"{light.text[1:]}ff")
    none, few, many = (
        pixels(one_claim(text).draw().png(scale=2))[2][colour]
        for text in ("", "It rains.", "It rains cats and dogs.")
    )
    assert none == 0
    assert 10 < few < many


@pytest.mark.parametrize("scale", [1.0, 2.0, 300 / 72])
def test_a_png_is_as_large_in_print_as_the_picture(drawing: Drawing, scale: float) -> None:
    """It says how many pixels go on a metre; word processors and LaTeX take it for coarse where it does not."""
    made = drawing.png(scale=scale)
    at = made.index(b"pHYs") + 4
    across, down, metres = struct.unpack(">IIB", made[at : at + 9])
    assert (across, 1) == (down, metres)
    width = int.from_bytes(made[16:20], "big")
    assert raster.size(drawing.svg())[0] == pytest.approx(width / across / 0.0254 * 72, abs=1)


def test_bold_text_is_bolder() -> None:
    """The one font file holds both weights."""
    page = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15" {}>MMMM</text></svg>'
    plain, bold = (
        ink(raster.png(page.format(f'font-weight="{weight}" font-family="Helvetica,Arimo"'), scale=4))
        for weight in (400, 700)
    )
    assert 0 < plain * 1.2 < bold


@pytest.mark.parametrize("scale", [0.5, 1, 2.0])
def test_the_scale_is_pixels_for_a_point(scale: float) -> None:
    """Twice the scale is twice the size."""
    drawing = one_claim().draw()
    width, height = raster.size(drawing.svg())
    made = pixels(drawing.png(scale=scale))
    assert made[0] == pytest.approx(width * scale, abs=1)
    assert made[1] == pytest.approx(height * scale, abs=1)


@pytest.mark.parametrize("scale", [0, -1, float("inf"), float("nan"), "2"])
def test_a_scale_that_is_none_is_refused(drawing: Drawing, scale: float) -> None:
    """A clear error, not one of the renderer."""
    with pytest.raises(am.ArgmapError, match="number of pixels"):
        drawing.png(scale=scale)


def test_a_picture_too_large_is_made_smaller(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above so many pixels the scale is lowered, and a warning says so."""
    monkeypatch.setattr(raster, "MOST_PIXELS", 100_000)
    with pytest.warns(am.ArgmapWarning, match=r"at scale 2 .*\.svg or \.pdf"):
        width, height, _ = pixels(drawing.png())
    assert width * height <= 101_000


@pytest.mark.parametrize(
    ("text", "script_", "remedy"),
    [
        ("العربية", "Arabic letters", "pip install fontpkg-noto-sans-arabic"),
        ("हिन्दी", "Devanagari letters", "pip install fontpkg-noto-sans-devanagari"),
        ("日本語かな한국어", "CJK letters", "fonts="),
        ("🙂", "symbols", "fonts="),
    ],
)
def test_a_script_that_the_font_lacks_is_named(
    text: str, script_: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The warning says which, and what to install; the SVG needs no font and says nothing."""
    monkeypatch.setattr(fonts, "_installed", lambda: ())
    drawing = one_claim(text).draw()
    drawing.svg()
    with pytest.warns(
        am.ArgmapWarning, match=rf"no font has {script_} such as .*{re.escape(remedy)}"
    ) as caught:
        drawing.png(scale=1)
    assert 1 == len(caught)
    assert __file__ == caught[0].filename


def test_letters_that_the_font_has_need_no_word() -> None:
    """Latin, Greek, Cyrillic, Hebrew, Vietnamese: no warning, which would fail here."""
    one_claim("Größe ŁÓDŹ Ελλάδα Москва עברית Tiếng Việt – “quoted” … € ½ é").draw().png(scale=1)


def test_a_font_by_its_file_fills_the_gap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A given font, or an installed one, that has the letters: no warning, and the file is passed on."""
    monkeypatch.setattr(fonts, "_coverage", _as_if_it_had_thai(fonts._coverage))
    (tmp_path / "thai.ttf").write_bytes(b"")
    extra = tmp_path / "thai.ttf"
    assert extra in fonts.font_files("ไทย", [extra])
    monkeypatch.setattr(fonts, "_installed", lambda: (extra,))
    assert extra in fonts.font_files("ไทย")
    assert extra not in fonts.font_files("Latin only")


def _as_if_it_had_thai(real):  # type: ignore[no-untyped-def]
    return lambda file: ([0x0E00], [0x0E7F]) if file.endswith("thai.ttf") else real(file)


def test_a_file_that_is_no_font_is_named(drawing: Drawing, tmp_path: Path) -> None:
    """Missing or of another sort: an error with its name."""
    for name, content in (("a.ttf", None), ("b.ttf", b""), ("c.ttf", b"\0\1\0\0\0\5"), ("d.ttf", b"x" * 99)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(am.EngineError, match=name):
            drawing.png(fonts=[tmp_path / name])


# PDF


def test_the_pdf_has_the_size_of_the_picture_and_text(drawing: Drawing) -> None:
    """One page, as large as the drawing, with letters that can be copied."""
    pytest.importorskip("typst", reason="the extra argmap[pdf] is not installed")
    made = drawing.pdf()
    assert made.startswith(b"%PDF-")
    streams = b"".join(map(_inflated, re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)))
    everything = made + streams
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", everything)
    width, height = raster.size(drawing.svg())
    assert [(width, height)] == [(float(w), float(h)) for w, h in boxes]
    assert b"/ToUnicode" in everything
    assert b"Arimo" in everything
    assert made == drawing.pdf(), "the same drawing gives the same file"


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_a_pdf_larger_than_readers_show_is_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its longest side is what readers can show."""
    pytest.importorskip("typst", reason="the extra argmap[pdf] is not installed")
    monkeypatch.setattr(pdf, "LARGEST", 100.0)
    made = one_claim().draw().pdf()
    everything = made + b"".join(
        map(_inflated, re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL))
    )
    ((width, height),) = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", everything)
    assert max(float(width), float(height)) == pytest.approx(100)


@needs_system_dot
def test_without_typst_graphviz_draws_the_pdf(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a warning says how to have our own."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.warns(am.ArgmapWarning, match=r'pip install "argmap\[pdf\]"'):
        assert drawing.pdf().startswith(b"%PDF-")


def test_without_either_the_error_says_what_to_install(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Both ways are named."""
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(am.EngineError, match=r'pip install "argmap\[pdf\]".*Graphviz'):
        drawing.save(tmp_path / "a.pdf")
    assert [] == list(tmp_path.iterdir())


def test_without_resvg_or_a_font_the_error_says_what_to_install(
    drawing: Drawing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The SVG is there all the same."""
    monkeypatch.setitem(sys.modules, "fontpkg_arimo", None)
    with pytest.raises(am.EngineError, match="pip install fontpkg-arimo"):
        drawing.png()
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(am.EngineError, match="pip install resvg-py"):
        drawing.png()
    assert drawing.svg()


# Files


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.svg", b"<svg "),
        ("a.png", b"\x89PNG"),
        ("a.pdf", b"%PDF-"),
        ("a.dot", b"digraph"),
        ("a.gv", b"digraph"),
        ("B.SVG", b"<svg "),
        ("ünï cöde.svg", b"<svg "),
    ],
)
def test_the_suffix_says_what_is_saved(drawing: Drawing, tmp_path: Path, name: str, start: bytes) -> None:
    """The path comes back, and nothing else is in the folder."""
    if name.endswith(".pdf"):
        pytest.importorskip("typst", reason="the extra argmap[pdf] is not installed")
    path = tmp_path / name
    assert path == drawing.save(str(path))
    assert path.read_bytes().startswith(start)
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a.jpeg", "a", "a.svgz", ".svg", "a.svg.txt", "a."])
def test_another_suffix_is_refused(drawing: Drawing, tmp_path: Path, name: str) -> None:
    """The error lists those that there are, and no file is made."""
    with pytest.raises(am.ArgmapError, match=r"\.svg, \.png, \.pdf, \.html, \.htm, \.dot or \.gv"):
        drawing.save(tmp_path / name)
    assert [] == list(tmp_path.iterdir())


def test_a_failure_leaves_the_old_file_and_nothing_else(
    drawing: Drawing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fails half way, the file is what it was and no other is left."""
    path = tmp_path / "a.svg"
    path.write_text("old")

    def fails(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("argmap.whole.os.replace", fails)
    with pytest.raises(OSError, match="no space left"):
        drawing.save(path)
    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_an_error(drawing: Drawing, tmp_path: Path) -> None:
    """As for any file."""
    with pytest.raises(FileNotFoundError):
        drawing.save(tmp_path / "nowhere" / "a.svg")


@posix_only
def test_links_and_rights_stay(drawing: Drawing, tmp_path: Path) -> None:
    """A file that is saved through a link stays linked, keeps its rights, and a new one has the usual."""
    real, link = tmp_path / "real.svg", tmp_path / "link.svg"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    drawing.save(link)
    assert link.is_symlink()
    assert real.read_text().startswith("<svg ")
    assert 0o640 == real.stat().st_mode & 0o777
    (tmp_path / "other").write_text("")
    drawing.save(tmp_path / "new.svg")
    assert (tmp_path / "other").stat().st_mode == (tmp_path / "new.svg").stat().st_mode


def test_to_graphviz_holds_the_portable_dot(drawing: Drawing) -> None:
    """An object of the graphviz package, for those who have the program."""
    import graphviz

    source = drawing.to_graphviz()
    assert isinstance(source, graphviz.Source)
    assert drawing.dot == source.source


def test_drawing_does_not_import_graphviz_or_networkx() -> None:
    """The SVG takes the standard library and pydantic, so that the first picture comes soon."""
    code = (
        "import argmap as am, sys; am.ArgumentMap([am.Claim(id='a', text='b')]).draw().svg();"
        "print({'graphviz', 'networkx', 'yaml', 'typst', 'resvg_py', 'fontpkg_arimo'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "set()\n" == done.stdout


# Notebooks


def test_a_notebook_gets_the_picture_twice_and_the_outline(drawing: Drawing) -> None:
    """SVG as text, PNG as base64 as IPython gives its own, the outline as plain text."""
    bundle = drawing._repr_mimebundle_()
    assert ["image/svg+xml", "image/png", "text/plain"] == list(bundle)
    assert drawing.svg() == bundle["image/svg+xml"].replace(' style="max-width:100%;height:auto"', "", 1)
    assert b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert drawing.map.outline() == bundle["text/plain"]
    assert bundle == drawing.map._repr_mimebundle_()


@pytest.mark.parametrize(
    ("include", "exclude", "kinds"),
    [
        ({"text/plain"}, None, ["text/plain"]),
        (None, {"image/png"}, ["image/svg+xml", "text/plain"]),
        ({"image/png", "text/plain"}, {"image/png"}, ["text/plain"]),
        ({"text/html"}, None, []),
    ],
)
def test_only_what_is_wanted_is_made(
    drawing: Drawing, include: set[str] | None, exclude: set[str] | None, kinds: list[str]
) -> None:
    """As IPython asks for it."""
    assert kinds == list(drawing._repr_mimebundle_(include, exclude))


def test_whatever_fails_a_notebook_shows_the_outline(monkeypatch: pytest.MonkeyPatch) -> None:
    """And one line that says why; a repr never raises."""

    def fails(*_: object, **__: object) -> str:
        raise am.EngineError("it\nbroke", engine="auto")

    monkeypatch.setattr("argmap.draw.layout.run", fails)
    d = am.Draft()
    d.support(d.claim("a"), d.claim("b"))
    m = d.map()
    bundle = m._repr_mimebundle_()
    assert {"text/plain": f"{m.outline()}\n(No picture: EngineError: it broke)"} == bundle
    monkeypatch.setattr("argmap.draw.outline.outline", fails)
    assert m._repr_mimebundle_()["text/plain"].endswith("(No picture: EngineError: it broke)")


def test_without_png_the_svg_is_shown(drawing: Drawing, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of two pictures is a picture."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    bundle = drawing._repr_mimebundle_()
    assert ["image/svg+xml", "text/plain"] == list(bundle)
    assert drawing.map.outline() == bundle["text/plain"]


def test_a_notebook_is_not_filled_with_a_huge_map() -> None:
    """Above so many cards it shows the beginning of the outline, and how to have the picture."""
    m = am.ArgumentMap([am.Claim(id=f"c{n}", text="x") for n in range(CARDS + 1)])
    bundle = m.draw(fold=False)._repr_mimebundle_()
    assert ["text/plain"] == list(bundle)
    assert "more lines: print(m.outline())" in bundle["text/plain"]
    assert "use .save('map.svg')" in bundle["text/plain"]
    with pytest.warns(am.ArgmapWarning, match="more than a picture can carry"):
        folded = m._repr_mimebundle_()
    assert f"{FOLDED_TO} statements" in folded["image/svg+xml"]


def test_no_temporary_file_is_left(drawing: Drawing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After pictures of all sorts, in the folder for such files."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    drawing.svg()
    drawing.png(scale=1)
    if find_spec("typst") is not None:
        drawing.pdf()
    assert [] == list(tmp_path.iterdir())
