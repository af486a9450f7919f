"""Reports: a map as a brief that a reader without the map can use."""

from argmap.report.report import Brief

__all__ = ["Brief"]
