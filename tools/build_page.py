"""Make the script of the interactive page: the files of ``page/`` become ``page.min.js``, beside them.

Run from the root of the project, with Node's ``npx`` at hand:

    python tools/build_page.py

esbuild (Evan Wallace, MIT licence) joins and shortens them; nothing of it goes into what is written, and there is
no library in the page. The first line of what is written holds the digest of what it was made from; a test
compares the two, so that nobody ships a script that is older than its source.
"""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

ESBUILD = "esbuild@0.28.2"
OWN = (
    "above|below|depth|dragged|el|found|head|high|kids|knob|look|low|middle|node|on|order|ox|oy|place|said|slot|span"
    "|spots|tail|turn|ups|worn"
)
"""Properties that only the script itself knows, which a shorter name serves as well."""
HOW = (
    "--bundle",
    f"--mangle-props=^({OWN})$",
    "--format=iife",
    "--minify",
    "--target=es2022",
    "--charset=utf8",
    "--log-level=error",
)
FOLDER = Path(__file__).parents[1] / "src" / "argmap" / "draw" / "html"


def main() -> None:
    """Write ``page.min.js``."""
    small = subprocess.run(
        ["npx", "--yes", ESBUILD, str(FOLDER / "page" / "main.js"), *HOW],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    digest = sha256(b"".join(path.read_bytes() for path in sorted((FOLDER / "page").glob("*.js"))))
    (FOLDER / "page.min.js").write_text(f"/* page/*.js {digest.hexdigest()} */\n{small}\n", encoding="utf-8")
    print(f"{len(small.encode()):,} bytes")


if __name__ == "__main__":
    main()
