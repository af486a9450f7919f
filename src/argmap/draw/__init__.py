"""Pictures of a map: cards, layout, SVG, portable DOT, and the outline in words."""
