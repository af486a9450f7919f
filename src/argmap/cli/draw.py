"""``argmap draw``: a map as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from argmap.cli.completing import one_of
from argmap.cli.pictures import drawable, theme_option
from argmap.cli.reading import map_in, part_of
from argmap.cli.written import json_option, tell
from argmap.draw.drawing import Drawing
from argmap.model.map import ArgumentMap
from argmap.model.overlay import Overlay
from argmap.whole import write_whole

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
@theme_option
@click.option("--direction", type=click.Choice(["auto", "up", "left"]), default="auto", show_default=True,
              help="Where the conclusion stands.")  # fmt: skip
@click.option("--relations", type=click.Choice(["auto", "all"]), default="auto", show_default=True,
              help="All relations; by default those of a large map are support, attack and conflict.")  # fmt: skip
@click.option("--spine", is_flag=True, help="Only the main line from evidence to thesis.")
@click.option("--around", metavar="ID", help="Only what is near this part.")
@click.option("--steps", type=click.IntRange(0), help="How near, with --around; by default 1.")  # fmt: skip
@click.option("--fold", metavar="ID", multiple=True,
              help="Count what stands only below this node instead of drawing it; several times.")  # fmt: skip
@click.option("--no-fold", is_flag=True, help="Draw all of a map, however large.")
@click.option("--group-by", type=click.Choice(["section", "paragraph"]),
              help="Say on each card where it is from; with --pages, a page for each.")  # fmt: skip
@click.option("--frames", is_flag=True,
              help="With --group-by: a frame around the cards of each group.")  # fmt: skip
@click.option("--pages", is_flag=True,
              help="A page for each main reason: one .pdf, or numbered pictures.")  # fmt: skip
@click.option("--highlight", metavar="ID", multiple=True, help="A part that stands out; several times.")
@click.option("--overlay", type=click.Choice(OVERLAYS), help="Colour the map by a judgement.")
@click.option("--scale", type=click.FloatRange(0, min_open=True),
              help="Pixels of a .png for each point; by default 2. 300 dots an inch are 4.17.")  # fmt: skip
@click.option(
    "--engine",
    default="auto",
    show_default=True,
    shell_complete=one_of(lambda: ["auto", "dot", "tidy"]),
    help="auto, dot (the system's) or tidy.",
)
@click.option(
    "--timeout", type=float, default=20.0, show_default=True, help="Seconds that the engine may take."
)
@json_option()
def command(
    file: Path,
    outputs: tuple[Path, ...],
    theme: str,
    direction: str,
    relations: str,
    spine: bool,
    around: str | None,
    steps: int | None,
    fold: tuple[str, ...],
    no_fold: bool,
    group_by: Literal["section", "paragraph"] | None,
    frames: bool,
    pages: bool,
    highlight: tuple[str, ...],
    overlay: str | None,
    scale: float | None,
    engine: str,
    timeout: float,
    as_json: bool,
) -> None:
    """Draw the map in FILE (- for standard input)."""
    whole = map_in(file)
    m = whole.spine() if spine else whole
    if around is not None:
        m = m.around(part_of(m, around), steps=1 if steps is None else steps)
    elif steps is not None:
        raise click.UsageError("--steps goes with --around, the part to be near to")
    if fold and (no_fold or pages):
        raise click.UsageError(f"--fold does not go with {'--no-fold' if no_fold else '--pages'}")
    if frames and (pages or group_by is None):
        raise click.UsageError(
            "--frames does not go with --pages"
            if pages
            else "--frames goes with --group-by, section or paragraph"
        )
    options = {
        "theme": theme,
        "direction": direction,
        "relations": relations,
        "overlay": _overlay(whole, m, overlay) if overlay else None,
        "engine": engine,
        "timeout": timeout,
    }
    marked = [part_of(m, id) for id in highlight]
    if not outputs:
        if str(file) == "-":
            raise click.UsageError("where to? Say -o PICTURE where the map comes from standard input")
        outputs = (file.with_suffix(".pdf" if pages else ".svg"),)
    drawable(outputs)
    if scale is not None and (pages or not any(path.suffix.lower() == ".png" for path in outputs)):
        raise click.UsageError(f"--scale {'does not go with --pages' if pages else 'is for a .png'}")
    if pages:
        made = m.pages(group_by=group_by)
        written = [file for path in outputs for file in made.save(path, highlight=marked, **options)]
        tell(written, as_json, nodes=len(m.nodes), relations=len(m.relations), pages=len(made))
        return
    folded = False if no_fold else [part_of(m, id) for id in fold] or "auto"
    drawing = m.draw(highlight=marked, group_by=group_by, fold=folded, frames=frames, **options)  # type: ignore[arg-type]
    tell(
        [_saved(drawing, path, scale) for path in outputs],
        as_json,
        nodes=len(m.nodes),
        relations=len(m.relations),
    )


def _saved(drawing: Drawing, path: Path, scale: float | None) -> Path:
    if scale is None or path.suffix.lower() != ".png":
        return drawing.save(path)
    write_whole(path, drawing.png(scale=scale))
    return path


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
