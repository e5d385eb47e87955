"""What the pages' script weighs: as it's written, as it's served, and as browsers ask for it.

    ./run bench page_script

It's sent to old phones on weak signal, so it may weigh 6,144 bytes in gzip and no more.
"""

import gzip
import sys
from pathlib import Path

import brotli

from feedback.web import styles

MOST = 6_144
NAME = "told-us.js"


def main() -> int:
    written = Path(styles.__file__).with_name("static").joinpath(NAME).read_bytes()
    served = styles.Styles().files[NAME]
    gzipped = len(gzip.compress(served, 9))
    print(f"{NAME}: {len(written):,} bytes written, {len(served):,} served")
    print(f"Served in brotli: {len(brotli.compress(served)):,} bytes")
    print(f"Served in gzip: {gzipped:,} of {MOST:,} bytes allowed")
    return 0 if gzipped <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
