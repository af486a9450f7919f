"""The maps of the gallery: a function for each picture, shown in docs/gallery.md as it stands here.

Lines are short, so that the page shows them whole.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import argmap as am
from argmap.draw.drawing import Drawing

DOCS = Path(__file__).parent


def linked_and_convergent() -> Drawing:
    """After Plato's Crito: two reasons, one of them made of two premises."""
    d = am.Draft("Crito")
    stay = d.thesis("Socrates should not flee from prison.")
    agreed = d.claim("By living in Athens he agreed to obey its laws.")
    kept = d.claim("A just agreement must be kept.")
    sons = d.claim("In exile he could not bring up his sons well.")
    d.support(stay, agreed, kept, jointly=True)  # linked: one step
    d.support(stay, sons)  # convergent: another step
    return d.map().draw()


def undercutter() -> Drawing:
    """After Pollock (1987): what undercuts a step denies neither of its ends."""
    d = am.Draft("A red light")
    red = d.thesis("The thing is red.")
    step = d.support(red, d.evidence("It looks red.", form="event"))
    d.undercut(step, d.claim("A red lamp shines on it."))
    return d.map().draw()


def rebuttal_and_concession() -> Drawing:
    """One objection is disputed, the other granted and outweighed."""
    d = am.Draft("Electric buses")
    buy = d.thesis("The town should buy electric buses.")
    d.support(buy, d.claim("They are quiet and do not foul the air."))
    d.attack(buy, d.claim("They break down in winter.", voice="a driver"))
    d.attack("c3", d.evidence("Oslo runs them all year.", form="precedent"))
    granted = d.concede(buy, d.claim("Each costs twice as much as a diesel bus."))
    d.undercut(granted, d.claim("In ten years, power and repairs make up for it."))
    return d.map().draw()


def restatements() -> Drawing:
    """What is said twice, what is incompatible, and what is left unsaid."""
    d = am.Draft("A library")
    keep = d.thesis("The library must stay.")
    again = d.claim("Closing it would be a mistake.")
    rooms = d.claim("Many pupils have no other place to learn.")
    need = d.assume("Pupils should have a place to learn.")
    flats = d.claim("The house should become flats.", voice="an investor")
    d.restate(keep, again)
    d.support(keep, rooms, need, jointly=True)
    d.conflict(keep, flats)
    return d.map().draw()


def toulmin() -> Drawing:
    """Harry, after Toulmin (1958)."""
    d = am.Draft("Harry")
    claim = d.thesis("So, presumably, Harry is a British subject.")
    data = d.evidence("Harry was born in Bermuda.", tags=("data",))
    warrant = d.claim("Whoever is born there is generally British.", tags=("warrant",))
    backing = d.evidence("So the statutes provide.", tags=("backing",))
    rebuttal = d.claim("Both his parents were aliens.", tags=("rebuttal",))
    step = d.support(claim, data, warrant, jointly=True)
    d.support(warrant, backing)
    d.undercut(step, rebuttal)
    return d.map().draw(group_by=lambda node: ", ".join(node.tags) or None)


def critical_questions() -> Drawing:
    """After Walton, Reed & Macagno (2008): a tag names what is asked."""
    d = am.Draft("A dam")
    safe = d.thesis("The dam will outlast the century.")
    expert = d.claim("Dr Berg, who studies dams, says so.")
    step = d.support(safe, expert, scheme="expert opinion")
    owner = d.claim("The owner of the dam pays her.")
    paid = d.undercut(step, owner, tags=("cq4",))
    d.undercut(paid, d.claim("Her fee does not hang on what she finds."))
    m = d.map()
    left = len(m.critical_questions(step)) - 1
    marks = {
        paid.id: am.Mark("note", "question 4"),
        step.id: am.Mark("open", f"{left} questions"),
    }
    legend = {"note": "asked", "open": "not asked yet"}
    return m.draw(overlay=am.Overlay("Critical questions", marks, legend))


def moving() -> am.ArgumentMap:
    """Reasons for and against a decision, each with how sure we are of it."""
    d = am.Draft("Moving")
    move = d.thesis("We should move to the country.")
    d.support(move, d.claim("The children could play out.", confidence="high"))
    d.support(move, d.claim("The rent is half of ours.", confidence="high"))
    d.support(move, d.claim("We would sleep better.", confidence="low"))
    d.attack(move, d.claim("It would be an hour to work.", confidence="high"))
    d.attack(move, d.claim("We would lose our friends.", confidence="low"))
    return d.map()


def balance() -> Drawing:
    """What weighs on either side, and what is left of it."""
    m = moving()
    return m.draw(overlay=am.strength(m))


@cache
def rusi() -> am.ArgumentMap:
    """The map of a whole commentary, as examples/rusi_commentary.py builds it."""
    path = DOCS.parent / "examples" / "rusi_commentary.py"
    spec = importlib.util.spec_from_file_location("rusi_commentary", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    m: am.ArgumentMap = module.build()
    return m


@cache
def street() -> am.ArgumentMap:
    """The map of the tutorial's commentary on a street before a school."""
    return am.load(DOCS / "tutorial" / "commentary-map.yaml")


def causal_loops() -> Drawing:
    """What raises and what lowers what, and the circles in it."""
    m = rusi()
    return m.only(m.factors).draw()


def spine() -> Drawing:
    """The main line from evidence to thesis."""
    return rusi().spine().draw()


def whole() -> Drawing:
    """All of the argument, without the causal story."""
    m = rusi()
    argument = m.without(m.factors)
    return argument.draw(relations=(am.Supports, am.Attacks, am.Answers))


def page() -> Drawing:
    """The second of the pages into which the map of the street falls."""
    return street().pages()[1].draw()


def folded() -> Drawing:
    """Two reasons folded: what stands below them is counted."""
    m = street()
    argument = m.without(m.factors, m.questions, m.goals, "again")
    return argument.fold("safer", "fewer").draw()


def sections() -> dict[str, Drawing]:
    """A text with headings, here in Argdown."""
    m = am.loads(
        """# Where to build

[Site]: The hospital should stand at the station.
  + <Reach>
  - <Noise>

## Access

<Reach>: Most patients come by train.

## Quiet

<Noise>: Trains run past it all night.
  - <Glass>: New windows keep the noise out.
""",
        format="argdown",
    ).replace(thesis="Site")
    return {
        "heads": m.draw(group_by="section"),
        "frames": m.draw(group_by="section", frames=True),
    }


def acceptance() -> Drawing:
    """What stands and what falls, given what the map says."""
    m = street()
    argument = m.without(m.factors, m.questions, m.goals, "again")
    return argument.draw(overlay=am.evaluate(argument))


def weaknesses() -> Drawing:
    """What a critical reader would remark on, shown on a part."""
    m = street()
    return m.around("safer", 1).draw(overlay=m.check().at_least("warning"))


def two_versions() -> Drawing:
    """What the second version of a map has added, removed and reworded."""
    old = moving()
    d = old.edit()
    d.remove("c4")
    d.replace("c5", text="It would be forty minutes to work.")
    d.undercut("x1", d.claim("Both of us work at home on most days.", id="home"))
    new = d.map()
    changes = am.compare(old, new)
    return changes.union(new).draw(overlay=changes)


def quoted() -> Drawing:
    """Which parts are tied to words of the commentary."""
    m = street()
    text = am.SourceText.read(DOCS / "tutorial" / "commentary.txt")
    return m.around("safer", 1).draw(overlay=am.coverage(m, text))


def path() -> Drawing:
    """One line of reasoning through the map, from the survey to the thesis."""
    m = street()
    line = next(line for line in m.lines("close") if "survey" in line.ids)
    return m.around("fewer", 1).draw(overlay=line)


def themes() -> dict[str, Drawing]:
    """One map in each of the four themes."""
    m = street().around("trade", 1)
    names = ("light", "dark", "print", "colour-blind")
    return {name: m.draw(theme=name) for name in names}


class SafetyGoal(am.Claim, kind="safety_goal"):
    """A claim that a safety case argues for (GSN Community Standard 3, 2021)."""


class Strategy(am.Claim, kind="strategy"):
    """How a goal is split into smaller ones."""


class Solution(am.Evidence, kind="solution"):
    """What a goal rests on in the end."""


def safety_case() -> Drawing:
    """Kinds of one's own, and a theme that gives them shapes of their own."""
    d = am.Draft("A level crossing")
    safe = d.thesis(d.add(SafetyGoal, "The crossing is safe enough.", id="G1"))
    hazards = d.add(Strategy, "Each hazard is dealt with.", id="S1")
    closed = d.add(SafetyGoal, "No train comes while the gate is open.", id="G2")
    warned = d.add(SafetyGoal, "Nobody is caught between the gates.", id="G3")
    d.support(safe, hazards)
    d.support(hazards, closed, warned, jointly=True)
    d.support(closed, d.add(Solution, "Proof of the interlocking.", id="Sn1"))
    d.support(warned, d.add(Solution, "Trials with the sensors.", id="Sn2"))
    theme = (
        am.themes.light.with_card("strategy", shape="hexagon", ink="#5a3e9e")
        .with_card("safety_goal", icon="target")
        .with_card("solution", shape="pill")
    )
    return d.map().draw(theme=theme, direction="up")


def scripts() -> Drawing:
    """A sentence of 1948 and its translations."""
    d = am.Draft("Article 1")
    text = "All human beings are born free and equal in dignity and rights."
    english = d.thesis(text)
    for language, text in {
        "Arabic": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.",
        "Chinese": "人人生而自由，在尊严和权利上一律平等。",
        "Greek": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
        "Hebrew": "כל בני אדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
        "Hindi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
        "Japanese": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
        "Korean": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
        "Russian": "Все люди рождаются свободными и равными в своем достоинстве и правах.",
        "Thai": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    }.items():
        d.restate(english, d.claim(text, tags=(language,)))
    return d.map().draw(group_by=lambda node: ", ".join(node.tags) or None)


PICTURES = (
    *(linked_and_convergent, undercutter, rebuttal_and_concession, restatements, toulmin),
    *(critical_questions, balance, causal_loops, spine, whole, page, folded, sections),
    *(acceptance, weaknesses, two_versions, quoted, path, themes, safety_case, scripts),
)
"""The pictures of the gallery, in its order."""
