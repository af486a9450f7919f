"""Judging maps: results are values beside a map, keyed by the ids of its parts."""
