"""The pictures of the content folder, in memory. Knows nothing of those added in the office."""

from collections.abc import Mapping
from mimetypes import guess_type
from pathlib import Path

from feedback.domain.pictures import Picture


class Shipped:
    """Every shipped picture: its file, what kind of file that is, and what is seen in it."""

    def __init__(self, folder: Path, pictures: Mapping[str, Picture]) -> None:
        self.alts = {key: picture.alt for key, picture in pictures.items()}
        self.files = {key: (folder / picture.file).read_bytes() for key, picture in pictures.items()}
        self.types = {key: guess_type(p.file)[0] or "image/svg+xml" for key, p in pictures.items()}
