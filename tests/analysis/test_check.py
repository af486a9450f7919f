"""The critic finds what is weak, leaves a clean map alone, and says it in a stable order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

import argmap as am
from argmap.analysis import rulebook
from strategies import maps

DOCS = Path(__file__).parents[2] / "docs" / "rules"


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    """The pages' examples run in tests/test_readme.py: the weak map has the finding, the mended one has not."""
    pages = {path.stem: path.read_text("utf-8") for path in DOCS.glob("AM*.md")}
    table = {rule.code: rule for rule in am.rules() if rule.code.startswith("AM")}
    assert sorted(table) == sorted(pages)
    for code, page in pages.items():
        assert page.startswith(f"# {code}: {table[code].title}\n")
        assert f'assert "{code}" in ' in page
        assert f'assert "{code}" not in ' in page
        assert f"[{code}]({code}.md) | {table[code].title} |" in (DOCS / "index.md").read_text("utf-8")


def test_rules_say_what_would_mend_it_and_where_they_come_from() -> None:
    for rule in am.rules():
        if rule.code.startswith("AM"):
            assert rule.hint.endswith(".")
            assert rule.reference
            assert rule.check.__doc__


def textbook() -> am.ArgumentMap:
    """A clean map: linked and convergent reasons, cited evidence, an answered objection, usable advice."""
    d = am.Draft("School streets", source=am.Source(id="paper"))
    for id in ("count", "survey", "trial"):
        d.source(am.Source(id=id))

    def quote(n: int) -> am.Quote:
        return am.Quote(source="paper", exact=f"words {n}")

    close = d.thesis("The street at the school should be closed to cars.", quote=quote(1))
    safer = d.claim("Closing it makes the way to school safer.", quote=quote(2))
    alert = d.claim("Children who walk arrive alert.", quote=quote(3))
    alike = d.claim("The three towns are like ours in traffic and size.", quote=quote(4))
    same = d.evidence("Traffic counts of the four towns agree.", citation="count", quote=quote(5))
    fewer = d.evidence("Injuries fell in three towns.", citation="trial", form="statistic", quote=quote(6))
    late = d.evidence("Teachers report fewer late arrivals.", citation="survey", quote=quote(7))
    d.support(alike, same)
    step = d.support(safer, fewer, alike, jointly=True, scheme="argument from analogy",
                     tags=("cq2:waived", "cq4:waived"))  # fmt: skip
    d.support(step, same, tags=("cq1", "cq3"))
    d.support(alert, late)
    d.support(close, safer, alert)
    homes = d.claim("Residents cannot reach their homes.", voice="Residents", quote=quote(8))
    d.attack(close, homes)
    exempt = d.evidence("Exempt residents drove in, in all three towns.", citation="trial", quote=quote(9))
    d.attack(homes, exempt)
    advice = d.recommend(
        "Issue exemptions to residents first.", to="City council", deadline="2027", quote=quote(10)
    )
    d.support(advice, exempt)
    d.address(homes, advice)
    return d.map()


def test_a_clean_textbook_map_gives_nothing_above_info() -> None:
    report = textbook().check()
    assert report.worst in (None, "info"), str(report)


@given(maps())
def test_any_map_is_checked_without_an_error_and_in_a_stable_order(m: am.ArgumentMap) -> None:
    report = m.check()
    assert report == m.check()
    for diagnostic in report:
        assert diagnostic.parts
        assert all(id in m for id in diagnostic.parts)
        assert diagnostic.message
        assert diagnostic.hint
    severities = [("severe", "warning", "info").index(d.severity) for d in report]
    assert sorted(severities) == severities


def test_the_order_of_authoring_decides_nothing_about_what_is_found() -> None:
    m = textbook().without("c2")
    turned = m.replace(nodes=tuple(reversed(m.nodes)), relations=tuple(reversed(m.relations)))
    assert sorted((d.code, sorted(d.parts)) for d in m.check()) == sorted(
        (d.code, sorted(d.parts)) for d in turned.check()
    )


def test_rules_are_chosen_by_code_or_its_beginning() -> None:
    m = am.ArgumentMap([am.Claim(id="c", text="Clearly."), am.Recommendation(id="r", text="Do it.")])
    every = set(m.check().codes)
    assert {"AM107", "AM503", "AM105"} <= every
    assert {"AM107"} == set(m.check(select=["AM107"]).codes)
    assert {"AM503"} == set(m.check(select="AM5").codes)
    assert every - {"AM107", "AM503"} == set(m.check(ignore=["AM107", "AM5"]).codes)
    assert m.check().select("AM5") == m.check(select=["AM5"])
    assert m.check().ignore("AM5") == m.check(ignore=["AM5"])
    assert {"AM503"} <= set(m.check().of("c").codes)
    with pytest.raises(am.ArgmapError, match="'AM999'.*lists them"):
        m.check(select=["AM999"])


def test_a_rule_of_ones_own_may_be_defined_again_and_not_by_another() -> None:
    def define() -> rulebook.Check:
        @am.rule("ZZ001", title="Any", hint="None.", severity="info")
        def any_node(context):  # type: ignore[no-untyped-def]
            return (am.Finding("A node.", (node,)) for node in context.m.nodes)

        return any_node

    try:
        define()
        define()
        m = am.ArgumentMap([am.Claim(id="c", text="x")])
        assert [("ZZ001", ("c",))] == [(d.code, d.parts) for d in m.check(select=["ZZ"])]
        with pytest.raises(am.ArgmapError, match="'ZZ001' is already"):

            @am.rule("ZZ001", title="Other", hint="None.")
            def other(context):  # type: ignore[no-untyped-def]
                return ()

        with pytest.raises(am.ArgmapError, match="unknown severity"):
            am.rule("ZZ002", title="Odd", hint="None.", severity="high")  # type: ignore[arg-type]
    finally:
        rulebook._RULES.pop("ZZ001", None)


def test_key_assumptions_are_ranked_by_what_falls_with_them() -> None:
    d = am.Draft()
    top, mid = d.thesis("Top."), d.claim("Middle.")
    d.support(top, mid, d.assume("High."), jointly=True)
    d.support(mid, d.claim("Low."), d.assume("Deep."), jointly=True)
    found = d.map().check(select=["AM303"])
    assert [("a2", "c1", "c2"), ("a1", "c1")] == [x.parts for x in found]
    assert "rank 1 of 2: “Deep.”" in found[0].message


def test_a_report_says_it_as_text_json_table_and_sarif() -> None:
    m = am.ArgumentMap([am.Claim(id="c", text="<b>Clearly</b>.")])
    report = m.check()
    assert [d.code for d in report] == [row["code"] for row in json.loads(report.to_json())]
    log = json.loads(report.to_sarif(path="x.yaml"))
    assert "2.1.0" == log["version"]
    results = log["runs"][0]["results"]
    assert [d.code for d in report] == [r["ruleId"] for r in results]
    assert {"warning", "note"} >= {r["level"] for r in results}
    assert "x.yaml" == results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    declared = {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert set(report.codes) == declared
    assert "<b>Clearly" not in report._repr_mimebundle_()["text/html"]
    assert "AM503" in str(report)
    assert report.summary == str(report).splitlines()[-1]
    assert "no weakness found" == str(am.ArgumentMap().check())


def test_a_scheme_is_named_with_or_without_argument_from() -> None:
    assert "precedent" == am.scheme("Argument from precedent").name == am.scheme("precedent").name
    assert 20 <= len(am.schemes())
    for scheme in am.schemes():
        assert scheme.roles
        assert scheme.questions
        assert all(question.endswith("?") for question in scheme.questions)
    with pytest.raises(am.ArgmapError, match="Did you mean 'analogy'"):
        am.scheme("argument from analgy")


def test_a_map_switches_rules_off_for_itself() -> None:
    """What `ignore` of the map names is left out, unless it is selected; a rule not installed is no mistake."""
    m = am.ArgumentMap([am.Claim(id="c1", text="It rains.")])
    quiet = m.replace(ignore=("AM107", "XY999"))
    assert ("AM107",) == m.check().codes
    assert () == quiet.check().codes
    assert ("AM107",) == quiet.check(select=["AM107"]).codes


def test_findings_are_counted_in_words() -> None:
    """Warnings in the plural; "info" and "severe" have none."""

    def found(severity: am.analysis.diagnostic.Severity, code: str) -> am.analysis.diagnostic.Diagnostic:
        return am.analysis.diagnostic.Diagnostic(code, severity, "It is weak.", ("c1",), "Mend it.", "")

    report = am.analysis.diagnostic.Report
    assert "1 warning" == report([found("warning", "X1")]).summary
    many = [found(s, f"X{i}") for s in ("severe", "warning", "info") for i in range(2)]
    assert "2 severe, 2 warnings, 2 info" == report(many).summary
