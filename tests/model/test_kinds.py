"""A kind is a class with a word, and one's own kind needs nothing else."""

from __future__ import annotations

import pickle

import pytest
from pydantic import ValidationError

import argmap as am
from argmap.model.part import kinds


def hypothesis_kind() -> type[am.Claim]:
    """The class as a notebook cell defines it; each call is the cell run again."""

    class Hypothesis(am.Claim, kind="hypothesis"):
        """A claim that is put to the test."""

        test: str | None = None
        rivals: tuple[str, ...] = ()

    return Hypothesis


def test_a_kind_validates_its_own_fields_and_the_inherited_ones() -> None:
    kind = hypothesis_kind()
    part = kind(id="h1", text="It rains.", test="Look outside.")
    assert ("hypothesis", "Look outside.") == (part.kind, part.test)
    with pytest.raises(ValidationError, match="tset"):
        kind(id="h1", text="It rains.", tset="typo")
    with pytest.raises(ValidationError):
        kind(id="h1", text=3)


def test_a_draft_takes_a_kind_and_numbers_it_by_its_own_letter() -> None:
    kind = hypothesis_kind()
    d = am.Draft()
    h = d.add(kind, "It rains.", test="Look outside.")
    assert "h1" == h.id
    d.support(d.thesis("The street gets wet."), h)
    m = d.map()
    assert (h,) == m.of(kind)
    assert {"c1", "h1"} == set(m.claims.ids)
    assert (h,) == m.grounds("c1")


def test_a_cell_run_twice_leaves_old_parts_found_equal_and_usable() -> None:
    old = hypothesis_kind()
    part = old(id="h1", text="It rains.")
    m = am.ArgumentMap([part])
    new = hypothesis_kind()
    assert old is not new
    assert (part,) == m.of(new)
    assert new(id="h1", text="It rains.") == part
    assert hash(new(id="h1", text="It rains.")) == hash(part)
    assert am.ArgumentMap([new(id="h1", text="It rains.")]) == m


def test_a_relation_of_ones_own_declares_its_ends() -> None:
    class Explains(am.Supports, kind="explains"):
        premise_kinds = (am.Claim,)
        target_kinds = (am.Evidence,)

    d = am.Draft()
    seen, cause = d.evidence("The street is wet."), d.claim("It rained.")
    step = d.relate(Explains, seen, cause)
    assert (cause,) == d.map().grounds(seen)
    assert "e" == step.id[0]
    with pytest.raises(am.InvalidMapError, match="must be of kind 'evidence'"):
        d.relate(Explains, cause, seen)


def test_the_word_of_another_class_is_refused() -> None:
    with pytest.raises(am.KindError, match=r"already argmap\.model\.nodes\.Claim"):

        class Assertion(am.Node, kind="claim"):
            pass

    with pytest.raises(am.KindError, match="already"):

        class Backs(am.Claim, kind="supports"):
            pass

    assert am.Claim is kinds("node")["claim"]


def test_a_class_without_a_word_is_refused_and_says_how_to_give_one() -> None:
    with pytest.raises(am.KindError, match="kind='conjecture'"):

        class Conjecture(am.Claim):
            pass


@pytest.mark.parametrize("word", ["", "two words", "a-b", "1st"])
def test_a_kind_is_named_by_a_word(word: str) -> None:
    with pytest.raises(am.KindError, match="named by a word"):
        type("Odd", (am.Claim,), {"__module__": __name__, "__qualname__": "Odd"}, kind=word)


def test_a_field_that_can_be_changed_in_place_is_refused() -> None:
    with pytest.raises(am.KindError, match="'scores'.*tuple"):

        class Scored(am.Claim, kind="scored"):
            scores: dict[str, int] = {}

    assert "scored" not in kinds("node")


@pytest.mark.parametrize(
    "annotation", [list[str] | None, tuple[dict[str, int], ...], tuple[tuple[set[int], ...], str] | None]
)
def test_what_can_be_changed_inside_a_field_is_refused_too(annotation: object) -> None:
    space = {"__module__": __name__, "__qualname__": "Deep", "__annotations__": {"inner": annotation}}
    with pytest.raises(am.KindError, match="'inner'"):
        type("Deep", (am.Claim,), {**space, "inner": None}, kind="deep")


def test_a_class_beside_the_two_bases_is_refused() -> None:
    with pytest.raises(am.KindError, match="derive from Node or Relation"):

        class Loose(am.Part, kind="loose"):
            pass


def test_a_common_base_without_a_word_may_stand_between() -> None:
    class Measured(am.Node):
        unit: str | None = None

    class Price(Measured, kind="price"):
        pass

    assert "price" == Price(id="p", text="Bread", unit="EUR").kind
    assert (Price(id="p", text="Bread"),) == am.ArgumentMap([Price(id="p", text="Bread")]).of(Measured)


def test_parts_are_frozen_hashable_and_equal_by_content() -> None:
    one, same = am.Claim(id="c1", text="x"), am.Claim(id="c1", text="x")
    assert one == same
    assert 1 == len({one, same})
    assert one != am.Evidence(id="c1", text="x")
    with pytest.raises(ValidationError, match="frozen"):
        one.text = "y"  # type: ignore[misc]
    assert one == pickle.loads(pickle.dumps(one))


def test_a_changed_copy_is_validated() -> None:
    """Pydantic's own model_copy would take anything."""
    part = am.Claim(id="c1", text="x")
    assert am.Claim(id="c1", text="y") == part.replace(text="y") == part.model_copy(update={"text": "y"})
    for change in ({"text": 3}, {"txt": "y"}, {"kind": "evidence"}):
        with pytest.raises(ValidationError):
            part.replace(**change)
        with pytest.raises(ValidationError):
            part.model_copy(update=change)


def test_a_field_at_its_default_is_left_out_and_kind_never_is() -> None:
    class Dated(am.Claim, kind="dated"):
        year: int = 2000

    assert {"id": "c1", "kind": "claim", "text": "x"} == am.Claim(id="c1", text="x").model_dump()
    assert {"id": "d", "kind": "dated", "text": "x"} == Dated(id="d", text="x", year=2000).model_dump()
    assert (
        '{"id":"d","kind":"dated","text":"x","year":0}' == Dated(id="d", text="x", year=0).model_dump_json()
    )


def test_the_repr_shows_what_is_said_and_no_defaults() -> None:
    assert "Claim(id='c1', text='x')" == repr(am.Claim(id="c1", text="x"))


@pytest.mark.parametrize("id", ["c1", "courts", "ünï", "証拠", "a.b:c-d_e", "9"])
def test_ids_are_what_people_write(id: str) -> None:
    assert id == am.Claim(id=id, text="x").id


@pytest.mark.parametrize("id", ["", " c", "c 1", "-a", "c\n", "a/b", "x" * 81])
def test_other_ids_are_refused(id: str) -> None:
    with pytest.raises(ValidationError):
        am.Claim(id=id, text="x")


def test_a_truth_value_and_a_number_are_two_things() -> None:
    """A field that may be either comes back as it was, also where `==` takes it for its default."""

    class Counted(am.Claim, kind="counted"):
        """A claim with a count, or none."""

        count: bool | int = False

    none, zero = Counted(id="c1", text="x"), Counted(id="c1", text="x", count=0)
    assert none != zero
    again = am.loads(am.ArgumentMap([zero]).dumps())["c1"]
    assert "0" == repr(again.count)  # type: ignore[attr-defined]


def test_bytes_that_are_no_text_are_refused_by_files() -> None:
    class Scanned(am.Claim, kind="scanned"):
        """A claim with its picture."""

        picture: bytes = b""

    with pytest.raises(am.FormatError, match="'c1' is of a kind that no file can hold"):
        am.ArgumentMap([Scanned(id="c1", text="x", picture=b"\xff\xfe")]).dumps()


@pytest.mark.parametrize("date", ["2010-13", "2010-00-01", "2010-01-45", "2010-13-45", "2010/2011-99"])
def test_a_date_has_twelve_months(date: str) -> None:
    with pytest.raises(ValueError, match="date"):
        am.Evidence(id="e1", text="x", date=date)


def test_asking_for_what_is_no_kind_says_so() -> None:
    with pytest.raises(TypeError, match="a kind is a class such as Claim or one of your own, not 'claim'"):
        am.ArgumentMap([am.Claim(id="c1", text="x")]).of("claim")  # type: ignore[type-var]


def test_what_a_terminal_obeys_is_shown_as_text() -> None:
    """Escape sequences of a text, or of a factor in a loop, stay letters in a repr."""
    m = am.ArgumentMap(
        [am.Factor(id="f1", text="\x1b[31mred\x07\nmore"), am.Factor(id="f2", text="b")],
        [
            am.Influences(id="i1", premises=("f1",), target="f2", polarity="+"),
            am.Influences(id="i2", premises=("f2",), target="f1", polarity="+"),
        ],
    )
    assert "f1  factor  \\x1b[31mred\\x07 more" == repr(m.nodes).splitlines()[0]
    assert "\x1b" not in repr(m.loops())
