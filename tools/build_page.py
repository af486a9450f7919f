"""Make the script of the interactive page small: ``page.js`` becomes ``page.min.js``, beside it.

Run from the root of the project, with Node's ``npx`` at hand:

    python tools/build_page.py

The first line of what is written holds the digest of what it was made from; a test compares the two, so that
nobody ships a script that is older than its source.
"""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

ESBUILD = "esbuild@0.28.2"
FOLDER = Path(__file__).parents[1] / "src" / "argmap" / "draw" / "html"


def main() -> None:
    """Write ``page.min.js``."""
    source = FOLDER / "page.js"
    small = subprocess.run(
        ["npx", "--yes", ESBUILD, str(source), "--minify", "--target=es2021", "--charset=utf8"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    digest = sha256(source.read_bytes()).hexdigest()
    (FOLDER / "page.min.js").write_text(f"/* page.js {digest} */\n{small}\n", encoding="utf-8")
    print(f"{len(small.encode()):,} bytes")


if __name__ == "__main__":
    main()
