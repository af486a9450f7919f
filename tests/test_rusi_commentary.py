"""The worked example holds what it promises: a careful reader's map of a commentary, and its pictures."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import html
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

import argmap as am
from argmap.draw.compose import compose
from argmap.draw.layout import arrange
from argmap.draw.raster import size, texts
from argmap.draw.theme import light

PROJECT = Path(__file__).resolve().parents[1]
SCRIPT = PROJECT / "examples" / "rusi_commentary.py"
SEED = PROJECT.parent / "shared" / "seed" / "000_4ce9e8f789c8694d.txt"
OUTPUTS = ("rusi.json", "rusi.svg", "rusi.png", "spine.svg", "causal.svg", "acceptance.svg", "weaknesses.svg")
BODY = {4, 5, 6, 8, 9, 11, 14, 15, 16}  # the blocks of the text that are its nine body paragraphs
STANDFIRST, PULL_QUOTE = 3, 7
RUN = 7  # words in a row that would be a piece of the text

needs_seed = pytest.mark.skipif(not SEED.is_file(), reason="the commentary itself is not part of the project")


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rusi_commentary", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def m() -> am.ArgumentMap:
    return _module().build()


@pytest.fixture(scope="module")
def text() -> str:
    return SEED.read_bytes().decode("utf-8")


def _stated(m: am.ArgumentMap) -> list[am.Node]:
    return [node for node in m.nodes if not node.implicit and not isinstance(node, am.Factor)]


def _attacks_on(m: am.ArgumentMap, part: am.Part) -> list[am.Attacks]:
    return [step for step in m.steps_to(part) if isinstance(step, am.Attacks)]


def _supports_to(m: am.ArgumentMap, part: am.Part) -> list[am.Supports]:
    return [step for step in m.steps_to(part) if isinstance(step, am.Supports)]


# What is mapped


def test_size(m: am.ArgumentMap) -> None:
    """About sixty stated nodes, some sixteen of them advice, and at least ten unstated premises."""
    assert 55 <= len(_stated(m)) <= 70
    assert 15 <= len(m.recommendations) <= 18
    assert len([node for node in m.nodes if node.implicit]) >= 10


def test_building_twice_gives_the_same_map(m: am.ArgumentMap) -> None:
    """The map is a value: it depends on nothing but the file."""
    assert m == _module().build()


def test_issue_is_answered_by_the_thesis(m: am.ArgumentMap) -> None:
    """One question is asked, and the thesis and the advice that follows from it answer it."""
    (issue,) = m.questions
    assert m.thesis is not None
    answers = {p for step in m.steps_to(issue) if isinstance(step, am.Answers) for p in step.premises}
    assert {m.thesis.id, "adopt"} == answers


def test_thesis_has_its_negative_twin(m: am.ArgumentMap) -> None:
    """That force alone brings no peace is a ground of the thesis, and has grounds of its own."""
    assert m["force_alone"] in m.supporters("thesis")
    assert {"no_victory", "afghanistan", "structures"} <= set(m.grounds("force_alone").ids)


def test_conclusion_keeps_the_likelihood_of_the_text(m: am.ArgumentMap) -> None:
    """The one judgement that the text hedges is the conclusion, and the code alone says how likely it is."""
    assert {"conclusion": "likely"} == {node.id: node.likelihood for node in m.nodes if node.likelihood}
    assert not re.search("likel|probabl", m["conclusion"].text)
    assert "fail to bring peace" in m["conclusion"].text


def test_thesis_rests_on_the_record_by_way_of_the_diagnosis(m: am.ArgumentMap) -> None:
    """The five operations bear on the record, the record on the diagnosis, the diagnosis on the thesis."""
    for lower, upper in pairwise(("five", "no_victory", "diagnosis", "thesis")):
        assert m[lower] in m.grounds(upper)
    assert not m.circular()


def test_five_operations_are_named(m: am.ArgumentMap) -> None:
    """Each of the five is named as a case, and nothing says that there were no others."""
    (cases,) = (e for e in m.evidence if e.form == "named_cases")
    for name in ("Al-Mizan", "Rad-ul-Fasaad", "Rah-e-Nijat", "Rah-e-Raast", "Zarb-e-Azb"):
        assert name in cases.text
    assert cases.text.startswith("Five earlier operations are named: ")
    warrants = [step.rationale or "" for step in m.of(am.Supports)]
    assert not [warrant for warrant in warrants if "five" in warrant.casefold()]


def test_afghanistan_is_a_precedent_by_analogy(m: am.ArgumentMap) -> None:
    """What failed in Afghanistan bears on Pakistan only with the premise that they are alike."""
    (afghanistan,) = (e for e in m.evidence if "Afghanistan" in e.text)
    (step,) = m.steps_from(afghanistan)
    assert afghanistan.form == "precedent"
    assert step.scheme == "argument from analogy"
    assert [m[id].implicit for id in step.premises] == [False, True]


def test_soldiers_speak_in_their_own_voice(m: am.ArgumentMap) -> None:
    """Their view is evidence from the author's fieldwork, and supports the thesis."""
    (soldiers,) = (e for e in m.evidence if e.form == "own_fieldwork")
    assert soldiers.voice == "Pakistani soldiers"
    assert soldiers.date == "2010/2012"
    assert soldiers in m.supporters("thesis")


def test_prime_minister_objects_to_a_step_and_is_answered(m: am.ArgumentMap) -> None:
    """His clarification undercuts the argument from precedent, in his voice; the answer undercuts that."""
    (statement,) = (n for n in m.nodes if n.voice is not None and "Prime Minister" in n.voice)
    (objection,) = m.steps_from(statement)
    assert isinstance(objection, am.Attacks)
    assert not objection.conceded
    assert objection.voice == statement.voice
    assert m[objection.target].scheme == "argument from precedent"
    assert _attacks_on(m, objection)


def test_what_is_granted_is_answered(m: am.ArgumentMap) -> None:
    """Every conceded objection has an answer that attacks its force, not its truth."""
    granted = [step for step in m.of(am.Attacks) if step.conceded]
    assert {"resolve", "tactical", "sacrifices", "army_needed", "army_did"} == {
        id for step in granted for id in step.premises
    }
    assert all(_attacks_on(m, step) for step in granted)
    assert not any(_attacks_on(m, m[id]) for step in granted for id in step.premises)
    assert all(len(step.premises) == 1 for step in granted)  # the text grants each by itself


def test_undercutters(m: am.ArgumentMap) -> None:
    """At least two attacks bear on a step of reasoning, one of them on a step of support."""
    targets = [m[step.target] for step in m.of(am.Attacks) if isinstance(m[step.target], am.Relation)]
    assert len(targets) >= 2
    assert any(isinstance(target, am.Supports) for target in targets)


def test_unstated_premises_are_linked(m: am.ArgumentMap) -> None:
    """An unstated premise stands where a step needs it: beside a stated one, and backed by nothing."""
    for node in m.nodes:
        if node.implicit:
            (step,) = m.steps_from(node)
            assert step.linked
            assert any(not m[id].implicit for id in step.premises)
            assert not _supports_to(m, node)
            assert not node.quotes


def test_linked_and_convergent_premises_are_told_apart(m: am.ArgumentMap) -> None:
    """There are linked steps, and claims that several independent steps support."""
    linked = [step for step in m.of(am.Supports) if step.linked]
    convergent = [node for node in m.nodes if len(_supports_to(m, node)) > 1]
    assert len(linked) >= 10
    assert len(convergent) >= 8
    assert m.thesis in convergent


def test_restatements_are_tied(m: am.ArgumentMap) -> None:
    """What the text says again is tied to what it said before."""
    pairs = {frozenset((*step.premises, step.target)) for step in m.of(am.Restates)}
    assert frozenset(("thesis", "conclusion")) in pairs
    assert frozenset(("force_alone", "not_alone")) in pairs
    assert len(pairs) >= 4


def test_pull_quote_is_a_second_quote_of_the_conclusion(m: am.ArgumentMap) -> None:
    """The conclusion stands twice in the text and once in the map."""
    expected = (15, PULL_QUOTE)
    assert expected == tuple(quote.paragraph for quote in m["conclusion"].quotes)


# Advice


def test_advice_has_its_force_and_its_grounds(m: am.ArgumentMap) -> None:
    """Every recommendation says how strongly it is meant and rests on something the text says."""
    for advice in m.recommendations:
        assert advice.deontic in {"must", "should", "implied"}
        assert any(not ground.implicit for ground in m.grounds(advice)), advice.id


def test_addressees_are_those_the_text_names(m: am.ArgumentMap) -> None:
    """Pakistan is told to adopt a strategy, NACTA has three tasks, and no one else is named."""
    named = {r.id: r.addressees for r in m.recommendations if r.addressees}
    nacta = dict.fromkeys(("adapt", "research", "counter"), ("NACTA",))
    assert {"adopt": ("Pakistan",), **nacta} == named


def test_advice_meets_problems(m: am.ArgumentMap) -> None:
    """Most recommendations address a problem that the map holds."""
    meeting = [advice for advice in m.recommendations if m.problems_addressed(advice)]
    assert len(meeting) >= 10


def test_advice_between_the_lines_is_implied(m: am.ArgumentMap) -> None:
    """What the text advises without saying so has that strength, not a tag."""
    implied = {advice.id for advice in m.recommendations if advice.deontic == "implied"}
    assert {"audit", "agree", "empower"} == implied
    assert not [node.id for node in m.nodes if "implied" in node.tags]


# What is weak


def test_pillars_drift(m: am.ArgumentMap) -> None:
    """The pillars of the body are not those of the conclusion, and the critic says which came and went."""
    (drift,) = m.check().select("AM601")
    lists = {at: {node.id for node in m.nodes if f"pillars@{at}" in node.tags} for at in (8, 15)}
    assert {"communities", "f_stability"} == lists[8] - lists[15]
    assert {"f_unity", "f_public"} == lists[15] - lists[8]
    assert {"develop", "law"} == lists[8] & lists[15]
    assert lists[8] ^ lists[15] == set(drift.parts)
    assert drift.message.index("between 8 and 15") > 0


def test_pillars_are_listed_where_the_tags_say(m: am.ArgumentMap) -> None:
    """The number in a tag is the paragraph that the claim which lists the pillars is quoted from."""
    assert [8, 15] == [quote.paragraph for id in ("pillars", "backing") for quote in m[id].quotes]


def test_analyst_notes_what_no_rule_sees(m: am.ArgumentMap) -> None:
    """Measure, cause, precedent, feasibility, capacity and popular will: each is a finding on its part."""
    expected = ["no_victory", "afghanistan", "structures", "adopt", "empower", "willing"]
    assert sorted(expected) == sorted(id for d in m.check().select("AM901") for id in d.parts)


# The causal story


@pytest.mark.parametrize(
    ("cause", "effect", "sign"),
    [
        ("f_force", "f_battles", "+"),
        ("f_force", "f_victory", "0"),
        ("f_force", "f_networks", "0"),
        ("f_force", "f_strategy", "-"),
    ],
)
def test_what_military_only_action_does(m: am.ArgumentMap, cause: str, effect: str, sign: str) -> None:
    """It raises tactical success, changes neither strategic success nor networks, crowds out strategy."""
    (step,) = (i for i in m.of(am.Influences) if i.premises == (cause,) and i.target == effect)
    assert sign == step.polarity


def test_loops(m: am.ArgumentMap) -> None:
    """At least two circles reinforce themselves: that is why the same operation comes back."""
    reinforcing = [loop for loop in m.loops() if loop.sign == "+"]
    assert len(reinforcing) >= 2
    assert any({"f_voids", "f_violence", "f_force"} <= {f.id for f in loop.factors} for loop in reinforcing)
    assert any({"f_consensus", "f_starts"} <= {f.id for f in loop.factors} for loop in reinforcing)


def test_influences_are_backed_by_claims(m: am.ArgumentMap) -> None:
    """No arrow of the causal story stands for itself: a stated part says so."""
    for influence in m.of(am.Influences):
        assert [p for p in m.supporters(influence) if not p.implicit], influence.id


# Schemes, evidence, structure


def test_main_inferences_follow_named_schemes(m: am.ArgumentMap) -> None:
    """Precedent, analogy, cause, sign, consequences, means, testimony, example: each is used and named."""
    used = {step.scheme for step in m.of(am.Supports) if step.scheme}
    assert used >= {
        "argument from precedent",
        "argument from analogy",
        "argument from cause to effect",
        "argument from sign",
        "argument from negative consequences",
        "argument from example",
        "argument from position to know",
        "practical reasoning",
    }
    for id in ("thesis", "force_alone", "diagnosis", "conclusion", "no_victory"):
        assert all(step.scheme for step in _supports_to(m, m[id])), id
    for name in used:
        am.scheme(name)  # an unknown scheme is an error


def test_evidence_has_its_form_and_no_borrowed_source(m: am.ArgumentMap) -> None:
    """The text cites no source, so none is cited; only the author's research has dates."""
    assert all(evidence.form for evidence in m.evidence)
    assert not any(evidence.citation for evidence in m.evidence)
    assert {"soldiers"} == {evidence.id for evidence in m.evidence if evidence.date}


def test_argument_is_one_piece(m: am.ArgumentMap) -> None:
    """Without the factors, supports, attacks and answers hold all nodes together."""
    argument = m.without(m.factors)
    drawn = (am.Supports, am.Attacks, am.Answers)
    near: dict[str, set[str]] = {part.id: set() for part in argument}
    for step in argument.relations:
        if isinstance(step, drawn):
            for end in (*step.premises, step.target):
                near[step.id].add(end)
                near[end].add(step.id)
    seen, work = {"thesis"}, deque(["thesis"])
    while work:
        for other in near[work.popleft()] - seen:
            seen.add(other)
            work.append(other)
    assert set(argument.nodes.ids) <= seen


def test_spine_is_the_main_line(m: am.ArgumentMap) -> None:
    """At most 25 boxes, from the five operations and the soldiers by record and diagnosis to the thesis."""
    spine = m.spine()
    assert len(spine.nodes) <= 25
    assert {"five", "no_victory", "diagnosis", "force_alone", "soldiers", "thesis"} <= set(spine.nodes.ids)
    assert {"thesis"} == {node.id for node in spine.nodes} - {n.id for n in spine.grounds("thesis")}


# Quotes


def test_every_stated_part_is_quoted_from_the_body(m: am.ArgumentMap) -> None:
    """Quotes stand in the nine paragraphs, the question's in the standfirst, the conclusion's pull quote."""
    for node in m.nodes:
        if not node.implicit:
            assert node.quotes, node.id
        elsewhere = {quote.paragraph for quote in node.quotes} - BODY
        assert {"issue": {STANDFIRST}, "conclusion": {PULL_QUOTE}}.get(node.id, set()) == elsewhere
    assert {q.paragraph for part in m for q in part.quotes} >= BODY


def test_quotes_are_short_and_placed(m: am.ArgumentMap) -> None:
    """At most six opening and six closing words, offsets, and a link that opens the page at the passage."""
    for part in m:
        for quote in part.quotes:
            for words in (quote.exact, quote.opening, quote.closing):
                assert len(_words(words or "")) <= 6
            assert quote.start is not None
            assert quote.url is not None
            assert quote.url.startswith(f"{m.source('rusi').url}#:~:text=")


@needs_seed
def test_quotes_stand_at_their_places(m: am.ArgumentMap, text: str) -> None:
    """Between its offsets each passage begins with its opening words and ends with its closing ones."""
    starts = [match.start() for match in re.finditer(r"[^\n]+", text)]
    for part in m:
        for quote in part.quotes:
            passage = text[quote.start : quote.end]
            if quote.exact is not None:
                assert quote.exact == passage
            else:
                assert passage.startswith(quote.opening)
                assert passage.endswith(quote.closing)
                assert len(quote.opening) + len(quote.closing) < len(passage)
            assert "\n" not in passage
            assert sum(start <= quote.start for start in starts) == quote.paragraph


@needs_seed
def test_quotes_verify(m: am.ArgumentMap) -> None:
    """The provenance room finds every quote in the text."""
    report = m.verify(am.SourceText.read(SEED))
    assert report.ok, str(report)


@needs_seed
def test_source_is_described_rightly(m: am.ArgumentMap, text: str) -> None:
    """Length and hash are those of the text."""
    (source,) = m.sources
    assert len(text) == source.length
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == source.sha256
    assert text.startswith(source.title)
    assert all(author in text for author in source.authors)


@needs_seed
def test_quotes_are_found_wherever_an_edit_moves_them(m: am.ArgumentMap, text: str, tmp_path: Path) -> None:
    """With a sentence put in at the top no offset holds any more, and each quote is found by its words."""
    added = "This sentence was not there before.\n\n"
    edited = tmp_path / "edited.txt"
    edited.write_bytes((added + text).encode("utf-8"))
    report = m.verify(am.SourceText.read(edited))
    assert len(report.quotes) == sum(len(part.quotes) for part in m)
    for found in report.quotes:
        assert found.match.place is not None, found
        assert found.quote.start + len(added) == found.match.place.start, found


@needs_seed
def test_no_sentence_of_the_text_is_copied(m: am.ArgumentMap, text: str) -> None:
    """The parts of the map, a quote's two ends side by side, hold no seven words in a row of the text."""
    written = [*_strings(m), *_literals()]
    joined = [s.replace(" … ", " ") for s in written]
    assert any("f_force" in s for s in written)
    for words in (_split, _whole):
        own = set(_runs(words(text))) - _allowed(m, words)
        assert not [s for s in (*written, *joined) if own & set(_runs(words(s)))]


@needs_seed
def test_no_file_of_the_project_copies_the_text(m: am.ArgumentMap, text: str) -> None:
    """No text file that git tracks holds seven words in a row of the text; its title and address may stand."""
    files = _tracked()
    assert SCRIPT in files
    copied: dict[str, list[str]] = {}
    for words in (_split, _whole):
        own = set(_runs(words(text))) - _allowed(m, words)
        for path, content in files.items():
            if runs := own & set(_runs(words(content))):
                copied.setdefault(str(path.relative_to(PROJECT)), []).extend(
                    " ".join(r) for r in sorted(runs)
                )
    assert {} == copied


@needs_seed
@pytest.mark.parametrize(
    "between", [" ", "-", "\u2013", '", "', "\u2019 \u2018", "\n    # ", "</text><text>"]
)
def test_copies_are_seen_through_disguise(m: am.ArgumentMap, text: str, between: str) -> None:
    """Capitals, hyphens, quotes, line breaks and markup between the words hide no copy."""
    longest = max(text.splitlines(), key=len)
    copy = _without_markup(between.join(longest.upper().split()[:12]))
    own = set(_runs(_split(text))) - _allowed(m, _split)
    assert own & set(_runs(_split(copy)))


def _split(s: str) -> list[str]:
    """Return the words with hyphenated ones split, quotes and apostrophes taken out."""
    return re.findall(r"[^\W_]+", _QUOTES.sub("", s.casefold()))


def _whole(s: str) -> list[str]:
    """Return the words with hyphenated ones whole, quotes and apostrophes taken out."""
    return re.findall(r"[^\W_]+", _HYPHENS.sub("", _QUOTES.sub("", s.casefold())))


_QUOTES = re.compile("['\u2018\u2019\u201b`\u00b4]")
_HYPHENS = re.compile("[-\u00ad\u2010-\u2015]")


def _allowed(m: am.ArgumentMap, words: Callable[[str], list[str]]) -> set[tuple[str, ...]]:
    """Return the runs that may stand: those of the bibliographic title and of the address."""
    (source,) = m.sources
    return {run for s in (source.title, source.url or "") for run in _runs(words(s))}


def _tracked() -> dict[Path, str]:
    """Return the text of each file that git tracks and that is there and is UTF-8."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not here to say which files are the project's")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("the project is not a git repository here")
    files: dict[Path, str] = {}
    for name in filter(None, listed.stdout.decode("utf-8").split("\0")):
        path = PROJECT / name
        if path.is_file():
            with contextlib.suppress(UnicodeDecodeError):  # a picture, a font
                content = path.read_text(encoding="utf-8")
                files[path] = (
                    _without_markup(content) if path.suffix in {".svg", ".xml", ".html"} else content
                )
    return files


def _without_markup(content: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", content))


def _words(s: str) -> list[str]:
    return re.findall(r"[\w'’-]+", s.casefold())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _strings(m: am.ArgumentMap) -> Iterator[str]:
    """Yield every string in the parts and sources of a map; both ends of a quote as one."""
    work: list[object] = [part.model_dump() for part in (*m, *m.sources)]
    while work:
        value = work.pop()
        if isinstance(value, dict):
            work.extend(value.values())
            if value.get("opening"):
                yield f"{value['opening']} {value['closing']}"
        elif isinstance(value, list | tuple):
            work.extend(value)
        elif isinstance(value, str):
            yield value


def _literals() -> list[str]:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    return [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


# Running it


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    out = tmp_path_factory.mktemp("rusi") / "deep" / "out"
    done = _run("--out", out)
    assert done.returncode == 0, done.stderr
    return out, done.stdout


def test_run_prints_the_reasoning(ran: tuple[Path, str], m: am.ArgumentMap) -> None:
    """The outline, the thesis with its grounds, the advice with addressees and grounds, the loops."""
    printed = ran[1]
    assert m.outline() in printed
    assert repr(m.grounds("thesis")) in printed
    assert "SHOULD (to NACTA): Study the problem nationwide" in printed
    assert all(advice.text in printed for advice in m.recommendations)
    assert repr(m.loops()) in printed


def test_run_prints_the_judgement(ran: tuple[Path, str], m: am.ArgumentMap) -> None:
    """What is weak, each analyst's note, what stands, why the thesis does, and what hangs on the precedent."""
    printed, report = ran[1], m.check()
    warnings = report.at_least("warning")
    assert f"Weaknesses\n{warnings}" in printed
    assert {"AM601", "AM901"} <= set(warnings.codes)
    assert all(noted.message in printed for noted in report.select("AM901"))
    assert str(am.explain(m, "thesis")) in printed
    assert "in" == am.explain(m, "thesis").label
    assert str(am.evaluate(m)) in printed
    assert str(am.what_if(m, remove="afghanistan")) in printed
    assert str(am.load_bearing(m, "thesis")) in printed


def test_run_writes_its_files(ran: tuple[Path, str], m: am.ArgumentMap) -> None:
    """The map and its pictures; the map reads back as it was."""
    out = ran[0]
    assert sorted(OUTPUTS) == sorted(path.name for path in out.iterdir())
    assert m == am.load(out / "rusi.json")
    document = json.loads((out / "rusi.json").read_text(encoding="utf-8"))
    assert document["argmap"] == "1"
    assert (out / "rusi.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("name", ["rusi.svg", "spine.svg", "causal.svg"])
def test_pictures_hold_what_they_are_of(ran: tuple[Path, str], m: am.ArgumentMap, name: str) -> None:
    """Each picture is XML and says every node it draws, in full."""
    nodes = {"rusi.svg": m.without(m.factors), "spine.svg": m.spine(), "causal.svg": m.only(m.factors)}[
        name
    ].nodes
    said = " ".join(" ".join(ElementTree.parse(ran[0] / name).getroot().itertext()).split())
    assert not [node.id for node in nodes if node.text not in said]


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name.endswith(".svg")])
def test_pictures_have_a_shape_that_can_be_read(ran: tuple[Path, str], name: str) -> None:
    """Between twice as tall as wide and twice as wide as tall."""
    _, _, width, height = map(float, ElementTree.parse(ran[0] / name).getroot().attrib["viewBox"].split())
    assert 0.5 <= width / height <= 2


def on_a4(width: float, height: float) -> float:
    """Return how high the text of a picture is in points where it is printed on A4 with margins of 10 mm."""
    long, short = 297 - 20, 210 - 20
    points = 72 / 25.4
    across = min(long * points / width, short * points / height)
    upright = min(short * points / width, long * points / height)
    return 10.5 * min(1.0, max(across, upright))


def test_the_spine_can_be_read_on_a4(ran: tuple[Path, str]) -> None:
    _, _, width, height = map(
        float, ElementTree.parse(ran[0] / "spine.svg").getroot().attrib["viewBox"].split()
    )
    assert on_a4(width, height) >= 5.5


@pytest.mark.filterwarnings("ignore:no node of the map is in a group")  # the text has no sections
@pytest.mark.parametrize("group_by", [None, "section", "paragraph"])
def test_every_page_can_be_read_on_a4(m: am.ArgumentMap, group_by: str | None) -> None:
    for page in m.pages(group_by=group_by):
        root = ElementTree.fromstring(page.draw().svg())
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        assert on_a4(width, height) >= 7.5, page.title


def test_the_picture_in_the_readme_is_what_the_example_draws(ran: tuple[Path, str]) -> None:
    """Where it is not, `examples/rusi_commentary.py` has drawn the new one: look at it, and copy it there."""
    drawn = (ran[0] / "spine.svg").read_text("utf-8")
    shown = (PROJECT / "docs" / "images" / "spine.svg").read_text("utf-8")
    assert texts(drawn) == texts(shown)
    assert size(shown) == pytest.approx(
        size(drawn), rel=0.1
    )  # another release of the engine may differ a little


def test_the_usual_drawing_of_the_spine_can_be_read_on_a4(m: am.ArgumentMap) -> None:
    """Where neither direction is readable at once, the one with the larger text is taken, legend and title counted."""
    root = ElementTree.fromstring(m.spine().draw().svg())
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert on_a4(width, height) >= 5.5


@needs_seed
def test_run_verifies_the_quotes(tmp_path: Path) -> None:
    """With the text at hand it reports on every quote and ends well."""
    done = _run("--out", tmp_path, "--source", SEED)
    assert done.returncode == 0, done.stderr


def test_run_says_when_quotes_are_not_there(tmp_path: Path) -> None:
    """Against another text it ends with exit code 1, and the report is printed."""
    other = tmp_path / "other.txt"
    other.write_text("Nothing of the kind is written here.\n", encoding="utf-8")
    done = _run("--out", tmp_path, "--source", other)
    assert done.returncode == 1
    assert "missing" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", [None, "Gef\u00fchl".encode("utf-16")])
def test_run_refuses_a_text_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    """A mistyped path or a file that is no UTF-8 is told at once, before anything is written."""
    source = tmp_path / "commentary.txt"
    if content is not None:
        source.write_bytes(content)
    done = _run("--out", tmp_path / "out", "--source", source)
    assert done.returncode == 2
    assert "commentary.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_run_refuses_a_file_as_its_directory(tmp_path: Path) -> None:
    """A file in the way is told, and stays as it is."""
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    done = _run("--out", taken)
    assert done.returncode == 2
    assert "it must be a directory" in done.stderr
    assert taken.read_text(encoding="utf-8") == "mine"


def test_the_whole_map_has_few_crossings(m: am.ArgumentMap) -> None:
    """At most forty pairs of lines cross in the picture of all reasoning, attacks included."""
    from argmap.draw.compose import compose
    from argmap.draw.crossings import crossings
    from argmap.draw.layout import arrange
    from argmap.draw.theme import light

    argument = m.without(m.factors)
    scene = compose(argument, theme=light, relations=(am.Supports, am.Attacks, am.Answers))
    assert crossings(arrange(scene.boxes, scene.links, shelf=scene.shelf)) <= 40


def test_lines_have_no_corners_and_arrive_straight(m: am.ArgumentMap) -> None:
    """Nowhere does a line turn at once by more than 20 degrees, and a head points into its card."""
    scene = compose(m, theme=light)
    made = arrange(scene.boxes, scene.links, shelf=scene.shelf)
    sideways = made.direction == "left"
    boxes = {box.key: box for box in scene.boxes}
    for line in scene.links:
        points = made.splines[line.key]
        for knot in range(3, len(points) - 3, 3):
            (ax, ay), (x, y), (bx, by) = points[knot - 1 : knot + 2]
            lengths = hypot(x - ax, y - ay) * hypot(bx - x, by - y)
            assert lengths < 1 or ((x - ax) * (bx - x) + (y - ay) * (by - y)) / lengths > 0.94, line
        if not boxes[line.head].is_dot:
            (bx, by), (x, y) = points[-2:]
            across, along = (y - by, x - bx) if sideways else (x - bx, y - by)
            assert abs(along) > 3 * abs(across), line
