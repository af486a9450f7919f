"""Extensions by answer-set programming: our own encodings for clingo, from the definitions."""

from __future__ import annotations

import clingo

from argmap.framework import Framework

CONFLICT_FREE = """
{in(X)} :- arg(X).
:- in(X), in(Y), att(X,Y).
out(X) :- in(Y), att(Y,X).
#show in/1.
"""
ADMISSIBLE = CONFLICT_FREE + ":- in(X), att(Y,X), not out(Y)."
COMPLETE = ADMISSIBLE + ":- arg(X), not in(X), out(Y) : att(Y,X)."
STABLE = CONFLICT_FREE + ":- arg(X), not in(X), not out(X)."
LARGEST = "#heuristic in(X) : arg(X). [1,true]"
"""Under domain heuristics with record, clingo yields the subset-maximal answer sets."""


def models(framework: Framework[str], program: str, *options: str) -> set[tuple[str, ...]]:
    """Return the sets of arguments that the answer sets of a program show."""
    control = clingo.Control(["0", "--warn=none", *options])
    facts = [f"arg({i})." for i in range(len(framework))]
    place = {name: i for i, name in enumerate(framework)}
    facts += [f"att({place[a]},{place[b]})." for a, b in framework.attacks]
    control.add("base", [], program + " ".join(facts) + " att(0,0) :- #false. arg(0) :- #false.")
    control.ground([("base", [])])
    found: set[tuple[str, ...]] = set()
    with control.solve(yield_=True) as handle:
        for model in handle:
            inside = sorted(symbol.arguments[0].number for symbol in model.symbols(shown=True))
            found.add(tuple(framework.arguments[i] for i in inside))
    return found


def largest(framework: Framework[str], program: str) -> set[tuple[str, ...]]:
    """Return the subset-maximal answer sets, by domain heuristics."""
    return models(framework, program + LARGEST, "--heuristic=Domain", "--enum-mode=domRec")


def maximal(sets: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the sets that lie in no other one."""
    return {s for s in sets if not any(set(s) < set(t) for t in sets)}


def extensions_by_clingo(framework: Framework[str]) -> dict[str, set[tuple[str, ...]]]:
    """Return the extensions of every semantics; ``"preferred"`` by heuristics, ``"preferred by maximality"`` too."""
    complete = models(framework, COMPLETE)
    admissible = models(framework, ADMISSIBLE)
    preferred = largest(framework, ADMISSIBLE)
    shared = set(framework).intersection(*map(set, preferred))
    place = {name: i for i, name in enumerate(framework)}
    outside = "".join(f":- in({place[name]})." for name in framework if name not in shared)
    attacked = {s: {b for a, b in framework.attacks if a in s} for s in complete}
    reach = {s: {*s, *attacked[s]} for s in complete}
    return {
        "conflict-free": models(framework, CONFLICT_FREE),
        "admissible": admissible,
        "complete": complete,
        "grounded": {min(complete, key=len)},
        "preferred": preferred,
        "preferred by maximality": maximal(admissible),
        "stable": models(framework, STABLE),
        "semi-stable": {s for s in complete if not any(reach[s] < reach[t] for t in complete)},
        "ideal": largest(framework, ADMISSIBLE + outside),
    }
