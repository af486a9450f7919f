"""How much each argument contributes to the strength of one of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from argmap.framework.equations import Iteration
from argmap.framework.errors import OptionError, UnknownArgumentError, checked
from argmap.framework.framework import Framework
from argmap.framework.gradient import gradient
from argmap.framework.gradual import GradualSemantics, gradual
from argmap.framework.shapley import FEW, exact, sampled
from argmap.framework.strengths import STATUSES, How
from argmap.framework.topic import Topic
from argmap.progress import tracked

A = TypeVar("A", bound=Hashable)

METHODS = ("removal", "intrinsic", "shapley", "gradient")

SHOWN = 20
"""The text form shows at most so many contributions."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one argument contributes to the strength of the topic; positive where it strengthens it.

    Args:
        value: signed.
        standard_error: of an estimate; 0 where the value is computed.

    >>> print(Contribution(-0.125))
    -0.1250
    """

    value: float
    standard_error: float = 0.0

    def __float__(self) -> float:
        return self.value

    def __str__(self) -> str:
        return f"{self.value:+.4f}" + (f" ± {self.standard_error:.4f}" if self.standard_error else "")


class Contributions(Mapping[A, Contribution]):
    """The contributions of all other arguments to the strength of one, in authored order; immutable.

    Args:
        topic: the argument that they contribute to.
        strength: the strength of the topic.
        semantics: the name of the gradual semantics.
        method: how contributions were computed.
        status: how the worst of the strengths behind them was found.
        values: the contribution of each other argument.
        samples: from how many random orders they were estimated; 0 where they are computed.
        seed: of those orders.

    >>> trio = Framework("abc", attacks=[("a", "c")], supports=[("b", "c")], base_scores={"b": 0.9})
    >>> print(contributions(trio, "c"))
    contributions to c = 0.5690 by removal (quadratic_energy, exact)
      +0.1690  b
      -0.1548  a
    """

    __slots__ = ("_values", "method", "samples", "seed", "semantics", "status", "strength", "topic")

    topic: A
    strength: float
    semantics: str
    method: str
    status: How
    samples: int
    seed: int
    _values: dict[A, Contribution]

    def __init__(
        self,
        topic: A,
        strength: float,
        semantics: str,
        method: str,
        status: How,
        values: Mapping[A, Contribution],
        samples: int = 0,
        seed: int = 0,
    ) -> None:
        keep = object.__setattr__
        keep(self, "topic", topic)
        keep(self, "strength", strength)
        keep(self, "semantics", semantics)
        keep(self, "method", method)
        keep(self, "status", status)
        keep(self, "samples", samples)
        keep(self, "seed", seed)
        keep(self, "_values", dict(values))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Contributions are immutable; {name!r} cannot be set")

    def __reduce__(self) -> tuple[object, ...]:
        kept = (self.topic, self.strength, self.semantics, self.method, self.status, self._values)
        return Contributions, (*kept, self.samples, self.seed)

    def strongest(self) -> tuple[A, ...]:
        """Return the arguments that contribute anything, the largest absolute contribution first."""
        moving = [(argument, own.value) for argument, own in self._values.items() if own.value]
        return tuple([argument for argument, value in sorted(moving, key=lambda pair: -abs(pair[1]))])

    def __getitem__(self, argument: A) -> Contribution:
        try:
            return self._values[argument]
        except (KeyError, TypeError):
            raise UnknownArgumentError(argument, self._values) from None

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[A]:
        return iter(self._values)

    def __hash__(self) -> int:
        return hash((self.topic, self.strength, self.semantics, self.method))

    def __repr__(self) -> str:
        return f"<Contributions: to {self.topic!r} by {self.method}, {self.semantics}, {self.status}>"

    def __str__(self) -> str:
        how = f"{self.semantics}, {self.status}"
        if self.samples:
            how += f", {self.samples:,} random orders, seed {self.seed}"
        lines = [f"contributions to {self.topic} = {self.strength:.4f} by {self.method} ({how})"]
        ranked = self.strongest()
        lines += [f"  {self._values[argument]}  {argument}" for argument in ranked[:SHOWN]]
        if len(ranked) > SHOWN:
            lines.append(f"  and {len(ranked) - SHOWN:,} more")
        return "\n".join(lines)


def contributions(
    framework: Framework[A],
    topic: A,
    *,
    method: str = "removal",
    semantics: str | GradualSemantics = "quadratic_energy",
    samples: int = 1_000,
    seed: int = 0,
    default_base: float | None = None,
    damping: float = 0.5,
    tolerance: float = 1e-9,
    max_steps: int = 10_000,
) -> Contributions[A]:
    """Return what each other argument contributes to the strength of a topic (Kampik et al. 2024).

    ``"removal"``: how much lower the strength would be without the argument. ``"intrinsic"``: the same, with
    the attackers and supporters of the argument set aside. ``"shapley"``: its mean marginal contribution over
    all orders of entry; they add up to the strength less the base score of the topic; exact up to 12
    arguments that lead to the topic, estimated from random orders beyond. ``"gradient"``: the derivative of
    the strength by its base score. (Kampik, Potyka, Yin, Čyras & Toni 2024.)

    Args:
        framework: arguments, attacks, supports and base scores.
        topic: the argument that they contribute to.
        method: ``"removal"``, ``"intrinsic"``, ``"shapley"`` or ``"gradient"``.
        semantics: the gradual semantics; see `strength`.
        samples: how many random orders estimates rest on.
        seed: of the random orders.
        default_base: the base score of arguments without one; see `strength`.
        damping: how far each step on a circle goes.
        tolerance: a circle is solved when no equation is off by more.
        max_steps: the most steps for one component.

    Raises:
        UnknownArgumentError: there is no such topic.
        UnknownOptionError: there is no such method or semantics.
        SupportError: there are supports, and the semantics is defined for attacks only.
        OptionError: a number is out of its range.

    >>> line = Framework("abc", attacks=[("a", "b"), ("b", "c")])
    >>> contributions(line, "c")["a"].value > 0  # it attacks the attacker
    True
    """
    chosen = gradual(semantics)
    model = Topic(framework, topic, chosen, default_base, Iteration(damping, tolerance, max_steps))
    return attributed(model, framework, method, samples, seed)


def attributed(
    model: Topic[A], framework: Framework[A], method: str, samples: int, seed: int
) -> Contributions[A]:
    """Return what the other arguments of a framework contribute to a topic whose equations are solved."""
    checked("method", method, METHODS)
    if samples < 2:
        raise OptionError("samples", samples, f"samples must be at least 2, not {samples!r}")
    topic, name, value = model.members[model.topic], model.equations.semantics.name, model.value
    players = [i for i in range(len(model)) if i != model.topic]
    drawn = method == "shapley" and len(players) > FEW
    status = model.status
    if method == "gradient":
        slopes, code = gradient(model)
        found = {i: Contribution(slopes[i]) for i in players}
        status = STATUSES[code]
    elif drawn:
        found = {i: Contribution(*pair) for i, pair in sampled(model, players, samples, seed).items()}
    elif method == "shapley":
        found = {i: Contribution(share) for i, share in exact(model, players).items()}
    elif method == "intrinsic":
        base = model.equations.base
        found = {
            i: Contribution(model.fixed_at(i, base[i]) - model.without(i))
            for i in tracked(players, "Removing")
        }
    else:
        found = {i: Contribution(value - model.without(i)) for i in tracked(players, "Removing")}
    if method != "gradient":
        status = model.status
    nothing = Contribution(0.0)
    values = {argument: nothing for argument in framework if argument != topic}
    values.update((model.members[i], own) for i, own in found.items())
    if not drawn:
        return Contributions(topic, value, name, method, status, values)
    return Contributions(topic, value, name, method, status, values, max(4, samples // 2 * 2), seed)
