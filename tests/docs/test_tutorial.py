"""The tutorial and its finished map: every quote stands, every figure is computed, and the page is run to its end."""

from __future__ import annotations

import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

import argmap as am

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial"
PAGE = (TUTORIAL / "index.md").read_text("utf-8")
TEXT = am.SourceText.read(TUTORIAL / "commentary.txt")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def pictures() -> ModuleType:
    """Return the builder beside the page, which stands in no package."""
    spec = importlib.util.spec_from_file_location("tutorial_pictures", TUTORIAL / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder in which somebody has done all that the page says, and what was printed."""
    folder = tmp_path_factory.mktemp("cars")
    return folder, pictures().follow(folder)


@pytest.fixture(scope="module")
def full() -> am.ArgumentMap:
    return am.load(TUTORIAL / "commentary-map.yaml")


class Addresses(HTMLParser):
    """The addresses that a browser would load for a page without being asked."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if known.get("http-equiv") == "Content-Security-Policy":
            self.policy = known["content"] or ""
        names = {"src", "srcset", "data", "poster", "action", "background"}
        if tag in {"link", "image", "use", "feimage", "base", "script"}:
            names |= {"href", "xlink:href"}
        self.loaded += [known[name] or "" for name in names & known.keys()]


def test_every_quote_of_the_finished_map_stands_word_by_word(full: am.ArgumentMap) -> None:
    report = full.verify(TEXT)
    assert [] == [quote.part for quote in report.quotes if quote.status != "exact"]
    assert (39, True, False) == (len(report.quotes), report.ok, report.changed)


def test_the_text_is_told_from_other_sources_by_its_checksum(full: am.ArgumentMap) -> None:
    """The finished map names what the text cites as sources of its own; none of them is this text."""
    assert len(full.sources) > 1
    assert "commentary" == full.verify(TEXT).source.id
    with pytest.raises(am.ArgmapError, match="say which one"):
        full.verify(am.SourceText("Another text."))


def test_each_node_that_is_no_unstated_premise_is_quoted(full: am.ArgumentMap) -> None:
    assert [] == [node.id for node in full.nodes if bool(node.quotes) == node.implicit]


def test_the_coverage_in_the_page_is_what_is_computed(full: am.ArgumentMap) -> None:
    assert f"\n{am.coverage(full, TEXT).summary}\n" in PAGE


def test_the_finished_map_covers_all_paragraphs_but_the_headline(full: am.ArgumentMap) -> None:
    assert [1] == [block.number for block in am.coverage(full, TEXT).unquoted_paragraphs]


def test_check_names_what_the_page_says_of_the_finished_map_and_nothing_else(full: am.ArgumentMap) -> None:
    found = full.check().at_least("warning")
    listed = "".join(f"{finding.code} {', '.join(finding.parts)}\n" for finding in found)
    assert f"```text\n{listed}```" in PAGE
    counts = {code: sum(finding.code == code for finding in found) for code in found.codes}
    said = {
        "AM101": "Three claims rest on nothing",
        "AM402": "three precedents do not say",
        "AM404": "two causal steps",
    }
    numbers = {"two": 2, "three": 3}
    assert {code: numbers[words.split()[0].lower()] for code, words in said.items()} == {
        code: counts[code] for code in said
    }
    assert all(words in PAGE and f"(`{code}`)" in PAGE for code, words in said.items())
    assert {*said, "AM102", "AM503"} == set(counts)


def test_what_the_page_shows_is_what_it_prints(followed: tuple[Path, str]) -> None:
    _, printed = followed
    shown = [code for language, code in BLOCK.findall(PAGE) if language == "text"]
    assert len(shown) > 10
    assert [] == [code for code in shown if code not in printed]


def test_the_reader_ends_with_the_map_that_the_page_compares(
    followed: tuple[Path, str], full: am.ArgumentMap
) -> None:
    """All that the reader has mapped is in the finished map too, as a node of the same kind."""
    folder, _ = followed
    own = am.load(folder / "map.yaml")
    assert own.verify(TEXT).ok
    assert own.thesis is not None
    assert full.thesis is not None
    assert full.thesis.text == own.thesis.text
    agreed = am.agreement(own, full, text=TEXT)
    assert [1.0, 1.0] == [agreed.figure("recall", of).value for of in ("nodes", "typed nodes")]


def test_the_page_to_share_makes_no_request(followed: tuple[Path, str]) -> None:
    """Nothing is named that a browser would load, and the policy in the file forbids what is not named."""
    page = (followed[0] / "map.html").read_text("utf-8")
    parser = Addresses()
    parser.feed(page)
    assert [] == [address for address in parser.loaded if not address.startswith("#")]
    assert "default-src 'none'" in parser.policy
    assert [] == re.findall(r"@import|url\(\s*['\"]?(?!#|data:)|\bfetch\(|XMLHttpRequest|WebSocket\(", page)
    assert "Close Mill Lane for an hour a day" in page


def test_each_picture_of_the_page_is_built_and_each_built_one_is_shown(tmp_path: Path) -> None:
    built = {path.name for path in pictures().build(tmp_path / "built")}
    assert set(re.findall(r"^```\{figure\} \.\./images/built/(\S+)", PAGE, re.MULTILINE)) == built
    assert built == {path.name for path in (tmp_path / "built").iterdir()}


def test_a_page_that_does_not_run_leaves_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = pictures()
    broken = tmp_path / "index.md"
    broken.write_text("```python\nopen('a.svg', 'w').close()\n1 / 0\n```\n", "utf-8")
    monkeypatch.setattr(builder, "PAGE", broken)
    with pytest.raises(ZeroDivisionError):
        builder.build(tmp_path / "built")
    assert not (tmp_path / "built").exists()


def test_the_commentary_is_as_long_as_the_page_and_the_licence_say() -> None:
    assert 700 <= len(TEXT.text.split()) <= 850
    assert "CC0" in (TUTORIAL / "LICENSE-CC0.txt").read_text("utf-8")
