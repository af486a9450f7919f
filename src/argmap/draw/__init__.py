"""Pictures of a map: cards, layout, SVG, portable DOT, and the outline in words."""

from argmap.draw.styles import CardStyle, LineStyle, ToneStyle
from argmap.draw.theme import Theme, colour_blind, dark, light, print_

__all__ = ["CardStyle", "LineStyle", "Theme", "ToneStyle", "colour_blind", "dark", "light", "print_"]
