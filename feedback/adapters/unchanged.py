"""Whether files are as they were. Knows nothing of what is in them."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path


def fingerprint(paths: Iterable[Path]) -> str:
    """Another one if a file comes or goes, is renamed, or has one other byte. What was made of files can be
    kept under it: to read some is a hundredth of the work of understanding them.
    """
    whole = sha256()
    for path in sorted(paths):
        whole.update(f"{path}\n".encode("utf-8", "surrogateescape"))
        whole.update(sha256(path.read_bytes() if path.is_file() else b"").digest())
    return whole.hexdigest()
