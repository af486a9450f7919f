"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("argmap", deadline=None)  # no test measures time
settings.load_profile("argmap")
