"""The model: parts, their kinds, sources, scales, and the map that holds them."""
