"""What is sent to us stays in memory: a file of answers never lies on the disk as it came. Knows no form."""

from io import BytesIO
from typing import IO

from flask import Request


class InMemory(Request):
    """A request whose files are never written to the disk. Each route bounds how large they may be."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()
