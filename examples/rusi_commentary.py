"""A policy commentary mapped whole: what it says, what follows from what, what it advises, what drives what.

The source is Mariam Shah's RUSI commentary on Pakistan's counterterrorism strategy. It is copyrighted, so
this file holds neither the text nor its sentences: parts speak in the analyst's words, and a quote holds some
words from both ends of its passage and their place, enough to find the passage and to check it.

Read it from top to bottom. Each function maps one strand: first what the text says, then the steps from
reasons to conclusions, all by id. A step with ``jointly=True`` is linked: its premises only work together,
and often one is unstated (``d.assume``): what a reader must grant if the step is to go through. Reasons that
hold each by itself are steps of their own. What the author grants is conceded, and the answer to it undercuts
the objection. The endnotes at the foot say where each part stands in the text.

    python examples/rusi_commentary.py                   # print the map, write its file and pictures to out/
    python examples/rusi_commentary.py --source FILE     # also check every quote against the text
"""

from __future__ import annotations

import argparse
import io
import sys
from bisect import bisect_right
from pathlib import Path

import argmap as am

RUSI = am.Source(
    id="rusi",
    title="Pakistan's Counterterrorism Strategy: Beyond Azm-e-Istehkam",
    authors=("Mariam Shah",),
    publisher="RUSI",
    type="webpage",
    url="https://www.rusi.org/explore-our-research/publications/commentary/"
    "pakistans-counterterrorism-strategy-beyond-azm-e-istehkam",
    length=6433,
    sha256="4872967a5cdb12382e9255daba21bb096f99ecaf80b7349de74ed97ed0702154",
)

PRIME_MINISTER = "Prime Minister Shehbaz Sharif"

# Argument schemes by their names in Walton, Reed & Macagno (2008), where more than one step follows them.
CLASS = "argument from verbal classification"
CAUSE = "argument from cause to effect"
EXAMPLE = "argument from example"
HARM = "argument from negative consequences"
KNOWS = "argument from position to know"
PRACTICAL = "practical reasoning"
SIGN = "argument from sign"

WRITTEN = (
    "rusi.json",
    "rusi.svg",
    "rusi.png",
    "spine.svg",
    "causal.svg",
    "acceptance.svg",
    "weaknesses.svg",
)
"""What a run writes: the file of the map, and its pictures."""


def build() -> am.ArgumentMap:
    """Return the map of the commentary."""
    d = am.Draft("Beyond Azm-e-Istehkam", source=RUSI)
    _issue(d)
    _record(d)
    _diagnosis(d)
    _force_alone(d)
    _thesis(d)
    _institutions(d)
    _agencies(d)
    _society(d)
    _courts(d)
    _conclusion(d)
    _remedies(d)
    _causal_story(d)
    _lists(d)
    _critique(d)
    for id, start, end, words, *suffix in ENDNOTES:
        d.replace(id, quotes=(*d[id].quotes, at(words, start, end, *suffix)))
    return d.map()


def at(words: str, start: int, end: int, suffix: str | None = None) -> am.Quote:
    """Return the quote of a passage: its exact words, or opening … closing words, and its offsets.

    A passage whose words stand twice is told apart by the words after it, wherever an edit may move it.
    """
    opening, dots, closing = words.partition(" … ")
    found = {"opening": opening, "closing": closing} if dots else {"exact": words}
    paragraph = bisect_right(BLOCKS, start)
    return am.Quote(
        source=RUSI.id, page=RUSI.url, start=start, end=end, paragraph=paragraph, suffix=suffix, **found
    )


def _issue(d: am.Draft) -> None:
    """Map the question, the end in view, and the news that raises the question."""
    d.question("How can Pakistan keep its new campaign from going the way of the earlier ones?", id="issue")
    d.goal("Peace and security that hold.", id="peace")
    d.evidence("Violence in Pakistan has risen steeply.", id="surge", form="unsourced_assertion")
    d.evidence("The government has chosen to mount Operation Azm-e-Istehkam.", id="launch", form="event")
    d.claim("The government still means to fight terrorism and extremism.", id="resolve")
    d.claim("Many take each new campaign for a political manoeuvre.", id="manoeuvre")

    sign = d.support("resolve", "launch", scheme=SIGN, quote=at("underscores", 473, 484))
    d.undercut(sign, "manoeuvre", rationale="What serves politics is no sure sign of resolve.")


def _record(d: am.Draft) -> None:
    """Map the record of the earlier operations: battles won, no victory."""
    d.evidence(
        "Five earlier operations are named: Rad-ul-Fasaad, Zarb-e-Azb, Rah-e-Nijat, Rah-e-Raast and Al-Mizan.",
        id="five",
        form="named_cases",
    )
    d.claim("The earlier operations won one battle after another.", id="tactical")
    d.claim("Battles won never added up to victory over terrorism.", id="no_victory")
    d.claim("The armed forces gave much in earlier operations and achieved much.", id="sacrifices")
    d.evidence(
        "Militant leaders were taken out and hiding places cleared.",
        id="hideouts",
        form="unsourced_assertion",
    )
    d.claim("The networks and beliefs behind the violence outlived the operations.", id="networks_stand")
    d.claim("The operations answered threats of the moment.", id="reactive")
    d.claim("No operation belonged to a lasting effort against structural causes.", id="no_effort")
    d.claim("Development and rehabilitation often failed to follow the fighting.", id="no_follow_up")
    d.claim("Militants soon took back the ground that was left empty.", id="voids")
    d.assume("Victory over terrorism means that its networks and beliefs are gone.", id="what_victory_is")
    d.assume("After a real victory, violence would not have surged again.", id="victory_holds")

    d.support("tactical", "five", scheme=EXAMPLE)
    d.support("reactive", "five", scheme=EXAMPLE)
    d.support("sacrifices", "hideouts", scheme=EXAMPLE, quote=at("including eliminating", 1794, 1815))
    d.support("voids", "no_follow_up", scheme=CAUSE, quote=at("leaving", 2182, 2189))
    d.support("networks_stand", "reactive", "no_effort", jointly=True, scheme=CAUSE)
    d.support("no_victory", "networks_stand", "what_victory_is", jointly=True, scheme=CLASS)
    d.support("no_victory", "voids", scheme=CAUSE)
    d.support("no_victory", "five", "surge", "victory_holds", jointly=True, scheme=SIGN)

    battles = d.concede("no_victory", "tactical", quote=at("However, these victories", 1098, 1122))
    d.undercut(battles, "networks_stand", rationale="What outlives a battle was not beaten in it.")
    losses = d.concede("no_victory", "sacrifices")
    d.undercut(losses, "networks_stand", quote=at("However, they failed", 1855, 1875))


def _diagnosis(d: am.Draft) -> None:
    """Map why the record is what it is."""
    d.claim("Terrorism came back because no long-term strategy was drawn up and carried out.", id="diagnosis")
    d.claim("Short-term military tactics stand in for a strategy.", id="short_term")
    d.claim("For years no approach has built up civil agencies and met what breeds militancy.", id="lacked")
    d.assume("Nothing else explains as well why success in battle did not last.", id="best_explanation")

    d.support("short_term", "reactive", scheme=SIGN)
    d.support(
        "diagnosis",
        "no_victory",
        "short_term",
        "best_explanation",
        jointly=True,
        scheme="inference to the best explanation",
        rationale="What was missing each time that success faded is taken for the reason why it faded.",
    )
    d.restate("diagnosis", "lacked")


def _force_alone(d: am.Draft) -> None:
    """Map the negative twin of the thesis, what is granted against it, and the objection."""
    d.claim("Sending in the army once more, and no more than that, will not bring peace.", id="force_alone")
    d.evidence(
        "In Afghanistan force and short-term plans failed against insurgents and terrorists.",
        id="afghanistan",
        form="precedent",
    )
    d.claim("Force and short-term plans will fail in Pakistan too.", id="not_here")
    d.claim("Structural problems of long standing feed extremism.", id="structures")
    d.claim(
        "The new operation will not be run on a large scale.",
        id="not_large",
        voice=PRIME_MINISTER,
        note="Reported as an answer to criticism.",
    )
    d.assume("Pakistan is like Afghanistan in what made force fail there.", id="alike")
    d.assume("Weapons do not reach structural problems.", id="weapons")
    d.assume("The new operation is like the earlier ones in what kept them from victory.", id="same_kind")
    d.assume("What failed was reliance on force, whatever the size of an operation.", id="size")

    d.support(
        "not_here",
        "afghanistan",
        "alike",
        jointly=True,
        scheme="argument from analogy",
        quote=at("either", 1653, 1659),
    )
    d.support(
        "force_alone",
        "not_here",
        scheme=CLASS,
        rationale="One more operation by itself is force without a plan.",
    )
    d.support("force_alone", "structures", "weapons", jointly=True, scheme=CAUSE)
    precedent = d.support(
        "force_alone",
        "no_victory",
        "same_kind",
        jointly=True,
        scheme="argument from precedent",
        rationale="What the operations of a kind did not bring, one more of that kind will not bring.",
    )
    objection = d.undercut(precedent, "not_large", voice=PRIME_MINISTER)
    d.undercut(objection, "not_here", "size", jointly=True, quote=at("still", 821, 826))


def _thesis(d: am.Draft) -> None:
    """Map the thesis, what it rests on, and who should lead."""
    d.thesis("Lasting peace takes a comprehensive strategy against the causes of terrorism.", id="thesis")
    d.claim("Against an immediate threat the army is indispensable.", id="army_needed")
    d.claim("Solutions that last take development, law, stable politics and communities.", id="pillars")
    d.evidence(
        "Soldiers who had fought felt that firm political leadership must deal with the causes.",
        id="soldiers",
        form="own_fieldwork",
        date="2010/2012",
        voice="Pakistani soldiers",
        note="From the author's own research among them.",
    )
    d.claim("Soldiers did what was asked of them, and will again when called.", id="army_did")
    d.claim("Putting off a strategy led by politicians only draws the trouble out.", id="delay")
    d.recommend(
        "Adopt a comprehensive strategy that goes to the roots of terrorism.",
        id="adopt",
        to="Pakistan",
        deontic="must",
        purpose="peace and security that hold",
    )
    d.recommend(
        "Put the strategy under focused political leadership, without delay.", id="lead", deontic="must"
    )
    d.assume("An effect ends only when its cause is removed.", id="remove_cause")
    d.assume("Where force alone will not do, a comprehensive strategy is what remains.", id="no_third_way")
    d.assume("Work in four fields succeeds only as parts of one plan.", id="one_plan")
    d.assume(
        "The roots lie in poverty, weak law, unstable politics, estranged communities.", id="where_roots_lie"
    )
    d.assume("Those who fought can judge what fighting does not settle.", id="fighters_know")

    d.support(
        "thesis",
        "diagnosis",
        "remove_cause",
        jointly=True,
        scheme=CAUSE,
        rationale="If the lack of a strategy brought terrorism back, only a strategy keeps it away.",
    )
    d.support("thesis", "force_alone", "no_third_way", jointly=True, scheme="argument from alternatives")
    d.support("thesis", "soldiers", "fighters_know", jointly=True, scheme=KNOWS)
    d.support("thesis", "pillars", "one_plan", jointly=True, scheme=PRACTICAL)
    d.support("pillars", "structures", "where_roots_lie", jointly=True, scheme=PRACTICAL)
    d.support("adopt", "thesis", "peace", jointly=True, scheme="argument from necessary condition")
    d.support("lead", "soldiers", scheme=KNOWS)
    d.support("lead", "delay", scheme=HARM)
    d.answer("issue", "thesis")
    d.answer("issue", "adopt")

    granted = d.concede("thesis", "resolve")
    d.undercut(granted, "force_alone", quote=at("However, Pakistan must", 562, 584))
    granted = d.concede("force_alone", "army_needed", quote=at("While", 2389, 2394))
    d.undercut(granted, "pillars", rationale="What the army does at once is not what makes a solution last.")
    granted = d.concede("lead", "army_did")
    d.undercut(granted, "delay", quote=at("but delaying", 2967, 2979))


def _institutions(d: am.Draft) -> None:
    """Map the institutional failings: nobody measures, nobody agrees, so all begins anew."""
    d.claim("Politics, army, administration and courts do not measure what they achieve.", id="no_assessment")
    d.claim("A campaign whose forerunners are not audited in the open cannot win.", id="unaudited")
    d.recommend(
        "Audit past operations in the open, and hold people to account.", id="audit", deontic="implied"
    )
    d.claim("The nation and its parties have not agreed on how to counter terrorism.", id="no_consensus")
    d.claim("Only agreement on security keeps the fight going when governments change.", id="continuity")
    d.claim("Without agreement the country begins over and over again.", id="starting_over")
    d.recommend("Reach a national and cross-party agreement on security.", id="agree", deontic="implied")
    d.assume("Mistakes that nobody measures are made again.", id="unmeasured")
    d.assume("The fight will take longer than any one government lasts.", id="long_fight")

    d.support("unaudited", "no_assessment", "unmeasured", jointly=True, scheme=CAUSE)
    d.support("audit", "unaudited", scheme=HARM)
    d.support("starting_over", "no_consensus", "continuity", jointly=True, scheme=CAUSE)
    d.support(
        "diagnosis",
        "starting_over",
        scheme=CAUSE,
        rationale="What begins anew each time is not carried out.",
    )
    d.support("agree", "starting_over", scheme=HARM)
    d.support("agree", "continuity", "long_fight", jointly=True, scheme=PRACTICAL)


def _agencies(d: am.Draft) -> None:
    """Map the turn to foresight, and what falls to civilian agencies, to NACTA above all."""
    d.recommend("Turn from reacting to threats towards forestalling them.", id="shift", deontic="must")
    d.recommend(
        "Give civilian counterterrorism departments the power they need.",
        id="empower",
        deontic="implied",
        purpose="to break up militant networks",
    )
    d.evidence("NACTA leads and coordinates the national effort.", id="nacta", form="institutional_fact")
    d.recommend(
        "Deliver on its task, and keep pace as extremist violence changes.",
        id="adapt",
        to="NACTA",
        deontic="should",
    )
    d.recommend(
        "Study the problem nationwide on first-hand data.",
        id="research",
        to="NACTA",
        deontic="should",
        note="The text calls the measures some among others.",
    )
    d.recommend(
        "Craft a strong counter-narrative in the languages people speak, and spread it.",
        id="counter",
        to="NACTA",
        deontic="should",
        purpose="to keep people from being radicalised and recruited",
    )
    d.assume("Who only reacts leaves the first move to the militants.", id="first_move")
    d.assume("Civilian departments can take apart networks that soldiers cannot.", id="civilians_can")
    d.assume("Nobody can keep pace with what nobody has studied.", id="study_first")
    d.assume("Beliefs yield to words, and words reach people in their own language.", id="own_language")

    d.support("shift", "diagnosis", "first_move", jointly=True, scheme=PRACTICAL)
    d.support("shift", "lacked", scheme=PRACTICAL)
    d.support("empower", "lacked", "civilians_can", jointly=True, scheme=PRACTICAL)
    d.support("adapt", "nacta", scheme="argument from commitment")
    d.support("research", "adapt", "study_first", jointly=True, scheme=PRACTICAL)
    d.support("counter", "networks_stand", "nacta", "own_language", jointly=True, scheme=PRACTICAL)


def _society(d: am.Draft) -> None:
    """Map integration, development, schools, communities and communication."""
    d.recommend(
        "Direct every new campaign at structural problems of long standing.", id="structural", deontic="must"
    )
    d.recommend(
        "Couple military action with work against structural inequality.", id="integrate", deontic="must"
    )
    d.recommend("Promote social and economic development.", id="develop", deontic="must")
    d.recommend("Reform schooling from the bottom up.", id="schools", deontic="must")
    d.recommend(
        "Make local communities partners in counterterrorism.",
        id="communities",
        deontic="should",
        purpose="to keep extremist beliefs from spreading",
    )
    d.claim("What communities know, and their backing, can stop extremist beliefs.", id="local_knowledge")
    d.recommend(
        "Tell the public openly how the effort fares, setbacks included.",
        id="inform",
        deontic="should",
        purpose="to win trust and backing for what the government does",
    )
    d.claim("Openness earns the government trust and backing.", id="trust")
    d.assume("Better schools for all lessen the inequality that feeds extremism.", id="schooling")

    d.support("structural", "structures", scheme=PRACTICAL)
    d.support(
        "integrate",
        "army_needed",
        "pillars",
        jointly=True,
        scheme=PRACTICAL,
        rationale="Force for the threat of today, reform for its causes: each is needed, neither is enough.",
    )
    d.support("develop", "voids", scheme=HARM)
    d.support("develop", "pillars", scheme=PRACTICAL)
    d.support("schools", "integrate", "schooling", jointly=True, scheme=PRACTICAL)
    d.support("communities", "local_knowledge", scheme="argument from positive consequences")
    d.support("communities", "pillars", scheme=PRACTICAL)
    d.restate("adopt", "structural")


def _courts(d: am.Draft) -> None:
    """Map the law and the courts."""
    d.recommend(
        "Make laws and judicial processes effective.",
        id="law",
        deontic="must",
        purpose="to convict terrorists and take their networks apart",
    )
    d.evidence(
        "Time and again courts freed convicts whom the security forces had caught.",
        id="released",
        form="unsourced_assertion",
    )
    d.claim(
        "Cases failed for missing or inadmissible proof, intimidation, faulty procedure.", id="weak_cases"
    )
    d.assume("Networks break only when those who are caught stay convicted.", id="convictions")

    d.support("law", "released", "weak_cases", jointly=True, scheme=HARM)
    d.support("law", "networks_stand", "convictions", jointly=True, scheme=PRACTICAL)


def _conclusion(d: am.Draft) -> None:
    """Map what follows for the new operation, and on what terms it can still be done."""
    d.claim(
        "Like the earlier ones, the new operation will fail to bring peace without a whole strategy.",
        id="conclusion",
        likelihood="likely",
        note="The author calls peace unlikely; of failure that makes likely, its mirror image on the scale.",
    )
    d.claim("Soldiers cannot win this war by themselves.", id="not_alone")
    d.claim("Victory rests on development, law, united politics and a public that stands firm.", id="backing")
    d.claim("Pakistanis want to be rid of terrorism and extremism.", id="willing")
    d.claim("Terrorism can be overcome if all who have a part in it pull together.", id="together")
    d.claim("Without the right course in time, every effort will be wasted.", id="in_vain")
    d.recommend("Take the right course, and take it in time.", id="right_step", deontic="must")
    d.assume("As launched, the new operation leaves the war to soldiers.", id="left_to_soldiers")
    d.assume("People who want an end to it will help once they are asked.", id="will_help")

    d.support("conclusion", "not_alone", "backing", "left_to_soldiers", jointly=True, scheme=CAUSE)
    d.support("conclusion", "unaudited", scheme=CAUSE)
    d.support("inform", "trust", "backing", jointly=True, scheme=PRACTICAL)
    d.support("in_vain", "conclusion", "delay", scheme=CAUSE)
    d.support("together", "willing", "will_help", jointly=True, scheme=CAUSE)
    d.support(
        "right_step",
        "thesis",
        "together",
        "in_vain",
        jointly=True,
        scheme=PRACTICAL,
        quote=at("otherwise", 6023, 6032),
    )
    d.restate("thesis", "conclusion", quote=at("In conclusion", 5445, 5458))
    d.restate("force_alone", "not_alone")
    d.restate("pillars", "backing")


def _remedies(d: am.Draft) -> None:
    """Map which problem each piece of advice meets, and the end that advice serves."""
    for problem, remedies in (
        ("diagnosis", ("adopt",)),
        ("delay", ("lead",)),
        ("structures", ("structural", "integrate", "schools")),
        ("no_assessment", ("audit",)),
        ("no_consensus", ("agree",)),
        ("reactive", ("shift",)),
        ("networks_stand", ("empower", "counter", "communities")),
        ("no_follow_up", ("develop",)),
        ("weak_cases", ("law",)),
    ):
        for remedy in remedies:
            d.address(problem, remedy)
    for means in ("adopt", "adapt", "research", "inform", "right_step"):
        d.serve("peace", means)


def _causal_story(d: am.Draft) -> None:
    """Map what drives what, each influence backed by the claim that says so; its loops are why all recurs."""
    for id, text, quote in (
        ("f_force", "Military-only action", at("short-term military tactics", 1474, 1501)),
        ("f_battles", "Tactical success", at("tactical successes", 1078, 1096)),
        ("f_victory", "Strategic success", at("a strategic win", 1148, 1163)),
        ("f_networks", "Networks and ideologies", at("underlying networks and ideologies", 1893, 1927)),
        ("f_strategy", "Long-term strategy", at("long-term proactive strategy", 1417, 1445)),
        ("f_drivers", "Structural drivers of extremism", at("structural causes of extremism", 2068, 2098)),
        ("f_voids", "Voids after operations", at("leaving voids", 2182, 2195)),
        ("f_violence", "Terrorist violence", at("surge of violence", 363, 380)),
        ("f_starts", "New starts", at("starting over", 3560, 3573)),
        ("f_consensus", "Political consensus", at("national and political consensus", 3449, 3481)),
        ("f_continuity", "Continuity of policy", at("continuity across administrations", 3639, 3672)),
        ("f_openness", "Openness and audit", at("transparency and accountability", 3231, 3262)),
        ("f_public", "Public support", at("unwavering public support", 5761, 5786)),
        ("f_courts", "Courts that convict", at("prosecute terrorists", 5194, 5214)),
        ("f_stability", "Political stability", at("political stability", 2584, 2603)),
        ("f_unity", "Political unity", at("political unity", 5740, 5755)),
    ):
        d.factor(text, id=id, quote=quote)
    for cause, sign, effect, says_so in (
        ("f_force", "+", "f_battles", "tactical"),
        ("f_force", "0", "f_victory", "force_alone"),
        ("f_force", "0", "f_networks", "networks_stand"),
        ("f_force", "-", "f_strategy", "short_term"),
        ("f_battles", "0", "f_victory", "no_victory"),
        ("f_strategy", "+", "f_victory", "thesis"),
        ("f_strategy", "-", "f_drivers", "pillars"),
        ("f_strategy", "-", "f_voids", "voids"),
        ("f_drivers", "+", "f_violence", "structures"),
        ("f_voids", "+", "f_violence", "voids"),
        ("f_networks", "+", "f_violence", "networks_stand"),
        ("f_violence", "+", "f_force", "reactive"),
        ("f_consensus", "+", "f_continuity", "continuity"),
        ("f_continuity", "-", "f_starts", "starting_over"),
        ("f_continuity", "+", "f_strategy", "starting_over"),
        ("f_openness", "+", "f_victory", "unaudited"),
        ("f_openness", "+", "f_public", "trust"),
        ("f_public", "+", "f_victory", "backing"),
        ("f_courts", "-", "f_networks", "law"),
        ("f_stability", "-", "f_drivers", "pillars"),
        ("f_unity", "+", "f_victory", "backing"),
    ):
        d.support(d.influence(cause, effect, sign, basis="asserted"), says_so)
    distrust = d.influence(
        "f_starts", "f_consensus", "-", implicit=True, note="The analyst closes the circle."
    )
    d.support(distrust, "manoeuvre")


def _lists(d: am.Draft) -> None:
    """Tag what the text enumerates; ``pillars@8`` says that paragraph 8 has this item in its list of pillars."""
    for id, items in {
        "no_follow_up": ("development", "rehabilitation"),
        "no_assessment": ("administration", "army", "courts", "politics"),
        "integrate": ("communities", "development", "schools"),
        "weak_cases": ("faulty procedure", "inadmissible proof", "intimidation", "missing proof"),
        "develop": ("pillars@8", "pillars@15"),
        "law": ("pillars@8", "pillars@15"),
        "communities": ("pillars@8",),
        "f_stability": ("pillars@8",),
        "f_unity": ("pillars@15",),
        "f_public": ("pillars@15",),
    }.items():
        d.replace(id, tags=items)


def _critique(d: am.Draft) -> None:
    """Note the weaknesses that no rule can see, for the critic to report with those that rules find."""
    for id, weakness in {
        "no_victory": "What would count as victory is not said: no measure, no baseline, no date.",
        "structures": "Nothing shows that social and economic gaps breed militancy; the link is taken for granted.",
        "afghanistan": "No other account of the Afghan failure is weighed: havens abroad, a state without legitimacy.",
        "adopt": "What reform costs, how long it takes and whether it can be done is not argued.",
        "empower": "Who holds civilian capacity now, and what keeps it weak, is not said.",
        "willing": "A whole people's will is asserted; those who shelter militants are left out.",
    }.items():
        d.replace(id, note=f"Critique: {weakness}")


BLOCKS = (0, 61, 208, 356, 909, 1319, 2238, 2389, 3050, 3720, 3744, 4448, 4482, 4569, 5445, 5789, 6059)
"""Where the blocks of the text begin, headings and captions among them: a quote's paragraph is its block."""

ENDNOTES = (
    ("issue", 282, 354, "how can the country … past mistakes?"),
    ("peace", 663, 689, "lasting peace and security"),
    ("surge", 356, 380, "Amid a surge of violence"),
    ("launch", 394, 471, "the recent decision … Resolve for Stability"),
    ("resolve", 473, 560, "underscores the … combatting terrorism and extremism"),
    ("manoeuvre", 1215, 1250, "often perceived as a political move"),
    ("five", 909, 1045, "Pakistan's history of … Rad-ul-Fasaad"),
    ("tactical", 1047, 1096, "has been marked … tactical successes"),
    ("no_victory", 1107, 1192, "these victories have … terrorism and extremism"),
    ("sacrifices", 1661, 1792, "It is beyond … sacrifices and achievements"),
    ("hideouts", 1816, 1853, "several militant hideouts and leaders"),
    ("networks_stand", 1864, 1959, "they failed to … extremism and terrorism"),
    ("reactive", 1971, 2002, "a reaction to immediate threats"),
    ("no_effort", 2003, 2098, "rather than part … causes of extremism"),
    ("no_follow_up", 2100, 2180, "They often lacked … development and rehabilitation"),
    ("voids", 2182, 2235, "leaving voids … quickly fill again"),
    ("diagnosis", 1319, 1445, "The core issue … proactive strategy"),
    ("short_term", 1447, 1501, "with a reliance … military tactics"),
    ("lacked", 3816, 4007, "For a very … breed militancy"),
    ("force_alone", 828, 906, "merely launching another … desired results"),
    ("afghanistan", 1503, 1619, "A militarised approach … in Afghanistan"),
    ("not_here", 1630, 1652, "won’t work in Pakistan"),
    ("structures", 1279, 1316, "structural issues that fuel extremism"),
    ("not_large", 691, 818, "In the face … large-scale military operation"),
    ("thesis", 562, 689, "However, Pakistan must … lasting peace and security"),
    ("army_needed", 2389, 2456, "While the military … threat neutralisation"),
    ("pillars", 2458, 2639, "lasting solutions require … community engagement"),
    ("soldiers", 2641, 2899, "In 2010–12, while researching … decisive political leadership"),
    ("army_did", 2901, 2965, "The army has … when needed"),
    ("delay", 2971, 3047, "delaying a comprehensive … the problem"),
    ("adopt", 580, 642, "must adopt a … the root causes"),
    ("lead", 2858, 2899, "focused and decisive political leadership"),
    ("no_assessment", 3071, 3220, "political, military, bureaucratic … extremism and terrorism"),
    ("unaudited", 3222, 3390, "Avoiding transparency and … sustainable peace"),
    ("audit", 3267, 3304, "a proper audit of previous operations"),
    ("no_consensus", 3392, 3509, "Another critical challenge … counterterrorism efforts"),
    ("continuity", 3575, 3717, "Reaching a consensus … terrorism and extremism"),
    ("starting_over", 3511, 3573, "failing to do so … starting over"),
    ("agree", 3586, 3623, "consensus on national security issues"),
    ("shift", 3744, 3814, "The current strategy … reactive to proactive"),
    ("empower", 3895, 3943, "empowering civilian counterterrorism departments"),
    ("nacta", 4009, 4141, "The National Counter-Terrorism Authority … against terrorism and extremism"),
    ("adapt", 4143, 4229, "has a responsibility … extremist violence"),
    ("research", 4266, 4319, "conduct national-level research … primary data"),
    ("counter", 4324, 4445, "develop and disseminate … and recruitment"),
    ("structural", 1252, 1316, "must address the … issues that fuel extremism"),
    ("integrate", 4569, 4637, "Integrating military efforts … structural inequalities"),
    ("develop", 4639, 4676, "focusing on socioeconomic development"),
    ("schools", 4678, 4712, "grassroots-level education reforms"),
    ("communities", 4717, 4749, "community engagement is required"),
    ("communities", 4751, 4814, "Local communities should … counterterrorism efforts"),
    ("local_knowledge", 4816, 4900, "leveraging their knowledge … extremist ideologies"),
    ("inform", 4902, 5108, "Maintaining transparent communication … the government’s initiatives"),
    ("trust", 5052, 5108, "build trust … initiatives"),
    ("law", 5137, 5243, "ensuring effective legislation … dismantle their networks"),
    ("released", 5359, 5442, "many convicts who … released by courts"),
    ("weak_cases", 5267, 5357, "due to a lack … improper procedures"),
    ("conclusion", 5445, 5609, "In conclusion, Operation … integrated strategy"),
    ("conclusion", 2238, 2387, "Operation Azm-e-Istehkam … integrated strategy", "While the military"),
    ("not_alone", 5611, 5649, "The military alone … war"),
    ("backing", 5651, 5786, "true victory requires … public support"),
    ("willing", 5789, 5879, "The people of … their society"),
    ("together", 5881, 5944, "Working together with … can be done"),
    ("in_vain", 6042, 6056, "all be in vain"),
    ("right_step", 5946, 6021, "But the right … at the right time"),
)
"""Where each part stands in the text: its id, first and last offset, words that find the passage, what follows it."""


def main(arguments: list[str] | None = None) -> int:
    """Print the map, write its file and its pictures, check its quotes; return the exit code."""
    options = _options(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # arrows and dashes, also where the console is not UTF-8
    m = build()
    _print(m)
    options.out.mkdir(parents=True, exist_ok=True)
    m.dump(options.out / "rusi.json")
    argument = m.without(m.factors).draw(relations=(am.Supports, am.Attacks, am.Answers))
    argument.save(options.out / "rusi.svg")
    argument.save(options.out / "rusi.png")
    narrow = am.themes.light.replace(card_width=175)  # its text is then 5.9 points high on A4
    m.spine().draw(theme=narrow, direction="left").save(options.out / "spine.svg")
    m.only(m.factors).draw().save(options.out / "causal.svg")
    reasoning = m.without(m.factors)
    reasoning.draw(overlay=am.evaluate(reasoning)).save(options.out / "acceptance.svg")
    reasoning.draw(overlay=reasoning.check().at_least("warning")).save(options.out / "weaknesses.svg")
    print(f"\nWritten to {options.out}: {', '.join(WRITTEN)}")
    if options.source is None:
        return 0
    report = m.verify(options.source)
    print(f"\n{report}")
    return 0 if report.ok else 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Map the reasoning of a policy commentary: print it, write its file and its pictures.",
        epilog="The text of the commentary is not part of the project; --source takes your own copy of it.",
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="DIR",
        help="where the file of the map and its pictures go (default: out)",
    )
    parser.add_argument(
        "--source",
        type=_text,
        metavar="FILE",
        help="the commentary as UTF-8 text: check every quote against it, exit code 1 if one is not there",
    )
    options = parser.parse_args(arguments)
    if options.out.exists() and not options.out.is_dir():
        parser.error(f"argument --out: {str(options.out)!r} is a file; it must be a directory, or a new one")
    return options


def _text(path: str) -> am.SourceText:
    try:
        return am.SourceText.read(path)
    except (OSError, am.ArgmapError) as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _print(m: am.ArgumentMap) -> None:
    thesis = m.thesis
    assert thesis is not None
    print(m.outline())
    print(f"\nThesis: {thesis.text}\nIt rests on:\n{m.grounds(thesis)}")
    print("\nRecommendations")
    for advice in m.recommendations:
        to = f" (to {', '.join(advice.addressees)})" if advice.addressees else ""
        print(f"\n{(advice.deontic or '').upper()}{to}: {advice.text}")
        for step in m.steps_to(advice):
            if isinstance(step, am.Supports):
                print("  because " + "; and ".join(_said(m[id]) for id in step.premises))
    print(f"\nLoops\n{m.loops()}")
    _print_judgement(m, thesis)


def _print_judgement(m: am.ArgumentMap, thesis: am.Node) -> None:
    print(f"\nWeaknesses\n{m.check().at_least('warning')}")
    print(f"\nWhat stands, given what is said\n{am.evaluate(m)}")
    print(f"\nWhy the thesis stands\n{am.explain(m, thesis)}")
    print(f"\nWhat the thesis hangs on\n{am.load_bearing(m, thesis)}")
    print(f"\nIf the precedent is taken away\n{am.what_if(m, remove='afghanistan')}")


def _said(node: am.Part) -> str:
    assert isinstance(node, am.Node)
    return f"{'(unstated) ' if node.implicit else ''}{node.text.rstrip('.')}"


if __name__ == "__main__":
    sys.exit(main())
