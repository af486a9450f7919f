"""Pictures of a map: cards, layout, SVG, portable DOT, and the outline in words."""

from argmap.draw.theme import CardStyle, LineStyle, Theme, dark, light, print_

__all__ = ["CardStyle", "LineStyle", "Theme", "dark", "light", "print_"]
