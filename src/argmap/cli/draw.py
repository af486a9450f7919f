"""``argmap draw``: a map as a picture."""

from __future__ import annotations

from pathlib import Path

import click

from argmap.cli.reading import map_in, part_of
from argmap.model.map import ArgumentMap
from argmap.model.overlay import Overlay

OVERLAYS = ("acceptance", "strength", "weaknesses")


@click.command("draw")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    "outputs",
    type=click.Path(path_type=Path),
    multiple=True,
    help="The picture, what the suffix says: .svg, .png, .pdf, .dot, .html. May be given several times. "
    "By default FILE with the suffix .svg.",
)
@click.option("--theme", default="light", show_default=True, help="light, dark, print or colour-blind.")
@click.option("--direction", type=click.Choice(["auto", "up", "left"]), default="auto", show_default=True,
              help="Where the conclusion stands.")  # fmt: skip
@click.option("--relations", type=click.Choice(["auto", "all"]), default="auto", show_default=True,
              help="Support and attack only, or all relations.")  # fmt: skip
@click.option("--spine", is_flag=True, help="Only the main line from evidence to thesis.")
@click.option("--around", metavar="ID", help="Only what is near this part.")
@click.option("--steps", type=click.IntRange(0), default=1, show_default=True,
              help="How near, with --around.")  # fmt: skip
@click.option("--highlight", metavar="ID", multiple=True, help="A part that stands out; several times.")
@click.option("--overlay", type=click.Choice(OVERLAYS), help="Colour the map by a judgement.")
@click.option("--engine", default="auto", show_default=True, help="auto, dot (the system's) or tidy.")
@click.option(
    "--timeout", type=float, default=60.0, show_default=True, help="Seconds that the engine may take."
)
def command(
    file: Path,
    outputs: tuple[Path, ...],
    theme: str,
    direction: str,
    relations: str,
    spine: bool,
    around: str | None,
    steps: int,
    highlight: tuple[str, ...],
    overlay: str | None,
    engine: str,
    timeout: float,
) -> None:
    """Draw the map in FILE (- for standard input)."""
    whole = map_in(file)
    m = whole.spine() if spine else whole
    if around is not None:
        m = m.around(part_of(m, around), steps=steps)
    drawing = m.draw(
        theme=theme,
        direction=direction,  # type: ignore[arg-type]
        relations=relations,  # type: ignore[arg-type]
        highlight=[part_of(m, id) for id in highlight],
        overlay=_overlay(whole, m, overlay) if overlay else None,
        engine=engine,
        timeout=timeout,
    )
    if not outputs:
        if str(file) == "-":
            raise click.UsageError("where to? Say -o PICTURE where the map comes from standard input")
        outputs = (file.with_suffix(".svg"),)
    for path in outputs:
        click.echo(drawing.save(path), err=True)


def _overlay(whole: ArgumentMap, shown: ArgumentMap, name: str) -> Overlay:
    """Return the judgement of the whole map, also where a piece of it is drawn."""
    if name == "weaknesses":
        judged = whole.check().overlay()
    elif name == "acceptance":
        from argmap.analysis.evaluate import evaluate

        judged = evaluate(whole).overlay()
    else:
        from argmap.analysis.strength import strength

        judged = strength(whole).overlay()
    if any(id in shown for id in judged.marks):
        return judged  # what is not in the piece is counted below the legend
    return Overlay(judged.name, {}, judged.legend)
