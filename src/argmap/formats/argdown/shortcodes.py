"""The shortcodes of Argdown: names between dots or colons that stand for a symbol."""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "A": "∀", "E": "∃", "O": "𝗢", "P": "𝗣",
    "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v": "∨", "v_": "⊻", "<>": "◇", "[]": "◻",
    "happy": "😀", "smile": "☺", "smiley": "☺", "laugh": "😆", "lol": "😆", "rofl": "🤣", "joy": "😂",
    "heart": "❤", "?": "❓", "question": "❓", "love": "😍", "wink": "😉", "shush": "🤫", "meh": "😐",
    "eye-roll": "🙄", "sad": "😢", "disappointed": "😞", "scream": "😱",
    "+1": "👍", "up": "👍", "-1": "👎", "down": "👎", "think": "🤔", "star": "⭐",
    "y": "✔", "agree": "✔", "n": "❌", "disagree": "❌",
}  # fmt: skip

SHORTCODES: Final = {f"{mark}{name}{mark}": symbol for name, symbol in _NAMES.items() for mark in ".:"} | {
    ":smile:": "☺\ufe0f"  # the one code whose two spellings differ: this one asks for the coloured glyph
}
"""Every code as it is written, dots or colons included, and the symbol it stands for."""
