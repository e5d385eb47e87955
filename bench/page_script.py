"""What the pages' script weighs: as it is, and as browsers ask for it.

    ./run bench page_script

It's sent to old phones on weak signal, so it may weigh 6,144 bytes in gzip and no more.
"""

import gzip
import sys
from pathlib import Path

import brotli

from feedback.web import styles

MOST = 6_144


def sizes() -> tuple[int, int, int]:
    """(raw, gzip, brotli) bytes of the script."""
    script = Path(styles.__file__).with_name("static").joinpath("told-us.js").read_bytes()
    return len(script), len(gzip.compress(script, 9)), len(brotli.compress(script))


def main() -> int:
    raw, gzipped, brotlied = sizes()
    print(f"told-us.js: {raw:,} bytes raw, {gzipped:,} in gzip, {brotlied:,} in brotli")
    print(f"{gzipped:,} of {MOST:,} bytes allowed in gzip")
    return 0 if gzipped <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
