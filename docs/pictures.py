"""Builds the pictures of the gallery; the documentation runs it before it reads its pages."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def build(out: Path) -> list[Path]:
    """Write every picture of the gallery into a folder, as SVG, and return the files.

    A picture that cannot be made is an error, and nothing is written then.
    """
    maps = _maps()
    drawn = {}
    for make in maps.PICTURES:
        made = make()
        many = made.items() if isinstance(made, dict) else [("", made)]
        for variant, drawing in many:
            drawn["-".join(filter(None, (make.__name__.replace("_", "-"), variant)))] = drawing
    for drawing in drawn.values():
        drawing.svg()
    out.mkdir(parents=True, exist_ok=True)
    return [drawing.save(out / f"{name}.svg") for name, drawing in drawn.items()]


def _maps() -> ModuleType:
    """Return the module beside this file, which stands in no package."""
    spec = importlib.util.spec_from_file_location("gallery_maps", Path(__file__).with_name("gallery_maps.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its annotations are looked up there
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    for path in build(Path(sys.argv[1])):
        print(path)
