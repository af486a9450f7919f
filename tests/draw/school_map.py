"""A small map in which every kind of node, relation and state occurs: the one in the golden files."""

from __future__ import annotations

import argmap as am


def school_map() -> am.ArgumentMap:
    """Whether the street in front of a school should be closed to cars."""
    source = am.Source(
        id="gazette",
        title="School streets",
        authors=("A. Reader", "B. Writer"),
        publisher="The Gazette",
        date="2024",
        url="https://example.org/school",
    )
    d = am.Draft("School streets", source=source)

    def at(paragraph: int) -> am.Quote:
        page = "https://example.org/school"
        return am.Quote(source="gazette", exact=f"words of {paragraph}", paragraph=paragraph, page=page)

    thesis = d.thesis(
        "The street in front of a primary school should be closed to cars at opening and closing time.",
        quotes=(at(1), at(9)),
    )
    safer = d.claim("Closing it makes the way to school safer.", quote=at(2))
    fell = d.evidence(
        "Injuries fell by a quarter where streets were closed in three towns.", form="study", quote=at(2)
    )
    alert = d.claim("Children who walk arrive alert.", quote=at(3), likelihood="likely", confidence="high")
    queue = d.assume("More children walk where no cars queue.")
    homes = d.claim("Neighbours cannot reach their own homes.", voice="residents", quote=at(4))
    deliveries = d.claim("Deliveries are delayed for an hour a day.", quote=at(4))
    limits = d.claim("The three towns also lowered speed limits in that year.", quote=at(5))
    exempt = d.recommend("Issue exemptions first.", to=("the city", "police"), deontic="should", quote=at(6))
    sticker = d.claim("An exemption costs a sticker.", title="Cheap", quote=at(6))
    hour = d.claim("An hour is all it is.")

    d.support(thesis, safer)
    step = d.support(safer, fell, scheme="argument from cause to effect")
    d.support(thesis, alert, queue, jointly=True)
    d.attack(thesis, homes)
    granted = d.concede(thesis, deliveries)
    d.undercut(granted, hour)
    d.undercut(step, limits)
    d.attack(homes, sticker)
    d.support(exempt, sticker)
    d.address(homes, exempt)

    question = d.question("What should the city do about school traffic?")
    d.answer(question, thesis)
    goal = d.goal("Safe children.")
    d.serve(goal, exempt)
    traffic, walking, litter = d.factor("Traffic at the gate"), d.factor("Walking"), d.factor("Litter")
    d.influence(traffic, walking, "-")
    back = d.influence(walking, traffic, "-", delay="long", basis="study")
    d.influence(traffic, litter, "0")
    d.support(back, queue)
    d.restate(thesis, d.claim("Close the street at opening time."))
    d.conflict(d.claim("Every street must stay open."), thesis)
    right, says = d.claim("The book is right."), d.claim("The book says that it is right.")
    d.support(right, says)
    d.support(says, right)
    d.claim("The school was built in 1911.")
    return d.map()
